"""Texts made ready for a screen: safe, wrapped by cells, cut with `…`.

Bids come from outside. Control characters could move the cursor or recolour the screen, and
bidirectional overrides could make a name read as another: both are taken out here, and nothing
else is. Letters of right-to-left scripts stay as they are; the terminal turns them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[str, str]
"""A text and its role (`tender_flow.tui.themes.ROLES`)."""

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a screen: spans from the left, and the role that fills the rest."""

    spans: tuple[Span, ...] = ()
    fill: str = "text"

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.spans)


def row(text: str = "", role: str = "text") -> Row:
    """A line of one role."""
    return Row(((text, role),))


def plain(text: str) -> str:
    """The text without control characters and direction overrides; tabs become spaces."""
    text = _DIRECTION.sub(
        "", text.expandtabs(4).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
    )
    return "".join(
        char for char in text if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"}
    )


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def cut(text: str, width: int) -> str:
    """At most so many cells; what is cut ends in `…`."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Cut or filled to exactly so many cells."""
    return set_cell_size(cut(text, width), width)


def centred(text: str, width: int) -> str:
    """Cut to, and set in the middle of, so many cells."""
    shown = cut(text, width)
    left = (width - cell_len(shown)) // 2
    return set_cell_size(" " * left + shown, width)


def wrap(text: str, width: int) -> list[str]:
    """The words of one paragraph on lines of at most so many cells; never an empty list.

    A text that fits on one line keeps its own spaces.
    """
    if cell_len(text) <= width:
        return [text.strip("\n")]
    lines: list[str] = []
    line = ""
    for word in text.replace("\n", " ").split(" "):
        if not word:
            continue
        for piece in _pieces(word, max(1, width)):
            if not line:
                line = piece
            elif cell_len(line) + 1 + cell_len(piece) <= width:
                line += f" {piece}"
            else:
                lines.append(line)
                line = piece
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    """A word longer than the line, in pieces that fit."""
    if cell_len(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for char in word:
        cells = cell_len(char)
        if used + cells > width and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += cells
    return [*pieces, piece] if piece else pieces


def hanging(lead: str, text: str, width: int, role: str = "text") -> list[Row]:
    """A paragraph behind a lead (`1 `, `► `); lines after the first hang under the text."""
    indent = cell_len(lead)
    lines = wrap(text, width - indent)
    return [
        Row((((lead if number == 0 else " " * indent) + line, role),))
        for number, line in enumerate(lines)
    ]


def sides(left: str, right: str, width: int) -> tuple[str, str]:
    """Two texts at both ends of a line; the left one gives way. The left comes padded."""
    right = cut(right, width)
    room = width - cell_len(right)
    return padded(left, room - 1) + " " if right and room > 0 else padded(left, room), right


def apart(parts: Iterable[str]) -> str:
    """Short statements beside each other, three blanks apart; a line breaks only between them."""
    return "\xa0\xa0 ".join(part.replace(" ", "\xa0") for part in parts)


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())

"""Breaks texts into lines of a width, once for each text, font and width.

Texts come from bidders and panel members: control characters are dropped, every kind of space
is one space, and a word that is longer than the line is broken where the line ends. Nothing is
read as markup: `<b>` is printed as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tender_flow.publishing.fonts import width

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """The text without control characters; line breaks stay."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


@lru_cache(maxsize=20_000)
def lines_of(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """The lines of a text that fit into `room` points; an empty text has no line."""
    found: list[str] = []
    for paragraph in clean(text).split("\n"):
        found += _lines(paragraph, font, size, room)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _lines(paragraph: str, font: str, size: float, room: float) -> list[str]:
    space = width(" ", font, size)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in _words(paragraph, font, size, room):
        needed = width(word, font, size)
        if line and used + space + needed > room:
            lines.append(" ".join(line))
            line, used = [], 0.0
        used += needed + (space if line else 0)
        line.append(word)
    lines.append(" ".join(line))
    return lines


def _words(paragraph: str, font: str, size: float, room: float) -> list[str]:
    """The words, those that are wider than a line cut into pieces."""
    words: list[str] = []
    for word in paragraph.split():
        words += [word] if width(word, font, size) <= room else _pieces(word, font, size, room)
    return words


def _pieces(word: str, font: str, size: float, room: float) -> list[str]:
    pieces, piece, used = [], "", 0.0
    for letter in word:
        needed = width(letter, font, size)
        if piece and used + needed > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece += letter
        used += needed
    return [*pieces, piece]

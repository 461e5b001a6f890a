"""Tables on a terminal: aligned columns, wrapped to the window, the same without colour.

In a window the widest columns give way and their text is wrapped between words; into a file or
a pipe each row is one line, so that other programs can search it.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

GAP = "  "
NARROWEST = 8
"""No column is made narrower than this, however small the window is."""


def print_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Collection[int] = (),
) -> None:
    """Prints rows under their headings; the columns `right` (numbers) are aligned right."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in table_lines(headings, rows, right=right, width=width):
        click.echo(line)


def table_lines(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Collection[int] = (),
    width: int | None = None,
) -> list[str]:
    """The table's lines; `width` in characters, None for as wide as it takes."""
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = _fitting(_natural([list(headings), *cells]), width)
    lines = _row_lines(headings, widths, right)
    lines.append(GAP.join("-" * size for size in widths))
    for row in cells:
        lines += _row_lines(row, widths, right)
    return lines


def clean(text: str) -> str:
    """The text without control characters: a bidder's name can't move the cursor."""
    return "".join(" " if letter in "\n\t" else letter for letter in text if _is_shown(letter))


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter in "\n\t"


def _natural(rows: list[list[str]]) -> list[int]:
    return [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]


def _fitting(widths: list[int], available: int | None) -> list[int]:
    """The widths, the widest made narrower until they fit or all are at their narrowest."""
    if available is None:
        return widths
    fitted = list(widths)
    room = available - len(GAP) * (len(fitted) - 1)
    while sum(fitted) > room and max(fitted) > NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _row_lines(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> list[str]:
    columns = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
    height = max(len(column) for column in columns)
    return [
        GAP.join(
            _aligned(column[at] if at < len(column) else "", size, number in right)
            for number, (column, size) in enumerate(zip(columns, widths, strict=True))
        ).rstrip()
        for at in range(height)
    ]


def _aligned(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)

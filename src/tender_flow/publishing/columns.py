"""Short lines in two columns under titles, for the steps behind totals."""

from __future__ import annotations

from collections.abc import Sequence

from tender_flow.publishing.fonts import BOLD, REGULAR
from tender_flow.publishing.sheet import BOTTOM, LEFT, TOP, WIDTH, Sheet, Style
from tender_flow.publishing.wrapping import lines_of

_LINE = Style(REGULAR, 7, 9.2)
_TITLE = Style(BOLD, 8, 12)
_GAP = 20.0
_ROOM = (WIDTH - _GAP) / 2

Block = tuple[str, Sequence[str]]
Drawn = list[tuple[str, Style]]


def in_columns(sheet: Sheet, blocks: Sequence[Block]) -> None:
    """Draws blocks (a title and its lines) two beside each other."""
    drawn = [_broken(block) for block in blocks]
    for first in range(0, len(drawn), 2):
        _pair(sheet, drawn[first : first + 2])


def _broken(block: Block) -> Drawn:
    title, lines = block
    found = [(line, _TITLE) for line in lines_of(title, _TITLE.font, _TITLE.size, _ROOM)]
    for line in lines:
        parts = lines_of(line, _LINE.font, _LINE.size, _ROOM - 8)
        found += [(("   " if number else "") + part, _LINE) for number, part in enumerate(parts)]
    return found


def _pair(sheet: Sheet, pair: Sequence[Drawn]) -> None:
    """Two blocks side by side, kept whole; only what is longer than a page goes on to the next."""
    height = max(_height(block) for block in pair)
    sheet.need(height if height <= TOP - BOTTOM else 200)
    rest = list(pair)
    while any(rest):
        top = lowest = sheet.y
        room = sheet.room
        for number, block in enumerate(rest):
            y, place = top, 0
            while place < len(block) and top - y + block[place][1].leading <= room:
                text, style = block[place]
                sheet.write(LEFT + number * (_ROOM + _GAP), y - style.size, text, style)
                y -= style.leading
                place += 1
            rest[number] = block[place:]
            lowest = min(lowest, y)
        sheet.y = lowest
        if any(rest):
            sheet.new_page()
    sheet.y -= 10


def _height(block: Drawn) -> float:
    return sum(style.leading for _text, style in block)

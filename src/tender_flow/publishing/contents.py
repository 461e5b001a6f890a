"""The contents: their pages are kept free at the front, and filled when all pages are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tender_flow.i18n import _
from tender_flow.publishing.fonts import BOLD, REGULAR, width
from tender_flow.publishing.section import Section
from tender_flow.publishing.sheet import BOTTOM, LEFT, RIGHT, SOFT, TOP, Sheet, Style
from tender_flow.publishing.wrapping import lines_of

_STYLES = {1: Style(BOLD, 9.5, 17), 2: Style(REGULAR, 8.5, 12)}
_HEAD = 38
_TIGHTEST = 0.85
"""The lines close up to this, where that saves a page with a line or two."""
_DOTS = Style(REGULAR, 8, 10, SOFT)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its text, its depth and the bookmark to which it leads."""

    text: str
    level: int
    key: str


class Contents:
    """The contents of a document whose sections are known."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.entries = tuple(_entries(sections))

    def reserve(self, sheet: Sheet) -> None:
        """Draws the entries with links, without their page numbers."""
        for number, page in enumerate(self._laid_out()):
            sheet.new_page()
            if number == 0:
                sheet.heading(_("Contents"), level=1, listed="contents")
                sheet.settle()
            for y, entry in page:
                self._entry(sheet, y, entry)
            sheet.canvas.doForm(f"contents-{number}")
            sheet.y = BOTTOM

    def fill(self, sheet: Sheet) -> None:
        """Writes the page numbers; called at the end."""
        for number, page in enumerate(self._laid_out()):
            texts = [
                (
                    RIGHT,
                    y,
                    str(sheet.page_of(entry.key)),
                    Style(_STYLES[entry.level].font, 9, 12),
                    True,
                )
                for y, entry in page
            ]
            sheet.form(f"contents-{number}", texts)

    def _laid_out(self) -> list[list[tuple[float, Entry]]]:
        """The entries by page, each with its place."""
        pages: list[list[tuple[float, Entry]]] = [[]]
        y = TOP - _HEAD
        closer = self._closer()
        for entry in self.entries:
            leading = _STYLES[entry.level].leading * closer
            if y - leading < BOTTOM:
                pages.append([])
                y = TOP
            y -= leading
            pages[-1].append((y, entry))
        return pages

    def _closer(self) -> float:
        """How much closer the lines come for all entries to stand on one page, if they can."""
        asked = sum(_STYLES[entry.level].leading for entry in self.entries)
        share = (TOP - _HEAD - BOTTOM) / asked if asked else 1
        return share * 0.999 if _TIGHTEST <= share < 1 else 1

    def _entry(self, sheet: Sheet, y: float, entry: Entry) -> None:
        style = _STYLES[entry.level]
        x = LEFT + (0 if entry.level == 1 else 18)
        room = RIGHT - x - 40
        text = lines_of(entry.text, style.font, style.size, room)
        shown = text[0] + (" …" if len(text) > 1 else "")
        sheet.write(x, y, shown, style)
        if entry.level == 2:
            start = x + width(shown, style.font, style.size) + 6
            dots = int((RIGHT - 28 - start) / width(". ", _DOTS.font, _DOTS.size))
            sheet.write(RIGHT - 28, y, ". " * dots, _DOTS, right=True)
        sheet.link(entry.key, x, y - 3, RIGHT, y + style.size)


def _entries(sections: Sequence[Section]) -> Iterator[Entry]:
    for number, section in enumerate(sections, 1):
        yield Entry(f"{number}  {section.title}", 1, f"s{number}")
        for place, part in enumerate(section.parts, 1):
            if part.title:
                yield Entry(part.title, 2, f"s{number}-{place}")

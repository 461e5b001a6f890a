"""The pages of a document: a cursor that goes down, headings, texts, header and footer.

    sheet = Sheet(furniture)
    sheet.heading("2 Procedure", level=1)
    sheet.text("The plan of January 2014 …")
    pdf = sheet.finish()

Everything is drawn once, in order. What is known only at the end (how many pages there are, on
which page a heading came to stand) is put into small forms that the pages point to, so that no
second run is needed. The same calls give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tender_flow.i18n import _
from tender_flow.publishing.fonts import BOLD, REGULAR, register, width
from tender_flow.publishing.wrapping import clean, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.textobject import PDFTextObject

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 56.0
RIGHT = PAGE_WIDTH - 56
TOP = PAGE_HEIGHT - 76
BOTTOM = 74.0
WIDTH = RIGHT - LEFT

INK = 0.0, 0.0, 0.0
SOFT = 0.33, 0.33, 0.33
DEEP = 0.11, 0.22, 0.37
SHADE = 0.92, 0.94, 0.96
RULE = 0.62, 0.66, 0.70

Colour = tuple[float, float, float]

_PAGES = "pages"
"""The form with the number of pages."""


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of text: font, size and distance of lines in points."""

    font: str
    size: float
    leading: float
    colour: Colour = INK


BODY = Style(REGULAR, 9.5, 13.5)
STRONG = Style(BOLD, 9.5, 13.5)
SMALL = Style(REGULAR, 8, 11, SOFT)
HEADINGS = {
    1: Style(BOLD, 17, 22, DEEP),
    2: Style(BOLD, 11.5, 15, DEEP),
    3: Style(BOLD, 9.5, 13, INK),
}
_BEFORE = {1: 0.0, 2: 16.0, 3: 9.0}
_AFTER = {1: 12.0, 2: 5.0, 3: 3.0}


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page, and what the file says about itself."""

    marking: str
    """Who may read it: "Exempt version, not for publication"."""
    status: str
    """"Draft: not a decision"; empty for a decided one."""
    running_title: str
    notes: tuple[str, ...]
    title: str
    author: str
    language: str


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that waits for what follows it."""

    text: str
    level: int
    lines: tuple[str, ...]
    listed: str | None

    @property
    def height(self) -> float:
        """With the space before and after it."""
        text = len(self.lines) * HEADINGS[self.level].leading
        return _BEFORE[self.level] + text + _AFTER[self.level]


class Sheet:
    """The page that is being filled, and those before it."""

    def __init__(self, furniture: Furniture) -> None:
        register()
        self.furniture = furniture
        self._bytes = BytesIO()
        language = furniture.language
        self.canvas = Canvas(self._bytes, A4, pageCompression=1, invariant=1, lang=language)
        self.canvas.setTitle(furniture.title)
        self.canvas.setAuthor(furniture.author)
        self.canvas.setSubject(furniture.marking)
        self.canvas.setCreator("tender-flow")
        self.running = ""
        """What the pages from here on are about; stands at the right of their header."""
        self.y = TOP
        self.page = 0
        self._waiting: list[_Heading] = []
        self._listed: dict[str, int] = {}
        self._begin()

    def new_page(self) -> None:
        """Ends the page and begins the next one."""
        self.canvas.showPage()
        self._begin()

    def fresh_page(self) -> None:
        """Begins a page unless this one is still empty."""
        self.settle()
        if self.y < TOP:
            self.new_page()

    @property
    def room(self) -> float:
        """The height that is left on this page."""
        return self.y - BOTTOM

    def need(self, height: float) -> bool:
        """Goes to the next page if so much doesn't fit here, with the headings above; did it?"""
        above = sum(heading.height for heading in self._waiting)
        turned = self.room < above + height and self.y < TOP
        if turned:
            self.new_page()
        waiting, self._waiting = self._waiting, []
        for heading in waiting:
            self._head(heading)
        return turned

    def settle(self) -> None:
        """Draws the headings that still wait; nothing follows them."""
        if self._waiting:
            self.need(0)

    def gap(self, height: float) -> None:
        """Leaves space, but not at the top of a page."""
        if self.y < TOP and not self._waiting:
            self.y -= height

    def heading(self, text: str, level: int = 1, *, listed: str | None = None) -> None:
        """A heading; it waits for what follows, so that it never stands alone at a page's foot.

        `listed` names its bookmark; `page_of` then tells on which page it came to stand.
        """
        style = HEADINGS[level]
        self._waiting.append(
            _Heading(text, level, lines_of(text, style.font, style.size, WIDTH), listed)
        )

    def page_of(self, listed: str) -> int:
        """The page of a heading that was listed."""
        return self._listed[listed]

    def _head(self, heading: _Heading) -> None:
        level = heading.level
        self.gap(_BEFORE[level])
        if heading.listed is not None:
            self._listed[heading.listed] = self.page
            self.canvas.bookmarkHorizontal(heading.listed, 0, self.y + 4)
            title = clean(heading.text)
            self.canvas.addOutlineEntry(title, heading.listed, level - 1, closed=level == 1)
        self.lines(heading.lines, HEADINGS[level])
        if level == 1:
            self._rule(LEFT, self.y - 1, RIGHT, DEEP, 1.2)
        self.y -= _AFTER[level]

    def text(self, text: str, style: Style = BODY, *, indent: float = 0, after: float = 6) -> None:
        """A paragraph, broken over pages where it must."""
        self.lines(lines_of(text, style.font, style.size, WIDTH - indent), style, indent=indent)
        self.y -= after

    def bullets(self, texts: Iterable[str], style: Style = BODY) -> None:
        """A list of short texts."""
        for text in texts:
            self.need(style.leading)
            self.write(LEFT + 4, self.y - style.size, "•", style)
            self.text(text, style, indent=16, after=3)
        self.gap(3)

    def lines(self, lines: Iterable[str], style: Style, *, indent: float = 0) -> None:
        """Lines that were broken before; the first three stay together."""
        lines = tuple(lines)
        for number, line in enumerate(lines):
            self.need(style.leading * (1 if number else min(3, len(lines))))
            self.write(LEFT + indent, self.y - style.size, line, style)
            self.y -= style.leading

    def write(self, x: float, y: float, text: str, style: Style, *, right: bool = False) -> None:
        """One line at a place; `right` ends it there."""
        canvas = self.canvas
        fill(canvas, style.colour)
        canvas.setFont(style.font, style.size)
        if right:
            x -= width(text, style.font, style.size)
        canvas.drawString(x, y, text)

    def link(self, key: str, x: float, y: float, to_x: float, to_y: float) -> None:
        """Makes a rectangle lead to a bookmark."""
        self.canvas.linkAbsolute("", key, (x, y, to_x, to_y), Border="[0 0 0]")

    def finish(self) -> bytes:
        """Ends the document."""
        rl_config.useA85 = 0  # streams as they are: as text they are a quarter longer, and slow
        self.settle()
        self.form(_PAGES, [(0, 0, str(self.page), SMALL, False)])
        self.canvas.showOutline()
        self.canvas.save()
        return self._bytes.getvalue()

    def form(self, name: str, texts: Iterable[tuple[float, float, str, Style, bool]]) -> None:
        """Defines a form that pages have pointed to: texts with place, style and alignment."""
        self.canvas.beginForm(name)
        for x, y, text, style, right in texts:
            self.write(x, y, text, style, right=right)
        self.canvas.endForm()

    def _begin(self) -> None:
        self.page += 1
        self.y = TOP
        self._header()
        self._footer()

    def _header(self) -> None:
        shown = self.furniture
        strong = Style(BOLD, 8, 10)
        self.write(LEFT, PAGE_HEIGHT - 40, shown.marking, strong)
        self.write(RIGHT, PAGE_HEIGHT - 40, shown.status, strong, right=True)
        small = Style(REGULAR, 7.5, 10, SOFT)
        room = WIDTH
        for line in shortened(self.running, small, WIDTH / 2, 1):
            self.write(RIGHT, PAGE_HEIGHT - 52, line, small, right=True)
            room -= width(line, small.font, small.size) + 12
        for line in shortened(shown.running_title, small, room, 1):
            self.write(LEFT, PAGE_HEIGHT - 52, line, small)
        self._rule(LEFT, PAGE_HEIGHT - 58, RIGHT, RULE, 0.5)

    def _footer(self) -> None:
        self._rule(LEFT, 60, RIGHT, RULE, 0.5)
        small = Style(REGULAR, 6.5, 8.5, SOFT)
        text = " ".join(self.furniture.notes)
        for number, line in enumerate(shortened(text, small, WIDTH - 90, 3)):
            self.write(LEFT, 49 - number * small.leading, line, small)
        self._page_number()

    def _page_number(self) -> None:
        """“Page 3 of 41”; the form brings the 41."""
        slot = width("000", SMALL.font, SMALL.size)
        text = _("Page {page} of {pages}").format(page=self.page, pages="\n")
        before, _mark, after = text.partition("\n")
        self.write(RIGHT - slot, 49, before, SMALL, right=True)
        self.canvas.saveState()
        self.canvas.translate(RIGHT - slot, 49)
        self.canvas.doForm(_PAGES)
        self.canvas.restoreState()
        if after:
            self.write(RIGHT, 49, after, SMALL)

    def _rule(self, x: float, y: float, to_x: float, colour: Colour, thick: float) -> None:
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thick)
        self.canvas.line(x, y, to_x, y)


def fill(on: Canvas | PDFTextObject, colour: Colour) -> None:
    """Writes on in this colour; grey is one number in the file and not three."""
    if colour[0] == colour[1] == colour[2]:
        on.setFillGray(colour[0])
    else:
        on.setFillColorRGB(*colour)


def shortened(text: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """At most so many lines; what was left out is on the cover, and an ellipsis says so."""
    found = lines_of(text, style.font, style.size, room)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while width(f"{last} …", style.font, style.size) > room:
        last = last.rpartition(" ")[0] or last[:-1]
    return (*found[: most - 1], f"{last} …")

"""Tables that go on over pages: the header row comes back on each, long rows are parted.

A cell is plain text, broken into lines once; the lines are drawn straight on the page. That
costs a fraction of a paragraph object in each cell, and a row may be longer than a page: it is
parted between lines, so that no reason is ever cut off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.i18n import _
from tender_flow.publishing.fonts import BOLD, REGULAR, width
from tender_flow.publishing.sheet import (
    BOTTOM,
    DEEP,
    INK,
    LEFT,
    RIGHT,
    RULE,
    SHADE,
    SOFT,
    TOP,
    WIDTH,
    Sheet,
    Style,
    fill,
)
from tender_flow.publishing.wrapping import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PAD = 4.0
"""Space between a cell's edge and its text."""

DENSE = 2.0
"""The same above and below the text in a dense table: many rows that belong on one page."""

CELL = Style(REGULAR, 8, 10.5)
HEAD = Style(BOLD, 8, 10.5, DEEP)
BOLD_CELL = Style(BOLD, 8, 10.5)
BAND = Style(BOLD, 8.5, 11)
BAND_SHADE = 0.84, 0.88, 0.92

_FULL = TOP - BOTTOM


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and whether its texts end at the right."""

    title: str
    share: float
    right: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of texts.

    `strong` is bold and shaded, `bold` only bold; `lead` is shaded with its names and numbers
    bold; a `band` is one text over the whole width.
    """

    cells: tuple[str, ...]
    strong: bool = False
    bold: bool = False
    lead: bool = False
    band: bool = False
    wide: bool = False
    """One text over the whole width, as a remark on the row above."""
    indent: float = 0
    """Moves the first cell's text to the right, in points (trees)."""


Lines = tuple[tuple[str, ...], ...]


class _Table:
    """A table while it is drawn."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], pad: float = PAD) -> None:
        self.sheet = sheet
        self.pad = pad
        self.columns = columns
        self.band: Row | None = None
        """The band above the row that is drawn; it comes back on a new page."""
        total = sum(column.share for column in columns)
        self.edges = [LEFT]
        for column in columns:
            self.edges.append(self.edges[-1] + WIDTH * column.share / total)
        self.head = [
            lines_of(column.title, HEAD.font, HEAD.size, self._room(index))
            for index, column in enumerate(columns)
        ]
        self.head_height = max(map(len, self.head)) * HEAD.leading + pad * 2

    def _room(self, index: int) -> float:
        return self.edges[index + 1] - self.edges[index] - PAD * 2 - self._inset(index)

    def _inset(self, index: int) -> float:
        """More distance where a text that begins at the left follows one that ends at the right."""
        crowded = index > 0 and self.columns[index - 1].right and not self.columns[index].right
        return 8 if crowded else 0

    def header(self) -> None:
        """Draws the header row where the cursor is."""
        top = self.sheet.y
        self._shade(top, self.head_height)
        for index, lines in enumerate(self.head):
            self._cell(index, lines, HEAD, top)
        self.sheet.y = top - self.head_height
        self._line(self.sheet.y, DEEP, 0.9)

    def style(self, row: Row, index: int) -> Style:
        """How a cell is written."""
        if row.band:
            return BAND
        if row.wide:
            return CELL
        return BOLD_CELL if _bold(row, self.columns, index) else CELL

    def broken(self, row: Row) -> Lines:
        """A row's cells as lines."""
        if row.band or row.wide:
            style = self.style(row, 0)
            return (lines_of(row.cells[0], style.font, style.size, WIDTH - PAD * 2),)
        return tuple(
            lines_of(
                text,
                self.style(row, index).font,
                CELL.size,
                self._room(index) - (0 if index else row.indent),
            )
            for index, text in enumerate(row.cells)
        )

    def height(self, row: Row, lines: Lines) -> float:
        """How high a row with these lines is."""
        leading = BAND.leading if row.band else CELL.leading
        return max((len(cell) for cell in lines), default=1) * leading + self.pad * 2

    def row(self, row: Row, next_height: float) -> None:
        """Draws a row, parted over pages where it must be; `next_height` must fit below it."""
        if row.band:
            self.band = None
        lines = self.broken(row)
        while True:
            height = self.height(row, lines)
            wanted = height if height >= _FULL / 3 else height + min(next_height, _FULL / 3)
            if wanted <= self.sheet.room:
                self._draw(row, lines, height)
                self.band = row if row.band else self.band
                return
            fitting = int((self.sheet.room - self.pad * 2) / CELL.leading)
            if row.band or fitting < 3 or height < _FULL / 3:
                if self._turn():
                    continue
                fitting = max(fitting, 1)
            part = tuple(cell[:fitting] for cell in lines)
            self._draw(row, part, self.height(row, part))
            lines = tuple(cell[fitting:] for cell in lines)
            self._turn()

    def _turn(self) -> bool:
        """The next page with the header row; not where this page has nothing else yet."""
        if self.sheet.y >= TOP - self.head_height - (BAND.leading + PAD * 2 if self.band else 0):
            return False
        self.sheet.new_page()
        self.header()
        if self.band is not None:
            text = _("{title} (continued)").format(title=self.band.cells[0])
            again = Row((text,), band=True)
            lines = self.broken(again)
            self._draw(again, lines, self.height(again, lines))
        return True

    def _draw(self, row: Row, lines: Lines, height: float) -> None:
        top = self.sheet.y
        if row.band or row.strong or row.lead:
            self._shade(top, height, BAND_SHADE if row.band else SHADE)
        for index, cell in enumerate(lines):
            self._cell(index, cell, self.style(row, index), top, 0 if index else row.indent)
        self.sheet.y = top - height
        self._line(self.sheet.y, RULE, 0.35)

    def _cell(
        self, index: int, lines: Sequence[str], style: Style, top: float, indent: float = 0
    ) -> None:
        if not lines:
            return
        first = top - self.pad - style.size + 0.5
        left = self.edges[index] + PAD + self._inset(index) + indent
        text = self.sheet.canvas.beginText(left, first)
        text.setFont(style.font, style.size, style.leading)
        fill(text, style.colour)
        if len(self.columns) > index and self.columns[index].right and style is not BAND:
            end = self.edges[index + 1] - PAD
            for number, line in enumerate(lines):
                start = end - width(line, style.font, style.size)
                text.setTextOrigin(start, first - number * style.leading)
                text.textOut(line)
        else:
            for line in lines:
                text.textLine(line)
        self.sheet.canvas.drawText(text)

    def _shade(self, top: float, height: float, colour: tuple[float, float, float] = SHADE) -> None:
        canvas = self.sheet.canvas
        canvas.setFillColorRGB(*colour)
        canvas.rect(LEFT, top - height, WIDTH, height, stroke=0, fill=1)
        fill(canvas, INK)

    def _line(self, y: float, colour: tuple[float, float, float], thick: float) -> None:
        canvas = self.sheet.canvas
        canvas.setStrokeColorRGB(*colour)
        canvas.setLineWidth(thick)
        canvas.line(LEFT, y, RIGHT, y)


def _bold(row: Row, columns: Sequence[Column], index: int) -> bool:
    if row.lead:
        return index < len(columns) - 1
    return row.strong or row.bold or columns[index].bold


def table(
    sheet: Sheet,
    columns: Sequence[Column],
    rows: Sequence[Row | tuple[str, ...]],
    *,
    empty: str = "",
    dense: bool = False,
) -> None:
    """Draws a table below what stands on the page; `empty` is said where it has no rows."""
    if not rows:
        if empty:
            sheet.text(empty)
        return
    drawn = _Table(sheet, columns, DENSE if dense else PAD)
    all_rows = [row if isinstance(row, Row) else Row(row) for row in rows]
    heights = [drawn.height(row, drawn.broken(row)) for row in all_rows]
    sheet.need(drawn.head_height + min(heights[0] + (heights[1:2] or [0])[0], _FULL / 3))
    drawn.header()
    last = len(all_rows) - 1
    for place, row in enumerate(all_rows):
        # A band isn't left alone at the foot of a page, nor the last row at the head of one.
        keeps = row.band or place == last - 1
        drawn.row(row, heights[place + 1] if keeps and place < last else 0)
    sheet.y -= 10


def facts(sheet: Sheet, pairs: Sequence[tuple[str, str]], *, label_width: float = 150) -> None:
    """Names on the left, what they are on the right, without lines."""
    label = Style(REGULAR, 9, 13, SOFT)
    value = Style(REGULAR, 9, 13)
    for name, text in pairs:
        names = lines_of(name, label.font, label.size, label_width - 10)
        texts = lines_of(text, value.font, value.size, WIDTH - label_width) or ("–",)
        height = max(len(names), len(texts)) * label.leading
        sheet.need(min(height + label.leading, _FULL / 2))
        top = sheet.y
        for number, line in enumerate(names):
            sheet.write(LEFT, top - label.size - number * label.leading, line, label)
        sheet.lines(texts, value, indent=label_width)
        sheet.y = min(sheet.y, top - height) - 2 if sheet.y <= top else sheet.y - 2
    sheet.y -= 6

"""A chart of scores: one stacked bar per bid, readable in grey, every value printed.

The first part is dark with its number in white, the second light with an outline and its number
in black, so that nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tender_flow.publishing.fonts import BOLD, REGULAR, width
from tender_flow.publishing.sheet import DEEP, INK, LEFT, RIGHT, RULE, SOFT, Sheet, Style, shortened

Bar = tuple[str, tuple[str, str], str]
"""A name, the two parts as shown, and the total as shown."""

_NAMES = 130.0
_TOTAL = 44.0
_AMOUNT = 96.0
_HEIGHT = 15.0
_STEP = 24.0
_LIGHT = 0.84, 0.88, 0.92
_WHITE = 1.0, 1.0, 1.0
_LABEL = Style(REGULAR, 8, 10)
_SCALE = Style(REGULAR, 7, 9, SOFT)


def stacked_bars(sheet: Sheet, titles: tuple[str, str], bars: Sequence[Bar]) -> None:
    """Draws the bars on a scale from 0 to 100, with a legend and a scale below."""
    sheet.need(min(len(bars), 6) * _STEP + 44)
    _legend(sheet, titles)
    start, end = LEFT + _NAMES, RIGHT - _TOTAL
    unit = (end - start) / 100
    for bar in bars:
        if sheet.need(_STEP + 20):
            _legend(sheet, titles)
        _grid(sheet, start, unit)
        _bar(sheet, bar, start, unit)
        sheet.y -= _STEP
    for tick in range(0, 101, 20):
        x = start + tick * unit
        half = width(str(tick), _SCALE.font, _SCALE.size) / 2
        sheet.write(x - half, sheet.y - 9, str(tick), _SCALE)
    sheet.y -= 24


def plain_bars(
    sheet: Sheet, title: str, bars: Sequence[tuple[str, str, str]], *, most: str = ""
) -> None:
    """One bar for each (name, amount, amount as shown), from 0 to `most` or the largest amount.

    For results that are no points: money, money for each point, a figure. The title says which
    end wins, since the longest bar may be the worst.
    """
    sheet.need(min(len(bars), 6) * _STEP + 24)
    sheet.write(LEFT + _NAMES, sheet.y - 8.5, title, _LABEL)
    sheet.y -= 18
    largest = max([Decimal(amount) for _name, amount, _shown in bars])
    full = Decimal(most) if most else largest or Decimal(1)
    unit = (RIGHT - _AMOUNT - LEFT - _NAMES) / float(full)
    for name, amount, shown in bars:
        sheet.need(_STEP)
        bottom = sheet.y - _STEP / 2 - _HEIGHT / 2
        _name(sheet, name, bottom + 4.5)
        wide = float(Decimal(amount)) * unit
        _box(sheet, LEFT + _NAMES, bottom, wide, _HEIGHT, DEEP)
        sheet.write(LEFT + _NAMES + wide + 5, bottom + 4.5, shown, Style(BOLD, 8.5, 10))
        sheet.y -= _STEP
    sheet.y -= 8


def _legend(sheet: Sheet, titles: tuple[str, str]) -> None:
    x = LEFT + _NAMES
    for title, colour in zip(titles, (DEEP, _LIGHT), strict=True):
        _box(sheet, x, sheet.y - 9, 9, 8, colour)
        sheet.write(x + 13, sheet.y - 8.5, title, _LABEL)
        x += 13 + width(title, _LABEL.font, _LABEL.size) + 18
    sheet.y -= 18


def _grid(sheet: Sheet, start: float, unit: float) -> None:
    sheet.canvas.setStrokeColorRGB(*RULE)
    sheet.canvas.setLineWidth(0.3)
    for tick in range(0, 101, 20):
        x = start + tick * unit
        sheet.canvas.line(x, sheet.y, x, sheet.y - _STEP)


def _bar(sheet: Sheet, bar: Bar, start: float, unit: float) -> None:
    name, parts, total = bar
    bottom = sheet.y - _STEP / 2 - _HEIGHT / 2
    base = bottom + 4.5
    _name(sheet, name, base)
    x = start
    for part, colour, ink in zip(parts, (DEEP, _LIGHT), (_WHITE, INK), strict=True):
        wide = float(Decimal(part)) * unit
        _box(sheet, x, bottom, wide, _HEIGHT, colour)
        text = Style(REGULAR, 8, 10, ink)
        if wide > width(part, text.font, text.size) + 6:
            sheet.write(x + wide - 4, base, part, text, right=True)
        x += wide
    sheet.write(x + 5, base, total, Style(BOLD, 8.5, 10))


def _name(sheet: Sheet, name: str, base: float) -> None:
    """A bidder's name beside its bar, on two lines at most."""
    shown = shortened(name, _LABEL, _NAMES - 8, 2)
    for number, line in enumerate(shown):
        lift = (len(shown) - 1) * 4.5 - number * 9
        sheet.write(LEFT, base + lift, line, _LABEL)


def _box(
    sheet: Sheet, x: float, y: float, wide: float, high: float, colour: tuple[float, float, float]
) -> None:
    canvas = sheet.canvas
    canvas.setFillColorRGB(*colour)
    canvas.setStrokeColorRGB(*DEEP)
    canvas.setLineWidth(0.6)
    canvas.rect(x, y, wide, high, stroke=1, fill=1)

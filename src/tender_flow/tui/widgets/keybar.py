"""The key bar: at most two lines, made from the deeds in force; each entry is a button.

Textual's own footer is one line and scrolls sideways, which hides keys. This one wraps, and
changes with the part in use. Entries that find no room on two lines are left out from the end,
but never the last two ("Esc", "? all keys, help"): the menu has everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, Span
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

GAP = 4
LINES = 2


class KeyBar(Lines):
    """The last two lines of the screen."""

    DEFAULT_CSS = "KeyBar { height: 2; }"

    class Pressed(Message):
        """An entry was clicked."""

        def __init__(self, deed: Deed) -> None:
            super().__init__()
            self.deed = deed

    def __init__(self) -> None:
        super().__init__()
        self._deeds: list[Deed] = []
        self._places: list[list[tuple[int, int, Deed]]] = []

    def show(self, deeds: Sequence[Deed]) -> None:
        """Other deeds are in force."""
        self._deeds = [deed for deed in deeds if deed.bar and deed.word]
        self.changed(layout=False)

    @property
    def words(self) -> list[str]:
        """Every entry that should be seen, for the tests: `c  cite`."""
        return [f"{deed.label}  {deed.word}" for deed in self._deeds]

    def build(self, width: int) -> list[Row]:
        """Entries from the left, on two lines."""
        lines = arrange(self._deeds, width - 2)
        self._places, rows = [], []
        for line in lines:
            spans: list[Span] = [("  ", "text")]
            places, x = [], 2
            for number, deed in enumerate(line):
                gap = " " * GAP if number else ""
                spans += [(gap, "text"), (deed.label, "bold"), (f"  {deed.word}", "text")]
                start = x + len(gap)
                x = start + _width(deed)
                places.append((start, x, deed))
            self._places.append(places)
            rows.append(Row(tuple(spans)))
        return rows

    def on_click(self, event: Click) -> None:
        """A click on an entry does what its key does."""
        if event.y >= len(self._places):
            return
        for start, end, deed in self._places[event.y]:
            if start <= event.x < end:
                self.post_message(self.Pressed(deed))


def _width(deed: Deed) -> int:
    return cell_len(deed.label) + 2 + cell_len(deed.word)


def arrange(deeds: Sequence[Deed], width: int) -> list[list[Deed]]:
    """The deeds on two lines; what doesn't fit is dropped before the last two."""
    shown = list(deeds)
    while True:
        lines: list[list[Deed]] = [[]]
        used = 0
        for deed in shown:
            needed = _width(deed) + (GAP if lines[-1] else 0)
            if lines[-1] and used + needed > width:
                lines.append([])
                used, needed = 0, _width(deed)
            lines[-1].append(deed)
            used += needed
        if len(lines) <= LINES or len(shown) <= LINES:
            return lines[:LINES]
        shown.pop(-3)

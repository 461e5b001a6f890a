"""Text to read: paragraphs wrapped to at most 82 characters, scrolled by line and by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, hanging, plain
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.events import MouseScrollDown, MouseScrollUp

WIDEST = 82
"""Cells; longer lines are hard to read back from."""


class Prose(Lines, can_focus=True):
    """Paragraphs separated by empty lines, as plain text."""

    purpose: ClassVar[str] = N_("A text to read.")

    class Scrolled(Message):
        """Other lines are in sight."""

        def __init__(self, prose: Prose) -> None:
            super().__init__()
            self.prose = prose

    def __init__(self, text: str, *, id: str | None = None, indent: str = "   ") -> None:
        super().__init__(id=id)
        self._text = text
        self._indent = indent

    def set_text(self, text: str) -> None:
        """Another text, from its beginning."""
        self._text = text
        self.changed()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def build(self, width: int) -> list[Row]:
        """Each paragraph wrapped; single line breaks of lists are kept."""
        width = min(width, WIDEST + len(self._indent))
        rows: list[Row] = []
        for line in plain(self._text).strip().split("\n"):
            lead = self._indent + line[: len(line) - len(line.lstrip(" -*"))]
            rows += hanging(lead, line.lstrip(" -*"), width) if line.strip() else [Row()]
        return rows

    def deeds(self) -> list[Deed]:
        """Read on by line and by page."""
        return [
            Deed(
                ("up", "down"), _("read"), _("Read on or back by a line"), self._by_line,
                menu=False,
            ),
            Deed(
                ("space", "pagedown"), _("page"), _("A page on"), self._page_down,
                shown="Space", menu=False,
            ),
            Deed(
                ("backspace", "pageup"), _("page back"), _("A page back"), self._page_up,
                shown="Backspace", bar=False, menu=False,
            ),
        ]  # fmt: skip

    def _by_line(self, key: str) -> None:
        self.read_on(1 if key == "down" else -1)

    def _page_down(self, _key: str) -> None:
        self.read_on(max(1, self.size.height - 1))

    def _page_up(self, _key: str) -> None:
        self.read_on(-max(1, self.size.height - 1))

    def read_on(self, lines: int) -> None:
        """Scrolls and tells the screen."""
        self.scroll_lines(lines)
        self.post_message(self.Scrolled(self))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel reads on."""
        event.stop()
        self.read_on(2)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel reads back."""
        event.stop()
        self.read_on(-2)

    @property
    def pages(self) -> tuple[int, int]:
        """The page in sight and how many there are."""
        height = max(1, self.size.height)
        total = max(1, -(-len(self.rows()) // height))
        page = total if self.at_end else self.scroll_offset.y // height + 1
        return page, total

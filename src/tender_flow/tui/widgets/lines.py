"""`Lines`: a widget that draws rows, only those in sight, and scrolls.

A subclass says in `build(width)` what its rows are; they are made once per width and after
`changed()`. Only rows on the screen are turned into strips, so that an answer of 5,000 words or
a grid of 800 marks paints as fast as a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tender_flow.tui.texts import Row, plain
from tender_flow.tui.themes import style_of

if TYPE_CHECKING:
    from textual.events import Resize

    from tender_flow.tui.keys import Deed


class Lines(ScrollView, can_focus=False):
    """Rows drawn by line; `build` makes them."""

    DEFAULT_CSS = """
    Lines {
        height: auto;
        scrollbar-size: 0 0;
        background: $tf-background;
        color: $tf-text;
    }
    """
    purpose: ClassVar[str] = ""
    """What this part is for, as the help says it (marked with `N_`)."""
    example: ClassVar[str] = ""
    """One example for the help."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Row] = []
        self._built_for = -1

    def build(self, width: int) -> list[Row]:
        """The rows for a width of so many cells."""
        raise NotImplementedError

    def deeds(self) -> list[Deed]:
        """What can be done while this widget has the focus."""
        return []

    def cursor_at(self) -> Offset:
        """Where in the content the highlighted thing is: the terminal's cursor goes there."""
        return Offset(0, 0)

    def rows(self, width: int | None = None) -> list[Row]:
        """The rows, made anew when width or content changed."""
        width = self.size.width if width is None else width
        if width > 0 and self._built_for != width:
            self._rows = self.build(width)
            self._built_for = width
        return self._rows

    def changed(self, *, layout: bool = True) -> None:
        """The content is another now; `layout` where the number of rows may differ."""
        self._built_for = -1
        if not self.is_attached:
            return
        self._measure()
        self.refresh(layout=layout and self.styles.height is not None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are rows."""
        self.rows(width)
        return self.count()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Rows may show where the focus is: they are made anew once it is there, or gone."""
        super().watch_has_focus(has_focus)
        self._built_for = -1
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Another width wraps anew."""
        self._measure()

    def _measure(self) -> None:
        if self.size.width:
            self.rows()
            self.virtual_size = Size(self.size.width, self.count())

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows())

    def row_at(self, number: int) -> Row:
        """One row; a widget with many may make it only now."""
        return self.rows()[number]

    def render_line(self, y: int) -> Strip:
        """One line in sight, as Textual asks for it."""
        number = y + self.scroll_offset.y
        theme = self.app.theme
        if not 0 <= number < self.count():
            return Strip.blank(self.size.width, style_of(theme, "text"))
        shown = self.row_at(number)
        strip = Strip(
            [Segment(plain(text), style_of(theme, role)) for text, role in shown.spans if text]
        )
        return strip.adjust_cell_length(self.size.width, style_of(theme, shown.fill))

    def refresh_rows(self, *numbers: int) -> None:
        """Repaints only these rows: a moved highlight changes two lines, not the screen."""
        self._built_for = -1
        for number in numbers:
            self.refresh(Region(0, number - self.scroll_offset.y, self.size.width, 1))

    def show_row(self, number: int, last: int | None = None) -> None:
        """Scrolls as little as needed to have the rows from `number` to `last` in sight."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        last = number if last is None else min(last, number + height - 1)
        if number < top:
            self.scroll_to(y=number, animate=False, immediate=True, force=True)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, immediate=True, force=True)

    def scroll_lines(self, lines: int) -> bool:
        """Scrolls by lines; False at the end, where nothing moved."""
        before = self.scroll_offset.y
        most = max(0, self.count() - self.size.height)
        after = min(most, max(0, before + lines))
        if after != before:
            self.scroll_to(y=after, animate=False, immediate=True, force=True)
        return after != before

    @property
    def at_end(self) -> bool:
        """Is the last row in sight?"""
        return self.scroll_offset.y + self.size.height >= self.count()

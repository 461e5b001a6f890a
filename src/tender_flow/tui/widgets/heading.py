"""A part of a screen: a heading that is a line, and what it holds.

The part in use has a filled heading that begins with `►`; the others are a line in the colour
of headings. The state at the right ("12 done · 3 to finish") says in words how far it is.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.containers import Vertical
from textual.widget import Widget

from tender_flow.tui.texts import Row, cut
from tender_flow.tui.widgets.lines import Lines


class Heading(Lines):
    """The line that begins a part."""

    DEFAULT_CSS = "Heading { height: 1; }"

    def __init__(self, title: str, state: str = "") -> None:
        super().__init__()
        self._title = title
        self._state = state
        self._in_use = False

    def say(self, title: str | None = None, state: str | None = None) -> None:
        """Another title or state."""
        new = (self._title if title is None else title, self._state if state is None else state)
        if new != (self._title, self._state):
            self._title, self._state = new
            self.changed(layout=False)

    def use(self, in_use: bool) -> None:
        """Fills the heading, or not."""
        if in_use != self._in_use:
            self._in_use = in_use
            self.changed(layout=False)

    def build(self, width: int) -> list[Row]:
        """`► TITLE ──── state ──`, filled where the part is in use."""
        return [heading_row(self._title, self._state, width, self._in_use)]


def heading_row(title: str, state: str, width: int, in_use: bool) -> Row:
    """A heading of exactly this width; a state that leaves the title no room is cut."""
    lead = " ► " if in_use else " ── "
    title = cut(title, width - cell_len(lead) - 2)
    room = width - cell_len(lead) - cell_len(title) - 6
    tail = f" {cut(state, room)} ──" if state and room >= 4 else ""
    line = "─" * max(0, width - cell_len(lead) - cell_len(title) - 1 - cell_len(tail))
    role = "filled" if in_use else "heading"
    return Row(((f"{lead}{title} {line}{tail}", role),), role)


class Part(Vertical):
    """A heading and what stands under it; `target` is what Tab goes to."""

    DEFAULT_CSS = """
    Part { height: auto; background: $tf-background; }
    Part.grow { height: 1fr; }
    Part.grow > .last { height: 1fr; }
    """

    def __init__(
        self,
        title: str,
        *content: Widget,
        state: str = "",
        id: str | None = None,
        grow: bool = False,
    ) -> None:
        self.heading = Heading(title, state)
        if content:
            content[-1].add_class("last")
        super().__init__(self.heading, *content, id=id, classes="grow" if grow else None)

    @property
    def target(self) -> Widget | None:
        """The first thing in this part that can have the focus."""
        return next(
            (each for each in self.walk_children(Widget) if each.can_focus and each.display), None
        )

    def say(self, title: str | None = None, state: str | None = None) -> None:
        """Another title or state."""
        self.heading.say(title, state)

"""Boxes to type in: `Box` for several lines, `Line` for one.

Letters belong to the box while it has the focus. Tab and Esc leave it; nothing else is taken
from it. The cursor never blinks.
"""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Offset
from textual.widgets import Input, TextArea

from tender_flow.i18n import N_
from tender_flow.tui.keys import Deed

BOX_KEYS = frozenset({"tab", "shift+tab", "escape", "ctrl+s", "ctrl+p", "f1", "ctrl+q"})
"""What a box gives away; everything else is typing, moving the cursor or editing."""


class Box(TextArea):
    """Several lines of text; Enter is a new line, Ctrl+Z and Ctrl+Y undo and redo."""

    DEFAULT_CSS = """
    Box, Box:focus {
        border: none;
        padding: 0 1 0 3;
        height: 3;
        max-width: 88;
        background: $tf-background;
        color: $tf-text;
        scrollbar-size: 1 1;
        scrollbar-color: $tf-quiet;
        scrollbar-background: $tf-background;
        background-tint: $tf-background 0%;
    }
    Box .text-area--cursor { background: $tf-text; color: $tf-background; text-style: none; }
    Box .text-area--cursor-line { background: $tf-background; }
    Box .text-area--selection { background: $tf-chosen-on; color: $tf-chosen; }
    Box .text-area--placeholder { color: $tf-quiet; }
    """
    purpose: ClassVar[str] = N_("A box to write in. Tab goes on, Esc goes back.")
    example: ClassVar[str] = ""

    def __init__(self, text: str = "", *, id: str | None = None, hint: str = "") -> None:
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=hint,
        )
        self.cursor_blink = False

    def deeds(self) -> list[Deed]:
        """Nothing of its own: the frame's Tab and Esc."""
        return []

    def cursor_at(self) -> Offset:
        """Where the caret is."""
        return self.cursor_screen_offset - self.content_region.offset


class Line(Input):
    """One line of text; Enter takes it."""

    DEFAULT_CSS = """
    Line, Line:focus {
        border: none;
        height: 1;
        padding: 0;
        margin: 0 0 0 3;
        background: $tf-background;
        color: $tf-text;
        background-tint: $tf-background 0%;
        text-style: underline;
    }
    Line .input--cursor { background: $tf-text; color: $tf-background; text-style: none; }
    Line .input--placeholder { color: $tf-quiet; }
    Line .input--selection { background: $tf-chosen-on; color: $tf-chosen; }
    """
    purpose: ClassVar[str] = N_("A line to write in. Enter takes it, Tab goes on, Esc goes back.")
    example: ClassVar[str] = ""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        hint: str = "",
        secret: bool = False,
    ) -> None:
        super().__init__(value, placeholder=hint, password=secret, id=id, select_on_focus=False)
        self.cursor_blink = False

    def deeds(self) -> list[Deed]:
        """Nothing of its own: the screen says what Enter does."""
        return []

    def cursor_at(self) -> Offset:
        """Where the caret is."""
        return self.cursor_screen_offset - self.content_region.offset


BOXES = (Box, Line)
"""Widgets that letters belong to."""

"""`Box`: several lines to type in.

Letters belong to the box while it has the focus. Tab and Esc leave it; nothing else is taken
from it. The cursor never blinks.
"""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Offset
from textual.widgets import TextArea

from tender_flow.i18n import N_
from tender_flow.tui.keys import Deed


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
    takes_letters = True
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
        self.is_work = False
        """Is what is typed here saved at once? Then the header says so from the key on."""

    def deeds(self) -> list[Deed]:
        """Nothing of its own: the frame's Tab and Esc."""
        return []

    def cursor_at(self) -> Offset:
        """Where the caret is."""
        return self.cursor_screen_offset - self.content_region.offset

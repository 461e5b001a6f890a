"""`Line`: one line to type in, also for a passphrase.

Letters belong to it while it has the focus. It is apart from `box`, whose import is slow: the
first screen needs this one only.
"""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Horizontal
from textual.geometry import Offset
from textual.widgets import Input

from tender_flow.i18n import N_
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, row
from tender_flow.tui.widgets.lines import Lines


class Line(Input):
    """One line of text; Enter takes it."""

    DEFAULT_CSS = """
    Line, Line:focus {
        border: none;
        height: 1;
        padding: 0;
        background: $tf-background;
        color: $tf-text;
        background-tint: $tf-background 0%;
    }
    Line .input--cursor { background: $tf-text; color: $tf-background; text-style: none; }
    Line .input--placeholder { color: $tf-quiet; }
    Line .input--selection { background: $tf-chosen-on; color: $tf-chosen; }
    """
    takes_letters = True
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


class _Bracket(Lines):
    DEFAULT_CSS = "_Bracket { width: 2; height: 1; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def build(self, width: int) -> list[Row]:
        return [row(self._text)]


class Field(Horizontal):
    """A line between brackets, so that it is seen as a field also without colour."""

    DEFAULT_CSS = """
    Field { height: 1; padding: 0 0 0 3; background: $tf-background; }
    Field.roomy { margin: 1 0; }
    Field > Line, Field > Line:focus { width: 1fr; max-width: 52; }
    """

    def __init__(self, line: Line, *, roomy: bool = False) -> None:
        super().__init__(_Bracket("[ "), line, _Bracket(" ]"), classes="roomy" if roomy else None)

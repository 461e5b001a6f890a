"""The two lines at the top: where you are, whether everything is saved, and `[Menu]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Offset
from textual.message import Message

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, cut, hanging, one_line, row, sides, wrap
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.events import Click


@dataclass(frozen=True, slots=True)
class Titles:
    """What the header says besides the state of saving."""

    case: str
    """First line, left: procurement and lot."""
    here: str
    """Second line, left, bold: where you are."""
    who: str = ""
    """Second line, right: who or what, or the date."""


class Header(Lines, can_focus=True):
    """Titles, the state of saving, and `[Menu]`, which is the last stop of Tab.

    One widget and not five: it stands on every screen, also on the first that is painted.
    """

    purpose: ClassVar[str] = N_("Opens the menu: everything that is possible here, in words.")

    class MenuPressed(Message):
        """Enter or a click on `[Menu]`."""

    def __init__(self) -> None:
        super().__init__()
        self._titles = Titles("", "")
        self._saved = ""
        self._trouble = False
        self._notes: tuple[str, ...] = ()

    def show(self, titles: Titles, saved: str, trouble: bool, notes: tuple[str, ...] = ()) -> None:
        """Other words; `trouble` when something isn't saved; notes stand on every screen."""
        new = (titles, saved, trouble, notes)
        if new != (self._titles, self._saved, self._trouble, self._notes):
            layout = (titles, notes) != (self._titles, self._notes)
            self._titles, self._saved, self._trouble, self._notes = new
            self.changed(layout=layout)

    def build(self, width: int) -> list[Row]:
        """Case, saving and menu; where you are; what every screen says about the case."""
        menu = f" {_('[Menu]')}"
        room = width - cell_len(menu)
        left, right = sides(f" {self._titles.case}", self._saved, room - 1)
        saved = "problem" if self._trouble else "text"
        button = "chosen" if self.has_focus else "text"
        first = Row(((left, "text"), (right, saved), (" ", "text"), (menu, button)))
        rows = [first, *self._where(width)]
        if self._notes:
            said = one_line(" ".join(self._notes))
            rows.append(row(cut(f" {said}", width), "attention"))
        return rows

    def _where(self, width: int) -> list[Row]:
        """On one line where both have room, else on two: neither is cut."""
        here, who = f" {self._titles.here}", self._titles.who
        if cell_len(here) + 1 + cell_len(who) <= width:
            left, right = sides(here, who, width)
            return [Row(((left, "bold"), (right, "text")))]
        return [
            *hanging(" ", self._titles.here, width, "bold"),
            *(row(line.rjust(width)) for line in wrap(who, width - 1)),
        ]

    def on_focus(self) -> None:
        """`[Menu]` shows that it has the focus."""
        self.changed(layout=False)

    def on_blur(self) -> None:
        """And that it hasn't."""
        self.changed(layout=False)

    def deeds(self) -> list[Deed]:
        """Enter opens the menu."""
        return [Deed(("enter",), _("open the menu"), _("Open the menu"), self._press, menu=False)]

    def cursor_at(self) -> Offset:
        """On `[Menu]`."""
        return Offset(self.size.width - cell_len(_("[Menu]")), 0)

    def _press(self, _key: str = "") -> None:
        self.post_message(self.MenuPressed())

    def on_click(self, event: Click) -> None:
        """A click on `[Menu]` opens it."""
        if event.y == 0 and event.x >= self.size.width - cell_len(_("[Menu]")) - 1:
            self._press()


class MessageLine(Lines):
    """The last thing that happened, as one whole sentence; two lines when it must."""

    DEFAULT_CSS = "MessageLine { height: auto; min-height: 1; max-height: 3; }"

    def __init__(self) -> None:
        super().__init__()
        self.says = ""
        self.role = "text"

    def say(self, says: str, role: str = "text") -> None:
        """Another sentence; `problem` where something is wrong."""
        if (says, role) != (self.says, self.role):
            self.says, self.role = says, role
            self.changed()

    def build(self, width: int) -> list[Row]:
        """Wrapped."""
        return hanging(" ", self.says, width - 1, self.role)

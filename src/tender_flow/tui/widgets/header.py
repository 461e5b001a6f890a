"""The two lines at the top: where you are, whether everything is saved, and `[Menu]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.message import Message

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, cut, hanging, one_line, row, sides, wrap
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult
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


class _Words(Lines):
    DEFAULT_CSS = "_Words { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.titles = Titles("", "")
        self.saved = ""
        self.trouble = False

    def build(self, width: int) -> list[Row]:
        left, right = sides(f" {self.titles.case}", self.saved, width - 1)
        role = "problem" if self.trouble else "text"
        first = Row(((left, "text"), (right, role)))
        return [first]


class _Here(Lines):
    DEFAULT_CSS = "_Here { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.titles = Titles("", "")

    def build(self, width: int) -> list[Row]:
        """On one line where both have room, else on two: neither is cut."""
        here, who = f" {self.titles.here}", self.titles.who
        if cell_len(here) + 1 + cell_len(who) <= width:
            left, right = sides(here, who, width)
            return [Row(((left, "bold"), (right, "text")))]
        return [
            *hanging(" ", self.titles.here, width, "bold"),
            *(row(line.rjust(width)) for line in wrap(who, width - 1)),
        ]


class _Said(Lines):
    DEFAULT_CSS = "_Said { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.notes: tuple[str, ...] = ()

    def build(self, width: int) -> list[Row]:
        return [row(cut(f" {one_line(' '.join(self.notes))}", width), "attention")]


class MenuButton(Lines, can_focus=True):
    """`[Menu]`: the last stop of Tab, so that everything works without a letter key."""

    DEFAULT_CSS = "MenuButton { width: 7; height: 1; }"
    purpose: ClassVar[str] = N_("Opens the menu: everything that is possible here, in words.")

    class Pressed(Message):
        """Enter or a click."""

    def build(self, width: int) -> list[Row]:
        """The word in brackets."""
        return [row(f" {_('[Menu]')}", "chosen" if self.has_focus else "text")]

    def on_focus(self) -> None:
        """Shows that it has the focus."""
        self.changed(layout=False)

    def on_blur(self) -> None:
        """Shows that it hasn't."""
        self.changed(layout=False)

    def deeds(self) -> list[Deed]:
        """Enter opens."""
        return [Deed(("enter",), _("open the menu"), _("Open the menu"), self._press, menu=False)]

    def cursor_at(self) -> Offset:
        """On the word."""
        return Offset(1, 0)

    def _press(self, _key: str) -> None:
        self.post_message(self.Pressed())

    def on_click(self, event: Click) -> None:
        """A click opens too."""
        self.post_message(self.Pressed())


class Header(Horizontal):
    """Titles, the state of saving, and the menu's button."""

    DEFAULT_CSS = """
    Header { height: auto; layout: vertical; background: $tf-background; }
    Header > Horizontal { height: 1; }
    """

    def compose(self) -> ComposeResult:
        """Two lines; the button ends the first."""
        with Horizontal():
            yield _Words()
            yield MenuButton()
        yield _Here()
        said = _Said()
        said.display = False
        yield said

    def show(self, titles: Titles, saved: str, trouble: bool) -> None:
        """Other words; `trouble` when something is not saved."""
        first, second = self.query_one(_Words), self.query_one(_Here)
        if (first.titles, first.saved, first.trouble) != (titles, saved, trouble):
            first.titles, first.saved, first.trouble = titles, saved, trouble
            first.changed(layout=False)
        if second.titles != titles:
            second.titles = titles
            second.changed()

    def note(self, notes: tuple[str, ...]) -> None:
        """What every screen says about the case (a rehearsal, illustrative figures)."""
        said = self.query_one(_Said)
        if said.notes != notes:
            said.notes = notes
            said.display = bool(notes)
            said.changed()


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

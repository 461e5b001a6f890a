"""The menu: everything that is possible here, in words; typing searches.

Made from the deeds in force, so nothing can be done by a letter that can't be done from here.
Below them stand the settings: colours and letter keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.tui.frame import Frame
from tender_flow.tui.keys import Deed
from tender_flow.tui.themes import PALETTES
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.line import Field, Line

if TYPE_CHECKING:
    from textual.app import ComposeResult


class MenuPage(Frame):
    """Deeds in words, with a line to search in."""

    purpose: ClassVar[str] = N_("Everything that is possible where you came from.")

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._from = frame
        self._titles = frame.titles()
        self._deeds = [deed for deed in frame.all_deeds() if deed.menu and deed.says]

    def titles(self) -> Titles:
        """The same procurement."""
        return Titles(self._titles.case, _("Menu"), self._titles.here)

    def body(self) -> ComposeResult:
        """A line to search in, and the list."""
        yield Part(
            _("SEARCH"),
            Field(Line(id="search", hint=_("Type to search, ↓ to choose"))),
        )
        yield Part(
            _("WHAT YOU CAN DO"),
            Choices(self._choices(""), enter=_("do it"), id="list"),
            grow=True,
        )

    def deeds(self) -> list[Deed]:
        """From the search line the arrows move in the list, and Enter does what is highlighted."""
        return [
            Deed(("up", "down"), _("choose"), _("Move up or down the list"), self._move,
                 menu=False, in_box=True),
            Deed(("enter",), _("do it"), _("Do what is highlighted"), self._first,
                 menu=False, in_box=True),
        ]  # fmt: skip

    def _move(self, key: str) -> None:
        found = self.query_one("#list", Choices)
        found.move_to(found.index + (1 if key == "down" else -1))

    def _first(self, _key: str) -> None:
        value = self.query_one("#list", Choices).value
        if value is not None:
            self._do(value)

    def _choices(self, search: str) -> list[Choice]:
        entries = [
            Choice(f"{deed.says}  ({deed.label})" if deed.keys else deed.says, f"deed {number}")
            for number, deed in enumerate(self._deeds)
        ]
        entries += self._settings()
        wanted = search.casefold().split()
        return [entry for entry in entries if all(word in entry.says.casefold() for word in wanted)]

    def _settings(self) -> list[Choice]:
        letters = _("Letter keys: off") if self.tender_app.letters_on else _("Letter keys: on")
        colours = [
            Choice(_("Colours: {theme}").format(theme=_(palette.title)), f"theme {name}")
            for name, palette in PALETTES.items()
            if name != self.app.theme
        ]
        return [*colours, Choice(letters, "letters")]

    @on(Line.Changed, "#search")
    def _search(self, event: Line.Changed) -> None:
        self.query_one("#list", Choices).set_choices(self._choices(event.value))

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        self._do(message.value)

    def _do(self, value: str) -> None:
        kind, _space, rest = value.partition(" ")
        self.app.pop_screen()
        if kind == "theme":
            self.app.theme = rest
        elif kind == "letters":
            self.tender_app.letters_on = not self.tender_app.letters_on
        else:
            deed = self._deeds[int(rest)]
            self.app.call_later(deed.do, deed.keys[0] if deed.keys else "")

"""A list of whole sentences from which one is chosen with ↑ ↓ and Enter, or with a click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.message import Message

from tender_flow.i18n import _
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, hanging
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: what it says, and what it is for the program."""

    says: str
    value: str
    role: str = "text"


class Choices(Lines, can_focus=True):
    """Choices below each other; the highlighted one has `►` and the colour of chosen rows."""

    class Chosen(Message):
        """Enter or a click on a choice."""

        def __init__(self, choices: Choices, value: str) -> None:
            super().__init__()
            self.choices = choices
            self.value = value

        @property
        def control(self) -> Choices:
            """The list, so that a screen can tell its lists apart."""
            return self.choices

    class Moved(Message):
        """Another choice is highlighted."""

        def __init__(self, choices: Choices, value: str) -> None:
            super().__init__()
            self.choices = choices
            self.value = value

        @property
        def control(self) -> Choices:
            """The list, so that a screen can tell its lists apart."""
            return self.choices

    def __init__(
        self,
        choices: Sequence[Choice],
        value: str | None = None,
        *,
        enter: str = "",
        id: str | None = None,
        plain_rows: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.choices = list(choices)
        self.index = self._index_of(value)
        self._enter = enter
        self._plain_rows = plain_rows
        self._starts: list[int] = []

    def _index_of(self, value: str | None) -> int:
        return next(
            (number for number, choice in enumerate(self.choices) if choice.value == value), 0
        )

    @property
    def value(self) -> str | None:
        """The value of the highlighted choice, None if there is none."""
        return self.choices[self.index].value if self.choices else None

    def set_choices(self, choices: Sequence[Choice], value: str | None = None) -> None:
        """Other choices; the highlight stays where it was if `value` isn't given."""
        kept = value if value is not None else self.value
        self.choices = list(choices)
        self.index = self._index_of(kept)
        self.changed()

    def build(self, width: int) -> list[Row]:
        """Each choice with a hanging indent."""
        rows: list[Row] = []
        self._starts = []
        for number, choice in enumerate(self.choices):
            self._starts.append(len(rows))
            chosen = number == self.index
            lead = " ► " if chosen else "   "
            rows += self._wrapped(lead, choice, width, chosen)
        return rows

    def _wrapped(self, lead: str, choice: Choice, width: int, chosen: bool) -> list[Row]:
        if self._plain_rows:
            rows = [Row(((lead + choice.says, choice.role),))]
        else:
            rows = hanging(lead, choice.says, min(width, 84) - 1, choice.role)
        if not chosen:
            return rows
        role = "chosen" if self.has_focus else "bold"
        return [Row(((row.plain, role),), "chosen" if self.has_focus else "text") for row in rows]

    def on_focus(self) -> None:
        """The chosen line is filled only where the arrows move it."""
        self.changed(layout=False)

    def on_blur(self) -> None:
        """It keeps its `►`."""
        self.changed(layout=False)

    def cursor_at(self) -> Offset:
        """At the `►`."""
        self.rows()
        return Offset(1, self._starts[self.index] if self._starts else 0)

    def deeds(self) -> list[Deed]:
        """Move, take."""
        deeds = [
            Deed(
                ("up", "down"), _("choose"), _("Move up or down the list"), self._arrow, menu=False
            )
        ]
        if self._enter:
            deeds.append(
                Deed(
                    ("enter",), self._enter, _("Take the highlighted line"), self._take, menu=False
                )
            )
        return deeds

    def _arrow(self, key: str) -> None:
        self.move_to(self.index + (1 if key == "down" else -1))

    def move_to(self, index: int) -> None:
        """Highlights a choice; stays within the list."""
        index = min(max(0, index), len(self.choices) - 1)
        if index < 0 or index == self.index:
            return
        self.index = index
        self.changed(layout=False)
        last = (
            self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.rows()) - 1
        )
        self.show_row(self._starts[index], last)
        self.post_message(self.Moved(self, self.choices[index].value))

    def _take(self, _key: str = "") -> None:
        if self.choices:
            self.post_message(self.Chosen(self, self.choices[self.index].value))

    def on_click(self, event: Click) -> None:
        """A click highlights, and takes."""
        line = event.y + self.scroll_offset.y
        number = sum(1 for start in self._starts if start <= line) - 1
        if 0 <= number < len(self.choices) and line < len(self.rows()):
            self.move_to(number)
            self._take()

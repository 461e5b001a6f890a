"""`MeetingFrame`: what all screens of the meeting have; `WordsPage`: a box and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.tui.frame import Frame
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import one_line, plain
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from tender_flow.services.moderation_values import Agenda
    from tender_flow.tui.moderation.app import ModerationApp
    from tender_flow.tui.widgets.header import Titles


class MeetingFrame(Frame):
    """A frame that knows the meeting."""

    @property
    def meeting(self) -> ModerationApp:
        """The program."""
        return cast("ModerationApp", self.app)

    @property
    def agenda(self) -> Agenda:
        """The meeting as the record last gave it."""
        return self.meeting.agenda

    @property
    def case_line(self) -> str:
        """`MODERATION · Kent domestic abuse service`."""
        return _("MODERATION") + f" · {one_line(self.meeting.standing.case_title)}"


class WordsPage(MeetingFrame):
    """Asks for words: a reason, a question; nothing is recorded without them."""

    purpose: ClassVar[str] = N_("Words that go into the record as they are written here.")

    def __init__(
        self,
        titles: Titles,
        heading: str,
        note: str,
        take: str,
        then: Callable[[str], None],
        key: tuple[str, ...],
    ) -> None:
        super().__init__()
        self._titles = titles
        self._heading = heading
        self._note = note
        self._take_words = take
        self._then = then
        self._key = key

    def titles(self) -> Titles:
        """As on the page before."""
        return self._titles

    def body(self) -> ComposeResult:
        """The box, then record or leave."""
        yield Part(self._heading, Box(self.meeting.typed.get(self._key, "")))
        choices = [Choice(self._take_words, "take"), Choice(_("Go back: record nothing"), "back")]
        yield Part(
            _("THEN"), Note(self._note, tight=True), Choices(choices, enter=_("take it")),
        )  # fmt: skip

    def opened(self) -> None:
        """The box has room."""
        self.query_one(Box).styles.height = 6

    def first_focus(self) -> Box:
        """The box."""
        return self.query_one(Box)

    def deeds(self) -> list[Deed]:
        """Tab leaves the box for the choices."""
        if not self.in_box:
            return []
        return [Deed(("tab",), _("done: record it"), _("To the choices"), self._tab,
                     menu=False, in_box=True)]  # fmt: skip

    @on(Box.Changed)
    def _typed(self) -> None:
        self.meeting.typed[self._key] = self.query_one(Box).text

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "back":
            self.back()
            return
        words = plain(self.query_one(Box).text).strip()
        if not words:
            self.say(_("Write it first: nothing is recorded without words."), "problem")
            self.set_focus(self.query_one(Box))
            return
        self.meeting.typed.pop(self._key, None)
        self.app.pop_screen()
        self._then(words)

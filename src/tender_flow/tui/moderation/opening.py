"""Opening the meeting: the chair, who takes the notes, the quorum."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.services import moderation
from tender_flow.tui.keys import Deed
from tender_flow.tui.moderation.page import MeetingFrame
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.line import Field, Line
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.services.moderation_values import Candidate


class OpeningPage(MeetingFrame):
    """The three things that a meeting needs before it can begin."""

    purpose: ClassVar[str] = N_(
        "Opens the meeting of this round. From here on the individual marks stay as they are."
    )

    def titles(self) -> Titles:
        """Where you are."""
        here = _("Open the meeting of the round: {round}").format(round=self.meeting.round)
        return Titles(self.case_line, here)

    def body(self) -> ComposeResult:
        """Quorum, chair, notes, open."""
        standing = self.meeting.standing
        note = _("How many of the {panel} evaluators must be in the room to agree a mark?").format(
            panel=standing.panel
        )
        yield Part(_("QUORUM"), Note(note, tight=True), Field(Line(id="quorum")))
        yield Part(_("CHAIR"), Choices(_people(standing.chairs), id="chair"))
        yield Part(_("NOTES"), Choices(_people(standing.note_takers), id="notes"))
        yield Part(
            _("THEN"),
            Note(_("Every individual mark must be in; they stay as they are."), tight=True),
            Choices([Choice(_("Open the meeting"), "open")], enter=_("take it"), id="then"),
        )

    def first_focus(self) -> Line:
        """The quorum."""
        return self.query_one(Line)

    def deeds(self) -> list[Deed]:
        """Enter in the line goes on."""
        return [
            Deed(("enter",), _("go on"), _("To the next part"), lambda _key: self._tab("tab"),
                 menu=False, in_box=True),
        ]  # fmt: skip

    def back_word(self) -> str:
        """The first screen."""
        return _("leave")

    @on(Choices.Chosen, "#then")
    def _open(self) -> None:
        quorum = self.query_one(Line).value.strip()
        chair = self.query_one("#chair", Choices).value
        notes = self.query_one("#notes", Choices).value
        if not quorum.isdigit():
            self.say(_("Type the quorum as a number first."), "problem")
            self.set_focus(self.query_one(Line))
            return
        if chair is None or notes is None:
            self.say(
                _("A meeting needs a chair and a note taker: tender-flow panel add."), "problem"
            )
            return
        meeting = self.meeting
        deed = partial(
            moderation.open_meeting,
            ref=meeting.ref,
            round_name=meeting.round,
            chair=chair,
            note_taker=notes,
            quorum=int(quorum),
        )
        meeting.act(deed, lambda _result: self._began())
        self.say(_("Opening the meeting."))

    def _began(self) -> None:
        from tender_flow.tui.moderation.agenda import AgendaPage
        from tender_flow.tui.moderation.room import RoomPage

        self.app.switch_screen(AgendaPage())
        self.app.push_screen(RoomPage())


def _people(candidates: tuple[Candidate, ...]) -> list[Choice]:
    return [Choice(one_line(one.name), one.login) for one in candidates]

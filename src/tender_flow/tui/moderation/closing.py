"""Closing the meeting: what is still open, what closing does, and the printed record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _, ngettext
from tender_flow.i18n.formats import instant
from tender_flow.i18n.sentences import say
from tender_flow.services import moderation
from tender_flow.tui.moderation.page import MeetingFrame
from tender_flow.tui.moderation.record import record_text
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.services.moderation_values import Agenda


def closing_page(agenda: Agenda) -> MeetingFrame:
    """The page that fits: what is open, the question whether to close, or the record."""
    if agenda.closed:
        return RecordPage()
    return StopsPage() if agenda.stops else ClosePage()


class StopsPage(MeetingFrame):
    """Everything that keeps the meeting from closing; Enter goes there."""

    purpose: ClassVar[str] = N_("What is still open. Enter goes to it.")

    def titles(self) -> Titles:
        """Where you are."""
        return Titles(self.case_line, _("The meeting cannot close yet"))

    def body(self) -> ComposeResult:
        """What is safe, and the list."""
        agreed = sum(item.agreed is not None for item in self.agenda.items)
        safe = ngettext(
            "{count} agreed mark is saved.", "{count} agreed marks are saved.", agreed
        ).format(count=agreed)
        yield Note(safe, indent=" ")
        choices = [Choice(say(stop), str(number)) for number, stop in enumerate(self.agenda.stops)]
        yield Part(_("STILL OPEN"), Choices(choices, enter=_("go there")), grow=True)

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        from tender_flow.tui.moderation.item import ItemPage

        hint = self.agenda.stops[int(message.value)].hint
        answer = hint.arguments.get("answer") if hint else None
        if answer is None:
            self.say(_("The lead records the reply and closes it: tender-flow query close."))
            return
        while len(self.app.screen_stack) > self.tender_app.floor:
            self.app.pop_screen()
        self.app.push_screen(ItemPage(answer))


class ClosePage(MeetingFrame):
    """What closing does, and the two ways."""

    purpose: ClassVar[str] = N_("Closes the meeting and locks the quality marks.")

    def titles(self) -> Titles:
        """Where you are."""
        return Titles(self.case_line, _("Close the meeting?"))

    def body(self) -> ComposeResult:
        """The count, what follows, the choices."""
        yield Part(
            _("CLOSE THE MEETING"),
            Note(outcome_words(self.agenda), _(
                "After closing, a mark is changed only by reopening, with a reason. Quality marks "
                "lock, and prices can be opened."
            )),
            Choices([Choice(_("Close the meeting"), "close"), Choice(_("Not yet"), "back")],
                    enter=_("take it")),
        )  # fmt: skip

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "back":
            self.back()
            return
        meeting = self.meeting
        deed = partial(moderation.close, ref=meeting.ref, round_name=meeting.round)
        meeting.act(deed, self._has_closed)
        self.say(_("Closing the meeting."))

    def _has_closed(self, _result: object) -> None:
        self.app.switch_screen(RecordPage())


class RecordPage(MeetingFrame):
    """The meeting is closed: when, what was agreed, the printed record, what comes next."""

    purpose: ClassVar[str] = N_("The closed meeting. Its record can be printed from a text file.")

    def titles(self) -> Titles:
        """Where you are."""
        return Titles(self.case_line, _("The meeting is closed"))

    def body(self) -> ComposeResult:
        """Time, check code, choices."""
        closed = self.agenda.meeting.closed_at
        assert closed is not None
        when = _("Closed {when}. Check code {code}.").format(
            when=instant(closed), code=self.agenda.head[:12].upper()
        )
        signing = _(
            "Each member now signs the agreed marks on their own machine: the lead issues their "
            "files with tender-flow pack issue-outcome, and takes in the return files."
        )
        choices = [
            Choice(_("Print the record: make a text file"), "print"),
            Choice(_("Back to the agenda"), "back"),
        ]
        yield Part(_("THE RECORD"), Note((when, "bold"), outcome_words(self.agenda), signing),
                   Choices(choices, enter=_("take it")))  # fmt: skip

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "back":
            self.back()
            return
        agenda = self.agenda
        name = f"{agenda.ref}-meeting-{agenda.round}-{agenda.meeting.number}.txt"
        path = self.meeting.folder / name
        try:
            path.write_text(record_text(agenda), encoding="utf-8")
        except OSError as error:
            self.say(
                _(
                    "Not printed: {path} can't be written ({why}). The record itself is safe."
                ).format(path=path, why=error.strerror or ""),
                "problem",
            )
            return
        self.say(_("The record is in {path}.").format(path=path))


def outcome_words(agenda: Agenda) -> str:
    """How many marks were discussed, how many adopted, and how many dissents there are."""
    agreed = [item.agreed for item in agenda.items if item.agreed is not None]
    adopted = sum(one.route == "adopted" for one in agreed)
    dissents = sum(said.choice == "disagrees" for one in agreed for said in one.assents)
    marks = ngettext(
        "{count} mark agreed: {discussed} discussed, {adopted} adopted.",
        "{count} marks agreed: {discussed} discussed, {adopted} adopted.",
        len(agreed),
    ).format(count=len(agreed), discussed=len(agreed) - adopted, adopted=adopted)
    against = ngettext(
        "{count} dissent, kept with its reason.", "{count} dissents, kept with their reasons.",
        dissents,
    ).format(count=dissents)  # fmt: skip
    return f"{marks} {against if dissents else _('Nobody dissented.')}"

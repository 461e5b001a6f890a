"""Who is in the room: each coming and going is recorded with its time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.i18n.formats import clock, day
from tender_flow.services import moderation
from tender_flow.tui.moderation.page import MeetingFrame
from tender_flow.tui.moderation.words import presence_words, role_words, short
from tender_flow.tui.texts import one_line, padded
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.services.moderation_values import Person


class RoomPage(MeetingFrame):
    """Everybody of the meeting; Enter: here, left, came back."""

    purpose: ClassVar[str] = N_(
        "Who is in the room. A mark is agreed only with the quorum here, and only who is here can "
        "say whether they agree."
    )

    def titles(self) -> Titles:
        """The day."""
        today = day(self.tender_app.now().date())
        return Titles(self.case_line, _("Who is in the room"), today)

    def body(self) -> ComposeResult:
        """People, and what was agreed without them."""
        yield Part(_("MEMBERS"),
                   Choices([], enter=_("here, left, came back"), id="people", plain_rows=True),
                   id="members", grow=True)  # fmt: skip
        yield Note("", id="late", indent=" ", tight=True)

    def opened(self) -> None:
        """As the record has it."""
        self.resumed()
        if self.agenda.closed:
            self.say(_("The meeting is closed; nobody comes or leaves."))
        elif self.agenda.people:
            self._announce(self.agenda.people[0])

    def resumed(self) -> None:
        """Somebody came or left."""
        if not self.is_attached:
            return
        agenda = self.agenda
        met = _("met") if agenda.quorum_met else _("not met !")
        self.query_one("#members", Part).say(
            state=_("quorum {quorum} · here {here} · {met}").format(
                quorum=agenda.quorum, here=len(agenda.here), met=met
            )
        )
        self.query_one("#people", Choices).set_choices(self._lines())
        self.query_one("#late", Note).set_texts(self._late())

    def size_changed(self) -> None:
        """Other widths of the columns."""
        self.resumed()

    def _lines(self) -> list[Choice]:
        width = self.size.width or 80
        names = {one.member: self._who(one) for one in self.agenda.people}
        left = min(max(len(name) for name in names.values()) + 2, max(30, width - 46))
        return [
            Choice(
                padded(names[one.member], left - 1) + " " + padded(presence_words(one), 18)
                + self._notes(one),
                one.member,
                "text" if one.here else "attention",
            )
            for one in self.agenda.people
        ]  # fmt: skip

    def _who(self, person: Person) -> str:
        parts = [one_line(person.name), one_line(person.organisation)]
        return ", ".join(part for part in parts if part)

    def _notes(self, person: Person) -> str:
        parts = [role_words(person)]
        if person.conflicts:
            bidders = ", ".join(one_line(bidder) for bidder in person.conflicts)
            parts.append(_("out for: {bidders}").format(bidders=bidders))
        return "  ".join(part for part in parts if part)

    def _without(self, person: Person) -> list[int]:
        """The items that were agreed before this person first came."""
        if person.first_came is None:
            return []
        return [
            item.number
            for item in self.agenda.items
            if item.agreed is not None
            and item.agreed.agreed_at < person.first_came
            and item.agreed.agreed_at >= self.agenda.meeting.opened_at
            and any(mark.member == person.member for mark in item.marks)
        ]

    def _late(self) -> str:
        parts = []
        for person in self.agenda.people:
            numbers = self._without(person)
            if numbers and person.first_came is not None:
                parts.append(
                    _("{name} came in at {time}. Agreed before: items {numbers}.").format(
                        name=short(self.agenda, person.name),
                        time=clock(person.first_came),
                        numbers=", ".join(str(number) for number in numbers),
                    )
                )
        return " ".join(parts)

    @on(Choices.Moved)
    def _moved(self, message: Choices.Moved) -> None:
        self._announce(next(one for one in self.agenda.people if one.member == message.value))

    def _announce(self, person: Person) -> None:
        """The whole of a line that may be cut."""
        parts = (self._who(person), presence_words(person), self._notes(person))
        self.say(". ".join(part for part in parts if part) + ".")

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        person = next(one for one in self.agenda.people if one.member == message.value)
        meeting = self.meeting
        deed = partial(
            moderation.attend,
            ref=meeting.ref,
            round_name=meeting.round,
            member=person.member,
            here=not person.here,
        )
        meeting.act(deed, lambda _result: None)
        said = _("{name} has left.") if person.here else _("{name} is here.")
        self.say_saved(said.format(name=one_line(person.name)))

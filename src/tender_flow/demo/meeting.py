"""The moderation meeting: what is within tolerance adopted one by one, the rest discussed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.demo.content import bidder_of, judgements
from tender_flow.demo.laptops import post
from tender_flow.demo.marking import markers
from tender_flow.demo.scene import LEAD, moment
from tender_flow.demo.signing import key_of
from tender_flow.demo.telling import Line, Said
from tender_flow.i18n import _, ngettext
from tender_flow.packs.contents import OutcomeContents
from tender_flow.packs.post import open_pack
from tender_flow.packs.slips import Agreeing
from tender_flow.services import accepting, moderation, packs
from tender_flow.services.moderation_view import agenda_of
from tender_flow.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.demo.content import Person
    from tender_flow.demo.scene import Scene
    from tender_flow.services.moderation_values import Item, MemberMark
    from tender_flow.services.moderation_values import Person as Attending

QUORUM = 3


class Meeting:
    """One meeting under way: its clock, and who is in the room."""

    def __init__(self, scene: Scene, round_name: str, begins: str) -> None:
        self.scene, self.round, self.now = scene, round_name, moment(begins)
        self.writers = {person.name: person.marks for person in markers(scene)}
        moderation.open_meeting(
            self.office(0),
            scene.ref,
            round_name=round_name,
            chair=scene.panel.person("chair").login,
            note_taker=LEAD,
            quorum=QUORUM,
        )
        self.agenda = agenda_of(self.office(0), scene.ref, round_name=round_name)
        for person in self.agenda.people:
            if person.roles != ("evaluator",) or person.name in self.writers:
                self.attend(person, here=True)

    def office(self, minutes: int) -> Office:
        """The record so many minutes later; the note taker types."""
        self.now += timedelta(minutes=minutes)
        return Office(self.scene.database, LEAD, self.now)

    def attend(self, person: Attending, *, here: bool) -> None:
        """Somebody comes or leaves."""
        moderation.attend(
            self.office(0),
            self.scene.ref,
            round_name=self.round,
            member=person.member,
            here=here,
        )

    def settle(self, item: Item, *, unasked: int = 0) -> None:
        """Agrees one item with its reason and hears the members who decide on it.

        The last `unasked` of them are left for later.
        """
        leaving = [one for one in self.agenda.people if item.bidder in one.conflicts]
        for person in leaving:
            self.attend(person, here=False)
        if item.adoption.may_be_adopted:
            self._adopt(item)
        else:
            self._discuss(item)
        deciding = [one for one in item.marks if one.state != "conflict"]
        for member in deciding[: len(deciding) - unasked]:
            self.hear(item, member)
        for person in leaving:
            self.attend(person, here=True)

    def _adopt(self, item: Item) -> None:
        """The rule's mark, with the reason of a member who gave it."""
        mark = item.adoption.mark
        assert mark is not None
        words = next(one for one in item.marks if one.mark == mark)
        moderation.agree(
            self.office(2),
            self.scene.ref,
            round_name=self.round,
            answer=item.answer,
            mark=mark,
            reason=words.why,
            reason_from=words.member,
            adopt=True,
        )

    def _discuss(self, item: Item) -> None:
        judgement = judgements(bidder_of(item.bidder))[item.question.id]
        assert judgement.agreed is not None
        moderation.agree(
            self.office(11),
            self.scene.ref,
            round_name=self.round,
            answer=item.answer,
            mark=Decimal(judgement.agreed),
            reason=judgement.reason,
        )

    def hear(self, item: Item, member: MemberMark) -> None:
        """What one member says to the agreed mark."""
        against = judgements(bidder_of(item.bidder))[item.question.id].dissent
        reason = against.get(self.writers[member.name], "")
        moderation.assent(
            self.office(0),
            self.scene.ref,
            round_name=self.round,
            answer=item.answer,
            member=member.member,
            choice="disagrees" if reason else "agrees",
            reason=reason,
        )


def written_meeting(scene: Scene) -> Iterator[Said]:
    """The meeting on the written answers, to its end."""
    yield from _whole(scene, "written", "2014-10-28 09:30")


def interview_meeting(scene: Scene) -> Iterator[Said]:
    """The meeting on the interviews."""
    yield from _whole(scene, "interview", "2014-10-29 09:30")


def _whole(scene: Scene, round_name: str, begins: str) -> Iterator[Said]:
    meeting = Meeting(scene, round_name, begins)
    for item in meeting.agenda.items:
        meeting.settle(item)
    closed = moderation.close(meeting.office(5), scene.ref, round_name=round_name)
    yield Line(
        _("{adopted} marks adopted by the published rule, {discussed} discussed; each has its "
          "reason and each member's word.").format(
            adopted=closed.adopted, discussed=closed.discussed)
    )  # fmt: skip
    if closed.dissents:
        yield Line(
            ngettext(
                "{count} member disagrees on an item; that stays in the record.",
                "{count} times a member disagrees; that stays in the record.",
                closed.dissents,
            ).format(count=closed.dissents)
        )
    yield Line(_("The meeting is closed and the marks of this round are locked."))


def slips_signed(scene: Scene) -> Iterator[Said]:
    """Each member signs the agreed marks on their own machine."""
    count = 0
    for round_name, day in (("written", 30), ("interview", 31)):
        people = [one for one in markers(scene) if _takes_part(one, round_name)]
        for at, person in enumerate(people):
            _sign(scene, person, round_name, f"2014-10-{day} {9 + at:02}")
            count += 1
    yield Line(_("{count} slips signed and taken in.").format(count=count))


def _takes_part(person: Person, round_name: str) -> bool:
    return round_name == "written" or "interview_case" in person.questions


def _sign(scene: Scene, person: Person, round_name: str, hour: str) -> None:
    issued = packs.issue_outcome(
        scene.at(f"{hour}:00"),
        scene.ref,
        person.login,
        authority=scene.keys["authority"],
        out=scene.outgoing(),
        round=round_name,
    )
    key = key_of(scene, person)
    pack = open_pack(issued.path.read_bytes(), key, issued.path.name)
    assert isinstance(pack.contents, OutcomeContents)
    job = Agreeing(pack.contents)
    for item in pack.contents.items:
        if item.assent == "disagrees":
            job.disagree(item.id, item.assent_reason)
        else:
            job.agree(item.id)
    slip = job.slip(person.name, moment(f"{hour}:20"))
    out = scene.laptop(person.login) / f"{person.login}-slip-{round_name}.tfreturn"
    post(slip, key, pack, 1, out)
    accepting.accept(
        scene.at(f"{hour}:40"),
        scene.ref,
        out.read_bytes(),
        authority=scene.keys["authority"],
        file=out.name,
    )

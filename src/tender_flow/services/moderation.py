"""The moderation meeting's deeds: each act is saved at once, as one entry of the journal.

Individual marks stay what they were; the meeting adds the panel's mark, with the panel's own
reason and what each member said to it. Nobody assents for another, and nothing is filled in:
an average that nobody reasoned lost Bromcom v United Learning Trust [2022] EWHC 3262 (TCC);
notes without reasons lost Lancashire Care v Lancashire CC [2018] EWHC 1589 (TCC).

What the meeting sees is in `tender_flow.services.moderation_view`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.evaluation.marks import PanelMark
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.services.marking import MarkingView, stored_value
from tender_flow.services.members import member_of
from tender_flow.services.moderation_faults import (
    about,
    adoption_faults,
    agreement_faults,
    out_for,
    room_faults,
)
from tender_flow.services.moderation_view import MeetingView, meeting_of
from tender_flow.services.reasons import check_recorded
from tender_flow.services.rounds import open_round

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.moderation_values import Item
    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

ROLES = ("chair", "deputy_chair", "note_taker", "lead")
"""Who may type for the meeting."""

CHOICES = ("agrees", "disagrees", "not_present")
"""What a member says to an agreed mark."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A meeting that was opened or goes on."""

    meeting: str
    number: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class AgreedMark:
    """An agreed mark as recorded."""

    id: str
    mark: PanelMark
    revision: int
    looks: tuple[Finding, ...] = ()
    """What the checks of its reason point out; they stopped nothing."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closed meeting leaves behind."""

    discussed: int
    adopted: int
    dissents: int
    closed_at: datetime


def open_meeting(
    office: Office,
    ref: str,
    *,
    round_name: str,
    chair: str,
    note_taker: str,
    quorum: int,
    dry_run: bool = False,
) -> Opened:
    """Opens the meeting of a round, or goes on with the one that is open.

    Refused while an evaluator still owes marks: from here on individual marks can't change.
    """
    with office.deed("moderation.open", ref, roles=ROLES, dry_run=dry_run) as deed:
        round_id = open_round(deed, round_name)
        running = meeting_of(deed, round_name)
        if running is not None and running["closed_at"] is None:
            deed.note(meeting=running["id"], goes_on=True)
            return Opened(running["id"], running["number"], goes_on=True)
        deed.refuse(_too_early(deed, round_name, quorum, running))
        number = (running["number"] if running else 0) + 1
        meeting = deed.insert(
            "meeting",
            {
                "round": round_id,
                "number": number,
                "chair": member_of(deed, chair, role="chair")["id"],
                "note_taker": member_of(deed, note_taker, role="note_taker")["id"],
                "quorum": quorum,
                "opened_at": deed.now,
            },
        )
        deed.note(meeting=meeting, goes_on=False)
        return Opened(meeting, number, goes_on=False)


def _too_early(reading: Reading, round_name: str, quorum: int, closed: Row | None) -> list[Finding]:
    """Why no meeting can be opened: marks missing, too small a panel, or held already."""
    if closed is not None:
        return [Finding("meeting-closed", {"round": round_name}, hint=Hint("moderation.reopen"))]
    view = MarkingView(reading)
    found = []
    row = view.round(round_name)
    for owing in view.missing(row) if row else []:
        member = reading.of("member", id=owing.member)[0]
        facts: dict[str, Fact] = {
            "name": reading.person_name(member["person"]),
            "count": len(owing.answers),
        }
        found.append(Finding("marks-missing-at-meeting", facts, hint=Hint("pack.accept")))
    if not view.answers(round_name):
        found.append(Finding("nothing-to-moderate", {"round": round_name}))
    if not 1 <= quorum <= len(view.evaluators):
        found.append(
            Finding("quorum-impossible", {"quorum": quorum, "panel": len(view.evaluators)})
        )
    return found


def attend(
    office: Office, ref: str, *, round_name: str, member: str, here: bool, dry_run: bool = False
) -> None:
    """Records that a member (by id) came or left; saying it twice changes nothing."""
    with office.deed("moderation.attend", ref, roles=ROLES, dry_run=dry_run) as deed:
        meeting = running_meeting(deed, round_name)
        view = MeetingView(deed, round_name, meeting)
        known = view.attending(member)
        if known is None:
            raise BadInputError(Finding("not-of-the-meeting", {"member": member}))
        deed.is_act_of(known["person"])
        state = "here" if here else "left"
        values = {"meeting": meeting["id"], "member": known["id"], "state": state}
        if view.is_here(member) != here:
            deed.insert("attendance", {**values, "since": deed.now})
        deed.note(**values)


def running_meeting(reading: Reading, round_name: str) -> Row:
    """The round's open meeting; refused where there is none."""
    meeting = meeting_of(reading, round_name)
    if meeting is None or meeting["closed_at"] is not None:
        hint = Hint("moderation.open", {"round": round_name})
        raise RefusedError(Finding("meeting-not-open", {"round": round_name}, hint=hint))
    return meeting


def agree(
    office: Office,
    ref: str,
    *,
    round_name: str,
    answer: str,
    mark: PanelMark,
    reason: str,
    reason_from: str | None = None,
    adopt: bool = False,
    change_reason: str = "",
    dry_run: bool = False,
) -> AgreedMark:
    """Records the panel's mark for one answer with its reason.

    `adopt` takes the mark that the published rule gives, without discussion; only where the
    rule gives one and nothing sends the item to the table. Where the published method is an
    average, no other mark than its result is taken, discussed or not. `reason_from` is the member
    whose words the panel made its own. A change needs `change_reason`, and both marks stay.
    """
    with office.deed("moderation.agree", ref, roles=ROLES, dry_run=dry_run) as deed:
        view, item = item_of(deed, round_name, answer)
        found = agreement_faults(view, item, mark, reason, reason_from)
        if adopt:
            found += adoption_faults(item, mark)
        if item.agreed is not None and not change_reason.strip():
            found.append(Finding("change-without-reason", about(item)))
        found += check_recorded(view, item, mark, reason)
        deed.refuse([*found, *room_faults(view, item)])
        presiding = view.presiding(item.tender)
        assert presiding is not None
        deed.is_act_of(presiding["person"])
        revision = item.next_revision
        agreed = deed.insert(
            "agreed_mark",
            {
                "meeting": view.meeting["id"],
                "round": view.meeting["round"],
                "answer": answer,
                "revision": revision,
                **stored_value(mark),
                "reason": reason.strip(),
                "reason_from": reason_from,
                "route": "adopted" if adopt else "discussed",
                "rule": item.rule if adopt or item.adoption.settled else "",
                "change_reason": change_reason.strip(),
                "written_by": deed.person_id,
                "agreed_at": deed.now,
            },
        )
        deed.note(answer=answer, agreed_mark=agreed, route="adopted" if adopt else "discussed")
        return AgreedMark(agreed, mark, revision, tuple(deed.findings))


def item_of(deed: Deed, round_name: str, answer: str) -> tuple[MeetingView, Item]:
    """The meeting and the item of an answer; an answer that isn't on the agenda is bad input."""
    view = MeetingView(deed, round_name, running_meeting(deed, round_name))
    for row in view.answers:
        if row["id"] == answer:
            return view, view.item(row)
    raise BadInputError(Finding("not-on-the-agenda", {"answer": answer}))


def assent(
    office: Office,
    ref: str,
    *,
    round_name: str,
    answer: str,
    member: str,
    choice: str,
    reason: str = "",
    dry_run: bool = False,
) -> None:
    """Records what one member (by id) says to the agreed mark of an answer.

    Who disagrees says why, in their own words. Who isn't in the room can only be not present.
    """
    if choice not in CHOICES:
        raise BadInputError(Finding("assent-unknown", {"choice": choice, "known": CHOICES}))
    with office.deed("moderation.assent", ref, roles=ROLES, dry_run=dry_run) as deed:
        view, item = item_of(deed, round_name, answer)
        deed.refuse(_assent_faults(view, item, member, choice, reason))
        assert item.agreed is not None
        deed.is_act_of(deed.of("member", id=member)[0]["person"])
        deed.insert(
            "assent",
            {
                "agreed_mark": item.agreed.id,
                "member": member,
                "choice": choice,
                "reason": reason.strip(),
                "given_at": deed.now,
            },
        )
        deed.note(agreed_mark=item.agreed.id, member=member)


def _assent_faults(
    view: MeetingView, item: Item, member: str, choice: str, reason: str
) -> list[Finding]:
    if item.agreed is None:
        return [Finding("nothing-agreed-yet", about(item))]
    names = {one.member: one.name for one in item.agreed.assents}
    if member not in names:
        return [out_for(view, item, member)]
    facts: dict[str, Fact] = {**about(item), "name": names[member]}
    if choice == "disagrees" and not reason.strip():
        return [Finding("disagreement-without-words", facts)]
    if choice != "not_present" and not view.is_here(member):
        return [Finding("member-not-in-room", facts, hint=Hint("moderation.attend"))]
    return []


def reopen(
    office: Office, ref: str, *, round_name: str, answer: str, reason: str, dry_run: bool = False
) -> None:
    """Opens an agreed item again, with a reason; the earlier mark stays in the record.

    After closing this opens a new meeting of the round and unlocks its marks, which is refused
    once the prices are opened: marks must not move when prices are known.
    """
    with office.deed("moderation.reopen", ref, roles=ROLES, dry_run=dry_run) as deed:
        meeting = meeting_of(deed, round_name)
        view = MarkingView(deed)
        row = view.round(round_name)
        agreed = view.agreed.get((row["id"], answer)) if row else None
        deed.refuse(_reopening_faults(deed, meeting, agreed, reason))
        assert meeting is not None
        assert agreed is not None
        assert row is not None
        if meeting["closed_at"] is not None:
            kept = {key: meeting[key] for key in ("round", "chair", "note_taker", "quorum")}
            again = {**kept, "number": meeting["number"] + 1, "opened_at": deed.now}
            deed.insert("meeting", again)
            deed.update("round", row["id"], locked_at=None)
        deed.update(
            "agreed_mark", agreed["id"], reopened_at=deed.now, reopened_reason=reason.strip()
        )
        deed.note(answer=answer, agreed_mark=agreed["id"])


def _reopening_faults(
    deed: Deed, meeting: Row | None, agreed: Row | None, reason: str
) -> list[Finding]:
    found = []
    if meeting is None or agreed is None:
        found.append(Finding("nothing-to-reopen"))
    if not reason.strip():
        found.append(Finding("reopening-without-reason"))
    if deed.of("price"):
        found.append(Finding("prices-known", {"ref": deed.ref}))
    return found


def close(office: Office, ref: str, *, round_name: str, dry_run: bool = False) -> Closed:
    """Closes the meeting and locks the round's marks; refused with everything still open."""
    with office.deed("moderation.close", ref, roles=ROLES, dry_run=dry_run) as deed:
        meeting = running_meeting(deed, round_name)
        agenda = MeetingView(deed, round_name, meeting).agenda()
        deed.refuse(agenda.stops)
        deed.update("meeting", meeting["id"], closed_at=deed.now)
        deed.update("round", meeting["round"], locked_at=deed.now)
        deed.note(meeting=meeting["id"], items=str(len(agenda.items)))
        agreed = [item.agreed for item in agenda.items if item.agreed]
        adopted = sum(one.route == "adopted" for one in agreed)
        dissents = sum(said.choice == "disagrees" for one in agreed for said in one.assents)
        return Closed(len(agreed) - adopted, adopted, dissents, deed.now)

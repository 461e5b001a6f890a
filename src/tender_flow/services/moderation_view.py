"""The moderation meeting as people see it: agenda, items, who is in the room, what stops closing.

Shows the marks that members gave and what they said, the agreed mark with each member's assent,
and nothing else: no average, no total, no price, no other bidder (docs/record-questions.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tender_flow.errors import RefusedError
from tender_flow.packs.contents import own_order
from tender_flow.rules.evaluation.moderation import Adoption, adoption
from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.marking import CONFLICT, MarkingView

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.rules.evaluation.criteria import Criterion, Scale
    from tender_flow.services.office import Reading

Row = dict[str, Any]

MARK_UNIT = 10_000


@dataclass(frozen=True, slots=True)
class MemberMark:
    """What one evaluator gave before the meeting. State: marked, cannot, missing, conflict."""

    member: str
    name: str
    organisation: str
    state: str
    mark: Decimal | None
    strengths: str
    weaknesses: str
    why: str
    cannot_reason: str


@dataclass(frozen=True, slots=True)
class MemberAssent:
    """What one evaluator said to the agreed mark; `choice` None is not asked yet."""

    member: str
    name: str
    choice: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The panel's mark in force, with its reason and the assents."""

    id: str
    mark: Decimal
    reason: str
    reason_from: str | None
    route: str
    rule: str
    revision: int
    agreed_at: datetime
    assents: tuple[MemberAssent, ...]

    @property
    def unasked(self) -> tuple[MemberAssent, ...]:
        """The evaluators who haven't said anything yet."""
        return tuple(assent for assent in self.assents if assent.choice is None)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer on the agenda. State: to_discuss, within, agreed or reopened."""

    number: int
    answer: str
    question: Criterion
    scale: Scale
    bidder: str
    lot: str
    """The lot's title; empty where the answer is shared by the lots."""
    text: str
    marks: tuple[MemberMark, ...]
    adoption: Adoption
    agreed: Agreed | None
    earlier: tuple[Decimal, ...]
    """Agreed marks before this one, oldest first."""
    open_queries: int
    first_speaker: str
    presiding: str
    """Who chairs this item: the chair, or the deputy where the chair has a conflict."""

    @property
    def state(self) -> str:
        """Where the item stands; only what is within tolerance may be adopted."""
        if self.agreed is not None:
            return "agreed"
        if self.earlier:
            return "reopened"
        return "within" if self.adoption.may_be_adopted else "to_discuss"


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the meeting, with since when they are in or out of the room."""

    member: str
    name: str
    organisation: str
    role: str
    here: bool
    since: datetime | None
    conflicts: tuple[str, ...]
    """Bidders for whose items this person leaves the room."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole meeting."""

    case_title: str
    notes: tuple[str, ...]
    """Why the case is not real; for every screen."""
    round: str
    meeting: Row
    items: tuple[Item, ...]
    people: tuple[Person, ...]
    quorum: int
    stops: tuple[Finding, ...]
    """What keeps the meeting from closing."""

    @property
    def here(self) -> tuple[Person, ...]:
        """The evaluators in the room."""
        return tuple(one for one in self.people if one.here and one.role == "evaluator")

    @property
    def quorum_met(self) -> bool:
        """Are enough evaluators in the room to agree a mark?"""
        return len(self.here) >= self.quorum

    def item(self, answer: str) -> Item:
        """The item of an answer."""
        return next(item for item in self.items if item.answer == answer)


def meeting_of(reading: Reading, round_name: str) -> Row | None:
    """The latest meeting of a round, open or closed."""
    found = reading.first("round", name=round_name)
    return reading.last("meeting", round=found["id"]) if found else None


def agenda(reading: Reading, round_name: str) -> Agenda:
    """The agenda of a round's meeting; refused before the meeting was opened."""
    meeting = meeting_of(reading, round_name)
    if meeting is None:
        hint = Hint("moderation.open", {"round": round_name})
        raise RefusedError(Finding("meeting-not-open", {"round": round_name}, hint=hint))
    return MeetingView(reading, round_name, meeting).agenda()


class MeetingView:
    """One round's meeting from its rows."""

    def __init__(self, reading: Reading, round_name: str, meeting: Row) -> None:
        self.reading = reading
        self.round_name = round_name
        self.meeting = meeting
        self.view = MarkingView(reading)
        self.model = reading.model()
        self.suppliers = {row["id"]: row["name"] for row in reading.of("supplier")}
        self.lots = {row["id"]: row["title"] for row in reading.of("lot")}
        self.names = {row["id"]: row["name"] for row in reading.rows.of("person")}

    def agenda(self) -> Agenda:
        """Items in the model's order, bidders in an order of this meeting's own."""
        case = self.reading.case
        items = tuple(self._item(at, answer) for at, answer in enumerate(self.answers, 1))
        return Agenda(
            case_title=case["title"],
            notes=(case["illustrative"],) if case["illustrative"] else (),
            round=self.round_name,
            meeting=self.meeting,
            items=items,
            people=self.people,
            quorum=self.meeting["quorum"],
            stops=tuple(self._stops(items)),
        )

    @cached_property
    def answers(self) -> list[Row]:
        """The answers on the agenda, in the order of the items."""
        questions = [leaf.id for leaf in self.model.questions(self.round_name)]
        tenders = own_order(self.view.tenders, str(self.meeting["id"]))
        lots = list(self.lots)
        return sorted(
            self.view.answers(self.round_name),
            key=lambda row: (
                questions.index(row["question"]),
                tenders.index(row["tender"]),
                lots.index(row["lot"]) if row["lot"] else -1,
            ),
        )

    def bidder(self, tender: str) -> str:
        """The bidder's name behind a tender."""
        return str(self.suppliers[self.view.tenders[tender]["supplier"]])

    def name(self, member: Row) -> str:
        """A member's display name."""
        return str(self.names[member["person"]])

    def _item(self, number: int, answer: Row) -> Item:
        leaf = self.model.leaf(answer["question"])
        panel = self.view.panel_for(answer)
        marks = tuple(self._mark(member, answer) for member in self._assigned(answer))
        given = [one.mark for one in marks if one.state in {"marked", "cannot"}]
        earlier = self._earlier(answer)
        return Item(
            number=number,
            answer=answer["id"],
            question=leaf,
            scale=self.model.scale_of(leaf),
            bidder=self.bidder(answer["tender"]),
            lot=self.lots[answer["lot"]] if answer["lot"] else "",
            text=answer["text"],
            marks=marks,
            adoption=adoption(self.model, leaf, given),
            agreed=self._agreed(answer, panel),
            earlier=earlier,
            open_queries=self._open_queries(answer),
            first_speaker=self.name(panel[number % len(panel)]) if panel else "",
            presiding=self.presiding(answer["tender"])[1],
        )

    def _assigned(self, answer: Row) -> list[Row]:
        """The evaluators of a question, those with a conflict included (shown as such)."""
        return [
            member
            for member in self.view.evaluators
            if answer["question"] in self.view.questions_of.get(member["id"], frozenset())
        ]

    def _mark(self, member: Row, answer: Row) -> MemberMark:
        row = self.view.marks.get((self.meeting["round"], answer["id"], member["id"]))
        if self.view.standing(member["id"], answer["tender"]) == CONFLICT:
            state, row = "conflict", None
        elif row is None:
            state = "missing"
        else:
            state = "cannot" if row["value"] is None else "marked"
        value = row["value"] if row else None
        texts = {key: row[key] if row else "" for key in ("strengths", "weaknesses", "why")}
        return MemberMark(
            member=member["id"],
            name=self.name(member),
            organisation=member["organisation"],
            state=state,
            mark=None if value is None else Decimal(value) / MARK_UNIT,
            cannot_reason=row["cannot_reason"] if row else "",
            **texts,
        )

    def _agreed(self, answer: Row, panel: list[Row]) -> Agreed | None:
        row = self.view.agreed.get((self.meeting["round"], answer["id"]))
        if row is None:
            return None
        assents = tuple(self._assent(row, member) for member in panel)
        return Agreed(
            id=row["id"],
            mark=Decimal(row["value"]) / MARK_UNIT,
            reason=row["reason"],
            reason_from=row["reason_from"],
            route=row["route"],
            rule=row["rule"],
            revision=row["revision"],
            agreed_at=row["agreed_at"],
            assents=assents,
        )

    def _assent(self, agreed: Row, member: Row) -> MemberAssent:
        row = self.view.assents.get((agreed["id"], member["id"]))
        choice, reason = (row["choice"], row["reason"]) if row else (None, "")
        return MemberAssent(member["id"], self.name(member), choice, reason)

    def _earlier(self, answer: Row) -> tuple[Decimal, ...]:
        rows = self.reading.of("agreed_mark", round=self.meeting["round"], answer=answer["id"])
        in_force = self.view.agreed.get((self.meeting["round"], answer["id"]))
        return tuple(
            Decimal(row["value"]) / MARK_UNIT
            for row in rows
            if in_force is None or row["id"] != in_force["id"]
        )

    @cached_property
    def _queries(self) -> list[Row]:
        return [row for row in self.reading.of("query") if row["status"] != "closed"]

    def _open_queries(self, answer: Row) -> int:
        return sum(
            row["question"] == answer["question"] and row["tender"] in {None, answer["tender"]}
            for row in self._queries
        )

    @cached_property
    def present(self) -> dict[str, Row]:
        """The latest attendance by member."""
        return {
            row["member"]: row for row in self.reading.of("attendance", meeting=self.meeting["id"])
        }

    def is_here(self, member: str) -> bool:
        """Is the member in the room now?"""
        row = self.present.get(member)
        return row is not None and row["state"] == "here"

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Evaluators, chair, deputy and note taker, in that order."""
        roles = ("evaluator", "chair", "deputy_chair", "note_taker")
        rows = [row for row in self.reading.of("member", status="active") if row["role"] in roles]
        return tuple(
            self._person(row) for row in sorted(rows, key=lambda row: roles.index(row["role"]))
        )

    def _person(self, member: Row) -> Person:
        since = self.present.get(member["id"])
        conflicts = tuple(
            self.bidder(tender)
            for tender in sorted(self.view.tenders_in)
            if self.view.standing(member["id"], tender) == CONFLICT
        )
        return Person(
            member["id"],
            self.name(member),
            member["organisation"],
            member["role"],
            self.is_here(member["id"]),
            since["since"] if since else None,
            conflicts,
        )

    def presiding(self, tender: str) -> tuple[str, str]:
        """Who chairs the items of a bidder, as (person id, name): the deputy if need be."""
        chair = self.reading.of("member", id=self.meeting["chair"])[0]
        if self.view.standing(chair["id"], tender) != CONFLICT:
            return chair["person"], self.name(chair)
        deputy = self.reading.first("member", role="deputy_chair", status="active")
        if deputy is None or self.view.standing(deputy["id"], tender) == CONFLICT:
            facts = {"name": self.name(chair), "supplier": self.bidder(tender)}
            raise RefusedError(Finding("no-deputy-chair", facts, hint=Hint("panel.add")))
        return deputy["person"], self.name(deputy)

    def _stops(self, items: tuple[Item, ...]) -> list[Finding]:
        found = [
            Finding("item-not-agreed", {"question": item.question.label, "supplier": item.bidder})
            for item in items
            if item.agreed is None
        ]
        for item in items:
            for assent in item.agreed.unasked if item.agreed else ():
                facts = {"name": assent.name, "question": item.question.label}
                found.append(Finding("assent-missing", {**facts, "supplier": item.bidder}))
        found += [
            Finding("query-open", {"query": str(row["text"])[:80]}, hint=Hint("query.close"))
            for row in self._queries
            if row["tender"] is None or row["tender"] in self.view.tenders_in
        ]
        return found

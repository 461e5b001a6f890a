"""The moderation meeting from its rows: agenda, items, who is in the room, what stops closing.

Shows the marks that members gave and what they said, the agreed mark with each member's assent,
and nothing else: no average, no total, no price, no other bidder (docs/record-questions.md).

A person may have several roles (an evaluator who is also deputy chair): here they are one
person, known by the id of their first role, and a conflict declared in one role is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.i18n.moderation import short_tolerance
from tender_flow.packs.contents import own_order
from tender_flow.records.columns import MARK_UNIT, instant_of
from tender_flow.rules.evaluation.moderation import adoption
from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.covering import case_notes
from tender_flow.services.marking import CONFLICT, MarkingView, agreed_value
from tender_flow.services.moderation_values import (
    Agenda,
    Agreed,
    Candidate,
    Coming,
    Item,
    Meeting,
    MemberAssent,
    MemberMark,
    Person,
    Standing,
)
from tender_flow.services.reasons import agreed_reasons
from tender_flow.services.rounds import base_of

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Scale
    from tender_flow.rules.evaluation.moderation_rules import Moderation
    from tender_flow.services.office import Office, Reading

Row = dict[str, Any]

ROLES = ("evaluator", "chair", "deputy_chair", "note_taker")
"""Who belongs to a meeting, in the order of the list."""


def meeting_of(reading: Reading, round_name: str) -> Row | None:
    """The latest meeting of the round in force with this name, open or closed."""
    found = MarkingView(reading).round(round_name)
    return reading.last("meeting", round=found["id"]) if found else None


def agenda_of(office: Office, ref: str, *, round_name: str) -> Agenda:
    """The agenda of a round's meeting as it is now; refused before the meeting was opened."""
    with office.reading(ref) as reading:
        return agenda(reading, round_name)


def standing(office: Office, ref: str, *, round_name: str | None = None) -> Standing:
    """Is there a meeting, and who could open one? Without a round: the first not yet locked."""
    with office.reading(ref) as reading:
        wanted = round_name or _first_open(reading)
        if wanted not in reading.model().rounds:
            known = reading.model().rounds
            raise BadInputError(Finding("round-unknown", {"round": wanted, "known": known}))
        there = meeting_of(reading, wanted)
        return Standing(
            case_title=reading.case["title"],
            notes=case_notes(reading.case),
            round=wanted,
            agenda=agenda(reading, wanted) if there else None,
            chairs=_candidates(reading, "chair"),
            note_takers=_candidates(reading, "note_taker"),
            panel=len(reading.of("member", role="evaluator", status="active")),
        )


def _first_open(reading: Reading) -> str:
    rounds = {base_of(row["name"]): row for row in MarkingView(reading).rounds}
    names = reading.model().rounds
    locked = [name for name in names if name in rounds and rounds[name]["locked_at"] is not None]
    return next((name for name in names if name not in locked), names[-1])


def _candidates(reading: Reading, role: str) -> tuple[Candidate, ...]:
    people = {row["id"]: row for row in reading.rows.of("person")}
    return tuple(
        Candidate(people[row["person"]]["login"], people[row["person"]]["name"])
        for row in reading.of("member", role=role, status="active")
    )


def agenda(reading: Reading, round_name: str) -> Agenda:
    """The same from a reading, within a deed for instance."""
    meeting = meeting_of(reading, round_name)
    if meeting is None:
        hint = Hint("moderation.open", {"round": round_name})
        raise RefusedError(Finding("meeting-not-open", {"round": round_name}, hint=hint))
    return MeetingView(reading, round_name, meeting).agenda()


def mark_of(stored: int) -> Decimal:
    """A stored mark (ten-thousandths) as a number."""
    return Decimal(stored) / MARK_UNIT


def _allowed(rules: Moderation | None, scale: Scale) -> Decimal | None:
    """How far apart marks may lie on a scale, in marks; None where the model states no distance."""
    return rules.tolerance.on(scale) if rules is not None and rules.tolerance is not None else None


class MeetingView:
    """One round's meeting from its rows."""

    def __init__(self, reading: Reading, round_name: str, meeting: Row) -> None:
        self.reading = reading
        self.round_name = base_of(round_name)
        self.meeting = meeting
        self.view = MarkingView(reading)
        self.model = reading.model()
        self.suppliers = {row["id"]: row["name"] for row in reading.of("supplier")}
        self.lots = {row["id"]: row["title"] for row in reading.of("lot")}
        self.names = {row["id"]: row["name"] for row in reading.rows.of("person")}

    def agenda(self) -> Agenda:
        """Items in the model's order, bidders in an order of this meeting's own."""
        case = self.reading.case
        items = tuple(self.item(answer) for answer in self.answers)
        head = self.reading.rows.one("chain_head", chain=self.reading.id)
        return Agenda(
            ref=self.reading.ref,
            case_title=case["title"],
            notes=case_notes(case),
            round=self.round_name,
            meeting=self._meeting(),
            items=items,
            people=tuple(self._person(rows) for rows in self._by_person.values()),
            attendance=tuple(
                Coming(self.member_name(row["member"]), row["state"], row["since"])
                for row in self._attendance
            ),
            stops=tuple(self._stops(items)),
            head=head["digest"],
            saved_at=instant_of(head["at"]),
            reasons=agreed_reasons(self.reading),
        )

    def _meeting(self) -> Meeting:
        row = self.meeting
        chair, note_taker = self.member_name(row["chair"]), self.member_name(row["note_taker"])
        return Meeting(
            row["id"], row["number"], chair, note_taker, row["quorum"], row["opened_at"],
            row["closed_at"],
        )  # fmt: skip

    # Items

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

    def item(self, answer: Row) -> Item:
        """One answer with all that the meeting may see of it."""
        leaf = self.model.leaf(answer["question"])
        panel = self.view.panel_for(answer)
        number = self.answers.index(answer) + 1
        marks = tuple(self._mark(member, answer) for member in self._assigned(answer))
        given = [one.mark for one in marks if one.state in {"marked", "cannot"}]
        moderation = self.model.moderation
        presiding = self.presiding(answer["tender"])
        return Item(
            number=number,
            answer=answer["id"],
            tender=answer["tender"],
            question=leaf,
            scale=self.model.scale_of(leaf),
            bidder=self.bidder(answer["tender"]),
            lot=self.lots[answer["lot"]] if answer["lot"] else "",
            text=answer["text"],
            words=answer["words"],
            marks=marks,
            adoption=adoption(
                self.model, leaf, given, owed=sum(one.state == "missing" for one in marks)
            ),
            tolerance=_allowed(moderation, self.model.scale_of(leaf)),
            tolerance_words=short_tolerance(moderation.tolerance if moderation else None),
            rule=moderation.rule if moderation else "",
            agreed=self._in_force(answer, panel),
            earlier=self._earlier(answer, panel),
            open_queries=self._open_queries(answer),
            first_speaker=self.name(panel[number % len(panel)]) if panel else "",
            presiding=self.name(presiding) if presiding else "",
            deputy=presiding is not None and presiding["id"] != self.meeting["chair"],
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
        texts = ("strengths", "weaknesses", "why", "cannot_reason")
        return MemberMark(
            member=member["id"],
            name=self.name(member),
            organisation=member["organisation"],
            state=state,
            mark=mark_of(row["value"]) if row and row["value"] is not None else None,
            **{key: (row[key] or "") if row else "" for key in texts},
        )

    def _in_force(self, answer: Row, panel: list[Row]) -> Agreed | None:
        row = self.view.agreed.get((self.meeting["round"], answer["id"]))
        return self._agreed(row, panel) if row else None

    @cached_property
    def _revisions(self) -> dict[str, list[Row]]:
        """Every agreed mark of the round by answer, oldest first."""
        grouped: dict[str, list[Row]] = defaultdict(list)
        rows = self.reading.of("agreed_mark", round=self.meeting["round"])
        for row in sorted(rows, key=lambda row: int(row["revision"])):
            grouped[row["answer"]].append(row)
        return dict(grouped)

    def _earlier(self, answer: Row, panel: list[Row]) -> tuple[Agreed, ...]:
        now = self.view.agreed.get((self.meeting["round"], answer["id"]))
        return tuple(
            self._agreed(row, panel)
            for row in self._revisions.get(answer["id"], [])
            if now is None or row["id"] != now["id"]
        )

    def _agreed(self, row: Row, panel: list[Row]) -> Agreed:
        return Agreed(
            id=row["id"],
            mark=agreed_value(row),
            reason=row["reason"],
            reason_from=row["reason_from"],
            route=row["route"],
            rule=row["rule"],
            revision=row["revision"],
            agreed_at=row["agreed_at"],
            change_reason=row["change_reason"],
            reopened_at=row["reopened_at"],
            reopened_reason=row["reopened_reason"] or "",
            assents=tuple(self._assent(row, member) for member in panel),
            overridden_by=self._overriders(row),
        )

    def _overriders(self, row: Row) -> tuple[str, ...]:
        if row["route"] != "override":
            return ()
        people = (row["written_by"], row["second_approver"])
        return tuple(str(self.names[person]) for person in people if person)

    def _assent(self, agreed: Row, member: Row) -> MemberAssent:
        row = self.view.assents.get((agreed["id"], member["id"]))
        choice, reason = (row["choice"], row["reason"]) if row else (None, "")
        return MemberAssent(member["id"], self.name(member), choice, reason)

    @cached_property
    def _queries(self) -> list[Row]:
        return [row for row in self.reading.of("query") if row["status"] != "closed"]

    def _open_queries(self, answer: Row) -> tuple[str, ...]:
        return tuple(
            str(row["text"])
            for row in self._queries
            if row["question"] == answer["question"] and row["tender"] in {None, answer["tender"]}
        )

    # People

    def name(self, member: Row) -> str:
        """A member's display name."""
        return str(self.names[member["person"]])

    def member_name(self, member: str) -> str:
        """The same by the member's id, also of somebody who has left the panel."""
        return self.name(self.reading.of("member", id=member)[0])

    @cached_property
    def _by_person(self) -> dict[str, list[Row]]:
        """The active roles of each person of the meeting, evaluators first."""
        rows = [row for row in self.reading.of("member", status="active") if row["role"] in ROLES]
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: ROLES.index(row["role"])):
            grouped[row["person"]].append(row)
        return dict(grouped)

    def attending(self, member: str) -> Row | None:
        """Under which role a member's coming and going is recorded; None for a stranger."""
        for rows in self._by_person.values():
            if any(row["id"] == member for row in rows):
                return rows[0]
        return None

    @cached_property
    def _attendance(self) -> list[Row]:
        return self.reading.of("attendance", meeting=self.meeting["id"])

    @cached_property
    def _last_seen(self) -> dict[str, Row]:
        return {row["member"]: row for row in self._attendance}

    def is_here(self, member: str) -> bool:
        """Is the member in the room now?"""
        known = self.attending(member)
        row = self._last_seen.get(known["id"]) if known else None
        return row is not None and row["state"] == "here"

    def in_conflict(self, person: str, tender: str) -> bool:
        """Has this person, in any of their roles, a conflict with this bidder?"""
        return any(
            self.view.standing(row["id"], tender) == CONFLICT
            for row in self._by_person.get(person, [])
        )

    def _person(self, rows: list[Row]) -> Person:
        first = rows[0]
        seen = [row for row in self._attendance if row["member"] == first["id"]]
        return Person(
            member=first["id"],
            name=self.name(first),
            organisation=first["organisation"],
            roles=tuple(row["role"] for row in rows),
            here=self.is_here(first["id"]),
            since=seen[-1]["since"] if seen else None,
            first_came=seen[0]["since"] if seen else None,
            conflicts=tuple(
                self.bidder(tender)
                for tender in sorted(self.view.tenders_in)
                if self.in_conflict(first["person"], tender)
            ),
        )

    def presiding(self, tender: str) -> Row | None:
        """Who chairs the items of a bidder: the chair, else a deputy without a conflict."""
        chair: Row = self.reading.of("member", id=self.meeting["chair"])[0]
        deputies = self.reading.of("member", role="deputy_chair", status="active")
        for member in (chair, *deputies):
            if not self.in_conflict(member["person"], tender):
                return member
        return None

    # What stops closing

    def _stops(self, items: tuple[Item, ...]) -> list[Finding]:
        found = [
            Finding(
                "item-not-agreed",
                {"question": item.question.label, "supplier": item.bidder},
                hint=Hint("moderation.agree", {"answer": item.answer}),
            )
            for item in items
            if item.agreed is None
        ]
        for item in items:
            for assent in item.agreed.unasked if item.agreed else ():
                facts = {"question": item.question.label, "supplier": item.bidder}
                facts["name"] = assent.name
                hint = Hint("moderation.assent", {"answer": item.answer})
                found.append(Finding("assent-still-missing", facts, hint=hint))
        found += [
            Finding("query-still-open", {"query": str(row["text"])[:80]}, hint=Hint("query.close"))
            for row in self._queries
            if row["tender"] is None or row["tender"] in self.view.tenders_in
        ]
        return found

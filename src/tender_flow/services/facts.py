"""Rows to facts: what the gates are asked about, and only the parts that they need.

`case_facts(reading, needs)` works on any rows, the database's or those that `verify` rebuilt
from the journal, so that a gate can be asked again about a day long past.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts import (
    CaseFact,
    CaseFacts,
    CheckFact,
    DecisionFact,
    DefinitionFact,
    DelayFact,
    DocumentFact,
    LotFact,
    MemberFact,
    NoticeFact,
    NotificationFact,
    PlanFact,
    PriceFact,
    QueryFact,
    QuestionFact,
    ReportFact,
    RoundFact,
    StandstillFact,
    TenderFact,
)
from tender_flow.services.facts_course import PARTS as COURSE
from tender_flow.services.facts_events import PARTS as EVENTS
from tender_flow.services.facts_governance import PARTS as GOVERNANCE
from tender_flow.services.facts_premarket import PARTS as PREMARKET
from tender_flow.services.facts_registers import PARTS as REGISTERS
from tender_flow.services.facts_shortlists import PARTS as SHORTLISTS
from tender_flow.services.facts_statutory import PARTS as STATUTORY
from tender_flow.services.marking import CONFLICT, UNDECLARED, MarkingView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.services.office import Reading

Row = dict[str, Any]


class Source:
    """A reading with the views that several parts share, each made once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.view = MarkingView(reading)
        self._names: dict[str, str] | None = None

    def supplier(self, tender: str) -> str:
        """The supplier's name behind a tender."""
        if self._names is None:
            self._names = {row["id"]: row["name"] for row in self.reading.of("supplier")}
        return self._names[self.view.tenders[tender]["supplier"]]

    def login(self, member: Row) -> str:
        """A member's login; empty where the rows hold no persons."""
        person = self._people.get(member["person"])
        return str(person["login"]) if person else ""

    def member_name(self, member: Row) -> str:
        """A member's display name."""
        person = self._people.get(member["person"])
        return str(person["name"] if person else member["person"])

    @cached_property
    def members(self) -> list[Row]:
        """Everybody who is or was on the case."""
        return self.reading.of("member")

    @cached_property
    def _people(self) -> dict[str, Row]:
        """The persons behind them, read at once: one by one would be half the time of a move."""
        people = self.reading.rows.any_of("person", "id", (row["person"] for row in self.members))
        return {row["id"]: row for row in people}


def case_facts(reading: Reading, needs: Iterable[str]) -> CaseFacts:
    """The facts of one procurement at `reading.now`: the case itself and the parts needed."""
    source = Source(reading)
    parts: dict[str, Any] = {
        name: tuple(PARTS[name](source)) for name in dict.fromkeys(needs) if name != "case"
    }
    return CaseFacts(now=reading.now, case=_case(reading), **parts)


def _case(reading: Reading) -> CaseFact:
    case = reading.case
    return CaseFact(
        id=case["id"],
        ref=case["ref"],
        title=case["title"],
        stage=case["stage"],
        regime=case["regime"],
        rehearsal=case["rehearsal"],
        created_at=case["created_at"],
        deadline_at=case["deadline_at"],
        ceiling=case["ceiling"],
        suspended_since=reading.suspended_since,
    )


def _lots(source: Source) -> list[LotFact]:
    lots = sorted(source.reading.of("lot"), key=lambda row: int(row["position"]))
    return [LotFact(row["id"], row["code"], row["title"], row["outcome"]) for row in lots]


def _documents(source: Source) -> list[DocumentFact]:
    return [
        DocumentFact(
            row["id"], row["kind"], row["title"], row["dated"], row["amount"], row["filed_at"]
        )
        for row in source.reading.of("document")
    ]


def _definitions(source: Source) -> list[DefinitionFact]:
    case = source.reading.case
    return [
        DefinitionFact(row["kind"], row["version"], row["digest"], row["published_at"])
        for row in source.reading.of("definition")
        if row["version"] == case[f"{row['kind']}_version"]
    ]


def _plan(source: Source) -> list[PlanFact]:
    return [
        PlanFact(row["baseline"], row["stage"], row["planned"])
        for row in source.reading.of("plan_task")
        if row["stage"]
    ]


def _delays(source: Source) -> list[DelayFact]:
    return [
        DelayFact(row["stage"], row["reason"], row["expected"], row["recorded_at"])
        for row in source.reading.of("delay")
    ]


def _members(source: Source) -> list[MemberFact]:
    return [_member(source, row) for row in source.members]


def _member(source: Source, row: Row) -> MemberFact:
    view = source.view
    marks = row["role"] == "evaluator" and row["status"] == "active"
    still_in = [
        tender
        for tender in view.tenders.values()
        if marks and tender["status"] in {"received", "opened"}
    ]
    standing = {tender["id"]: view.standing(row["id"], tender["id"]) for tender in still_in}
    named = {
        state: tuple(source.supplier(tender) for tender, held in standing.items() if held == state)
        for state in (UNDECLARED, CONFLICT)
    }
    return MemberFact(
        id=row["id"],
        person=row["person"],
        name=source.member_name(row),
        role=row["role"],
        status=row["status"],
        organisation=row["organisation"],
        specialisms=tuple(part.strip() for part in row["specialisms"].split(",") if part.strip()),
        agreement_signed_at=row["agreement_signed_at"],
        guidance_acknowledged_at=row["guidance_acknowledged_at"],
        cleared_at=row["cleared_at"],
        undeclared=named[UNDECLARED],
        conflicts=named[CONFLICT],
        login=source.login(row),
    )


def _questions(source: Source) -> list[QuestionFact]:
    names = {row["id"]: source.member_name(row) for row in source.view.evaluators}
    skills = {row["id"]: set(_skills(row)) for row in source.view.evaluators}
    found = []
    for leaf in source.reading.model().questions():
        assigned = [
            member
            for member, questions in source.view.questions_of.items()
            if leaf.id in questions and member in names
        ]
        special = [member for member in assigned if leaf.specialism in skills[member]]
        found.append(
            QuestionFact(
                leaf.id,
                leaf.number,
                leaf.title,
                leaf.round,
                leaf.specialism,
                tuple(names[member] for member in assigned),
                tuple(names[member] for member in special),
            )
        )
    return found


def _skills(member: Row) -> list[str]:
    return [part.strip() for part in member["specialisms"].split(",") if part.strip()]


def _tenders(source: Source) -> list[TenderFact]:
    view = source.view
    lots: dict[str, list[str]] = {}
    for bid in view.bids:
        if bid["status"] == "in":
            lots.setdefault(bid["tender"], []).append(bid["lot"])
    return [
        TenderFact(
            id=row["id"],
            supplier=source.supplier(row["id"]),
            status=row["status"],
            received_at=row["received_at"],
            late=row["late"],
            lots=tuple(lots.get(row["id"], ())),
            unchecked=view.unchecked(row["id"]) if row["status"] == "opened" else (),
            failed=view.failed(row["id"]),
        )
        for row in view.tenders.values()
    ]


def _queries(source: Source) -> list[QueryFact]:
    return [
        QueryFact(
            row["id"],
            _subject(source, row),
            row["status"],
            row["tender"],
            row["question"],
            number,
        )
        for number, row in enumerate(source.reading.of("query"), 1)
    ]


def _subject(source: Source, query: Row) -> str:
    """What a query is about in a few words: `2.1 Elm Housing`."""
    number = ""
    if query["question"]:
        number = source.reading.model().leaf(query["question"]).number
    name = source.supplier(query["tender"]) if query["tender"] else ""
    return " ".join(part for part in (number, name) if part) or str(query["text"])[:60]


def _rounds(source: Source) -> list[RoundFact]:
    return [_round(source, row) for row in source.view.rounds]


def _round(source: Source, row: Row) -> RoundFact:
    view, reading = source.view, source.reading
    names = {member["id"]: source.member_name(member) for member in view.evaluators}
    answers = view.answers(row["name"])
    agreed = [
        (answer, view.agreed[row["id"], answer["id"]])
        for answer in answers
        if (row["id"], answer["id"]) in view.agreed
    ]
    meetings = reading.of("meeting", round=row["id"])
    slips = (
        {slip["member"] for slip in reading.of("slip", meeting=meetings[-1]["id"])}
        if meetings
        else set()
    )
    took_part = {member["id"] for answer, _ in agreed for member in view.panel_for(answer)}
    return RoundFact(
        id=row["id"],
        name=row["name"],
        missing_marks=tuple(
            (names[owing.member], len(owing.answers)) for owing in view.missing(row)
        ),
        items=len(answers),
        agreed=len(agreed),
        without_assent=sum(len(view.without_assent(answer, mark)) for answer, mark in agreed),
        meeting_closed_at=meetings[-1]["closed_at"] if meetings else None,
        unsigned=tuple(names[member] for member in names if member in took_part - slips),
        locked_at=row["locked_at"],
    )


def _prices(source: Source) -> list[PriceFact]:
    envelopes = {row["tender"]: row["state"] for row in source.reading.of("price_envelope")}
    priced = {row["bid"] for row in source.reading.of("price")}
    found = []
    for bid in source.view.bids:
        if (bid["tender"], bid["lot"]) not in source.view.bids_in:
            continue
        state = "opened" if bid["id"] in priced else envelopes.get(bid["tender"], "none")
        if state == "opened" and bid["id"] not in priced:
            state = "none"
        found.append(PriceFact(bid["id"], bid["lot"], source.supplier(bid["tender"]), state))
    return found


def _decisions(source: Source) -> list[DecisionFact]:
    tender_of = {bid["id"]: bid["tender"] for bid in source.view.bids}
    return [
        DecisionFact(
            id=row["id"],
            kind="no_award" if row["kind"] == "recommendation" and not row["bid"] else row["kind"],
            lot=row["lot"],
            status=row["status"],
            supplier=source.supplier(tender_of[row["bid"]]) if row["bid"] else None,
            body=row["body"],
            maker=row["maker"],
            dated=row["dated"],
            minute=row["minute"],
            key_decision=row["key_decision"],
            call_in_ends=row["call_in_ends"],
        )
        for row in source.reading.of("decision")
    ]


def _notifications(source: Source) -> list[NotificationFact]:
    return [
        NotificationFact(row["lot"], row["tender"], row["sent_at"], row["means"])
        for row in source.reading.of("notification")
    ]


def _standstills(source: Source) -> list[StandstillFact]:
    return [
        StandstillFact(row["lot"], row["decision"], row["starts_from"], row["ends_on"])
        for row in source.reading.of("standstill")
    ]


def _notices(source: Source) -> list[NoticeFact]:
    return [
        NoticeFact(row["id"], row["kind"], row["lot"], row["due_on"], row["published_on"])
        for row in source.reading.of("notice")
    ]


def _reports(source: Source) -> list[ReportFact]:
    return [
        ReportFact(row["version"], row["digest"], row["made_at"])
        for row in source.reading.of("report", kind="evaluation")
    ]


def _checks(source: Source) -> list[CheckFact]:
    tender_of = {bid["id"]: bid["tender"] for bid in source.view.bids}
    return [
        CheckFact(row["kind"], row["lot"], tender_of[row["bid"]], row["outcome"])
        for row in source.reading.of("bid_check")
    ]


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {
    "lots": _lots,
    "documents": _documents,
    "definitions": _definitions,
    "plan": _plan,
    "members": _members,
    "questions": _questions,
    "tenders": _tenders,
    "queries": _queries,
    "rounds": _rounds,
    "prices": _prices,
    "decisions": _decisions,
    "notifications": _notifications,
    "standstills": _standstills,
    "notices": _notices,
    "reports": _reports,
    "checks": _checks,
    "delays": _delays,
    **STATUTORY,
    **SHORTLISTS,
    **PREMARKET,
    **COURSE,
    **EVENTS,
    **REGISTERS,
    **GOVERNANCE,
}

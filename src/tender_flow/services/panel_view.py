"""What lists show of the panel: each person's way so far, each question's cover."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Severity
from tender_flow.rules.procedure.gates_panel import specialisms_covered
from tender_flow.services.facts import case_facts
from tender_flow.services.members import ORDER

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.office import Office, Reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person's place on the case, and how far they have come."""

    login: str
    name: str
    role: str
    status: str
    organisation: str
    specialisms: tuple[str, ...]
    fingerprint: str
    questions: int
    invited_at: datetime | None
    agreement_signed_at: datetime | None
    guidance_acknowledged_at: datetime | None
    cleared_at: datetime | None
    pack: int | None
    """Number of the scoring pack in force, None before one was issued."""
    marks: int
    notes: tuple[Finding, ...] = ()
    """What stopped nothing, such as a specialism that no question asks for."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One question: who marks it, and whether the knowledge that it needs is there."""

    question: str
    label: str
    round: str
    specialism: str | None
    evaluators: tuple[str, ...]
    specialists: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Has it an evaluator, and one with the specialism that it asks for?"""
        return bool(self.evaluators) and (self.specialism is None or bool(self.specialists))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every question with its cover, and the gaps as findings."""

    rows: tuple[CoverageRow, ...]
    gaps: tuple[Finding, ...]


def coverage(office: Office, ref: str) -> Coverage:
    """Every question with its evaluators and specialists, and what is missing."""
    with office.reading(ref) as reading:
        facts = case_facts(reading, ("questions",))
        rows = tuple(
            CoverageRow(
                question.id,
                f"{question.number} {question.title}".strip(),
                question.round,
                question.specialism,
                question.evaluators,
                question.specialists,
            )
            for question in facts.questions or ()
        )
        return Coverage(rows, gaps_of(reading))


def members(office: Office, ref: str) -> tuple[MemberView, ...]:
    """Everybody on the case, in the order of their roles."""
    with office.reading(ref) as reading:
        rows = sorted(reading.of("member"), key=lambda row: ORDER.index(row["role"]))
        return tuple(member_view(reading, row) for row in rows)


def member_view(reading: Reading, row: Row) -> MemberView:
    """A member as lists show them."""
    person = reading.rows.one("person", id=row["person"])
    invitations = reading.of("pack", member=row["id"], kind="invitation")
    packs = reading.of("pack", member=row["id"], kind="scoring", status="in_force")
    marks = {(mark["round"], mark["answer"]) for mark in reading.of("mark", member=row["id"])}
    return MemberView(
        login=person["login"],
        name=person["name"],
        role=row["role"],
        status=row["status"],
        organisation=row["organisation"],
        specialisms=_listed(row["specialisms"]),
        fingerprint=row["fingerprint"] or "",
        questions=len(reading.of("assignment", member=row["id"], active=True)),
        invited_at=invitations[-1]["issued_at"] if invitations else None,
        agreement_signed_at=row["agreement_signed_at"],
        guidance_acknowledged_at=row["guidance_acknowledged_at"],
        cleared_at=row["cleared_at"],
        pack=packs[-1]["number"] if packs else None,
        marks=len(marks),
    )


def question_ids(reading: Reading, named: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of questions named by id or number; `all` is every one. Unknown: bad input."""
    leaves = reading.model().questions()
    if "all" in named:
        return tuple(leaf.id for leaf in leaves)
    by_name = {name: leaf.id for leaf in leaves for name in (leaf.number, leaf.id)}
    unknown = tuple(name for name in named if name not in by_name)
    if unknown:
        facts = {"questions": unknown, "known": tuple(f"{x.number} {x.id}" for x in leaves)}
        raise BadInputError(Finding("question-unknown", facts))
    return tuple(dict.fromkeys(by_name[name] for name in named))


def gaps_of(reading: Reading) -> tuple[Finding, ...]:
    """What the cover of the questions lacks, as warnings: the gate makes problems of them."""
    found = specialisms_covered.ask(case_facts(reading, ("questions",)), {})
    return tuple(replace(finding, severity=Severity.WARNING) for finding in found)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())

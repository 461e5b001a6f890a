"""Pass or fail of one requirement for one tender: evidence, decider, and a second for a reversal.

Decided before any quality mark is given (packs aren't issued while one is open). Each decision
is a revision; none is ever overwritten. A failed requirement takes the tender out of the
ranking whatever its marks are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.rules.procedure.receipt import check_change
from tender_flow.services.bids import tender_of
from tender_flow.services.marking import MarkingView
from tender_flow.services.members import person_of, roles_of

if TYPE_CHECKING:
    from tender_flow.services.office import Deed, Office

OUTCOMES = ("pass", "fail")


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as recorded, with what stood there before."""

    supplier: str
    requirement: str
    before: str | None
    outcome: str
    revision: int
    notes: tuple[Finding, ...]
    left: int
    """Requirements of this tender on which nobody has decided yet."""


def check(
    office: Office,
    ref: str,
    supplier: str,
    requirement: str,
    outcome: str,
    *,
    evidence: str,
    reason: str = "",
    second_approver: str | None = None,
    dry_run: bool = False,
) -> Checked:
    """Records that an opened tender passes or fails a requirement, on the evidence named.

    A fail needs a reason; so does any change. From fail to pass a second approver (login) is
    needed who isn't the decider and is lead, chair or assurance.
    """
    with office.deed("bids.check", ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        row = tender_of(deed, supplier)
        name = deed.rows.one("supplier", id=row["supplier"])["name"]
        title = _title(deed, requirement)
        second = person_of(deed, second_approver) if second_approver else None
        before = MarkingView(deed).requirement_outcomes.get((row["id"], requirement))
        deed.refuse(
            [
                *_not_checkable(row["status"], name, outcome, evidence),
                *check_change(
                    title,
                    before=before["outcome"] if before else None,
                    outcome=outcome,
                    reason=reason,
                    decider=deed.person_id,
                    second=second["id"] if second else None,
                    second_roles=roles_of(deed, second["id"]) if second else frozenset(),
                ),
            ]
        )
        revision = before["revision"] + 1 if before else 1
        deed.insert(
            "requirement_check",
            {
                "tender": row["id"],
                "requirement": requirement,
                "revision": revision,
                "outcome": outcome,
                "evidence": evidence.strip(),
                "reason": reason.strip(),
                "decided_by": deed.person_id,
                "second_approver": second["id"] if second else None,
                "decided_at": deed.now,
            },
        )
        deed.note(tender=row["id"], requirement=requirement, revision=str(revision))
        return Checked(
            name,
            title,
            before["outcome"] if before else None,
            outcome,
            revision,
            _notes(deed, row["id"]),
            len(MarkingView(deed).unchecked(row["id"])),
        )


def _title(deed: Deed, requirement: str) -> str:
    known = {leaf.id: leaf.label for leaf in deed.model().requirements()}
    if requirement not in known:
        facts: dict[str, Fact] = {"requirement": requirement, "known": tuple(known)}
        raise BadInputError(Finding("requirement-unknown", facts, hint=Hint("bids.list")))
    return known[requirement]


def _not_checkable(status: str, supplier: str, outcome: str, evidence: str) -> list[Finding]:
    found = []
    if outcome not in OUTCOMES:
        found.append(
            Finding("requirement-outcome-unknown", {"outcome": outcome, "known": OUTCOMES})
        )
    if status != "opened":
        facts = {"supplier": supplier, "status": status}
        found.append(Finding("check-before-opening", facts, hint=Hint("bids.open")))
    if not evidence.strip():
        found.append(Finding("requirement-without-evidence"))
    return found


def _notes(deed: Deed, tender: str) -> tuple[Finding, ...]:
    """A check made after the first mark is recorded, and says that it came late."""
    answers = {row["id"] for row in deed.of("answer", tender=tender)}
    if any(mark["answer"] in answers for mark in deed.of("mark")):
        return (Finding("checked-after-marks", {}, Severity.WARNING),)
    return ()

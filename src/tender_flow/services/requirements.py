"""Pass or fail of one requirement for a tender: evidence, decider, and a second for a reversal.

Decided before any quality mark is given (packs aren't issued while one is open). Each decision
is a revision; none is ever overwritten. A failed requirement takes the tender out of the
ranking whatever its marks are; one that isn't shared by the lots (`shared: false` in the model)
is decided lot by lot and takes out only that lot's bid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.rules.procedure.receipt import check_change
from tender_flow.services.bids import tender_of
from tender_flow.services.marking import MarkingView
from tender_flow.services.members import person_of, roles_of

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Criterion
    from tender_flow.services.office import Deed, Office, Row

OUTCOMES = ("pass", "fail")


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as recorded, with what stood there before."""

    supplier: str
    requirement: str
    lot: str
    """The title of the lot it was decided for; empty: the whole tender."""
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
    lot: str | None = None,
    reason: str = "",
    second_approver: str | None = None,
    dry_run: bool = False,
) -> Checked:
    """Records that an opened tender passes or fails a requirement, on the evidence named.

    A fail needs a reason; so does any change. From fail to pass a second approver (login) is
    needed who isn't the decider and is lead, chair or assurance. A requirement that isn't
    shared is decided for one `lot` (its code; may be left out where the tender is for one only).
    """
    with office.deed("bids.check", ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        row = tender_of(deed, supplier)
        name = deed.rows.one("supplier", id=row["supplier"])["name"]
        leaf = _requirement(deed, requirement)
        lot_row = _lot_of(deed, row["id"], leaf, lot)
        lot_id = lot_row["id"] if lot_row else None
        second = person_of(deed, second_approver) if second_approver else None
        before = MarkingView(deed).requirement_outcomes.get((row["id"], requirement, lot_id))
        deed.refuse(
            [
                *_not_checkable(row["status"], name, outcome, evidence),
                *check_change(
                    leaf.label,
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
                "lot": lot_id,
                "revision": revision,
                "outcome": outcome,
                "evidence": evidence.strip(),
                "reason": reason.strip(),
                "decided_by": deed.person_id,
                "second_approver": second["id"] if second else None,
                "decided_at": deed.now,
            },
        )
        deed.note(tender=row["id"], requirement=requirement, lot=lot_id, revision=str(revision))
        return Checked(
            name,
            leaf.label,
            lot_row["title"] if lot_row else "",
            before["outcome"] if before else None,
            outcome,
            revision,
            _notes(deed, row["id"]),
            len(MarkingView(deed).unchecked(row["id"])),
        )


def _requirement(deed: Deed, requirement: str) -> Criterion:
    known = {leaf.id: leaf for leaf in deed.model().requirements()}
    if requirement not in known:
        facts: dict[str, Fact] = {"requirement": requirement, "known": tuple(known)}
        raise BadInputError(Finding("requirement-unknown", facts, hint=Hint("bids.list")))
    return known[requirement]


def _lot_of(deed: Deed, tender: str, leaf: Criterion, code: str | None) -> Row | None:
    """The lot that a decision is about; None: the whole tender."""
    if leaf.shared:
        about: dict[str, Fact] = {"requirement": leaf.label}
        deed.refuse([Finding("check-takes-no-lot", about)] if code else [])
        return None
    bids = {bid["lot"] for bid in deed.of("bid", tender=tender, status="in")}
    lots = {lot["code"]: lot for lot in deed.of("lot") if lot["id"] in bids}
    due = due_lots(leaf, lots)
    if code is None and len(due) == 1:
        code = due[0]
    if code not in due:
        about = {"requirement": leaf.label, "lots": tuple(str(one) for one in due) or ("–",)}
        deed.refuse([Finding("check-lot-unclear", about)])
    return lots[str(code)]


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

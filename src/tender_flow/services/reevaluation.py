"""Marking again: a further round for the same questions, with the reason and who allowed it.

After a challenge, an error in the marking or a panel member who should not have marked, the
tenders are marked and moderated again by the model as published. The rounds before stay in the
record, each mark with its reasons, and count no more. A decision that rests on the old marks is
withdrawn first: nobody is left with an award whose marks no longer count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.rounds import in_force, open_again

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.services.office import Deed, Office


@dataclass(frozen=True, slots=True)
class Reevaluated:
    """The rounds that were opened, and what has to be minded."""

    rounds: tuple[str, ...]
    notes: tuple[Finding, ...]


def reevaluate(
    office: Office,
    ref: str,
    *,
    reason: str,
    approver: str,
    dated: date,
    rounds: tuple[str, ...] = (),
    dry_run: bool = False,
) -> Reevaluated:
    """Opens a further round of marking for each round in force, or for those named.

    Raises:
        RefusedError: nothing is marked yet, a decision still stands, or reason, approver or day
            are missing or can't be.
    """
    with office.deed("panel.reevaluate", ref, roles=("lead",), dry_run=dry_run) as deed:
        deed.refuse(_faults(deed, reason, approver, dated, rounds))
        opened = open_again(deed, rounds)
        values = {"rounds": ",".join(opened), "reason": reason.strip(), "dated": dated}
        who = {"approver": approver.strip(), "recorded_by": deed.person_id}
        deed.insert("reevaluation", {**values, **who, "recorded_at": deed.now})
        deed.note(rounds=list(opened), dated=dated.isoformat())
        return Reevaluated(opened, tuple(deed.findings))


def _faults(
    deed: Deed, reason: str, approver: str, dated: date, rounds: tuple[str, ...]
) -> list[Finding]:
    found = [] if reason.strip() else [Finding("reason-missing")]
    if not approver.strip():
        found.append(Finding("approver-missing"))
    if dated > local_day(deed.now):
        found.append(Finding("decision-in-the-future", {"dated": dated}))
    if not deed.of("mark"):
        found.append(Finding("reevaluation-without-marks", {"ref": deed.ref}))
    known = tuple(row["name"] for row in in_force(deed.of("round")))
    for name in rounds:
        if name not in known:
            found.append(Finding("reevaluation-of-no-round", {"round": name, "known": known}))
    if deed.of("price"):
        found.append(Finding("reevaluation-prices-known", {}, Severity.WARNING))
    return found + _still_decided(deed)


def _still_decided(deed: Deed) -> list[Finding]:
    """Lots whose recommendation or approval rests on the marks that would count no more."""
    found = []
    for lot in deed.of("lot"):
        about: dict[str, Fact] = {"lot": lot["title"], "outcome": lot["outcome"]}
        if lot["outcome"] == "awarded":
            found.append(Finding("lot-settled", about))
        elif any(deed.of("decision", lot=lot["id"], status="taken")):
            hint = Hint("award.withdraw", {"lot": lot["code"], "kind": "recommendation"})
            found.append(Finding("reevaluation-decision-stands", about, hint=hint))
    return found

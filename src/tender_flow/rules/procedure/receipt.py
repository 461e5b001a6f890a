"""Receiving tenders: what is late, what may still be replaced, who decides on a failed check.

"Late" is a fact of the clock; what follows from it is a person's decision with a reason. After
the deadline nobody may change what was received, whatever arrived (rules on receipt: an
authority that opens one door for one bidder must be able to say why it was open to all).
"""

from __future__ import annotations

from datetime import datetime

from tender_flow.rules.findings import Finding, Hint, Severity

SECOND_APPROVERS = ("lead", "chair", "deputy_chair", "assurance")
"""Who may stand beside the decider when a failed requirement is put back to passed."""


def is_late(received_at: datetime, deadline_at: datetime) -> bool:
    """Did the tender come in after the deadline? The very minute of the deadline is in time."""
    return received_at > deadline_at


def replacing(
    supplier: str,
    *,
    status: str,
    asked: bool,
    now: datetime,
    earlier: datetime,
    received_at: datetime,
    deadline_at: datetime,
) -> tuple[Finding, ...]:
    """Why changed files may not take the place of those received; empty if they may.

    A bidder may send a tender anew until the deadline, if whoever imports it says so. What was
    received once is otherwise never overwritten.
    """
    about = {"supplier": supplier}
    if status != "received":
        return (Finding("tender-changed-after-opening", {**about, "status": status}),)
    if now > deadline_at or received_at > deadline_at:
        return (Finding("tender-changed-after-deadline", {**about, "deadline_at": deadline_at}),)
    if not asked:
        return (Finding("tender-changed", about, hint=Hint("bids.import")),)
    if received_at <= earlier:
        return (Finding("tender-replaced-by-older", {**about, "received_at": earlier}),)
    return ()


def check_change(
    requirement: str,
    *,
    before: str | None,
    outcome: str,
    reason: str,
    decider: str,
    second: str | None,
    second_roles: frozenset[str],
) -> tuple[Finding, ...]:
    """Why an outcome of a pass/fail requirement can't be recorded; empty if it can.

    A fail and every change need a reason; from fail to pass also needs a second person, since
    a bidder who was out comes back in (the record must show who said so, and why).
    """
    about = {"requirement": requirement}
    found: list[Finding] = []
    if not reason.strip() and (outcome == "fail" or before not in {None, outcome}):
        found.append(Finding("check-without-reason", about))
    if before == "fail" and outcome == "pass":
        if second is None:
            found.append(Finding("check-needs-second-approver", about))
        elif second == decider:
            found.append(Finding("second-approver-is-decider", about))
        elif not second_roles & set(SECOND_APPROVERS):
            found.append(Finding("second-approver-without-role", {**about, "login": second}))
    return tuple(found)


def lot_notes(bids: dict[str, int]) -> tuple[Finding, ...]:
    """A note for each lot (by title) that has one valid bid or none: competition is missing."""
    notes = []
    for title, count in bids.items():
        if count <= 1:
            code = "lot-with-one-bid" if count else "lot-without-bid"
            notes.append(Finding(code, {"lot": title}, Severity.NOTE))
    return tuple(notes)

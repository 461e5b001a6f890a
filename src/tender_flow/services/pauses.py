"""Suspension: an interval with a reason, over a procurement, a lot or a decision.

It is no stage: what was done stays, and resuming goes on from where it was. A suspended
procurement refuses every deed; a suspended lot or decision holds the lot's award back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Hint

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office

SCOPES = ("procurement", "lot", "decision")


@dataclass(frozen=True, slots=True)
class Paused:
    """A suspension as recorded; `ended_at` is None while it lasts."""

    scope: str
    subject: str
    began_at: datetime
    ended_at: datetime | None


def suspend(
    office: Office,
    ref: str,
    *,
    reason: str,
    scope: str = "procurement",
    subject: str = "",
    dry_run: bool = False,
) -> Paused:
    """Suspends the procurement, a lot (`subject` is its code) or a decision (its id)."""
    with office.deed(
        "procurement.suspend", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        held = _subject(deed, scope, subject)
        deed.refuse(_suspension_faults(deed, scope, held, reason))
        values = {"scope": scope, "subject": held, "reason": reason, "began_at": deed.now}
        deed.insert("suspension", values)
        deed.update("procurement", deed.id, version=deed.case["version"] + 1)
        deed.note(scope=scope, subject=held or None)
        return Paused(scope, subject, deed.now, None)


def resume(
    office: Office,
    ref: str,
    *,
    reason: str,
    scope: str = "procurement",
    subject: str = "",
    dry_run: bool = False,
) -> Paused:
    """Ends a suspension, with the reason."""
    with office.deed(
        "procurement.resume", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        running = _running(deed, scope, _subject(deed, scope, subject))
        deed.refuse(_reason_faults(reason))
        if running is None:
            deed.refuse([Finding("nothing-suspended", {"ref": deed.ref})])
        assert running is not None
        deed.refuse(_held_by_challenge(deed, running))
        deed.update("suspension", running["id"], ended_at=deed.now, ended_reason=reason)
        deed.update("procurement", deed.id, version=deed.case["version"] + 1)
        deed.note(scope=scope, subject=running["subject"] or None)
        return Paused(scope, subject, running["began_at"], deed.now)


def _subject(deed: Deed, scope: str, subject: str) -> str:
    """The id of what is suspended; empty for the procurement itself."""
    if scope not in SCOPES:
        raise BadInputError(Finding("scope-unknown", {"scope": scope, "known": SCOPES}))
    if scope == "procurement":
        return ""
    if scope == "lot":
        return str(deed.lot(subject)["id"])
    if deed.first("decision", id=subject) is None:
        raise BadInputError(Finding("decision-unknown", {"decision": subject}))
    return subject


def _running(deed: Deed, scope: str, subject: str) -> Row | None:
    return deed.first("suspension", scope=scope, subject=subject, ended_at=None)


def _held_by_challenge(deed: Deed, running: Row) -> list[Finding]:
    """A suspension that a claim brought ends with the claim, not by our own word."""
    numbers = enumerate(deed.of("challenge"), 1)
    hint = Hint("award.close_challenge")
    return [
        Finding("suspended-by-challenge", {"number": number}, hint=hint)
        for number, row in numbers
        if row["suspension"] == running["id"]
    ]


def _suspension_faults(deed: Deed, scope: str, subject: str, reason: str) -> list[Finding]:
    found = _reason_faults(reason)
    workflow = deed.workflow()
    if not workflow.suspension_allowed:
        found.append(Finding("suspension-not-allowed", source=workflow.suspension_source))
    if deed.case["ended_at"] is not None:
        stage = workflow.stage(deed.case["stage"]).title
        found.append(Finding("procurement-ended", {"ref": deed.ref, "stage": stage}))
    running = _running(deed, scope, subject)
    if running is not None:
        facts = {"ref": deed.ref, "since": running["began_at"]}
        found.append(Finding("suspended-already", facts))
    return found


def _reason_faults(reason: str) -> list[Finding]:
    return [] if reason.strip() else [Finding("reason-missing")]

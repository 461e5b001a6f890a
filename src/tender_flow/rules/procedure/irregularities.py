"""How an error or irregularity in a bid is decided, so that the record can answer for it.

What was it, was it obvious, was it material, which options were weighed, what would each do to
the ranking, what had bidders been told, who decided and why: a court asks for all of it, and
finds against an exclusion to which the other ways were never weighed (Working on Wellbeing v
DWP [2024] EWHC 766 (TCC), reversed by the Court of Appeal on 14 February 2025).
"""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.rules.procedure.receipt import SECOND_APPROVERS

OPTIONS = ("ask", "correct", "ignore", "exclude")
"""What can be done: ask the bidder, correct it by a published rule, ignore it, exclude the bid."""


def faults_of_decision(
    decision: str,
    weighed: Mapping[str, str],
    *,
    obvious: bool,
    effect: str,
    reason: str,
) -> list[Finding]:
    """Why a decision can't be recorded: each option is weighed, effect and reason are said."""
    found: list[Finding] = []
    missing = tuple(one for one in OPTIONS if not weighed.get(one, "").strip())
    if missing:
        found.append(Finding("irregularity-option-not-weighed", {"missing": missing}))
    if not effect.strip():
        found.append(Finding("irregularity-without-effect"))
    if not reason.strip():
        found.append(Finding("reason-missing"))
    if decision == "correct" and not obvious:
        found.append(Finding("irregularity-not-obvious", {}, Severity.WARNING))
    return found


def faults_of_second(decider: str, second: str | None, roles: frozenset[str]) -> list[Finding]:
    """A decision that keeps a bid in which would be out needs a second person (ids, roles)."""
    if second is None:
        return [Finding("irregularity-needs-second")]
    if second == decider:
        return [Finding("irregularity-second-is-decider")]
    if roles & set(SECOND_APPROVERS):
        return []
    known: dict[str, Fact] = {"known": tuple(SECOND_APPROVERS)}
    return [Finding("irregularity-second-without-role", known)]

"""The steps of checking a bid, and in which order a price that looks too low goes through them.

No percentage rejects a bid. A price that looks abnormally low is flagged; the bidder is notified
and has a day by which to answer; then it is accepted, or rejected with the reason (Procurement
Act 2023 s.19; PCR 2015 reg 69; before them reg 30(6)). A bidder who has shown that it can do the
work for its price may not be rejected for it, so nothing follows an acceptance but a new flag.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tender_flow.rules.findings import Fact, Finding

OUTCOMES: dict[str, tuple[str, ...]] = {
    "winner": ("flagged", "accepted", "rejected"),
    "low_price": ("flagged", "notified", "answered", "accepted", "rejected"),
}
"""What may be recorded, by the kind of check."""

NEXT: dict[str, tuple[str, ...]] = {
    "": ("flagged", "accepted"),
    "flagged": ("notified",),
    "notified": ("answered", "rejected"),
    "answered": ("accepted", "rejected"),
    "accepted": ("flagged",),
    "rejected": ("flagged",),
}
"""What may follow a step of a low price; "" is before the first one."""

UNDECIDED = ("flagged", "notified", "answered")
"""A low price that stands at one of these is neither accepted nor rejected."""


@dataclass(frozen=True, slots=True)
class LowPriceStep:
    """A step of a low price: what, on which day, and by when the bidder has to answer."""

    outcome: str
    on: date
    answer_by: date | None = None


def fault_of_step(before: LowPriceStep | None, step: LowPriceStep) -> list[Finding]:
    """Why a step of a low price can't follow the one before; empty if it can."""
    last = before.outcome if before else ""
    if step.outcome == "rejected" and last in {"", "flagged"}:
        return [Finding("low-price-not-asked")]
    if step.outcome not in NEXT[last]:
        facts: dict[str, Fact] = {"outcome": step.outcome, "last": last, "known": NEXT[last]}
        return [Finding("low-price-out-of-order", facts)]
    return [*_faults_of_days(before, step), *_unanswered(before, step)]


def _faults_of_days(before: LowPriceStep | None, step: LowPriceStep) -> list[Finding]:
    found: list[Finding] = []
    if before is not None and step.on < before.on:
        found.append(Finding("low-price-step-before-last", {"on": step.on, "last": before.on}))
    if step.outcome == "notified" and (step.answer_by is None or step.answer_by <= step.on):
        found.append(Finding("low-price-without-time-to-answer", {"on": step.on}))
    return found


def _unanswered(before: LowPriceStep | None, step: LowPriceStep) -> list[Finding]:
    """Without an answer a price is rejected only once the day for it is over."""
    by = before.answer_by if before is not None and before.outcome == "notified" else None
    if step.outcome != "rejected" or by is None or step.on > by:
        return []
    return [Finding("low-price-answer-still-due", {"answer_by": by})]

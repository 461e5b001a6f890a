"""What holds a lot's award back at every step, whoever asks: recommend, approve, tell, conclude.

A recommendation is true on its day. Between it and the contract a bidder may leave, a
requirement may turn out failed, a check may end badly, a claim may suspend the lot; so each
step asks again instead of trusting the step before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.marking import MarkingView

if TYPE_CHECKING:
    from tender_flow.services.office import Reading

Row = dict[str, Any]


def suspended(reading: Reading, lot: Row, *decisions: Row) -> list[Finding]:
    """A suspension of the lot, or of one of these decisions, that has not been ended."""
    running = {
        (row["scope"], row["subject"]): row["began_at"]
        for row in reading.of("suspension", ended_at=None)
    }
    hint = Hint("procurement.resume")
    found = []
    if since := running.get(("lot", lot["id"])):
        facts = {"lot": lot["title"], "since": since}
        found.append(Finding("lot-suspended", facts, hint=hint))
    for decision in decisions:
        if since := running.get(("decision", decision["id"])):
            facts = {"lot": lot["title"], "kind": decision["kind"], "since": since}
            found.append(Finding("decision-suspended", facts, hint=hint))
    return found


def bid_lost(reading: Reading, lot: Row, bid: Row | None, supplier: str | None) -> list[Finding]:
    """Why a bid can't be given the lot: it is out, or a check of it ended in a rejection."""
    if bid is None:
        return []
    facts = {"lot": lot["title"], "supplier": supplier or ""}
    if (bid["tender"], bid["lot"]) not in MarkingView(reading).bids_in:
        return [Finding("recommended-bid-out", facts, hint=Hint("award.recommend"))]
    latest = {row["kind"]: row["outcome"] for row in reading.of("bid_check", bid=bid["id"])}
    return [
        Finding("recommended-bid-rejected", {**facts, "kind": kind}, hint=Hint("bids.exclude"))
        for kind, outcome in latest.items()
        if outcome == "rejected"
    ]


def same_person(one: str, other: str) -> bool:
    """Do two names, as typed, name one person? Case and spaces don't make another."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())

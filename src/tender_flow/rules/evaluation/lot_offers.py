"""What bidders offer over several lots, and what of it counts for nothing in this model.

An offer that the model doesn't ask for is named, so that nobody thinks that it was weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tender_flow.rules.evaluation.bids import BidInput
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.findings import Finding, Severity


def ignored(model: Model, bids: Sequence[BidInput]) -> Iterator[Finding]:
    """Discounts and preferences that the published model doesn't ask for."""
    for bid in sorted(bids, key=lambda bid: bid.supplier):
        if bid.discounts and not model.award.conditional_discounts:
            facts = {"supplier": bid.supplier}
            yield Finding("discount-not-invited", facts, Severity.WARNING)
        if bid.preference and model.award.when_capped != "bidder_preference":
            facts = {"supplier": bid.supplier}
            yield Finding("preference-not-asked", facts, Severity.NOTE)

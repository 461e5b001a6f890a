"""Gates for the award: report, recommendation, checks, approval, letters, standstill, outcome.

They ask of each lot that is still open: a lot that was withdrawn or has its outcome holds
nothing up. Only decisions that stand (status taken) count; the last one of a kind counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.bid_checks import UNDECIDED
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts, DecisionFact, LotFact, TenderFact
from tender_flow.rules.procedure.gate import gate, part

PROPOSALS = ("recommendation", "no_award")
"""The kinds of decision that say what should become of a lot."""


def open_lots(facts: CaseFacts) -> Iterator[LotFact]:
    """The lots without an outcome yet."""
    return (lot for lot in part(facts.lots) if lot.outcome == "open")


def standing(facts: CaseFacts, lot: str, *kinds: str) -> DecisionFact | None:
    """The decision of these kinds that stands for a lot: the last one taken and not undone."""
    taken = [
        decision
        for decision in part(facts.decisions)
        if decision.lot == lot and decision.kind in kinds and decision.status == "taken"
    ]
    return taken[-1] if taken else None


def _tender_of(facts: CaseFacts, lot: str, supplier: str) -> TenderFact | None:
    tenders = (item for item in part(facts.tenders) if lot in item.lots)
    return next((item for item in tenders if item.supplier == supplier), None)


@gate(needs=("reports",))
def report_made(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """An evaluation report has been made."""
    if not part(facts.reports):
        return [Finding("report-missing", hint=Hint("report.evaluation"))]
    return []


@gate(needs=("lots", "decisions"))
def recommended_per_lot(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each open lot has a recommendation, or a proposal of no award."""
    return [
        Finding(
            "lot-not-recommended",
            {"lot": lot.title},
            hint=Hint("award.recommend", {"lot": lot.code}),
        )
        for lot in open_lots(facts)
        if standing(facts, lot.id, *PROPOSALS) is None
    ]


def _recommended(facts: CaseFacts) -> Iterator[tuple[LotFact, str, str]]:
    """Open lots with the recommended supplier and the id of its tender (or the name, if none)."""
    for lot in open_lots(facts):
        decision = standing(facts, lot.id, *PROPOSALS)
        if decision is not None and decision.supplier is not None:
            tender = _tender_of(facts, lot.id, decision.supplier)
            yield lot, decision.supplier, tender.id if tender is not None else decision.supplier


def _outcome(facts: CaseFacts, kind: str, lot: str, tender: str) -> str | None:
    outcomes = [
        check.outcome
        for check in part(facts.checks)
        if (check.kind, check.lot, check.tender) == (kind, lot, tender)
    ]
    return outcomes[-1] if outcomes else None


@gate(needs=("lots", "decisions", "tenders", "checks"))
def winner_checked(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The recommended bidder of each open lot has been checked and accepted."""
    found: list[Finding] = []
    for lot, supplier, tender in _recommended(facts):
        outcome = _outcome(facts, "winner", lot.id, tender)
        if outcome != "accepted":
            code = "winner-not-checked" if outcome is None else "winner-not-accepted"
            about: dict[str, Fact] = {"lot": lot.title, "supplier": supplier}
            asked = {"kind": "winner", "lot": lot.code, "supplier": supplier}
            found.append(Finding(code, about, hint=Hint("award.check", asked)))
    return found


@gate(needs=("lots", "decisions", "tenders", "checks"))
def low_prices_checked(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each recommended price was checked for being too low, and no such check is undecided.

    A bidder whose price looks too low is asked first; only then may it be rejected.
    """
    found: list[Finding] = []
    for lot, supplier, tender in _recommended(facts):
        outcome = _outcome(facts, "low_price", lot.id, tender)
        if outcome != "accepted":
            code = {None: "low-price-not-checked"} | dict.fromkeys(UNDECIDED, "low-price-undecided")
            found.append(
                Finding(
                    code.get(outcome, "low-price-rejected"),
                    {"lot": lot.title, "supplier": supplier},
                    hint=Hint(
                        "award.check",
                        {"kind": "low_price", "lot": lot.code, "supplier": supplier},
                    ),
                )
            )
    return found + _other_low_prices(facts)


def _other_low_prices(facts: CaseFacts) -> list[Finding]:
    """Bids that aren't recommended, and whose low price was flagged and never decided."""
    recommended = {(lot.id, tender) for lot, _supplier, tender in _recommended(facts)}
    lots = {lot.id: lot for lot in open_lots(facts)}
    suppliers = {tender.id: tender.supplier for tender in part(facts.tenders)}
    flagged = dict.fromkeys(
        (check.lot, check.tender)
        for check in part(facts.checks)
        if check.kind == "low_price" and check.lot in lots
    )
    return [
        _undecided_price(lots[lot], suppliers.get(tender, tender))
        for lot, tender in flagged
        if (lot, tender) not in recommended
        and _outcome(facts, "low_price", lot, tender) in UNDECIDED
    ]


def _undecided_price(lot: LotFact, supplier: str) -> Finding:
    asked = {"kind": "low_price", "lot": lot.code, "supplier": supplier}
    about: dict[str, Fact] = {"lot": lot.title, "supplier": supplier}
    return Finding("low-price-undecided", about, hint=Hint("award.check", asked))


@gate(needs=("lots", "decisions"))
def approved_per_lot(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each open lot's proposal is approved as it stands, by someone else than its maker."""
    found: list[Finding] = []
    for lot in open_lots(facts):
        proposal = standing(facts, lot.id, *PROPOSALS)
        approval = standing(facts, lot.id, "approval")
        code = _fault_of_approval(proposal, approval)
        if code is not None:
            deed = "award.recommend" if proposal is None else "award.approve"
            about: dict[str, Fact] = {"lot": lot.title}
            found.append(Finding(code, about, hint=Hint(deed, {"lot": lot.code})))
    return found


def _fault_of_approval(proposal: DecisionFact | None, approval: DecisionFact | None) -> str | None:
    if proposal is None:
        return "lot-not-recommended"
    if approval is None:
        return "lot-not-approved"
    if approval.supplier != proposal.supplier:
        return "approval-differs"
    same = approval.maker and approval.maker == proposal.maker
    return "approved-by-recommender" if same else None


@gate(needs=("lots", "decisions", "tenders", "notifications"))
def bidders_notified(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each bidder for an open lot has been told the decision, on or after its approval."""
    found: list[Finding] = []
    for lot in open_lots(facts):
        approval = standing(facts, lot.id, "approval")
        since = approval.dated if approval is not None else None
        for tender in part(facts.tenders):
            bid = tender.status == "opened" and lot.id in tender.lots
            if bid and not _was_told(facts, lot.id, tender.id, since):
                about: dict[str, Fact] = {"lot": lot.title, "supplier": tender.supplier}
                hint = Hint("award.notify", {"lot": lot.code, "supplier": tender.supplier})
                found.append(Finding("bidder-not-notified", about, hint=hint))
    return found


def _was_told(facts: CaseFacts, lot: str, tender: str, since: date | None) -> bool:
    return since is not None and any(
        (told.lot, told.tender) == (lot, tender) and local_day(told.sent_at) >= since
        for told in part(facts.notifications)
    )


@gate(needs=("lots", "decisions"))
def nothing_to_award(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """No open lot is approved for an award."""
    return [
        Finding("lot-to-be-awarded", {"lot": lot.title, "supplier": approval.supplier})
        for lot in open_lots(facts)
        if (approval := standing(facts, lot.id, "approval")) is not None and approval.supplier
    ]


@gate(needs=("lots", "decisions", "standstills"))
def standstill_ended(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The standstill of each open lot that is to be awarded has run to its last midnight."""
    today = local_day(facts.now)
    found: list[Finding] = []
    for lot in open_lots(facts):
        approval = standing(facts, lot.id, "approval")
        if approval is not None and approval.supplier is None:
            continue  # no award: nobody waits for a contract
        decision = approval.id if approval is not None else None
        ends = [item.ends_on for item in part(facts.standstills) if item.decision == decision]
        if not ends:
            hint = Hint("award.notify", {"lot": lot.code})
            found.append(Finding("standstill-not-begun", {"lot": lot.title}, hint=hint))
        elif today <= max(ends):
            about: dict[str, Fact] = {"lot": lot.title, "ends_on": max(ends)}
            found.append(Finding("standstill-running", about))
    return found


@gate(needs=("lots", "decisions"))
def call_in_ended(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Where a lot's approval can be called in, that time has ended (the day itself included)."""
    today = local_day(facts.now)
    found: list[Finding] = []
    for lot in open_lots(facts):
        approval = standing(facts, lot.id, "approval")
        if approval is None:
            continue
        ends = approval.call_in_ends
        if ends is not None and today <= ends:
            about: dict[str, Fact] = {"lot": lot.title, "ends_on": ends}
            found.append(Finding("call-in-running", about))
        elif ends is None and approval.key_decision:
            hint = Hint("award.approve", {"lot": lot.code})
            found.append(Finding("call-in-end-unknown", {"lot": lot.title}, hint=hint))
    return found


@gate(needs=("lots", "decisions"))
def decision_withdrawn(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """An open lot has no approval that stands, because it was withdrawn."""
    lots = {lot.id: lot for lot in open_lots(facts)}
    gone = {
        one.lot
        for one in part(facts.decisions)
        if one.kind == "approval" and one.status == "withdrawn"
    }
    if any(standing(facts, lot, "approval") is None for lot in lots if lot in gone):
        return []
    return [Finding("no-decision-withdrawn", hint=Hint("award.withdraw"))]


@gate(needs=("lots",))
def lots_settled(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each lot has its outcome: awarded, not awarded or withdrawn."""
    return [
        Finding("lot-open", {"lot": lot.title}, hint=Hint("award.conclude", {"lot": lot.code}))
        for lot in open_lots(facts)
    ]

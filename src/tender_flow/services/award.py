"""From the ranking to the decision: checks, recommendation, approval, per lot.

The published model proposes; people decide, and say why. Who recommends may not approve. A
recommendation stores the result that it rests on, with the version of the rules, so that
`verify` can compute it again from the stored model and marks.

Telling the bidders, the standstill and the conclusion are in `tender_flow.services.standstill`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.bid_checks import OUTCOMES, LowPriceStep
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services import low_prices
from tender_flow.services.award_holds import bid_lost, same_person, suspended
from tender_flow.services.governance_reading import decided_otherwise
from tender_flow.services.results import Ranking, rank, result_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.rules.evaluation.results import Evaluation
    from tender_flow.services.office import Deed, Office, Reading

APPROVAL_STAGE = "approve"
"""The stage in which awards are approved, in a workflow that has one."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation as recorded."""

    lot: str
    supplier: str | None
    """None: no award."""
    total: str | None
    decision: str


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval as recorded, with the end of call-in where it can be called in."""

    lot: str
    supplier: str | None
    decision: str
    call_in_ends: date | None


def ranking(office: Office, ref: str) -> Ranking:
    """The ranking of every lot as the record stands now (writes nothing)."""
    with office.reading(ref) as reading:
        return rank(reading)


def bid_of(reading: Reading, lot: dict[str, Any], supplier: str) -> dict[str, Any]:
    """A supplier's bid in a lot; an unknown supplier is bad input that lists the known ones."""
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    tenders = {row["id"]: names[row["supplier"]] for row in reading.of("tender")}
    bids = reading.of("bid", lot=lot["id"])
    for bid in bids:
        if supplier in {tenders[bid["tender"]], bid["tender"]}:
            return bid
    known = tuple(sorted(tenders[bid["tender"]] for bid in bids))
    raise BadInputError(
        Finding("bidder-unknown", {"supplier": supplier, "lot": lot["title"], "known": known})
    )


def supplier_of(reading: Reading, bid_id: str | None) -> str | None:
    """The supplier's name behind a bid; None for no bid."""
    if bid_id is None:
        return None
    bid = reading.of("bid", id=bid_id)[0]
    tender = reading.of("tender", id=bid["tender"])[0]
    return str(reading.of("supplier", id=tender["supplier"])[0]["name"])


def check(
    office: Office,
    ref: str,
    *,
    lot: str,
    supplier: str,
    kind: str,
    outcome: str,
    evidence: str,
    on: date | None = None,
    answer_by: date | None = None,
    dry_run: bool = False,
) -> None:
    """Records a check of a bid: the winner's declarations and finances, or a low price's step.

    A low price goes through its steps in order (`rules.procedure.bid_checks`), each on its day
    (`on`, today unless said); with `notified` goes the last day to answer.
    """
    with office.deed("award.check", ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        bid = bid_of(deed, deed.lot(lot), supplier)
        step = LowPriceStep(outcome, on or local_day(deed.now), answer_by)
        deed.refuse(_check_faults(deed, bid, kind, step, evidence))
        made = deed.insert(
            "bid_check",
            {
                "lot": bid["lot"],
                "bid": bid["id"],
                "kind": kind,
                "outcome": outcome,
                "evidence": evidence,
                "decided_by": deed.person_id,
                "decided_at": deed.now,
            },
        )
        if kind == "low_price":
            low_prices.keep_days(deed, made, step)
        deed.note(bid=bid["id"], lot=bid["lot"], kind=kind, outcome=outcome)


def _check_faults(
    reading: Reading, bid: dict[str, Any], kind: str, step: LowPriceStep, evidence: str
) -> list[Finding]:
    if kind not in OUTCOMES:
        return [Finding("check-kind-unknown", {"kind": kind, "known": tuple(OUTCOMES)})]
    found = []
    if step.outcome not in OUTCOMES[kind]:
        facts: dict[str, Fact] = {"outcome": step.outcome, "known": OUTCOMES[kind]}
        found.append(Finding("check-outcome-unknown", facts))
    elif kind == "low_price":
        found += low_prices.faults(reading, bid["id"], step)
    if not evidence.strip():
        found.append(Finding("check-without-evidence"))
    if not reading.of("price", bid=bid["id"]):
        found.append(Finding("prices-not-opened", {"ref": reading.ref}, hint=Hint("prices.open")))
    return found


def recommend(
    office: Office,
    ref: str,
    *,
    lot: str,
    supplier: str | None,
    reasons: str,
    minute: str = "",
    dry_run: bool = False,
) -> Recommended:
    """Recommends the winner of a lot, or no award (`supplier` None), with reasons.

    Refused where the ranking isn't final, and where somebody else stands first by the published
    model: a recommendation can't depart from it.
    """
    with office.deed("award.recommend", ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        ranked = rank(deed)
        evaluation = ranked.evaluation
        bid = bid_of(deed, row, supplier) if supplier is not None else None
        deed.refuse(_recommendation_faults(deed, row, ranked, bid, reasons))
        result = _store(deed, evaluation)
        replace_decisions(deed, row["id"], "recommendation", "approval")
        decision = deed.insert(
            "decision",
            {
                **decision_values(
                    deed,
                    "recommendation",
                    row,
                    bid=bid["id"] if bid else None,
                    reasons=reasons,
                    minute=minute,
                ),
                "result": result,
                "body": "panel",
                "maker": deed.person_name(deed.person_id),
                "dated": local_day(deed.now),
            },
        )
        deed.note(lot=row["id"], bid=bid["id"] if bid else None, decision=decision, result=result)
        total = _total(evaluation, lot, bid["tender"]) if bid else None
        return Recommended(
            row["title"], supplier_of(deed, bid["id"] if bid else None), total, decision
        )


def decision_values(
    deed: Deed, kind: str, lot: dict[str, Any], *, bid: str | None, reasons: str, minute: str
) -> dict[str, Any]:
    """The columns that every decision has."""
    return {
        "kind": kind,
        "lot": lot["id"],
        "bid": bid,
        "status": "taken",
        "person": deed.person_id,
        "minute": minute,
        "reasons": reasons,
        "key_decision": False,
        "call_in_ends": None,
        "recorded_at": deed.now,
    }


def _recommendation_faults(
    deed: Deed,
    lot: dict[str, Any],
    ranked: Ranking,
    bid: dict[str, Any] | None,
    reasons: str,
) -> list[Finding]:
    found = suspended(deed, lot)
    if lot["outcome"] != "open":
        found.append(Finding("lot-settled", {"lot": lot["title"], "outcome": lot["outcome"]}))
    if not reasons.strip():
        found.append(Finding("decision-without-reasons"))
    if bid is None:
        return found
    for out in ranked.lot(lot["code"]).incomplete:
        found += [ranked.named(reason) for reason in out.reasons]
    proposed = ranked.evaluation.award.for_lot(lot["code"])
    if not found and bid["tender"] not in proposed.suppliers:
        first = ", ".join(ranked.suppliers[tender] for tender in proposed.suppliers) or "–"
        name = ranked.suppliers[bid["tender"]]
        facts: dict[str, Fact] = {"lot": lot["title"], "supplier": name, "first": first}
        found.append(Finding("recommendation-not-first", facts, hint=Hint("award.rank")))
        found += [ranked.named(finding) for finding in proposed.findings if finding.stops]
    return found + bid_lost(deed, lot, bid, ranked.suppliers[bid["tender"]])


def _total(evaluation: Evaluation, lot: str, tender: str) -> str | None:
    """The total of a bid; of a winner in a combination the one that it has there."""
    whole = evaluation.award.whole
    for win in whole.best[0].wins if whole is not None else ():
        if (win.lot, win.supplier) == (lot, tender):
            return win.total.shown
    standings = evaluation.for_lot(lot).standings
    return next(
        (standing.total.shown for standing in standings if standing.supplier == tender), None
    )


def _store(deed: Deed, evaluation: Evaluation) -> str:
    """The result with its standings; the same result isn't stored twice."""
    digest = deed.keep("result", result_text(evaluation))
    latest = deed.last("evaluation_result")
    if latest is not None and latest["digest"] == digest:
        return str(latest["id"])
    model = deed.definition("model")
    values = {
        "number": (latest["number"] if latest else 0) + 1,
        "model_version": model["version"],
        "model_digest": model["digest"],
        "engine": evaluation.engine,
        "digest": digest,
        "computed_at": deed.now,
    }
    result = deed.insert("evaluation_result", values)
    for standing in standing_rows(deed, evaluation):
        deed.insert("standing", {"result": result, **standing})
    return result


def standing_rows(reading: Reading, evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """Each bid's place in a result as the store keeps it; `verify` compares with these."""
    lots = {lot["code"]: lot["id"] for lot in reading.of("lot")}
    bids = {(bid["tender"], bid["lot"]): bid["id"] for bid in reading.of("bid")}
    for ranked in evaluation.lots:
        lot = lots[ranked.lot]
        for standing in ranked.standings:
            yield {
                "lot": lot,
                "bid": bids[standing.supplier, lot],
                "rank": standing.rank,
                "total": str(standing.total.exact),
                "shown": standing.total.shown,
                "excluded": "",
            }
        for out in ranked.excluded:
            yield {
                "lot": lot,
                "bid": bids[out.supplier, lot],
                "rank": None,
                "total": None,
                "shown": None,
                "excluded": ", ".join(finding.code for finding in out.reasons),
            }


def replace_decisions(deed: Deed, lot: str, *kinds: str) -> None:
    """Decisions of these kinds that stood for the lot are replaced; they stay in the record."""
    for kind in kinds:
        for old in deed.of("decision", lot=lot, kind=kind, status="taken"):
            deed.update("decision", old["id"], status="replaced")


def approve(
    office: Office,
    ref: str,
    *,
    lot: str,
    body: str,
    maker: str,
    dated: date,
    minute: str,
    key_decision: bool = False,
    call_in_ends: date | None = None,
    reasons: str = "",
    dry_run: bool = False,
) -> Approved:
    """Records that a body approved a lot's recommendation: who, when, under which minute.

    The record keeper may be anyone with the role, but not the person who recommended, and the
    decision maker may not be that person either. A key decision needs the end of its call-in
    (Local Authorities (Executive Arrangements) Regulations 2012, SI 2012/2089).
    """
    with office.deed("award.approve", ref, roles=("commissioner", "lead"), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        proposal = deed.last("decision", lot=row["id"], kind="recommendation", status="taken")
        deed.refuse(
            [
                *wrong_stage(deed, APPROVAL_STAGE),
                *_approval_faults(deed, row, proposal, maker, dated),
                *_incomplete(row, body, maker, minute),
                *_call_in_faults(dated, call_in_ends, key_decision=key_decision),
                *decided_otherwise(
                    deed, row, dated=dated, key_decision=key_decision, call_in_ends=call_in_ends
                ),
            ]
        )
        assert proposal is not None
        replace_decisions(deed, row["id"], "approval")
        decision = deed.insert(
            "decision",
            {
                **decision_values(
                    deed, "approval", row, bid=proposal["bid"], reasons=reasons, minute=minute
                ),
                "result": proposal["result"],
                "follows": proposal["id"],
                "body": body,
                "maker": maker,
                "dated": dated,
                "key_decision": key_decision,
                "call_in_ends": call_in_ends,
            },
        )
        deed.note(lot=row["id"], bid=proposal["bid"], decision=decision, body=body)
        return Approved(row["title"], supplier_of(deed, proposal["bid"]), decision, call_in_ends)


def _approval_faults(
    deed: Deed, lot: dict[str, Any], proposal: dict[str, Any] | None, maker: str, dated: date
) -> list[Finding]:
    if proposal is None:
        hint = Hint("award.recommend", {"lot": lot["code"]})
        return [Finding("lot-not-recommended", {"lot": lot["title"]}, hint=hint)]
    found = suspended(deed, lot, proposal) + bid_still_in(deed, lot, proposal)
    if lot["outcome"] != "open":
        found.append(Finding("lot-settled", {"lot": lot["title"], "outcome": lot["outcome"]}))
    if proposal["person"] == deed.person_id or same_person(maker, proposal["maker"]):
        found.append(Finding("approver-recommended", {"name": proposal["maker"]}))
    if dated < proposal["dated"]:
        facts: dict[str, Fact] = {"dated": dated, "recommended": proposal["dated"]}
        found.append(Finding("approval-before-recommendation", facts))
    if dated > local_day(deed.now):
        found.append(Finding("decision-in-the-future", {"dated": dated}))
    return found


def bid_still_in(reading: Reading, lot: dict[str, Any], decision: dict[str, Any]) -> list[Finding]:
    """Why the bid of a decision can't be given the lot any more; nothing where nobody gets it."""
    bid = reading.first("bid", id=decision["bid"]) if decision["bid"] else None
    return bid_lost(reading, lot, bid, supplier_of(reading, decision["bid"]))


def _incomplete(lot: dict[str, Any], body: str, maker: str, minute: str) -> list[Finding]:
    """An approval says who decided, in whose name, and where that is written."""
    if body.strip() and maker.strip() and minute.strip():
        return []
    return [Finding("approval-incomplete", {"lot": lot["title"]})]


def wrong_stage(reading: Reading, wanted: str) -> list[Finding]:
    """Where the procedure has a stage for a decision, it is recorded only there."""
    stages = {stage.id: stage.title for stage in reading.workflow().stages}
    if wanted not in stages or reading.case["stage"] == wanted:
        return []
    facts: dict[str, Fact] = {"stage": stages[wanted], "now": stages[reading.case["stage"]]}
    return [Finding("decided-in-another-stage", facts, hint=Hint("procurement.advance"))]


def _call_in_faults(dated: date, call_in_ends: date | None, *, key_decision: bool) -> list[Finding]:
    if key_decision and call_in_ends is None:
        return [Finding("call-in-end-missing")]
    if call_in_ends is not None and call_in_ends < dated:
        return [Finding("call-in-before-decision", {"dated": dated, "ends": call_in_ends})]
    return []

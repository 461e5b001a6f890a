"""Telling the bidders, waiting, and concluding: per lot.

`notify` records for each bidder what was sent, when and by what means. Once every bidder of
the lot has been told, a standstill that letters start is counted from the last sending, day by
day, with the calendar's version; a later letter counts it anew. What a notice starts begins with
its publication (`tender_flow.services.standstill_counting`). For Part B services under the Public
Contracts Regulations 2006 a standstill isn't owed (reg 5(2)) but kept by this plan, counted as
reg 32A counts. `conclude` is refused until standstill and call-in have both ended, and records
the award notice as owed (reg 31: within 48 days, for Part B services too).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Finding, Hint
from tender_flow.rules.procedure.calendar import Period, local_day
from tender_flow.rules.procedure.gates_award import call_in_ended, standstill_ended
from tender_flow.rules.procedure.gates_governance import decisions_in_force
from tender_flow.services.award import bid_of, bid_still_in, supplier_of, wrong_stage
from tender_flow.services.award_holds import suspended
from tender_flow.services.facts import case_facts
from tender_flow.services.notices import is_owed
from tender_flow.services.standstill_counting import AWARD_STAGE, begin, count, started_by_letters

if TYPE_CHECKING:
    from datetime import date, datetime

    from tender_flow.rules.procedure.gate import Gate
    from tender_flow.rules.procedure.workflow import Owed
    from tender_flow.services.office import Deed, Office, Reading

MEANS = ("electronic", "post", "hand")
"""How a letter goes out."""


@dataclass(frozen=True, slots=True)
class Told:
    """A letter as recorded, who of the lot hasn't been told yet, and the standstill if it runs."""

    lot: str
    supplier: str
    sent_at: datetime
    waiting: tuple[str, ...]
    standstill: Period | None


@dataclass(frozen=True, slots=True)
class LotStandstill:
    """A lot's standstill as it is shown: the days one by one, with what they were counted by."""

    lot: str
    period: Period
    basis: str
    calendar: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Concluded:
    """A lot's outcome as recorded, and the notice that is owed for it."""

    lot: str
    supplier: str | None
    outcome: str
    notices: tuple[tuple[str, date], ...]


def notify(
    office: Office,
    ref: str,
    *,
    lot: str,
    supplier: str,
    means: str,
    sent_at: datetime,
    letter: bytes,
    dry_run: bool = False,
) -> Told:
    """Records a letter to one bidder of a lot; the text as sent is kept.

    The standstill starts by itself when the lot's last bidder has been told.
    """
    if means not in MEANS:
        raise BadInputError(Finding("means-unknown", {"means": means, "known": MEANS}))
    with office.deed("award.notify", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        bid = bid_of(deed, row, supplier)
        approval = deed.last("decision", lot=row["id"], kind="approval", status="taken")
        deed.refuse(_letter_faults(deed, row, approval, sent_at, letter))
        assert approval is not None
        digest = deed.keep("letter", letter)
        values = {"decision": approval["id"], "lot": row["id"], "tender": bid["tender"]}
        deed.insert(
            "notification", {**values, "means": means, "sent_at": sent_at, "letter": digest}
        )
        waiting = _not_told(deed, row, approval)
        period = None if waiting or not started_by_letters(deed) else begin(deed, row, approval)
        deed.note(lot=row["id"], tender=bid["tender"], means=means, letter=digest)
        name = supplier_of(deed, bid["id"]) or supplier
        return Told(row["title"], name, sent_at, waiting, period)


def _letter_faults(
    deed: Deed,
    lot: dict[str, Any],
    approval: dict[str, Any] | None,
    sent_at: datetime,
    letter: bytes,
) -> list[Finding]:
    if approval is None:
        hint = Hint("award.approve", {"lot": lot["code"]})
        return [Finding("lot-not-approved", {"lot": lot["title"]}, hint=hint)]
    found = suspended(deed, lot, approval)
    if sent_at > deed.now:
        found.append(Finding("letter-in-the-future", {"sent_at": sent_at}))
    if local_day(sent_at) < approval["dated"]:
        facts = {"sent_at": sent_at, "dated": approval["dated"]}
        found.append(Finding("letter-before-approval", facts))
    if not letter.strip():
        found.append(Finding("letter-empty"))
    return found


def _bidders(reading: Reading, lot: str) -> list[dict[str, Any]]:
    """The opened tenders with a bid in the lot: each of them is told, in or out."""
    bids = {bid["tender"] for bid in reading.of("bid", lot=lot) if bid["status"] != "withdrawn"}
    return [row for row in reading.of("tender", status="opened") if row["id"] in bids]


def _not_told(reading: Reading, lot: dict[str, Any], approval: dict[str, Any]) -> tuple[str, ...]:
    told = {row["tender"] for row in reading.of("notification", decision=approval["id"])}
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    return tuple(
        names[tender["supplier"]]
        for tender in _bidders(reading, lot["id"])
        if tender["id"] not in told
    )


def standstills(reading: Reading) -> tuple[LotStandstill, ...]:
    """The standstill of each lot that has one, counted again from what began it, day by day."""
    found = []
    for lot in sorted(reading.of("lot"), key=lambda row: int(row["position"])):
        recorded = reading.last("standstill", lot=lot["id"])
        if recorded is None:
            continue
        counted = count(reading, lot["id"], recorded["decision"])
        if counted is None:
            continue
        ended = local_day(reading.now) > recorded["ends_on"]
        found.append(
            LotStandstill(
                lot["title"], counted.period, recorded["basis"], recorded["calendar"], ended
            )
        )
    return tuple(found)


def conclude(office: Office, ref: str, *, lot: str, dry_run: bool = False) -> Concluded:
    """Concludes the award of a lot, or records that it isn't awarded.

    Refused before standstill and call-in have ended, and in any other stage than the award's.
    """
    with office.deed("award.conclude", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        approval = deed.last("decision", lot=row["id"], kind="approval", status="taken")
        deed.refuse(_conclusion_faults(deed, row, approval))
        assert approval is not None
        bid = approval["bid"]
        outcome = "awarded" if bid else "not_awarded"
        deed.update("lot", row["id"], outcome=outcome)
        decision = deed.insert(
            "decision",
            {
                **{
                    key: approval[key]
                    for key in ("lot", "bid", "result", "body", "maker", "minute")
                },
                "kind": "award",
                "follows": approval["id"],
                "status": "taken",
                "person": deed.person_id,
                "dated": local_day(deed.now),
                "reasons": approval["reasons"],
                "key_decision": approval["key_decision"],
                "call_in_ends": approval["call_in_ends"],
                "recorded_at": deed.now,
            },
        )
        notices = _owe(deed, row) if bid else ()
        deed.note(lot=row["id"], bid=bid, decision=decision, outcome=outcome)
        return Concluded(row["title"], supplier_of(deed, bid), outcome, notices)


def _conclusion_faults(
    deed: Deed, lot: dict[str, Any], approval: dict[str, Any] | None
) -> list[Finding]:
    if lot["outcome"] != "open":
        return [Finding("lot-settled", {"lot": lot["title"], "outcome": lot["outcome"]})]
    if approval is None:
        hint = Hint("award.approve", {"lot": lot["code"]})
        return [Finding("lot-not-approved", {"lot": lot["title"]}, hint=hint)]
    waiting = _not_told(deed, lot, approval)
    found = suspended(deed, lot, approval) + bid_still_in(deed, lot, approval)
    found += wrong_stage(deed, AWARD_STAGE)
    found += [
        Finding("bidder-not-notified", {"lot": lot["title"], "supplier": name}) for name in waiting
    ]
    waits = _waits(deed)
    facts = case_facts(deed, {need for one in waits for need in one.needs})
    mine = [fact for fact in facts.lots or () if fact.id == lot["id"]]
    only = _with_lots(facts, tuple(mine))
    return found + [finding for one in waits for finding in one.ask(only, {})]


def _waits(reading: Reading) -> tuple[Gate, ...]:
    """What has to be over before a contract: what the move into the award's stage waited for.

    A procedure without that stage, such as one that was begun before there was a choice, waits
    for both. A standstill that the law excuses (Procurement Act 2023 s.51) isn't waited for. A
    decision that may still be called in is always waited for.
    """
    both = (standstill_ended, call_in_ended)
    last = reading.last("move", target=AWARD_STAGE)
    if last is None:
        return (*both, decisions_in_force)
    moves = [move for move in reading.workflow().moves if move.id == last["name"]]
    asked = {use.name for move in moves for use in move.gates}
    return (*(one for one in both if one.name in asked), decisions_in_force)


def _with_lots(facts: Any, lots: tuple[Any, ...]) -> Any:
    return replace(facts, lots=lots)


def _owe(deed: Deed, lot: dict[str, Any]) -> tuple[tuple[str, date], ...]:
    """The notices that the workflow says are owed after an award, with their days."""
    owed = [
        item
        for move in deed.workflow().moves
        for item in move.owes
        if item.after == "award" and is_owed(deed, item)
    ]
    return tuple(_owe_one(deed, lot, item) for item in {item.name: item for item in owed}.values())


def _owe_one(deed: Deed, lot: dict[str, Any], item: Owed) -> tuple[str, date]:
    due = item.due_on(local_day(deed.now))
    values = {"lot": lot["id"], "kind": item.name, "source": item.source, "due_on": due}
    deed.insert("notice", {**values, "published_on": None, "reference": ""})
    return item.name, due


def outstanding(reading: Reading) -> tuple[str, ...]:
    """The notices owed and not yet published, by kind (for `procurement show`)."""
    return tuple(row["kind"] for row in reading.of("notice", published_on=None))


def approval_of(reading: Reading, lot_code: str) -> dict[str, Any]:
    """The approval that stands for a lot; refused where there is none."""
    lot = reading.lot(lot_code)
    found = reading.last("decision", lot=lot["id"], kind="approval", status="taken")
    if found is None:
        raise RefusedError(Finding("lot-not-approved", {"lot": lot["title"]}))
    return found

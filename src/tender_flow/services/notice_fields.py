"""The fields of notices, each read from the record by one small function.

A new field is one function here, its name in the lists of the notices that have it, and its
words in `cli/procurement_notices.py`. Listed is what this record can know and what a portal
always asks for; the law and the portal may ask for more (Procurement Regulations 2024 on each
notice; PCR 2015 reg 49 and 50: confirm there).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.services.facts_statutory import published_notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Reading

Value = str | Decimal | date
Values = tuple[Value, ...]


def field_values(reading: Reading, name: str, lot: str) -> Values:
    """What the record knows for a field of a notice about a lot (its title; empty: all lots)."""
    return tuple(value for value in READ[name](reading, lot) if value != "")


def _case(name: str) -> Callable[[Reading, str], Values]:
    def read(reading: Reading, lot: str) -> Values:
        value = reading.case[name]
        return () if value is None else (value,)

    return read


def _lots_of(reading: Reading, lot: str) -> list[Row]:
    rows = sorted(reading.of("lot"), key=lambda row: int(row["position"]))
    return [row for row in rows if lot in {"", row["title"]}]


def _lots(reading: Reading, lot: str) -> Values:
    return tuple(f"{row['code']}: {row['title']}" for row in _lots_of(reading, lot))


def _procedure(reading: Reading, lot: str) -> Values:
    return (reading.workflow().title,)


def _estimated_value(reading: Reading, lot: str) -> Values:
    """As it was considered, or as a published notice says it."""
    considered = reading.last("consideration", kind="estimated_value")
    if considered is not None and considered["amount"] is not None:
        return (considered["amount"],)
    said = [notice.states.get("estimated_value") for notice in published_notices(reading)]
    return tuple(Decimal(text) for text in said[-1:] if text)


def _ceiling(reading: Reading, lot: str) -> Values:
    case = reading.case
    if case["ceiling"] is None:
        return ()
    return (case["ceiling"], str(case["ceiling_period"]))


def _deadline(reading: Reading, lot: str) -> Values:
    case = reading.case
    if case["deadline_local"] is None:
        return ()
    return (f"{case['deadline_local'].replace('T', ' ')} ({case['deadline_zone']})",)


def _criteria(reading: Reading, lot: str) -> Values:
    """Each criterion with its share of the whole in points of 100, as published."""
    model = reading.model()
    return tuple(
        f"{leaf.label}: {exact_text(prod(model.shares(leaf.id), start=Fraction(100)))}"
        for leaf in model.leaves()
        if leaf.weight is not None
    )


def _conditions(reading: Reading, lot: str) -> Values:
    return tuple(f"{leaf.label}: {leaf.question}" for leaf in reading.model().requirements())


def _considered(kind: str) -> Callable[[Reading, str], Values]:
    def read(reading: Reading, lot: str) -> Values:
        found = reading.last("consideration", kind=kind)
        if found is None:
            return ()
        items = tuple(found["items"].splitlines())
        return (f"{found['choice'].replace('_', ' ')}: {found['reason']}", *items)

    return read


def _conflicts(reading: Reading, lot: str) -> Values:
    found = reading.last("conflicts_review")
    return () if found is None else (found["dated"],)


def _engagement(reading: Reading, lot: str) -> Values:
    return tuple(f"{row['held_on']}: {row['title']}" for row in reading.of("engagement_event"))


def _approvals(reading: Reading, lot: str) -> list[tuple[Row, Row]]:
    """Lots with the approval that stands for them; before it, what a direct award proposes."""
    kinds = ["approval"]
    kinds += ["recommendation"] if reading.workflow().award == "direct" else []
    found = []
    for row in _lots_of(reading, lot):
        taken = [
            decision
            for kind in kinds
            if (decision := reading.last("decision", lot=row["id"], kind=kind, status="taken"))
        ]
        found += [(row, decision) for decision in taken[:1]]
    return found


def _winners(reading: Reading, lot: str) -> Values:
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    suppliers = {row["id"]: names[row["supplier"]] for row in reading.of("tender")}
    bids = {row["id"]: suppliers[row["tender"]] for row in reading.of("bid")}
    return tuple(
        f"{row['title']}: {bids[approval['bid']]}"
        for row, approval in _approvals(reading, lot)
        if approval["bid"]
    )


def _prices(reading: Reading, lot: str) -> Values:
    amounts = {row["bid"]: row["amount"] for row in reading.of("price")}
    found = (amounts.get(approval["bid"]) for _row, approval in _approvals(reading, lot))
    return tuple(amount for amount in found if amount is not None)


def _decided_on(reading: Reading, lot: str) -> Values:
    approvals = (approval for _row, approval in _approvals(reading, lot))
    return tuple(dict.fromkeys(one["dated"] for one in approvals if one["kind"] == "approval"))


def _standstill(reading: Reading, lot: str) -> Values:
    decisions = {approval["id"] for _row, approval in _approvals(reading, lot)}
    ends = [row["ends_on"] for row in reading.of("standstill") if row["decision"] in decisions]
    return tuple(dict.fromkeys(ends[-1:]))


def _concluded_on(reading: Reading, lot: str) -> Values:
    lots = {row["id"] for row in _lots_of(reading, lot)}
    taken = [row for row in reading.of("decision", kind="award") if row["lot"] in lots]
    return tuple(dict.fromkeys(row["dated"] for row in taken))


def _term(reading: Reading, lot: str) -> Values:
    lots = {row["id"]: row["title"] for row in _lots_of(reading, lot)}
    newest = {row["lot"]: row for row in reading.of("direct_award") if row["lot"] in lots}
    return tuple(
        f"{lots[row['lot']]}: {row['starts_on']} – {row['ends_on']} {row['options']}".rstrip()
        for row in newest.values()
    )


def _ground(reading: Reading, lot: str) -> Values:
    given = (row["ground"] for row in reading.of("direct_award"))
    return (*_considered("direct_award")(reading, lot), *dict.fromkeys(given))


def _ended_because(reading: Reading, lot: str) -> Values:
    ending = reading.workflow().termination
    return tuple(row["reason"] for row in reading.of("move", name=ending))


def _unknown(reading: Reading, lot: str) -> Values:
    """Nothing in the record says it."""
    return ()


READ: dict[str, Callable[[Reading, str], Values]] = {
    "buyer": _case("authority"),
    "title": _case("title"),
    "description": _case("description"),
    "our_reference": _case("ref"),
    "regime": _case("regime"),
    "procedure": _procedure,
    "cpv_codes": _unknown,
    "contact": _unknown,
    "lots": _lots,
    "lots_reasons": _considered("lots"),
    "estimated_value": _estimated_value,
    "highest_value": _ceiling,
    "contract_dates": _term,
    "tenders_close": _deadline,
    "award_criteria": _criteria,
    "conditions_of_participation": _conditions,
    "engagement": _engagement,
    "conflicts_assessed_on": _conflicts,
    "direct_award_ground": _ground,
    "winner": _winners,
    "contract_value": _prices,
    "decided_on": _decided_on,
    "standstill_ends_on": _standstill,
    "contract_entered_on": _concluded_on,
    "performance_indicators": _considered("key_performance_indicators"),
    "reason_for_ending": _ended_because,
}
"""Each field by name, with what reads it."""

OTHERS = ("buyer", "title", "our_reference", "cpv_codes", "contact", "description", "lots")
"""What every notice has."""

_INVITING = (
    *OTHERS,
    *("procedure", "regime", "lots_reasons", "estimated_value", "highest_value"),
    *("contract_dates", "tenders_close", "award_criteria", "conditions_of_participation"),
    *("engagement", "conflicts_assessed_on"),
)
_AWARDING = (*OTHERS, "procedure", "winner", "contract_value", "contract_dates", "decided_on")

FIELDS: dict[str, tuple[str, ...]] = {
    "preliminary_market_engagement_notice": (*OTHERS, "engagement", "estimated_value"),
    "planned_procurement_notice": (*OTHERS, "procedure", "estimated_value", "contract_dates"),
    "prior_information_notice": (*OTHERS, "procedure", "estimated_value"),
    "tender_notice": _INVITING,
    "contract_notice": _INVITING,
    "transparency_notice": (
        *(*_AWARDING, "direct_award_ground", "estimated_value", "conflicts_assessed_on"),
    ),
    "contract_award_notice": (*_AWARDING, "award_criteria", "standstill_ends_on"),
    "contract_details_notice": (
        *(*_AWARDING, "contract_entered_on", "performance_indicators", "conflicts_assessed_on"),
    ),
    "procurement_termination_notice": (*OTHERS, "reason_for_ending"),
}
"""The fields of each kind of notice; any other kind has `OTHERS`."""

"""What a plan file says beside its baselines: contracts, funding, claims, people, diaries.

    contracts:
      - {title: Interim contract, service: drugs, begins: 2015-04-01, ends: 2016-03-31,
         extensions: [6, 6], notice_months: 0, per_year: "728678", source: …}
    funding:
      - {title: Police commissioner, amount: "1206107", period: year, until: 2016-03, source: …}
    says:
      - {about: providers now, says: "5", dated: 2014-01-28, source: …}
    people:
      - {who: Procurement manager, role: resource, stages: [evaluate]}
    diaries:
      - {who: safeguarding specialist, away: 2014-10-13, until: 2014-10-24}
    decision: {clear_days: 28, call_in_days: 5, source: …}

Every key may be left out. Nothing is filled in that the papers don't say.
"""

from __future__ import annotations

from datetime import date

from tender_flow.definitions.reader import Fields, Node
from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.plan import PlannedTime, parse_planned
from tender_flow.rules.procedure.plan_facts import (
    Claim,
    Contract,
    DecisionTerms,
    Diary,
    Funding,
    PlanSetting,
    StageDuty,
)

KEYS = ("contracts", "funding", "says", "people", "diaries", "decision")
"""The keys of a plan file that are read here."""

_NO_DAY = date(1900, 1, 1)
"""Stands for a day that is missing: a finding already, so the file is never used."""


def read_setting(fields: Fields) -> PlanSetting:
    """The values of these keys; each fault is a finding of the file."""
    return PlanSetting(
        contracts=tuple(_contract(node) for node in fields.items("contracts", required=False)),
        funding=tuple(_funding(node) for node in fields.items("funding", required=False)),
        claims=tuple(_claim(node) for node in fields.items("says", required=False)),
        duties=tuple(_duty(node) for node in fields.items("people", required=False)),
        diaries=tuple(_diary(node) for node in fields.items("diaries", required=False)),
        decision=_decision(fields.optional("decision")),
    )


def planned_time(node: Node | None) -> PlannedTime | None:
    """A month or a day of a plan; None and a finding where it is neither."""
    if node is None:
        return None
    try:
        return parse_planned(node.as_text())
    except BadInputError as error:
        for finding in error.findings:
            node.problem(finding.code, **finding.facts)
        return None


def _contract(node: Node) -> Contract:
    fields = node.fields(
        "title", "service", "begins", "ends", "extensions", "notice_months", "per_year", "source"
    )
    begins, ends = _day(fields, "begins", required=False), _day(fields, "ends") or _NO_DAY
    if begins is not None and ends < begins:
        node.problem("plan-ends-before-it-begins", planned=begins, end=ends)
    per_year = fields.optional("per_year")
    return Contract(
        title=fields.text("title"),
        service=fields.text("service", default=fields.text("title")),
        begins=begins,
        ends=ends,
        extensions=tuple(_months(item) for item in fields.items("extensions", required=False)),
        notice_months=_count(fields, "notice_months", 60),
        per_year=per_year.as_decimal() if per_year is not None else None,
        source=fields.text("source"),
    )


def _day(fields: Fields, key: str, *, required: bool = True) -> date | None:
    node = fields.node_of(key) if required else fields.optional(key)
    return node.as_date() if node is not None else None


def _months(node: Node) -> int:
    """The length of an option: 1 to 120 months."""
    months = node.as_integer()
    if months is not None and not 1 <= months <= 120:
        node.problem("plan-number-out-of-range", number=months, least=1, most=120)
        return 1
    return months or 1


def _count(fields: Fields, key: str, most: int) -> int:
    """A number of days or months from 0 up, 0 where the key is left out."""
    node = fields.optional(key)
    number = node.as_integer() if node is not None else None
    if node is not None and number is not None and not 0 <= number <= most:
        node.problem("plan-number-out-of-range", number=number, least=0, most=most)
        return 0
    return number or 0


def _funding(node: Node) -> Funding:
    fields = node.fields("title", "amount", "period", "until", "source")
    amount = fields.optional("amount")
    return Funding(
        title=fields.text("title"),
        amount=amount.as_decimal() if amount is not None else None,
        period=fields.text("period", default="year"),
        until=planned_time(fields.optional("until")),
        source=fields.text("source"),
    )


def _claim(node: Node) -> Claim:
    fields = node.fields("about", "says", "dated", "source")
    return Claim(
        fields.text("about"),
        fields.text("says"),
        fields.text("source"),
        _day(fields, "dated") or _NO_DAY,
    )


def _duty(node: Node) -> StageDuty:
    fields = node.fields("who", "role", "stages")
    stages = tuple(item.as_identifier() for item in fields.items("stages", required=False))
    return StageDuty(fields.text("who"), fields.choice("role", ("owner", "resource")), stages)


def _diary(node: Node) -> Diary:
    fields = node.fields("who", "stage", "away", "until")
    away, until = planned_time(fields.optional("away")), planned_time(fields.optional("until"))
    if away and until and until.last < away.first:
        node.problem("plan-ends-before-it-begins", planned=away.text, end=until.text)
    return Diary(fields.text("who"), fields.text("stage", default="evaluate"), away, until)


def _decision(node: Node | None) -> DecisionTerms:
    if node is None:
        return DecisionTerms()
    fields = node.fields("clear_days", "call_in_days", "source")
    clear, call_in = _count(fields, "clear_days", 90), _count(fields, "call_in_days", 60)
    return DecisionTerms(clear, call_in, fields.text("source"))

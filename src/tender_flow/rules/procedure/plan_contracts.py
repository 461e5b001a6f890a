"""Contracts that carry the service until the new one starts: gaps, options, money, last days.

A term of twelve months with two options of six that began on 1 April 2015 ends on 31 March 2016,
30 September 2016 or 31 March 2017. Whether one of these days meets the new start, until when each
option must be decided, and whether money is promised for it, is counted here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.rules.procedure.calendar import (
    add_working_days,
    is_working_day,
    months_after,
    months_beginning_with,
)
from tender_flow.rules.procedure.plan import PlannedTime
from tender_flow.rules.procedure.plan_facts import (
    Contract,
    DecisionTerms,
    Funding,
    PlannedRow,
    PlanSetting,
    newest,
)

_ONE_DAY = timedelta(days=1)


def ends_with_options(contract: Contract) -> tuple[date, ...]:
    """The contract's own end, then its end after each option in turn."""
    ends = [contract.ends]
    for months in contract.extensions:
        ends.append(months_beginning_with(ends[-1] + _ONE_DAY, months))
    return tuple(ends)


def decide_by(
    contract: Contract, option: int, terms: DecisionTerms, holidays: Container[date]
) -> date:
    """The last working day on which option number `option` (from 1) can be decided.

    The decision takes effect after its call-in, and the supplier must know of it by the notice
    that the contract asks for, before the term ends that the option prolongs.
    """
    term_ends = ends_with_options(contract)[option - 1]
    limit = months_after(term_ends, -contract.notice_months)
    day = limit
    while not is_working_day(day, holidays) or _effect(day, terms, holidays) > limit:
        day -= _ONE_DAY
    return day


def _effect(day: date, terms: DecisionTerms, holidays: Container[date]) -> date:
    if not terms.call_in_days:
        return day
    return add_working_days(day, terms.call_in_days, holidays) + _ONE_DAY


def contract_findings(
    setting: PlanSetting, rows: Sequence[PlannedRow], holidays: Container[date]
) -> list[Finding]:
    """Everything about the contracts of a plan: gaps to each start, options, money, costs."""
    starts = new_starts(rows)
    found = [
        finding
        for contract in setting.contracts
        for start in starts
        for finding in _gap(contract, start, setting.contracts)
    ]
    for contract in setting.contracts:
        found += _options(contract, setting.decision, holidays)
        found += _money(contract, setting.funding)
    return [*found, *_costs(setting.contracts)]


def new_starts(rows: Sequence[PlannedRow]) -> tuple[PlannedTime, ...]:
    """When the new service starts by the last baseline, with the other time that it allows."""
    return tuple(
        time
        for row in newest(tuple(rows))
        if row.kind == "service_start"
        for time in (row.planned, row.other)
        if time is not None
    )


def _gap(contract: Contract, start: PlannedTime, others: Sequence[Contract]) -> Iterator[Finding]:
    """What lies between a contract's end and the new start, and what closes it."""
    needed = start.first - _ONE_DAY
    if contract.ends >= needed:
        return
    facts: dict[str, Fact] = {"contract": contract.title, "ends_on": contract.ends}
    facts |= {"start": start.text, "days": (needed - contract.ends).days}
    after = [
        other
        for other in others
        if other.service == contract.service and other.ends > contract.ends
        if other.begins is not None and other.begins <= contract.ends + _ONE_DAY
    ]
    if after:
        facts["next"] = after[0].title
        yield Finding("contract-followed", facts, Severity.NOTE, source=contract.source)
        return
    ends = ends_with_options(contract)
    enough = next((number for number, day in enumerate(ends) if day >= needed), None)
    if enough is None:
        facts |= {"until": ends[-1], "options": len(contract.extensions)}
        yield Finding("contract-gap", facts, source=contract.source)
        return
    facts |= {"options": enough, "until": ends[enough]}
    yield Finding("contract-needs-options", facts, Severity.WARNING, source=contract.source)


def _options(
    contract: Contract, terms: DecisionTerms, holidays: Container[date]
) -> Iterator[Finding]:
    """The latest day to decide each option, and to announce that decision."""
    for option, until in enumerate(ends_with_options(contract)[1:], start=1):
        day = decide_by(contract, option, terms, holidays)
        facts: dict[str, Fact] = {"contract": contract.title, "option": option, "until": until}
        facts["decide_by"] = day
        source = "; ".join(filter(None, (contract.source, terms.source)))
        code = "extension-decide-by"
        if terms.clear_days:
            code = "extension-announce-by"
            facts |= {
                "announce_by": day - (terms.clear_days + 1) * _ONE_DAY,
                "days": terms.clear_days,
            }
        yield Finding(code, facts, Severity.NOTE, source=source)


def _money(contract: Contract, funding: Sequence[Funding]) -> Iterator[Finding]:
    """Terms and options that run longer than the money is promised."""
    promised = [one for one in funding if one.until is not None]
    if not promised:
        return
    last = max(promised, key=lambda one: one.until.last if one.until else date.min)
    assert last.until is not None
    for option, until in enumerate(ends_with_options(contract)):
        if until <= last.until.last:
            continue
        facts: dict[str, Fact] = {"contract": contract.title, "until": until, "option": option}
        facts |= {"funding": last.title, "funded_until": last.until.text}
        code = "option-without-funding" if option else "contract-beyond-funding"
        severity = Severity.WARNING if option else Severity.PROBLEM
        yield Finding(code, facts, severity, source=last.source)


def _costs(contracts: Sequence[Contract]) -> Iterator[Finding]:
    """What linked contracts cost together: in a year, and over the whole term with all options."""
    priced = [one for one in contracts if one.per_year is not None and one.begins is not None]
    if len(priced) < 2:
        return
    whole = sum((_whole_cost(one) for one in priced), Fraction(0))
    facts: dict[str, Fact] = {"contracts": tuple(one.title for one in priced), "whole": whole}
    facts["per_year"] = sum((Fraction(one.per_year or 0) for one in priced), Fraction(0))
    source = "; ".join(dict.fromkeys(one.source for one in priced))
    yield Finding("contracts-cost", facts, Severity.NOTE, source=source)


def _whole_cost(contract: Contract) -> Fraction:
    assert contract.begins is not None
    end = ends_with_options(contract)[-1] + _ONE_DAY
    months = (end.year - contract.begins.year) * 12 + end.month - contract.begins.month
    return Fraction(contract.per_year or 0) * months / 12

"""The decisions of a procurement as a person reads them: matters, notice, effect; open or exempt.

show_matters(office, "leeds")                 # the key decision test, and when it may be taken
decision_log(office, "leeds", public=True)    # exempt items with their ground only
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.rules.evaluation.criteria import Rounding
from tender_flow.rules.evaluation.rounding import rounded
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.governance_reading import Governance, Row

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.rules.procedure.decisions import Contract, Way
    from tender_flow.services.office import Office, Reading

_PENCE = Rounding(2, "half-up", "total", "exact")


@dataclass(frozen=True, slots=True)
class MatterView:
    """Something to be decided, with the test that says whether it is a key decision."""

    number: int
    kind: str
    title: str
    body: str
    contracts: tuple[Contract, ...]
    year: Decimal
    """What the contracts cost in a year, together."""
    whole: Decimal
    """The same over their terms with every extension."""
    counted: Decimal
    """What counts against the limit, with linked contracts of other matters, to the penny."""
    more_than: Decimal
    """The council's limit: more than this is key."""
    by_value: bool
    by_wards: bool
    key: bool
    ways: tuple[Way, ...]
    waits_for: int | None
    decided: int | None
    """The number of the approval; None while there is none that stands."""
    in_force_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of the log; an exempt one shows only its ground to the public."""

    number: int
    kind: str
    title: str
    body: str
    maker: str
    meeting: str
    minute: str
    dated: date
    published_on: date | None
    exempt: str
    key_decision: bool
    route: str
    call_in_ends: date | None
    no_call_in: str
    calls: int
    in_force_on: date | None
    in_force: bool
    reasons: str
    rejected: str


def show_matters(office: Office, ref: str) -> tuple[MatterView, ...]:
    """Every matter, in the order in which it was entered."""
    with office.reading(ref) as reading:
        here = Governance(reading)
        return tuple(_matter(here, number, row) for number, row in enumerate(here.matters, 1))


def _matter(here: Governance, number: int, row: Row) -> MatterView:
    test, approval = here.test(row), here.approval(row)
    contracts = here.contracts(row)
    return MatterView(
        number=number,
        kind=row["kind"],
        title=row["title"],
        body=here.body(row["body"]).title,
        contracts=contracts,
        year=_pounds(contracts, "year"),
        whole=_pounds(contracts, "term_with_options"),
        counted=rounded(test.value, _PENCE),
        more_than=test.more_than,
        by_value=test.by_value,
        by_wards=test.by_wards,
        key=here.is_key(row),
        ways=here.ways(row),
        waits_for=here.number_of(row["waits_for"]),
        decided=here.number_of(approval["id"]) if approval else None,
        in_force_on=here.in_force_on(approval) if approval else None,
    )


def _pounds(contracts: tuple[Contract, ...], basis: str) -> Decimal:
    return rounded(sum((one.worth(basis) for one in contracts), Fraction(0)), _PENCE)


def decision_log(office: Office, ref: str, *, public: bool = False) -> tuple[DecisionLine, ...]:
    """Every decision, oldest first; `public` leaves out what exempt items hold."""
    with office.reading(ref) as reading:
        return log_of(reading, public=public)


def log_of(reading: Reading, *, public: bool) -> tuple[DecisionLine, ...]:
    """The same of a procurement that is being read, also as it was on a past day."""
    here = Governance(reading)
    lines = [_line(here, number, row) for number, row in enumerate(here.decisions, 1)]
    return tuple(_open(line) if public else line for line in lines)


def _line(here: Governance, number: int, row: Row) -> DecisionLine:
    begins = here.in_force_on(row) if row["kind"] == "approve" else None
    same = ("kind", "title", "maker", "meeting", "minute", "dated", "published_on", "exempt")
    further = ("key_decision", "route", "call_in_ends", "no_call_in", "reasons", "rejected")
    return DecisionLine(
        number=number,
        body=here.body(row["body"]).title,
        calls=len(here.calls(row)),
        in_force_on=begins,
        in_force=begins is not None and begins <= local_day(here.reading.now),
        **{name: row[name] for name in (*same, *further)},
    )


def _open(line: DecisionLine) -> DecisionLine:
    """An exempt item as the public sees it: that something was decided, by whom, on what ground."""
    if not line.exempt:
        return line
    return replace(line, title="", maker="", reasons="", rejected="")

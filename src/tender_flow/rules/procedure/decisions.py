"""When an executive of an English council may take a decision, and when it takes effect.

A key decision waits for its notice: 28 clear days, or five under the general exception, or none
where the right person agreed that it can't be deferred (SI 2012/2089 regs 8 to 11). Whether it is
key is asked of everything that belongs together: linked contracts are added up, so that three
small ones can make a key decision. After publication a decision can be called in; until that time
is over, and a call is settled, it has no effect.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import add_working_days, earliest_decision
from tender_flow.rules.procedure.calendar.periods import months_beginning_with
from tender_flow.rules.procedure.rule_book import CallInRule, KeyRule

ROUTES = ("ordinary", "general_exception", "special_urgency")
"""The ways to a key decision: 28 clear days, five clear days, or an agreement that it is urgent."""

NEEDS = {
    "ordinary": ("forward_plan",),
    "general_exception": ("general_exception", "general_exception_reasons"),
    "special_urgency": ("special_urgency_agreement", "special_urgency_reasons"),
}
"""What has to be published or agreed on each way (SI 2012/2089 regs 9, 10 and 11)."""

NOTICES = (*(kind for kinds in NEEDS.values() for kind in kinds), "private_meeting")
"""Every kind of notice before a decision; the last one is for a meeting in private (reg 5)."""

SOURCES = {
    "ordinary": "SI 2012/2089 reg 9",
    "general_exception": "SI 2012/2089 reg 10",
    "special_urgency": "SI 2012/2089 reg 11",
}
"""The regulation of each way."""

AGREE_URGENCY = ("scrutiny_chair", "council_chair", "council_vice_chair")
"""Who may agree that a decision can't be deferred, each only where those before can't (reg 11)."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that a decision is about; contracts of one matter are linked."""

    title: str
    per_year: Decimal
    """Pounds."""
    starts_on: date
    months: int
    """The first term."""
    options: tuple[int, ...]
    """Each extension that may follow, in months."""

    def worth(self, basis: str) -> Fraction:
        """What it costs over a year, over its first term, or with every extension; exact."""
        if basis == "year":
            return Fraction(self.per_year)
        months = self.months + (sum(self.options) if basis == "term_with_options" else 0)
        return Fraction(self.per_year) * months / 12

    def ends(self) -> tuple[date, ...]:
        """The last day of the first term, and of each extension after it."""
        total, found = self.months, [months_beginning_with(self.starts_on, self.months)]
        for months in self.options:
            total += months
            found.append(months_beginning_with(self.starts_on, total))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class KeyTest:
    """Is it a key decision, and by which of the two tests?"""

    value: Fraction
    """Pounds: all linked contracts together, counted as the council's rule says."""
    more_than: Decimal
    by_value: bool
    by_wards: bool

    @property
    def key(self) -> bool:
        """One test is enough (SI 2012/2089 reg 8)."""
        return self.by_value or self.by_wards


def key_test(rule: KeyRule, contracts: Iterable[Contract], wards: int) -> KeyTest:
    """The test of SI 2012/2089 reg 8 with the council's own figures, over linked contracts."""
    value = sum((one.worth(rule.basis) for one in contracts), Fraction(0))
    return KeyTest(value, rule.more_than, value > rule.more_than, wards >= rule.wards)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of a decision to come, or an agreement that it can't wait."""

    kind: str
    """One of `NOTICES`."""
    published_on: date


@dataclass(frozen=True, slots=True)
class ClearDayRule:
    """How clear days are counted for one council, and how many the law asks for."""

    ordinary: int
    general_exception: int
    only_working: bool
    holidays: Container[date]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a key decision: what it still lacks, and the first day that it gives."""

    route: str
    missing: tuple[str, ...]
    earliest_on: date | None
    """None while something is missing."""


def ways(notices: Iterable[Notice], rule: ClearDayRule) -> tuple[Way, ...]:
    """The three ways with their first days, from what is published; clear days leave out both ends.

    A notice published again counts from its first publication: it was available since then.
    """
    first: dict[str, date] = {}
    for notice in sorted(notices, key=lambda one: one.published_on):
        first.setdefault(notice.kind, notice.published_on)
    return tuple(_way(route, first, rule) for route in ROUTES)


def _way(route: str, first: dict[str, date], rule: ClearDayRule) -> Way:
    missing = tuple(kind for kind in NEEDS[route] if kind not in first)
    if missing:
        return Way(route, missing, None)
    notice, *reasons = (first[kind] for kind in NEEDS[route])
    days = {"ordinary": rule.ordinary, "general_exception": rule.general_exception}
    if route not in days:
        return Way(route, (), max((notice, *reasons)))
    earliest = earliest_decision(
        notice, days[route], only_working=rule.only_working, holidays=rule.holidays
    )
    return Way(route, (), max((earliest, *reasons)))


def too_early(way: Way, on: date) -> list[Finding]:
    """Why a key decision can't be taken this way on a day; nothing where it can."""
    source = SOURCES[way.route]
    about: dict[str, Fact] = {"route": way.route.replace("_", " ")}
    if way.earliest_on is None:
        return [
            Finding(
                "decision-notice-missing",
                {**about, "what": kind.replace("_", " ")},
                source=source,
                hint=Hint("decision.notice", {"kind": kind}),
            )
            for kind in way.missing
        ]
    if on < way.earliest_on:
        days: dict[str, Fact] = {**about, "dated": on, "ready_on": way.earliest_on}
        return [Finding("decision-before-notice-ends", days, source=source)]
    return []


def call_in_end(rule: CallInRule, published_on: date, holidays: Container[date]) -> date:
    """The last day on which a decision can be called in; it has effect from the day after."""
    if rule.only_working:
        return add_working_days(published_on, rule.days, holidays)
    return published_on + timedelta(days=rule.days)

"""Bank holidays by nation as dated values, with the version of the calendar that said so.

They come from the `holidays` library; a holiday that was announced after the library's release
is added by a file of extra days, so that nobody has to wait for one:

    # extra_days.yaml
    2023-05-08: Bank holiday for the coronation

Each nation has its own list; `uk` is the union of the four, because a working day under the
Procurement Act 2023 is one in every part of the United Kingdom (s.123). A computed date keeps the
`version` with it: who recounts it later must get the same answer. Years for which nobody knows the
bank holidays are refused, those not announced yet are computed and say so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path
from typing import NamedTuple

from tender_flow.definitions.reader import read_file
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Severity

UK = "uk"
"""The union of the four nations."""

PLACES = {
    "england": ("ENG", "England"),
    "wales": ("WLS", "Wales"),
    "scotland": ("SCT", "Scotland"),
    "northern_ireland": ("NIR", "Northern Ireland"),
}
"""Each nation with the library's code and its name."""

CALENDARS = (*PLACES, UK)
"""What bank holidays can be asked for."""


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """Days off with their names; `day in bank_holidays` works where a count asks."""

    names: Mapping[date, str]
    version: str
    findings: tuple[Finding, ...] = ()
    """What to know about these days: years that aren't announced yet."""

    def __contains__(self, day: object) -> bool:
        """Is this day a bank holiday?"""
        return day in self.names

    @property
    def days(self) -> frozenset[date]:
        """The days without their names."""
        return frozenset(self.names)

    def with_days(self, announced: Mapping[date, str]) -> BankHolidays:
        """These days and others that were announced late; the version changes with them."""
        if not announced:
            return self
        listed = "\n".join(f"{day.isoformat()}: {announced[day]}" for day in sorted(announced))
        version = f"{self.version}, extra days {_digest(listed.encode())}"
        return BankHolidays({**self.names, **announced}, version, self.findings)


class KnownYears(NamedTuple):
    """The years for which bank holidays are known, and until when they are announced."""

    first: int
    announced_until: int
    last: int
    source: str


def bank_holidays(place: str, years: Iterable[int], extra_days: Path | None = None) -> BankHolidays:
    """The bank holidays of a nation, or of the `uk`, and the days of a file if one is given.

    In the union a day that isn't off everywhere has its nations after its name.

    Raises:
        BadInputError: a year is unknown (`holiday-year-unknown`), or the file of extra days can't
            be read or has something else than days.
    """
    wanted = tuple(sorted(set(years)))
    findings = _about(wanted)
    lists = {nation: _of_nation(nation, wanted) for nation in PLACES if place in {nation, UK}}
    names = _union(lists) if place == UK else lists[place]
    name = "United Kingdom" if place == UK else PLACES[place][1]
    version = f"{name}, holidays {package_version('holidays')}"
    if extra_days is None:
        return BankHolidays(names, version, findings)
    return BankHolidays(names, version, findings).with_days(read_extra_days(extra_days))


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:12]


@cache
def _of_nation(nation: str, years: tuple[int, ...]) -> Mapping[date, str]:
    # Imported here: counting no days costs nothing.
    import holidays as library

    known = library.country_holidays("GB", subdiv=PLACES[nation][0], years=years)
    return {day: str(known[day]) for day in sorted(known)}


def _union(lists: Mapping[str, Mapping[date, str]]) -> dict[date, str]:
    names: dict[date, str] = {}
    for day in sorted({day for named in lists.values() for day in named}):
        having = [nation for nation, named in lists.items() if day in named]
        where = ", ".join(PLACES[nation][1] for nation in having)
        name = lists[having[0]][day]
        names[day] = name if len(having) == len(lists) else f"{name} ({where})"
    return names


def england(years: Iterable[int], extra_days: Path | None = None) -> BankHolidays:
    """England's bank holidays of these years, and the days of a file if one is given."""
    return bank_holidays("england", years, extra_days)


def around(day: date, extra_days: Path | None = None, place: str = "england") -> BankHolidays:
    """The bank holidays of a day's year and the next: enough to count a period from it."""
    return bank_holidays(place, (day.year, day.year + 1), extra_days)


@cache
def known_years() -> KnownYears:
    """From which year to which bank holidays are known: `law/bank_holidays.yaml`."""
    path = Path(__file__).parent / "law" / "bank_holidays.yaml"
    root, findings = read_file(path)
    if root is None:
        raise BadInputError(*findings)
    keys = ("first_year", "announced_until", "last_year")
    fields = root.fields("format", *keys, "source", "confirm")
    first, announced, last = (fields.integer(key) or 0 for key in keys)
    found = KnownYears(first, announced, last, fields.text("source"))
    if root.findings:
        raise BadInputError(*root.findings)
    return found


def _about(years: tuple[int, ...]) -> tuple[Finding, ...]:
    """Refuses unknown years; says which are computed before they are announced."""
    known = known_years()
    strange = [year for year in years if not known.first <= year <= known.last]
    if strange:
        facts: dict[str, Fact] = {
            "year": str(strange[0]),
            "first": str(known.first),
            "last": str(known.last),
        }
        raise BadInputError(Finding("holiday-year-unknown", facts, source=known.source))
    return tuple(
        Finding(
            "holiday-year-not-announced",
            {"year": str(year), "announced": str(known.announced_until)},
            Severity.WARNING,
            source=known.source,
        )
        for year in years
        if year > known.announced_until
    )


def read_extra_days(path: Path) -> dict[date, str]:
    """The days of a file with lines such as `2023-05-08: Bank holiday for the coronation`.

    Raises:
        BadInputError: with every line that isn't a day with a name.
    """
    root, findings = read_file(path)
    if root is None:
        raise BadInputError(*findings)
    days: dict[date, str] = {}
    for key, node in root.fields():
        try:
            days[date.fromisoformat(key)] = node.as_text()
        except ValueError:
            findings.append(Finding("extra-day-unreadable", {"text": key[:40]}, place=node.place))
    if findings:
        raise BadInputError(*findings)
    return days

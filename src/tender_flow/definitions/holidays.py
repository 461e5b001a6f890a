"""England's bank holidays as dated values, with the version of the calendar that said so.

They come from the `holidays` library; a holiday that was announced after the library's release
is added by a file of extra days, so that nobody has to wait for one:

    # extra_days.yaml
    2023-05-08: Bank holiday for the coronation

A computed date keeps the `version` with it: who recounts it later must get the same answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as package_version
from pathlib import Path

from tender_flow.definitions.reader import read_file
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """Days off with their names; `day in bank_holidays` works where a count asks."""

    names: Mapping[date, str]
    version: str

    def __contains__(self, day: object) -> bool:
        """Is this day a bank holiday?"""
        return day in self.names

    @property
    def days(self) -> frozenset[date]:
        """The days without their names."""
        return frozenset(self.names)


def england(years: Iterable[int], extra_days: Path | None = None) -> BankHolidays:
    """England's bank holidays of these years, and the days of a file if one is given.

    Raises:
        BadInputError: the file of extra days can't be read, or has something else than days.
    """
    # Imported here: counting no days costs nothing.
    import holidays as library

    known = library.country_holidays("GB", subdiv="ENG", years=sorted(set(years)))
    names = {day: str(known[day]) for day in sorted(known)}
    version = f"England, holidays {package_version('holidays')}"
    if extra_days is None:
        return BankHolidays(names, version)
    extra = read_extra_days(extra_days)
    digest = hashlib.sha256(extra_days.read_bytes()).hexdigest()[:12]
    return BankHolidays({**names, **extra}, f"{version}, extra days {digest}")


def around(day: date, extra_days: Path | None = None) -> BankHolidays:
    """England's bank holidays of a day's year and the next: enough to count a period from it."""
    return england((day.year, day.year + 1), extra_days)


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

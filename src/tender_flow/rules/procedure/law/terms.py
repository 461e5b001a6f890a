"""What every dated rule has: when and where it holds, its source, and whether to confirm it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tender_flow.rules.findings import Finding, Severity

NATIONS = ("england", "wales", "scotland", "northern_ireland")
"""Where the authority is."""

AUTHORITIES = ("central", "council", "sub_central", "utility", "school", "nhs")
"""Kinds of authority; a council is sub-central, with duties of its own."""

PURCHASES = ("goods", "services", "works", "concession")
"""What is bought."""


@dataclass(frozen=True, slots=True)
class Terms:
    """When and where a rule holds: the first and the last day, the nations, and who says so."""

    source: str
    since: date | None = None
    until: date | None = None
    nations: tuple[str, ...] = ()
    """Empty where it holds in every nation."""
    confirm: bool = False
    """True where nobody has read it at its source yet."""

    def hold(self, day: date, nation: str) -> bool:
        """Does the rule hold on this day in this nation?"""
        begun = self.since is None or self.since <= day
        over = self.until is not None and self.until < day
        return begun and not over and (not self.nations or nation in self.nations)


def place_name(nation: str) -> str:
    """A nation as it is written: Northern Ireland."""
    return nation.replace("_", " ").title()


def to_confirm(rule: str, terms: Terms) -> tuple[Finding, ...]:
    """The warning that a rule must be confirmed at its source; empty where it needn't be."""
    if not terms.confirm:
        return ()
    return (Finding("law-confirm", {"rule": rule}, Severity.WARNING, source=terms.source),)


def each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that say the same, once."""
    first = {f"{one.code} {dict(one.facts)} {one.source}": one for one in findings}
    return tuple(first.values())

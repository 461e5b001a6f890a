"""The estimated value from which a law applies in full, by day, nation and kind of authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.law.terms import Terms, to_confirm

THRESHOLD_KINDS = (
    "goods",
    "services",
    "works",
    "concession",
    "light_touch",
    "light_touch_concession",
    "notifiable",
    "suitability_works",
)
"""What a threshold is for; the last two hold below the threshold (PA 2023 s.84 and s.85)."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Which column of the table a kind of authority looks in."""

    authority: str
    tier: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold in pounds; a value that equals it has reached it."""

    regimes: tuple[str, ...]
    what: tuple[str, ...]
    tiers: tuple[str, ...]
    """Empty where it is the same for every authority."""
    amount: Decimal
    vat: str
    """`gross`: the estimate with VAT; `net`: without."""
    terms: Terms


def tier_of(tiers: tuple[Tier, ...], authority: str) -> tuple[str, tuple[Finding, ...]]:
    """The column for a kind of authority, or "" and a finding where the kind doesn't settle it."""
    for one in tiers:
        if one.authority == authority:
            return one.tier, to_confirm(f"{authority}: {one.tier}", one.terms)
    return "", (Finding("authority-tier-unknown", {"authority": authority}),)


def threshold(
    rules: tuple[Threshold, ...], *, regime: str, begun: date, nation: str, tier: str, what: str
) -> tuple[Threshold | None, tuple[Finding, ...]]:
    """The threshold that holds for a procurement begun on this day.

    `tier` is `central`, `sub_central` or `utility`; `what` one of `THRESHOLD_KINDS`. None and a
    finding where the table has none.
    """
    for one in rules:
        mine = regime in one.regimes and what in one.what
        if mine and (not one.tiers or tier in one.tiers) and one.terms.hold(begun, nation):
            return one, to_confirm(f"{one.amount:,}", one.terms)
    facts: dict[str, Fact] = {"regime": regime, "begun": begun, "what": what, "authority": tier}
    return None, (Finding("threshold-unknown", facts),)

"""What each counted day is, and by which rule a standstill is counted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.rules.procedure.calendar import DayKind

KINDS: dict[str, str] = {
    "sent": N_("last letter sent; not counted"),
    "start": N_("the day itself; not counted"),
    "counted": N_("counted"),
    "day_off": N_("day off; not counted"),
    "carried_over": N_("carried over to the next working day"),
    "extended": N_("longer by the notice"),
}
"""By `DayKind`."""

STANDSTILL_RULES: dict[str, str] = {
    "pcr_2006": N_("PCR 2006 reg 32A"),
    "pcr_2015": N_("PCR 2015 reg 87"),
    "pcsr_2015": N_("PCSR 2015"),
    "pa_2023": N_("Procurement Act 2023 s.51"),
    "psr_2023": N_("Provider Selection Regime, SI 2023/1348 reg 12"),
}
"""By the name of a way of counting."""


def day_words(kind: DayKind) -> str:
    """What a counted day is, in the locale in use."""
    return _(KINDS[kind.value])


def rule_words(counted: str) -> str:
    """By which rule a standstill is counted; the name itself where it has no words."""
    text = STANDSTILL_RULES.get(counted)
    return _(text) if text else counted

"""One sentence, and where needed one remedy, for each finding code; one module per room.

A sentence uses the finding's facts by name: `"{path} isn't there."`. `say` formats the facts
for the locale: dates, numbers and lists. A test finds every code in the source here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from tender_flow.i18n.texts import _
from tender_flow.rules.findings import Fact, Finding

ROOMS = (
    "definitions",
    "evaluation",
    "criteria",
    "robustness",
    "evaluation_award",
    "evaluation_formulas",
    "evaluation_moderation",
    "evaluation_prices",
    "procedure",
    "procedures",
    "law",
    "records",
    "packs",
    "services",
    "services_case",
    "services_tenders",
    "services_panel",
    "services_moderation",
    "services_award",
    "challenges",
    "events",
    "statutory",
    "premarket",
    "registers",
    "planning",
    "governance",
    "cli",
    "tui",
)
"""The modules of this package; each has `SENTENCES`."""


class Sentence(NamedTuple):
    """What is wrong, in one sentence, and what to do about it (may be empty)."""

    what: str
    remedy: str = ""


@lru_cache
def catalogue() -> Mapping[str, Sentence]:
    """Every code's sentence, untranslated. A test holds that no two rooms use the same code."""
    return {
        code: Sentence(*sentence)
        for room in ROOMS
        for code, sentence in room_sentences(room).items()
    }


def room_sentences(room: str) -> dict[str, tuple[str, str]]:
    """The sentences of one room, untranslated."""
    found: dict[str, tuple[str, str]] = import_module(f"{__name__}.{room}").SENTENCES
    return found


def say(finding: Finding) -> str:
    """The finding's sentence in the locale in use, without its place."""
    return _fill(catalogue()[finding.code].what, finding.facts)


def remedy(finding: Finding) -> str:
    """What to do about it, in the locale in use; empty where the sentence says it all."""
    return _fill(catalogue()[finding.code].remedy, finding.facts)


def paragraphs(finding: Finding) -> tuple[str, str, str]:
    """What happened, what is safe, what to do: the three short paragraphs of a screen.

    The first sentence of the text says what happened, the rest what is safe. It is parted
    before the facts are filled in, so that "St. Mary's" can't part it.
    """
    happened, _space, safe = _(catalogue()[finding.code].what).partition(". ")
    happened = f"{happened}." if safe else happened
    return _fill_in(happened, finding.facts), _fill_in(safe, finding.facts), remedy(finding)


def line(finding: Finding) -> str:
    """Place, sentence and remedy on one line: `kent.yaml:12: … Do …`."""
    place = f"{finding.place}: " if finding.place is not None else ""
    return " ".join(part for part in (place + say(finding), remedy(finding)) if part)


def _fill(text: str, facts: Mapping[str, Fact]) -> str:
    if not text:
        return ""
    return _fill_in(_(text), facts)


def _fill_in(text: str, facts: Mapping[str, Fact]) -> str:
    return text.format_map(_Facts({name: _show(value) for name, value in facts.items()}))


class _Facts(dict[str, str]):
    """A fact that a finding forgot is shown as `…`: half a sentence is better than none."""

    def __missing__(self, name: str) -> str:
        return "…"


def _show(value: Fact) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    from tender_flow.i18n import formats

    if isinstance(value, datetime):
        return formats.instant(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return formats.number(Decimal(value.numerator))
        return f"{value.numerator}/{value.denominator}"
    return formats.number(Decimal(value))

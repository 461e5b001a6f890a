"""The longest terms of frameworks and the least share of social value, from the law's files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tender_flow.definitions.dated_law import FOLDER
from tender_flow.definitions.law_reading import names, read_rules, regimes_of, terms_of, whole
from tender_flow.definitions.reader import Fields
from tender_flow.rules.procedure.law.ceilings import FRAMEWORKS, FrameworkTerm, SocialValue
from tender_flow.rules.procedure.law.terms import AUTHORITIES


@cache
def load_framework_terms(folder: Path = FOLDER) -> tuple[FrameworkTerm, ...]:
    """How long each kind of framework may run."""
    keys = ("regimes", "kind", "years", "first_reopening", "reopening", "unless_reasoned")
    path = folder / "framework_terms.yaml"
    return tuple(read_rules(path, "framework_terms", keys, _read_term))


def _read_term(fields: Fields) -> FrameworkTerm:
    return FrameworkTerm(
        regimes=regimes_of(fields),
        kind=fields.choice("kind", FRAMEWORKS),
        years=fields.integer("years") or 0,
        first_reopening=whole(fields, "first_reopening"),
        reopening=whole(fields, "reopening"),
        unless_reasoned=fields.flag("unless_reasoned"),
        terms=terms_of(fields),
    )


@cache
def load_social_value(folder: Path = FOLDER) -> tuple[SocialValue, ...]:
    """How much social value must weigh, for whom and from when."""
    keys = ("regimes", "authorities", "per_cent", "at_least", "below")
    return tuple(read_rules(folder / "social_value.yaml", "social_value", keys, _read_share))


def _read_share(fields: Fields) -> SocialValue:
    return SocialValue(
        regimes=regimes_of(fields),
        authorities=names(fields, "authorities", AUTHORITIES),
        per_cent=fields.integer("per_cent") or 0,
        at_least=fields.decimal("at_least") if "at_least" in fields else None,
        below=fields.decimal("below") if "below" in fields else None,
        terms=terms_of(fields),
    )

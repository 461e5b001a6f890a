"""Targets in a model: read from the file, and checked against what a rule needs.

target: {unit: "% of residents", rule: linear, better: higher, from: 20, to: 80, most: 100}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tender_flow.definitions.model_checks import CLEAR_WEIGHTS, Places
from tender_flow.definitions.model_settings import read_settings
from tender_flow.definitions.reader import Fields
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Criterion, Model, TargetTerms
from tender_flow.rules.evaluation.settings import levels, number, word
from tender_flow.rules.evaluation.targets import TARGET_RULES, is_better, looks_at_others
from tender_flow.rules.findings import Fact, Finding, Place, Severity

BY_MARK = {"amounts", "levels", "table"}
"""Kinds of settings of ways of combining that give marks, and nothing else, their worth."""

PITFALLS = "Stilger, Siderius and van Raaij 2017, Journal of Public Procurement; Chen 2008"


def read_target(fields: Fields, places: Places) -> TargetTerms | None:
    """The terms of a target; None with a finding where its rule can't be read."""
    node = fields.node_of("target")
    assert node is not None
    rule = node.fields().choice("rule", tuple(TARGET_RULES))
    if not rule:
        return None
    asks = TARGET_RULES[rule].asks
    found = node.fields("unit", "rule", "most", *(asked.name for asked in asks))
    return TargetTerms(found.text("unit"), rule, read_settings(found, rule, asks), _most(found))


def _most(fields: Fields) -> Decimal | None:
    node = fields.optional("most")
    most = node.as_decimal() if node is not None else None
    if node is not None and most is not None and most <= 0:
        node.problem("number-not-above-zero", field=node.path, number=most)
        return None
    return most


def targets_have_a_direction(model: Model, places: Places) -> Iterator[Finding]:
    """A better figure never earns less: the rule's numbers run the way that `better` says."""
    for leaf in _complete(model):
        assert leaf.target is not None
        settings, better = leaf.target.settings, word(leaf.target.settings, "better")
        facts: dict[str, Fact] = {"criterion": leaf.label, "better": better}
        if leaf.target.rule == "linear":
            if not is_better(number(settings, "to"), number(settings, "from"), settings):
                yield _at(places, leaf, "target-direction-differs", facts)
        elif leaf.target.rule == "bands" and not _rising(leaf):
            yield _at(places, leaf, "target-bands-not-rising", facts)


def _rising(leaf: Criterion) -> bool:
    """Do the shares grow from the worst band to the best one, from what stands below them?"""
    assert leaf.target is not None
    settings = leaf.target.settings
    table = levels(settings, "bands")
    worst_first = sorted(table, reverse=word(settings, "better") == "lower")
    shares = [number(settings, "otherwise"), *(table[edge] for edge in worst_first)]
    return len(table) > 0 and all(low <= high for low, high in pairwise(shares))


def target_minimums_are_possible(model: Model, places: Places) -> Iterator[Finding]:
    """A target's minimum is a figure that may be promised, with points of its own or not."""
    for leaf in model.targets():
        if leaf.minimum is None or leaf.target is None:
            continue
        most = leaf.target.most
        if leaf.minimum < 0 or (most is not None and leaf.minimum > most):
            facts: dict[str, Fact] = {"minimum": leaf.minimum, "most": most}
            yield _at(places, leaf, "target-minimum-impossible", facts)


def relative_targets_are_known(model: Model, places: Places) -> Iterator[Finding]:
    """A rule that looks at other bids: a warning, and no section minimum may hang on it."""
    for leaf in _complete(model):
        if not looks_at_others(leaf):
            continue
        facts: dict[str, Fact] = {"criterion": leaf.label}
        found = places.get(leaf.id, [None])[0]
        yield Finding("target-looks-at-others", facts, Severity.WARNING, found, PITFALLS)
        for section in model.path(leaf.id)[:-1]:
            if section.minimum is not None:
                about: dict[str, Fact] = {"criterion": leaf.label, "section": section.label}
                yield _at(places, section, "minimum-over-relative-target", about)


def targets_count(model: Model, places: Places) -> Iterator[Finding]:
    """Where amounts by mark decide, a target has none and would count for nothing."""
    kinds = {asked.kind for asked in COMBINES[model.combine].asks}
    for leaf in model.targets() if kinds & BY_MARK else ():
        facts: dict[str, Fact] = {"criterion": leaf.label, "combine": model.combine}
        yield _at(places, leaf, "target-not-counted", facts)


TARGET_CHECKS = [
    targets_have_a_direction,
    target_minimums_are_possible,
    relative_targets_are_known,
    targets_count,
]
"""Every check of a model's targets."""


def _complete(model: Model) -> Iterator[Criterion]:
    """The targets whose rule and settings could be read; the others have their findings."""
    for leaf in model.targets():
        if leaf.target is None:
            continue
        settings = leaf.target.settings
        asks = TARGET_RULES[leaf.target.rule].asks
        if all(asked.name in settings for asked in asks if asked.only_with is None):
            yield leaf


def _at(places: Places, leaf: Criterion, code: str, facts: dict[str, Fact]) -> Finding:
    found: list[Place] = places.get(leaf.id, [])
    place = found[0] if found else None
    return Finding(code, facts, place=place, source=CLEAR_WEIGHTS)

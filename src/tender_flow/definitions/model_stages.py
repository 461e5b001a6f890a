"""Stages in a model: read from the file, and checked against rounds, criteria and weights.

stages:
  - id: selection
    title: Selection
    rounds: [selection]
    points: select                # or carry
    advance: {best: 5, minimum: 60}
    tied: all_go_on               # or rules, with ties: [higher:experience]
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tender_flow.definitions.model_checks import CLEAR_WEIGHTS, Places
from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.criteria import Criterion, Model, Stage
from tender_flow.rules.evaluation.parts import MARKED, in_stage, part_of
from tender_flow.rules.evaluation.targets import looks_at_others
from tender_flow.rules.evaluation.ties import rule_parts
from tender_flow.rules.findings import Fact, Finding

KEYS = ("id", "title", "rounds", "points", "advance", "tied", "ties")


def read_stages(fields: Fields, places: Places) -> tuple[Stage, ...]:
    """The stages in their order; `places` learns the line of each."""
    found = []
    for node in fields.items("stages", required=False):
        stage = _stage(node)
        places.setdefault(f"stages.{stage.id}", []).append(node.place)
        found.append(stage)
    return tuple(found)


def _stage(node: Node) -> Stage:
    fields = node.fields(*KEYS)
    best, minimum = _advance(fields)
    tied = None
    if best is not None or "tied" in fields:
        tied = fields.choice("tied", ("all_go_on", "rules")) or None
    return Stage(
        id=fields.identifier("id"),
        title=fields.text("title"),
        rounds=tuple(one.as_identifier() for one in fields.items("rounds")),
        counts=fields.choice("points", ("carry", "select")) == "carry",
        best=best,
        minimum=minimum,
        tied=tied,
        ties=tuple(one.as_text() for one in fields.items("ties", required=False)),
    )


def _advance(fields: Fields) -> tuple[int | None, Decimal | None]:
    """How many go on, and from which per cent; one of them at least."""
    node = fields.node_of("advance")
    if node is None:
        return None, None
    found = node.fields("best", "minimum")
    best = found.integer("best") if "best" in found else None
    minimum = found.decimal("minimum") if "minimum" in found else None
    if best is not None and best < 1:
        found.entries["best"].problem("count-below-one", field="best")
    if minimum is not None and not 0 <= minimum <= 100:
        found.entries["minimum"].problem("minimum-not-per-cent", minimum=minimum)
    if "best" not in found and "minimum" not in found:
        node.problem("stage-takes-everybody")
    return best, minimum


def stages_are_told_apart(model: Model, places: Places) -> Iterator[Finding]:
    """Each stage has its own id."""
    for stage in dict.fromkeys(one.id for one in model.stages):
        stands = places.get(f"stages.{stage}", [])
        for place in stands[1:] if stage else ():
            yield Finding("id-twice", {"id": stage, "first": stands[0].line}, place=place)


def stages_follow_the_rounds(model: Model, places: Places) -> Iterator[Finding]:
    """Rounds are the model's; a later stage looks at later rounds; what selects is used once."""
    last = -1
    for stage in model.stages:
        for name in stage.rounds:
            if name and name not in model.rounds:
                facts: dict[str, Fact] = {"round": name, "known": model.rounds}
                yield _at(places, stage, "round-unknown", facts)
        known = [model.rounds.index(name) for name in stage.rounds if name in model.rounds]
        if known and max(known) <= last:
            yield _at(places, stage, "stage-out-of-order", {"stage": stage.title})
        last = max([last, *known])
        for other in model.stages:
            shared = tuple(name for name in stage.rounds if name in other.rounds)
            if other is not stage and shared and not stage.counts:
                about: dict[str, Fact] = {"stage": stage.title, "rounds": shared}
                yield _at(places, stage, "stage-round-used-twice", about)


def stages_mark_something(model: Model, places: Places) -> Iterator[Finding]:
    """In every lot something is marked in each stage, by rules that don't look at other bids."""
    for stage in model.stages:
        part = part_of(model, stage)
        empty = tuple(lot.title or lot.id for lot in model.lots if not part.leaves_for(lot.id))
        if empty and all(name in model.rounds for name in stage.rounds):
            facts: dict[str, Fact] = {"stage": stage.title, "lots": empty}
            yield _at(places, stage, "stage-marks-nothing", facts)
        for leaf in part.targets():
            if leaf.target is not None and looks_at_others(leaf):
                about: dict[str, Fact] = {"stage": stage.title, "criterion": leaf.label}
                yield _at(places, stage, "stage-target-looks-at-others", about)


def what_selects_stands_apart(model: Model, places: Places) -> Iterator[Finding]:
    """A criterion at the top holds only what selects or only what counts, or weights would mix."""
    for stage in model.stages:
        for top in model.criteria if not stage.counts else ():
            weighed = [leaf for leaf in top.walk() if leaf.kind in {*MARKED, "price"}]
            inside = [leaf for leaf in weighed if in_stage(leaf, stage)]
            if inside and len(inside) < len(weighed):
                facts: dict[str, Fact] = {"stage": stage.title, "criterion": top.label}
                yield _at(places, stage, "stage-mixed-criterion", facts)


def ties_at_the_cut_are_ruled(model: Model, places: Places) -> Iterator[Finding]:
    """`tied: rules` needs rules, each a criterion with points in that stage in every lot."""
    for stage in model.stages:
        if (stage.tied == "rules") != bool(stage.ties):
            yield _at(places, stage, "stage-ties-missing", {"stage": stage.title})
        part = part_of(model, stage)
        for rule in stage.ties:
            direction, name = rule_parts(rule)
            if direction != "higher" or not _everywhere(part, name):
                facts: dict[str, Fact] = {"stage": stage.title, "rule": rule}
                yield _at(places, stage, "stage-tie-rule-unusable", facts)


STAGE_CHECKS = [
    stages_are_told_apart,
    stages_follow_the_rounds,
    stages_mark_something,
    what_selects_stands_apart,
    ties_at_the_cut_are_ruled,
]
"""Every check of a model's stages."""


def _everywhere(part: Model, name: str) -> bool:
    """Has a criterion of a stage points in every lot?"""
    found: list[Criterion] = [one for one in part.walk() if one.id == name]
    return bool(found) and all(
        any(leaf.is_leaf and leaf.applies_to(lot.id) for leaf in found[0].walk())
        for lot in part.lots
    )


def _at(places: Places, stage: Stage, code: str, facts: dict[str, Fact]) -> Finding:
    found = places.get(f"stages.{stage.id}", [])
    return Finding(code, facts, place=found[0] if found else None, source=CLEAR_WEIGHTS)

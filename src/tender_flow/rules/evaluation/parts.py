"""Parts of a model: what is marked in a stage, and what makes the total.

A stage that only selects has its own weights, which add up to the model's total among
themselves; nothing of it is in the total. A part is a model again, so that marks, minimums and
points are asked of it by the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tender_flow.rules.evaluation.bids import LotBid
from tender_flow.rules.evaluation.criteria import Criterion, Model, Stage

MARKED = frozenset({"scored", "target"})
"""The leaves that a stage can look at: prices are still sealed."""


def part_of(model: Model, stage: Stage) -> Model:
    """The model cut down to what is marked in a stage, without the price.

    A section that goes on in a later round has no minimum yet: its points aren't complete.
    """
    criteria = _cut_down(model.criteria, lambda leaf: in_stage(leaf, stage))
    return replace(model, criteria=criteria, stages=(), minimum_total=None)


def counted_model(model: Model) -> Model:
    """The model without what only selects: the part that makes the total."""
    selecting = [stage for stage in model.stages if not stage.counts]
    if not selecting:
        return model
    criteria = _cut_down(
        model.criteria, lambda leaf: not any(in_stage(leaf, stage) for stage in selecting)
    )
    return replace(model, criteria=criteria, stages=())


def in_stage(leaf: Criterion, stage: Stage) -> bool:
    """Is this leaf marked in a stage?"""
    return leaf.kind in MARKED and leaf.round in stage.rounds


def narrowed(model: Model, part: Model, bid: LotBid) -> LotBid:
    """The bid without its marks and figures for the rest of the model; strange ones stay."""
    rest = {leaf.id for leaf in model.leaves()} - {leaf.id for leaf in part.leaves()}
    return replace(
        bid,
        marks={name: mark for name, mark in bid.marks.items() if name not in rest},
        targets={name: figure for name, figure in bid.targets.items() if name not in rest},
    )


def _cut_down(
    criteria: Iterable[Criterion], keep: Callable[[Criterion], bool]
) -> tuple[Criterion, ...]:
    """The tree with only the leaves to keep; a group loses its minimum with any of its leaves."""
    found = []
    for one in criteria:
        if one.is_leaf:
            found += [one] if keep(one) else []
        elif below := _cut_down(one.criteria, keep):
            minimum = one.minimum if below == one.criteria else None
            found.append(replace(one, criteria=below, minimum=minimum))
    return tuple(found)

"""Checks of a workflow as a whole: is it a path that every case can walk to its end?

Each check is a small function that notes what it finds at its line. To add one: write it, add
it to `CHECKS`, give its code a sentence, and show a file that it refuses in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tender_flow.definitions.dated_law import load_standstills
from tender_flow.definitions.reader import Node
from tender_flow.definitions.workflow_reading import Draft
from tender_flow.rules.procedure.workflow import Clock, Move


def one_initial_stage(draft: Draft) -> None:
    """A case must know where it begins."""
    if draft.stages and not draft.initial:
        draft.root.problem("stage-initial-missing")
    for stage, node in draft.initial[1:]:
        node.problem("stage-initial-twice", stage=stage, first=draft.initial[0][0])


def initial_stage_is_not_final(draft: Draft) -> None:
    """A case that ends where it begins is no procedure."""
    final = _final(draft)
    for stage, node in draft.initial:
        if stage in final:
            node.problem("stage-initial-final", stage=stage)


def ids_are_unique(draft: Draft) -> None:
    """A plan names stages and tasks, so these share their names; moves have their own."""
    planned = [(stage.id, node) for stage, node in draft.stages]
    planned += [(task.id, node) for task, node in draft.tasks]
    for names in (planned, [(move.id, node) for move, node in draft.moves]):
        seen: dict[str, Node] = {}
        for name, node in names:
            if name and name in seen:
                node.problem("workflow-id-twice", id=name, first=str(seen[name].place))
            seen.setdefault(name, node)


def nothing_leaves_a_final_stage(draft: Draft) -> None:
    """What is closed stays closed; a re-run is a new round or a new case."""
    final = _final(draft)
    for move, node in draft.moves:
        for source in move.sources:
            if source in final:
                node.problem("final-stage-left", move=move.id, stage=source)


def every_stage_is_reachable(draft: Draft) -> None:
    """A stage that no case can enter is a mistake in the file."""
    reached = _closure([stage for stage, _node in draft.initial], _edges(draft.moves))
    for stage, node in draft.stages:
        if stage.id and draft.initial and stage.id not in reached:
            node.problem("stage-unreachable", stage=stage.id)


def every_stage_has_a_way_to_an_end(draft: Draft) -> None:
    """Early termination doesn't count: it is a way out, not the way to an end."""
    ordinary = [(move, node) for move, node in draft.moves if move.id != draft.termination]
    backwards = [(target, source) for source, target in _edges(ordinary)]
    ending = _closure(_final(draft), backwards)
    for stage, node in draft.stages:
        if stage.id and stage.id not in ending:
            node.problem("stage-without-end", stage=stage.id)


def termination_is_possible_from_everywhere(draft: Draft) -> None:
    """A council may stop at any time before the contract, and must say why."""
    found = [(move, node) for move, node in draft.moves if move.id == draft.termination]
    if not found:
        if draft.termination:
            draft.root.problem("termination-unknown", move=draft.termination)
        return
    move, node = found[0]
    if not move.needs_reason:
        node.problem("termination-without-reason", move=move.id)
    if move.target and move.target not in _final(draft):
        node.problem("termination-not-final", move=move.id, stage=move.target)
    left_out = tuple(
        stage.id
        for stage, _node in draft.stages
        if stage.kind == "normal" and stage.id and stage.id not in move.sources
    )
    if left_out:
        node.problem("termination-not-everywhere", move=move.id, stages=left_out)


def one_standstill(draft: Draft) -> None:
    """A case has one standstill, so that nobody wonders which of two counts."""
    starting = [
        (move, node)
        for move, node in draft.moves
        if any(clock.name == "standstill" for clock in move.starts)
    ]
    for move, node in starting[1:]:
        node.problem("standstill-twice", move=move.id, first=starting[0][0].id)


def standstill_is_long_enough(draft: Draft) -> None:
    """A standstill isn't shorter than the law by which it is counted allows."""
    for move, node in draft.moves:
        for clock in move.starts:
            days, least = clock.params.get("days", ""), _least_standstill(clock)
            if days.isdecimal() and 0 < int(days) < least:
                node.problem("standstill-too-short", days=int(days), least=least, move=move.id)


def _least_standstill(clock: Clock) -> int:
    counted = clock.params.get("counted", "")
    rules = [rule for rule in load_standstills() if rule.counted == counted and rule.owed]
    voluntary = clock.params.get("voluntary") == "true"
    return max((rule.voluntary_least if voluntary else rule.days for rule in rules), default=0)


def _final(draft: Draft) -> list[str]:
    return [stage.id for stage, _node in draft.stages if stage.kind == "final"]


def _edges(moves: Iterable[tuple[Move, Node]]) -> list[tuple[str, str]]:
    return [(source, move.target) for move, _node in moves for source in move.sources]


def _closure(start: Iterable[str], edges: list[tuple[str, str]]) -> set[str]:
    """Everything that can be reached from the start along the edges."""
    reached, todo = set(start), list(start)
    while todo:
        here = todo.pop()
        beyond = {target for source, target in edges if source == here} - reached
        reached |= beyond
        todo += beyond
    return reached


CHECKS: tuple[Callable[[Draft], None], ...] = (
    one_initial_stage,
    initial_stage_is_not_final,
    ids_are_unique,
    nothing_leaves_a_final_stage,
    termination_is_possible_from_everywhere,
    one_standstill,
    standstill_is_long_enough,
)

PATH_CHECKS: tuple[Callable[[Draft], None], ...] = (
    every_stage_is_reachable,
    every_stage_has_a_way_to_an_end,
)
"""Asked only where every move leads from and to known stages: else one mistyped name would be
reported once for each stage behind it."""

"""Writes a workflow as one self-contained YAML text, the same text for the same workflow.

The text is what a case keeps: fragments are written out, defaults are written out, `from: any`
is a list. It is still a workflow file that a person can read and the loader reads back to an
equal workflow. Comments of the original file are not part of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from tender_flow.rules.procedure.workflow import GateUse, Move, Stage, Task, Workflow

_PLAIN = re.compile(r"[a-z][a-z0-9_]*\Z|\d{1,9}\Z")
_UNSAFE = re.compile("[\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff]")


def compose(workflow: Workflow) -> str:
    """The workflow's whole text, ending with a line break."""
    return "\n".join(_lines(workflow)) + "\n"


def _lines(workflow: Workflow) -> Iterator[str]:
    yield f"format: {workflow.format}"
    for key in ("id", "title", "regime", "illustrative", "source"):
        yield f"{key}: {_scalar(getattr(workflow, key))}"
    if workflow.award != "evaluation":
        yield f"award: {workflow.award}"
    yield "suspension:"
    yield f"  allowed: {_flag(workflow.suspension_allowed)}"
    yield f"  source: {_scalar(workflow.suspension_source)}"
    yield f"termination: {workflow.termination}"
    yield from _items("tasks", map(_task, workflow.tasks))
    yield from _items("stages", (_stage(stage, workflow) for stage in workflow.stages))
    yield from _items("moves", map(_move, workflow.moves))


def _task(task: Task) -> list[str]:
    return [f"id: {task.id}", f"title: {_scalar(task.title)}", f"source: {_scalar(task.source)}"]


def _stage(stage: Stage, workflow: Workflow) -> list[str]:
    lines = [f"id: {stage.id}", f"title: {_scalar(stage.title)}", f"short: {_scalar(stage.short)}"]
    if stage.id == workflow.initial:
        lines.append("initial: true")
    lines.append(f"kind: {stage.kind}")
    if stage.planned_task:
        lines.append(f"planned_task: {_scalar(stage.planned_task)}")
    lines.append(f"description: {_scalar(stage.description)}")
    lines.append(f"source: {_scalar(stage.source)}")
    return lines


def _move(move: Move) -> list[str]:
    return [
        f"id: {move.id}",
        f"title: {_scalar(move.title)}",
        f"from: [{', '.join(move.sources)}]",
        f"to: {move.target}",
        f"role: {move.role}",
        f"reason: {_flag(move.needs_reason)}",
        f"source: {_scalar(move.source)}",
        *_items("gates", map(_gate, move.gates)),
        *_items("starts", ([f"clock: {one.name}", *_with(one.params)] for one in move.starts)),
        *_items(
            "owes",
            (
                [
                    f"kind: {owed.kind}",
                    f"name: {owed.name}",
                    f"due: {_scalar(owed.due)}",
                    f"source: {_scalar(owed.source)}",
                    *([f"once: [{', '.join(owed.once)}]"] if owed.once else []),
                ]
                for owed in move.owes
            ),
        ),
    ]


def _gate(use: GateUse) -> list[str]:
    return [
        f"gate: {use.name}",
        *_with(use.params),
        f"why: {_scalar(use.why)}",
        f"source: {_scalar(use.source)}",
    ]


def _with(params: Mapping[str, str]) -> list[str]:
    if not params:
        return []
    written = (f"{name}: {_parameter(value)}" for name, value in sorted(params.items()))
    return [f"with: {{{', '.join(written)}}}"]


def _parameter(value: str) -> str:
    """A list parameter is kept as `a, b`; `true` and numbers stand as they are."""
    return f"[{value}]" if "," in value else _scalar(value)


def _items(key: str, items: Iterable[list[str]]) -> Iterator[str]:
    """A list of mappings under a key; nothing at all where there are none."""
    for number, (first, *others) in enumerate(items):
        if number == 0:
            yield f"{key}:"
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _scalar(text: str) -> str:
    """A short name or a number as it is, any other text in quotes with escapes."""
    if _PLAIN.match(text) and text not in {"null", "yes", "no", "on", "off"}:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _flag(value: bool) -> str:
    return "true" if value else "false"

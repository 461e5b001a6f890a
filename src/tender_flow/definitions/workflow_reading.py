"""From the nodes of a workflow file to its values, each kept with the place it was read from.

First the stages and moves are gathered: a line `use: common/standstill` among the stages stands
for the stages of that fragment, and the fragment's moves follow the file's own; `adds_to: award`
among the moves gives a fragment's move what this procedure alone asks for. Then tasks and
stages are read, then moves, whose stages, gates, parameters and roles can now be checked by
name. Whatever is wrong becomes a finding at its line; what can be read is read. The shape of
the whole (can every stage be reached?) is looked at in `workflow_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from tender_flow.definitions.reader import Fields, Node, read_file
from tender_flow.definitions.shipped import shipped_folder
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.facts import ROLES
from tender_flow.rules.procedure.gate import Parameter, complete
from tender_flow.rules.procedure.gates import CLOCKS, GATES
from tender_flow.rules.procedure.workflow import Clock, GateUse, Move, Owed, Stage, Task

WORKFLOW_KEYS = (
    *("format", "id", "title", "regime", "illustrative", "source"),
    *("award", "suspension", "termination", "tasks", "stages", "moves"),
)
FRAGMENT_KEYS = ("format", "title", "source", "stages", "moves")
SUSPENSION_KEYS = ("allowed", "source")
TASK_KEYS = ("id", "title", "source")
STAGE_KEYS = (
    *("id", "title", "short", "initial", "kind", "planned_task"),
    *("description", "source", "use"),
)
MOVE_KEYS = (
    *("id", "title", "from", "to", "role", "reason"),
    *("source", "gates", "starts", "owes"),
)
ADDITION_KEYS = ("adds_to", "gates", "starts", "owes")
GATE_KEYS = ("gate", "with", "why", "source")
CLOCK_KEYS = ("clock", "with")
OWED_KEYS = ("kind", "name", "due", "source", "once")

FORMAT = 1
ANY = "any"
"""In `from`: every stage that isn't final."""

_USE = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*\Z")
_DUE = re.compile(
    r"(?:(?P<days>\d{1,4}) days (?P<first>after|beginning with)|without delay after)"
    r" (?P<event>move|award)\Z",
    re.ASCII,
)
_MOVERS = tuple(role for role in ROLES if role != "assurance")


@dataclass(slots=True)
class Gathered:
    """The nodes of all stages and moves, fragments included, and the findings of fragments."""

    stages: list[Node] = field(default_factory=list)
    moves: list[Node] = field(default_factory=list)
    additions: list[Node] = field(default_factory=list)
    """What the file and its fragments add to moves of fragments."""
    findings: list[list[Finding]] = field(default_factory=list)

    def all_findings(self, own: list[Finding]) -> list[Finding]:
        """The file's own findings, then those of its fragments."""
        return [*own, *(finding for some in self.findings for finding in some)]


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read, with the places for the checks of the whole."""

    root: Node
    termination: str
    tasks: tuple[tuple[Task, Node], ...]
    stages: tuple[tuple[Stage, Node], ...]
    moves: tuple[tuple[Move, Node], ...]
    initial: tuple[tuple[str, Node], ...]


def gather(fields: Fields, folder: Path) -> Gathered:
    """All stages and moves of a workflow, with those of the fragments that it uses."""
    gathered = Gathered()
    _gather_moves(fields.items("moves"), gathered)
    _gather_stages(fields.items("stages"), folder, (), gathered)
    return gathered


def _gather_stages(
    nodes: tuple[Node, ...], folder: Path, trail: tuple[str, ...], gathered: Gathered
) -> None:
    for node in nodes:
        if node.kind == "map" and "use" in node.entries:
            fields = node.fields("use")
            _gather_fragment(fields.entries["use"], folder, trail, gathered)
        else:
            gathered.stages.append(node)


def _gather_fragment(node: Node, folder: Path, trail: tuple[str, ...], gathered: Gathered) -> None:
    name = node.as_text()
    if name in trail:
        return node.problem("use-circular", trail=(*trail, name))
    path = _fragment_path(name, folder)
    if path is None:
        return node.problem("use-not-found", name=name[:60])
    root, findings = read_file(path, keep=True)
    gathered.findings.append(findings)
    if root is None:
        return None
    fields = root.fields(*FRAGMENT_KEYS)
    if not check_format(fields):
        return None
    _gather_stages(fields.items("stages", required=False), folder, (*trail, name), gathered)
    _gather_moves(fields.items("moves", required=False), gathered)
    return None


def _gather_moves(nodes: tuple[Node, ...], gathered: Gathered) -> None:
    for node in nodes:
        added = node.kind == "map" and "adds_to" in node.entries
        (gathered.additions if added else gathered.moves).append(node)


def _fragment_path(name: str, folder: Path) -> Path | None:
    """Beside the file that uses it, failing that among the shipped ones; never anywhere else."""
    if not _USE.match(name):
        return None
    folders = [folder, shipped_folder("workflows")]
    paths = [found / f"{name}.yaml" for found in folders if found is not None]
    return next((path for path in paths if path.is_file()), None)


def check_format(fields: Fields) -> bool:
    """Is this a format that this version reads? Notes it if not, or if there is none."""
    number = fields.integer("format")
    if number is not None and number != FORMAT:
        fields.entries["format"].problem("format-unknown", found=number, known=FORMAT)
        return False
    return True


def read_draft(root: Node, fields: Fields, gathered: Gathered) -> Draft:
    """Tasks, stages and moves with their places."""
    tasks = tuple((_read_task(node), node) for node in fields.items("tasks", required=False))
    stages = tuple((_read_stage(node), node) for node in gathered.stages)
    names = _Names(
        stages=tuple(stage.id for stage, _node in stages if stage.id),
        open=tuple(stage.id for stage, _node in stages if stage.id and stage.kind == "normal"),
        tasks=tuple(task.id for task, _node in tasks if task.id),
    )
    moves = tuple((_read_move(node, names), node) for node in gathered.moves)
    for addition in gathered.additions:
        moves = _with_addition(moves, addition, names)
    initial = tuple(
        (stage.id, node)
        for stage, node in stages
        if "initial" in node.entries and node.entries["initial"].as_flag()
    )
    return Draft(root, fields.text("termination"), tasks, stages, moves, initial)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that moves and gates may refer to."""

    stages: tuple[str, ...]
    open: tuple[str, ...]
    tasks: tuple[str, ...]


def _read_task(node: Node) -> Task:
    fields = node.fields(*TASK_KEYS)
    return Task(fields.identifier("id"), fields.text("title"), fields.text("source"))


def _read_stage(node: Node) -> Stage:
    fields = node.fields(*STAGE_KEYS)
    kind = fields.choice("kind", ("normal", "final"), default="normal")
    return Stage(
        id=fields.identifier("id"),
        title=fields.text("title"),
        short=fields.text("short"),
        kind="final" if kind == "final" else "normal",
        description=fields.text("description"),
        source=fields.text("source"),
        planned_task=fields.text("planned_task", default=""),
    )


def _read_move(node: Node, names: _Names) -> Move:
    fields = node.fields(*MOVE_KEYS)
    return Move(
        id=fields.identifier("id"),
        title=fields.text("title"),
        sources=_read_sources(fields.node_of("from"), names),
        target=_known(fields.node_of("to"), names.stages, "stage-unknown"),
        role=fields.choice("role", _MOVERS),
        **_read_conditions(fields, names)._asdict(),
        source=fields.text("source"),
        needs_reason=fields.flag("reason"),
    )


class _Conditions(NamedTuple):
    """What a move asks for and what follows from it."""

    gates: tuple[GateUse, ...]
    starts: tuple[Clock, ...]
    owes: tuple[Owed, ...]


def _read_conditions(fields: Fields, names: _Names) -> _Conditions:
    gates = (_read_gate(item, names) for item in fields.items("gates", required=False))
    starts = (_read_clock(item, names) for item in fields.items("starts", required=False))
    owes = (_read_owed(item) for item in fields.items("owes", required=False))
    return _Conditions(
        tuple(use for use in gates if use is not None),
        tuple(clock for clock in starts if clock is not None),
        tuple(owed for owed in owes if owed is not None),
    )


def _with_addition(
    moves: tuple[tuple[Move, Node], ...], node: Node, names: _Names
) -> tuple[tuple[Move, Node], ...]:
    """The moves with more gates, clocks or debts for one of them, behind its own."""
    fields = node.fields(*ADDITION_KEYS)
    more = _read_conditions(fields, names)
    known = tuple(move.id for move, _node in moves if move.id)
    wanted = _known(fields.node_of("adds_to"), known, "addition-unknown")
    return tuple(
        (_added(move, more) if move.id == wanted else move, place) for move, place in moves
    )


def _added(move: Move, more: _Conditions) -> Move:
    return replace(
        move,
        gates=(*move.gates, *more.gates),
        starts=(*move.starts, *more.starts),
        owes=(*move.owes, *more.owes),
    )


def _read_sources(node: Node | None, names: _Names) -> tuple[str, ...]:
    if node is None:
        return ()
    if node.kind == "text" and node.as_text() == ANY:
        return names.open
    nodes = node.items() if node.kind == "list" else (node,)
    found = (_known(item, names.stages, "stage-unknown") for item in nodes)
    return tuple(dict.fromkeys(name for name in found if name))


def _known(node: Node | None, names: tuple[str, ...], code: str) -> str:
    """The text, if it is one of the names; otherwise "" and a finding that lists them."""
    if node is None:
        return ""
    name = node.as_text()
    if name not in names:
        node.problem(code, name=name[:60], known=names)
        return ""
    return name


def _read_gate(node: Node, names: _Names) -> GateUse | None:
    fields = node.fields(*GATE_KEYS)
    why, source = fields.text("why"), fields.text("source")
    name = _known(fields.node_of("gate"), tuple(GATES), "gate-unknown")
    if not name:
        return None
    params = _read_params(name, GATES[name].parameters, fields, names)
    return GateUse(name, params, source, why, node.line)


def _read_clock(node: Node, names: _Names) -> Clock | None:
    fields = node.fields(*CLOCK_KEYS)
    name = _known(fields.node_of("clock"), tuple(CLOCKS), "clock-unknown")
    return Clock(name, _read_params(name, CLOCKS[name], fields, names)) if name else None


def _read_params(
    owner: str, parameters: tuple[Parameter, ...], fields: Fields, names: _Names
) -> Mapping[str, str]:
    """The parameters as text, defaults included: a later default can't change a frozen case."""
    node = fields.optional("with")
    given = dict(node.fields()) if node is not None and node.kind != "empty" else {}
    by_name = {parameter.name: parameter for parameter in parameters}
    for key, value in given.items():
        if key not in by_name:
            value.problem("parameter-unknown", name=key, owner=owner, known=tuple(by_name))
    for parameter in parameters:
        if parameter.default is None and parameter.name not in given:
            fields.node.problem("parameter-missing", name=parameter.name, owner=owner)
    read = {
        key: _read_param(by_name[key], value, names)
        for key, value in given.items()
        if key in by_name
    }
    return dict(sorted(complete(parameters, read).items()))


def _read_param(parameter: Parameter, node: Node, names: _Names) -> str:
    if parameter.default == "" and node.kind == "text" and not node.text:
        return ""  # a composed text writes out that nothing was said
    match parameter.kind:
        case "identifier":
            return node.as_identifier()
        case "identifiers":
            nodes = node.items() if node.kind == "list" else (node,)
            return ", ".join(_read_one(item, parameter.choices) for item in nodes)
        case "integer":
            return _read_count(node, parameter.least)
        case "flag":
            return "true" if node.as_flag() else "false"
        case "choice":
            return node.as_choice(parameter.choices)
        case "stage":
            return _known(node, names.stages, "stage-unknown")
        case "task":
            return _known(node, (*names.tasks, *names.open), "task-unknown")
        case "stages":
            return _read_list(node, names.stages, "stage-unknown")
        case "roles":
            return _read_list(node, ROLES, "role-unknown")


def _read_one(node: Node, choices: tuple[str, ...]) -> str:
    return node.as_choice(choices) if choices else node.as_identifier()


def _read_count(node: Node, least: int) -> str:
    number = node.as_integer()
    if number is not None and number < least:
        node.problem("parameter-too-small", found=number, least=least)
    return str(number)


def _read_list(node: Node, names: tuple[str, ...], code: str) -> str:
    nodes = node.items() if node.kind == "list" else (node,)
    return ", ".join(_known(item, names, code) for item in nodes)


def _read_owed(node: Node) -> Owed | None:
    fields = node.fields(*OWED_KEYS)
    kind = fields.choice("kind", ("document", "notice"))
    name, source = fields.identifier("name"), fields.text("source")
    due = _DUE.match(fields.text("due"))
    once = fields.optional("once")
    if due is None:
        if due_node := fields.optional("due"):
            due_node.problem("due-unreadable", text=due_node.text[:60])
        return None
    return Owed(
        kind="document" if kind == "document" else "notice",
        name=name,
        days=int(due["days"] or 0),
        after="award" if due["event"] == "award" else "move",
        source=source,
        first_counts=due["first"] == "beginning with",
        prompt=due["days"] is None,
        once=_read_once(once),
    )


def _read_once(node: Node | None) -> tuple[str, ...]:
    """The notices of which one must have been published before this is owed."""
    if node is None:
        return ()
    nodes = node.items() if node.kind == "list" else (node,)
    return tuple(item.as_identifier() for item in nodes)

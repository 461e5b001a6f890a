"""`workflow`: the procedures that can be used, what each asks for, and whether a file is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.common import Group, json_option, print_json, report, stop
from tender_flow.cli.tables import clean, print_table
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.definitions.workflows import LoadedWorkflow
    from tender_flow.rules.procedure.workflow import GateUse, Move, Workflow


@click.group(
    "workflow", cls=Group, help=N_("Procedures: their stages, moves and what each move needs.")
)
def workflow() -> None:
    pass


@workflow.command("list", help=N_("List the procedures that can be used by their name."))
@json_option
def list_workflows(*, as_json: bool) -> None:
    from tender_flow.definitions.shipped import list_definitions

    found = [(entry, _title(entry.path)) for entry in list_definitions("workflows")]
    if as_json:
        print_json(
            [
                {"id": entry.id, "title": title, "origin": entry.origin, "path": str(entry.path)}
                for entry, title in found
            ]
        )
        return
    origins = {
        "shipped": _("comes with tender-flow"),
        "here": _("this folder"),
        "yours": _("yours"),
    }
    print_table(
        [_("Name"), _("Title"), _("From")],
        [[entry.id, title, origins[entry.origin]] for entry, title in found],
    )


def _title(path: Path) -> str:
    """The workflow's title; a broken file is listed all the same, and says how to see why."""
    from tender_flow.definitions.workflows import load_workflow
    from tender_flow.errors import BadInputError

    try:
        return load_workflow(path).workflow.title
    except BadInputError:
        return _("can't be used: see workflow check {path}").format(path=path)


@workflow.command(
    "show", help=N_("Show a procedure: its stages, moves and gates with their sources.")
)
@click.argument("name")
@json_option
def show(name: str, *, as_json: bool) -> None:
    loaded = _load(name)
    if as_json:
        print_json(_as_json(loaded))
        return
    for line in _pages(loaded):
        click.echo(clean(line))


@workflow.command(
    "check",
    help=N_("Check workflow files. Every problem is shown with its file and line; exit code 2."),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
def check(paths: tuple[str, ...]) -> None:
    from tender_flow.errors import BadInputError

    broken = False
    for path in paths:
        try:
            loaded = _load(path)
        except BadInputError as error:
            broken = True
            report(error.findings)
        else:
            click.echo(
                _("{path}: in order, {stages} stages, {moves} moves, digest {digest}").format(
                    path=path,
                    stages=len(loaded.workflow.stages),
                    moves=len(loaded.workflow.moves),
                    digest=loaded.digest[:12],
                )
            )
    if broken:
        stop(2)


@workflow.command("diagram", help=N_("Draw a procedure as a Mermaid state diagram."))
@click.argument("name")
def draw(name: str) -> None:
    from tender_flow.rules.procedure.diagram import diagram

    click.echo(diagram(_load(name).workflow), nl=False)


def _load(name: str) -> LoadedWorkflow:
    """A workflow by its name or its file."""
    from tender_flow.definitions.shipped import find_definition
    from tender_flow.definitions.workflows import load_workflow

    return load_workflow(find_definition("workflows", name))


def _pages(loaded: LoadedWorkflow) -> list[str]:
    shown = loaded.workflow
    lines = [shown.title, _("Regime: {regime}").format(regime=shown.regime)]
    lines += [_("Source: {source}").format(source=shown.source)]
    if shown.illustrative:
        lines += [_("Illustrative: {what}").format(what=shown.illustrative)]
    lines += [_("Digest: {digest}").format(digest=loaded.digest)]
    for number, stage in enumerate(shown.stages, 1):
        lines += ["", f"{number}. {stage.title} ({stage.id})", f"   {stage.description}"]
        lines += [_("   Source: {source}").format(source=stage.source)]
        for move in shown.moves:
            if stage.id in move.sources and move.id != shown.termination:
                lines += _move_lines(move, shown)
    ending = shown.move(shown.termination)
    lines += [
        "",
        _("From each stage that isn't final, with a reason: {move}").format(move=ending.title),
    ]
    return lines


def _move_lines(move: Move, shown: Workflow) -> list[str]:
    target = shown.stage(move.target).title
    lines = [
        _("   → {target}: {title} ({move}, made by {role})").format(
            target=target, title=move.title, move=move.id, role=move.role.replace("_", " ")
        )
    ]
    for use in move.gates:
        lines += [f"     - {use.why}", f"       {_gate(use)}. {use.source}"]
    for clock in move.starts:
        lines += [_("     starts: {clock}").format(clock=_named(clock.name, clock.params))]
    for owed in move.owes:
        name = owed.name.replace("_", " ")
        text = _("     owes: {name}, {due}. {source}")
        lines += [text.format(name=name, due=owed.due, source=owed.source)]
    return lines


def _gate(use: GateUse) -> str:
    return _named(use.name, use.params)


def _named(name: str, params: Any) -> str:
    given = ", ".join(f"{key}: {value}" for key, value in params.items())
    return f"{name} ({given})" if given else name


def _as_json(loaded: LoadedWorkflow) -> dict[str, Any]:
    """The whole workflow with its digest, keys as in the file."""
    from dataclasses import asdict

    shown = asdict(loaded.workflow)
    for move in shown["moves"]:
        move["owes"] = [
            {**asdict(owed), "due": owed.due} for owed in loaded.workflow.move(move["id"]).owes
        ]
        for use in move["gates"]:
            use.pop("line")
    return {**shown, "digest": loaded.digest}

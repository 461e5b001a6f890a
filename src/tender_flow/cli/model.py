"""`tender-flow model list|show|check|rehearse`: evaluation models as files, before publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Group, json_option, print_json, report, stop
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.rules.findings import Finding


@click.group(cls=Group, help=N_("Evaluation models: criteria, weights, scales, price formula."))
def model() -> None:
    pass


@model.command("list", help=N_("List the models that can be used by name."))
@json_option
def list_(*, as_json: bool) -> None:
    from tender_flow.cli.tables import print_table
    from tender_flow.definitions.shipped import list_definitions

    origins = {"shipped": _("shipped"), "here": _("this folder"), "yours": _("your folder")}
    found = list_definitions("evaluation_models")
    if as_json:
        keys = ("id", "path", "origin")
        print_json([dict(zip(keys, map(str, entry), strict=True)) for entry in found])
        return
    rows = [(entry.id, origins[entry.origin], str(entry.path)) for entry in found]
    print_table([_("Name"), _("From"), _("File")], rows)


@model.command("show", help=N_("Show a model: its tree with the weight of everything, and rules."))
@click.argument("name", metavar="NAME_OR_FILE")
@json_option
def show(name: str, *, as_json: bool) -> None:
    from tender_flow.cli.model_plain import as_plain
    from tender_flow.cli.model_view import print_model
    from tender_flow.definitions.models import load_model
    from tender_flow.definitions.shipped import find_definition

    loaded = load_model(find_definition("evaluation_models", name))
    if as_json:
        print_json(as_plain(loaded))
    else:
        print_model(loaded)
    report(loaded.findings)


@model.command("check", help=N_("Check model files: every problem at once, each with its line."))
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@json_option
def check(files: tuple[str, ...], *, as_json: bool) -> None:
    from tender_flow.definitions.models import load_model
    from tender_flow.definitions.shipped import find_definition
    from tender_flow.errors import BadInputError
    from tender_flow.i18n.sentences import say
    from tender_flow.rules.evaluation.plain import plain_findings
    from tender_flow.rules.findings import problems

    found: list[Finding] = []
    for name in files:
        try:
            found += load_model(find_definition("evaluation_models", name)).findings
        except BadInputError as error:
            found += error.findings
    report(found)
    if as_json:
        print_json({"findings": plain_findings(found, say)})
    elif not problems(found):
        click.echo(_("No problems found."))
    if problems(found):
        stop(2)


@model.command(
    "rehearse",
    help=N_(
        "Try a model before it is published, on the bids of a file or on invented ones: criteria "
        "that can't change a result, minimums, price formula, what decides in practice."
    ),
)
@click.argument("name", metavar="NAME_OR_FILE")
@click.argument("bids", required=False)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help=N_("The seed of invented bids; the same seed gives the same bids."),
)
@click.option(
    "--sets",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help=N_("How many sets of bids are invented."),
)
@click.option(
    "--bidders",
    type=click.IntRange(1, 100),
    default=4,
    show_default=True,
    help=N_("How many bidders an invented set has."),
)
@json_option
def rehearse(
    name: str, bids: str | None, *, seed: int, sets: int, bidders: int, as_json: bool
) -> None:
    from pathlib import Path

    from tender_flow.cli.rehearsal_view import as_plain, print_rehearsal
    from tender_flow.definitions.bids_file import load_bids
    from tender_flow.definitions.models import load_model
    from tender_flow.definitions.shipped import find_definition
    from tender_flow.errors import BadInputError
    from tender_flow.rules.evaluation.invented import invent_bids
    from tender_flow.rules.evaluation.rehearsal import rehearse as try_out
    from tender_flow.rules.findings import problems

    loaded = load_model(find_definition("evaluation_models", name))
    if bids is None:
        tried = try_out(loaded.model, invent_bids(loaded.model, seed, sets, bidders))
    else:
        given = load_bids(Path(bids), loaded.model)
        if problems(given.findings):
            raise BadInputError(*given.findings)
        tried = try_out(loaded.model, [given.bids])
    if as_json:
        print_json(as_plain(loaded.model, tried, seed if bids is None else None))
        return
    print_rehearsal(loaded.model, tried, seed if bids is None else None)
    report([*loaded.findings, *(finding for lot in tried for finding in lot.findings)])

"""`tender-flow model list|show|check`: evaluation models as files, before anything is published."""

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
    from tender_flow.cli.model_view import as_plain, print_model
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

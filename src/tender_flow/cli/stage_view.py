"""The stages of a lot for people: who goes on from each, with its per cent of the points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from tender_flow.i18n.texts import _

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.results import LotResult, StageResult


def print_stages(
    model: Model, lot: LotResult, *, names: Mapping[str, str] | None = None, steps: bool = False
) -> None:
    """One table for each stage; nothing where the model has none. `names` is by bidder's id."""
    for stage in lot.stages:
        _print_stage(model, stage, names or {}, steps=steps)


def _print_stage(
    model: Model, stage: StageResult, names: Mapping[str, str], *, steps: bool
) -> None:
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import number

    click.echo(_("Stage: {title}").format(title=stage.title))
    rows = [
        [
            str(place.rank),
            names.get(place.supplier, place.supplier),
            f"{number(Decimal(place.reached.shown))}%",
            _("goes on") if place.goes_on else _("does not go on"),
        ]
        for place in stage.places
    ]
    if rows:
        print_table([_("Place"), _("Bidder"), _("Of its points"), ""], rows, right={0, 2})
    if steps:
        _print_steps(model, stage, names)
    click.echo()


def _print_steps(model: Model, stage: StageResult, names: Mapping[str, str]) -> None:
    from tender_flow.i18n.steps import explain_step

    for place in stage.places:
        click.echo(f"{names.get(place.supplier, place.supplier)}:")
        for step in place.steps:
            if line := explain_step(model, step, place.scores):
                click.echo(f"  {line}")

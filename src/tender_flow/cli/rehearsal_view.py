"""A rehearsal of a model, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.sensitivity_view import digits
from tender_flow.cli.tables import print_table
from tender_flow.i18n.sentences import say
from tender_flow.i18n.texts import _
from tender_flow.rules.evaluation.plain import plain_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.rehearsal import LotRehearsal


def print_rehearsal(model: Model, tried: Sequence[LotRehearsal], seed: int | None) -> None:
    """Prints what happened; `seed` where the bids were invented. Findings are the caller's."""
    click.echo(model.title)
    if model.illustrative:
        click.echo(model.illustrative)
    if seed is not None:
        text = _("The bids are invented, with seed {seed}; they say nothing of any market.")
        click.echo(text.format(seed=seed))
    for lot in tried:
        click.echo()
        click.echo(model.lot(lot.lot).title or lot.lot)
        for line in _lines(model, lot):
            click.echo(line)
        if lot.tried and lot.changed_by:
            click.echo()
            rows = [_row(model, lot, name) for name in lot.changed_by]
            headings = [_("Question"), _("Weight"), _("One mark could change the winner")]
            print_table(headings, rows, right={1})


def as_plain(model: Model, tried: Sequence[LotRehearsal], seed: int | None) -> dict[str, Any]:
    """A rehearsal for programs; exact numbers are texts."""
    return {
        "model": model.id,
        "seed": seed,
        "lots": [
            {
                "lot": lot.lot,
                "sets": lot.sets,
                "ranked": lot.ranked,
                "tried": lot.tried,
                "changed_by": dict(lot.changed_by),
                "cheapest_first": lot.cheapest_first,
                "best_first": lot.best_first,
                "price_spread": str(lot.price_spread),
                "quality_spread": str(lot.quality_spread),
                "findings": plain_findings(lot.findings, say),
            }
            for lot in tried
        ],
    }


def _lines(model: Model, lot: LotRehearsal) -> list[str]:
    lines = [_("Sets of bids with a winner: {ranked} of {sets}.")]
    if model.price() is not None and lot.ranked:
        lines.append(_("The lowest price was first in {cheapest_first} of them."))
        lines.append(_("Price points were {price_spread} apart on average."))
    if lot.ranked:
        lines.append(_("The most quality points were first in {best_first} of them."))
        lines.append(_("Quality points were {quality_spread} apart on average."))
    facts = {
        "ranked": lot.ranked,
        "sets": lot.sets,
        "cheapest_first": lot.cheapest_first,
        "best_first": lot.best_first,
        "price_spread": digits(lot.price_spread),
        "quality_spread": digits(lot.quality_spread),
    }
    return [line.format(**facts) for line in lines]


def _row(model: Model, lot: LotRehearsal, name: str) -> list[str]:
    times = _("in {count} of {sets} sets").format(count=lot.changed_by[name], sets=lot.tried)
    return [model.leaf(name).label, digits(model.effective_weight(name, lot.lot)), times]

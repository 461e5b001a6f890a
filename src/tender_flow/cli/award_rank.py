"""`tender-flow award rank`: the ranking of each lot as the record stands, and how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.award_draw import print_draws
from tender_flow.cli.common import Command, json_option, office, office_options, print_json
from tender_flow.cli.stage_view import print_stages
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _
from tender_flow.rules.evaluation.criteria import ALL_LOTS

if TYPE_CHECKING:
    from tender_flow.services.results import Ranking

_EVERYBODY = "*"
"""Steps of every bidder's total."""


@click.command(
    "rank", cls=Command, help=N_("Shows the ranking of each lot by the published model.")
)
@click.argument("ref")
@click.option("--lot", "lots", multiple=True, help=N_("Only this lot (may be repeated)."))
@click.option(
    "--steps",
    is_flag=False,
    flag_value=_EVERYBODY,
    metavar="[BIDDER]",
    help=N_("Shows how this bidder's total came about; with no name, everybody's."),
)
@json_option
@office_options
def rank_(ref: str, lots: tuple[str, ...], steps: str | None, *, as_json: bool) -> None:
    from tender_flow.services.award import ranking

    with office() as here:
        found = ranking(here, ref)
        if not as_json:
            print_standing(here, ref)
    chosen = [code for code in found.lots if not lots or code in lots]
    _refuse_unknown_lots(lots, found)
    _refuse_unknown_bidder(steps, found)
    if as_json:
        print_json(
            {**{code: _lot_json(found, code) for code in chosen}, ALL_LOTS: _all_json(found)}
        )
        return
    for code in chosen:
        _print_lot(found, code, steps)
    _print_all(found)


def _refuse_unknown_lots(lots: tuple[str, ...], found: Ranking) -> None:
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    for code in lots:
        if code not in found.lots:
            raise BadInputError(Finding("lot-unknown", {"lot": code, "known": tuple(found.lots)}))


def _refuse_unknown_bidder(steps: str | None, found: Ranking) -> None:
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    known = tuple(sorted(found.suppliers.values()))
    if steps is not None and steps not in {_EVERYBODY, *known}:
        raise BadInputError(Finding("steps-of-nobody", {"supplier": steps, "known": known}))


def _lot_json(found: Ranking, code: str) -> dict[str, object]:
    from tender_flow.i18n.outcomes import gives_price_points
    from tender_flow.i18n.sentences import say
    from tender_flow.i18n.steps import explain
    from tender_flow.rules.evaluation.plain import plain_method

    result, points = found.lot(code), gives_price_points(found.model)
    names = found.suppliers
    return {
        "lot": found.lots[code],
        "result": plain_method(found.model),
        "final": result.is_final,
        "stages": [
            {
                "stage": stage.stage,
                "goes_on": [names[place.supplier] for place in stage.places if place.goes_on],
                "reached": {names[one.supplier]: one.reached.shown for one in stage.places},
            }
            for stage in result.stages
        ],
        "standings": [
            {
                "supplier": names[standing.supplier],
                "rank": standing.rank,
                "total": {"exact": str(standing.total.exact), "shown": standing.total.shown},
                "quality": standing.quality.shown,
                "price_score": standing.price_score.shown if points else None,
                "price": None if standing.price is None else str(standing.price),
                "compared_price": None if standing.compared is None else str(standing.compared),
                "steps": explain(found.model, standing),
            }
            for standing in result.standings
        ],
        "excluded": {
            names[out.supplier]: [say(found.named(reason)) for reason in out.reasons]
            for out in (*result.excluded, *result.incomplete)
        },
        "draws": [
            {
                "order": list(one.order),
                "witnesses": list(one.witnesses),
                "how": one.how,
                "drawn_at": one.drawn_at.isoformat(),
                "counts": one.counts,
            }
            for one in found.draws
            if one.lot == code
        ],
        "proposed": [names[tender] for tender in found.evaluation.award.for_lot(code).suppliers],
        "findings": [say(found.named(finding)) for finding in result.findings],
    }


def _print_lot(found: Ranking, code: str, steps: str | None) -> None:
    from tender_flow.cli.common import report
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.outcomes import method_line, ranking_cells, ranking_headings
    from tender_flow.i18n.sentences import say

    result = found.lot(code)
    click.echo(f"\n{found.lots[code]}")
    print_stages(found.model, result, names=found.suppliers, steps=steps is not None)
    rows = [
        (
            str(standing.rank),
            found.suppliers[standing.supplier],
            *ranking_cells(found.model, standing),
        )
        for standing in result.standings
    ]
    headings = (_("Rank"), _("Bidder"), *ranking_headings(found.model))
    print_table(headings, rows, right=(0, *range(2, len(headings))))
    if line := method_line(found.model):
        click.echo(line)
    for out in (*result.excluded, *result.incomplete):
        for reason in out.reasons:
            named = found.suppliers[out.supplier]
            why = say(found.named(reason))
            click.echo(_("Without a rank: {name}: {why}").format(name=named, why=why))
    proposal = found.evaluation.award.for_lot(code)
    report([found.named(finding) for finding in (*result.findings, *proposal.findings)])
    names = ", ".join(found.suppliers[tender] for tender in proposal.suppliers)
    if names:
        click.echo(_("By the published rules this lot goes to {names}.").format(names=names))
    else:
        click.echo(_("By the published rules this lot goes to nobody."))
    print_draws(found, code)
    if steps:
        _print_steps(found, code, steps)


def _all_json(found: Ranking) -> dict[str, object]:
    """What the rules propose over all lots."""
    from tender_flow.i18n.sentences import say
    from tender_flow.rules.evaluation.plain import plain_whole

    award = found.evaluation.award
    return {
        "findings": [say(found.named(finding)) for finding in award.findings],
        "whole": plain_whole(award.whole, found.suppliers.__getitem__),
    }


def _print_all(found: Ranking) -> None:
    from tender_flow.cli.common import report
    from tender_flow.i18n.award_rules import allocation_lines

    award = found.evaluation.award
    report([found.named(finding) for finding in (*found.evaluation.findings, *award.findings)])
    if award.whole is not None:
        click.echo()
        for line in allocation_lines(found.model, award.whole, found.suppliers.__getitem__):
            click.echo(line)


def _print_steps(found: Ranking, code: str, supplier: str) -> None:
    from tender_flow.i18n.steps import explain

    for standing in found.lot(code).standings:
        name = found.suppliers[standing.supplier]
        if supplier in {_EVERYBODY, name}:
            click.echo(f"\n{name}:")
            for line in explain(found.model, standing):
                click.echo(f"  {line}")

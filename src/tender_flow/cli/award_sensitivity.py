"""`tender-flow award sensitivity`: what would change the winner, on the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, json_option, office, office_options, print_json, report
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.robustness import Robustness


@click.command(
    "sensitivity",
    cls=Command,
    help=N_(
        "Shows what would change the winner of each lot; the result stays as it is.\n\n"
        "Weights, single marks, each panel member, each bidder, other price formulas, and draws "
        "of weights and marks. Only after the prices are open, for lead, chair, commissioner and "
        "assurance."
    ),
)
@click.argument("ref")
@click.option("--lot", "lots", multiple=True, help=N_("Only this lot (may be repeated)."))
@click.option(
    "--draws",
    type=click.IntRange(0, 10_000_000),
    default=100_000,
    show_default=True,
    help=N_("How often weights and marks are drawn; 0 for none."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    show_default=True,
    help=N_("The seed of the draws; the same seed gives the same table."),
)
@click.option(
    "--slips",
    type=click.IntRange(0, 100),
    default=0,
    show_default=True,
    help=N_("The per cent of marks that each draw moves by a step."),
)
@json_option
@office_options
def sensitivity_(
    ref: str, lots: tuple[str, ...], draws: int, seed: int, slips: int, *, as_json: bool
) -> None:
    from fractions import Fraction

    from tender_flow.rules.evaluation.simulation import Chances
    from tender_flow.services.robustness import robustness

    chances = Chances(seed, draws, slips=Fraction(slips, 100)) if draws else None
    with office() as here:
        found = robustness(here, ref, lots=lots, chances=chances)
        if not as_json:
            print_standing(here, ref)
    if as_json:
        print_json(_as_json(found))
    else:
        _print(found)


def _as_json(found: Robustness) -> list[object]:
    from tender_flow.i18n.sentences import say
    from tender_flow.rules.evaluation.plain_sensitivity import plain_sensitivity

    return [plain_sensitivity(lot.found, lot.table, say) for lot in found.lots]


def _print(found: Robustness) -> None:
    from tender_flow.cli.sensitivity_view import print_sensitivity

    click.echo(_("This is kept apart from the result: the published model decides."))
    for lot in found.lots:
        print_sensitivity(found.model, lot.found, lot.table)
        report(lot.found.findings)

"""`tender-flow evaluate MODEL BIDS`: a ranking from two files, without any record.

For rehearsal before publication, and to check published examples by hand. Exit code 2 if a
file has a problem or a bid has no total yet; the ranking is then not final, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, json_option, print_json, report, stop
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tender_flow.definitions.bids_file import LoadedBids
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.ranking import Evaluation, LotResult
    from tender_flow.rules.evaluation.robustness import LotRobustness
    from tender_flow.rules.findings import Finding


@click.command(
    cls=Command,
    help=N_(
        "Rank the bids in a file by an evaluation model, without any record. MODEL is a name "
        "from “model list” or a file; BIDS is a file with bids, prices and marks."
    ),
)
@click.argument("model")
@click.argument("bids")
@click.option("--steps", is_flag=True, help=N_("Show how every number was made."))
@click.option(
    "--sensitivity",
    is_flag=True,
    help=N_("Show what would change the winner: weights, single marks, bidders, formulas, chance."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    show_default=True,
    help=N_("With --sensitivity: the seed of the draws; the same seed gives the same table."),
)
@click.option(
    "--draws",
    type=click.IntRange(0, 10_000_000),
    default=100_000,
    show_default=True,
    help=N_("With --sensitivity: how often weights and marks are drawn; 0 for none."),
)
@click.option(
    "--slips",
    type=click.IntRange(0, 100),
    default=0,
    show_default=True,
    help=N_("With --sensitivity: the per cent of marks that each draw moves by a step."),
)
@json_option
def evaluate(
    model: str,
    bids: str,
    *,
    steps: bool,
    sensitivity: bool,
    seed: int,
    draws: int,
    slips: int,
    as_json: bool,
) -> None:
    from pathlib import Path

    from tender_flow.definitions.bids_file import load_bids
    from tender_flow.definitions.models import load_model
    from tender_flow.definitions.shipped import find_definition
    from tender_flow.errors import BadInputError
    from tender_flow.rules.evaluation.ranking import evaluate as rank
    from tender_flow.rules.findings import problems

    loaded = load_model(find_definition("evaluation_models", model))
    given = load_bids(Path(bids), loaded.model)
    result = rank(loaded.model, given.bids, given.draws)
    found = _each_once([*given.findings, *given.located(result.all_findings())])
    if problems(given.findings):
        raise BadInputError(*problems(found))
    changes: tuple[LotRobustness, ...] = ()
    if sensitivity:
        changes = _changes(loaded.model, given, seed, draws, slips)
    found = _each_once([*found, *(one for lot in changes for one in lot.found.findings)])
    if as_json:
        print_json({**_as_json(loaded.model, given, result), **_changes_as_json(changes)})
    else:
        _print(loaded.model, given, result, steps=steps)
        _print_changes(loaded.model, changes)
    report(finding for finding in found if finding.stops or not as_json)
    if problems(found):
        stop(2)


def _changes(
    model: Model, given: LoadedBids, seed: int, draws: int, slips: int
) -> tuple[LotRobustness, ...]:
    """What would change each lot's winner; without numpy all but the draws, which say why."""
    from fractions import Fraction

    from tender_flow.rules.evaluation.robustness import robustness
    from tender_flow.rules.evaluation.simulation import Chances

    chances = Chances(seed, draws, slips=Fraction(slips, 100)) if draws else None
    return robustness(model, given.bids, chances, draws=given.draws)


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """One line per fault: a shared mark is wrong in each of its lots, but once in the file."""
    from tender_flow.i18n.sentences import line

    return list({line(finding): finding for finding in reversed(findings)}.values())[::-1]


def _as_json(model: Model, given: LoadedBids, result: Evaluation) -> dict[str, object]:
    from tender_flow.i18n.outcomes import gives_price_points
    from tender_flow.i18n.sentences import say
    from tender_flow.rules.evaluation.plain import plain_evaluation, plain_method

    plain = {**plain_evaluation(result, say), "result": plain_method(model)}
    for lot in plain["lots"]:
        if not gives_price_points(model):
            for bid in lot["standings"]:
                bid["price_score"] = None
        for bid in lot["incomplete"]:
            _add_places(given, bid)
    texts = {"illustrative": model.illustrative, "illustrative_bids": given.illustrative}
    return {**plain, **{name: text for name, text in texts.items() if text}}


def _changes_as_json(changes: Sequence[LotRobustness]) -> dict[str, object]:
    from tender_flow.i18n.sentences import say
    from tender_flow.rules.evaluation.plain_sensitivity import plain_sensitivity

    lots = [plain_sensitivity(lot.found, lot.table, say) for lot in changes]
    return {"sensitivity": lots} if lots else {}


def _add_places(given: LoadedBids, bid: dict[str, list[dict[str, dict[str, str]]]]) -> None:
    """Gives the reasons of a bid without a total their lines in the file."""
    for reason in bid["reasons"]:
        place = given.place_of(reason["facts"])
        if place is not None:
            reason["place"] = str(place)  # type: ignore[assignment]  # JSON of mixed values


def _print(model: Model, given: LoadedBids, result: Evaluation, *, steps: bool) -> None:
    click.echo(model.title)
    for text in (model.illustrative, given.illustrative):
        if text:
            click.echo(text)
    for lot in result.lots:
        click.echo()
        _print_lot(model, lot, steps=steps)
        _print_proposal(result, lot.lot)
    if result.award.whole is not None:
        from tender_flow.i18n.award_rules import allocation_lines

        click.echo()
        for line in allocation_lines(model, result.award.whole):
            click.echo(line)


def _print_changes(model: Model, changes: Sequence[LotRobustness]) -> None:
    from tender_flow.cli.sensitivity_view import print_sensitivity

    for lot in changes:
        print_sensitivity(model, lot.found, lot.table)


def _print_lot(model: Model, lot: LotResult, *, steps: bool) -> None:
    from tender_flow.cli.stage_view import print_stages
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.outcomes import method_line, ranking_cells, ranking_headings
    from tender_flow.i18n.sentences import say
    from tender_flow.i18n.tie_rules import rule_text

    click.echo(model.lot(lot.lot).title)
    print_stages(model, lot, steps=steps)
    headings = [_("Rank"), _("Bidder"), *ranking_headings(model)]
    rows = [[str(one.rank), one.supplier, *ranking_cells(model, one)] for one in lot.standings]
    if rows:
        print_table(headings, rows, right={0, *range(2, len(headings))})
    if line := method_line(model):
        click.echo(line)
    for bid in lot.excluded:
        reasons = " ".join(say(reason) for reason in bid.reasons)
        click.echo(_("Out: {supplier}. {reasons}").format(supplier=bid.supplier, reasons=reasons))
    for bid in lot.incomplete:
        click.echo(_("No total yet: {supplier}.").format(supplier=bid.supplier))
    for tie in lot.ties:
        if tie.decided_by:
            names = ", ".join(tie.suppliers)
            rules = ", ".join(rule_text(model, rule) for rule in tie.decided_by)
            click.echo(_("Tie: {names}. Order by {rules}.").format(names=names, rules=rules))
    if steps:
        _print_steps(model, lot)


def _print_steps(model: Model, lot: LotResult) -> None:
    from tender_flow.i18n.steps import explain

    for standing in lot.standings:
        click.echo(f"{standing.supplier}:")
        for line in explain(model, standing):
            click.echo(f"  {line}")


def _print_proposal(result: Evaluation, lot: str) -> None:
    award = result.award.for_lot(lot)
    if award.suppliers:
        names = ", ".join(award.suppliers)
        click.echo(_("By the published rules this lot goes to {names}.").format(names=names))
    else:
        click.echo(_("By the published rules this lot goes to nobody."))

"""What would change a result, for people: after the ranking, lot by lot."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from tender_flow.cli.tables import print_table
from tender_flow.i18n.texts import _, ngettext
from tender_flow.rules.evaluation.criteria import Rounding
from tender_flow.rules.evaluation.rounding import rounded

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.mark_changes import MarkChange
    from tender_flow.rules.evaluation.sensitivity import LotSensitivity, Otherwise
    from tender_flow.rules.evaluation.simulation import RankTable
    from tender_flow.rules.evaluation.weight_intervals import WeightInterval

MOST_MARKS = 20
"""More ways than this by the same number of steps are counted, not listed."""


def print_sensitivity(model: Model, found: LotSensitivity, table: RankTable | None) -> None:
    """Prints one lot."""
    title = model.lot(found.lot).title or found.lot
    click.echo()
    click.echo(_("What would change the winner of {lot}").format(lot=title))
    if found.weights:
        click.echo()
        click.echo(_("The winner holds while a weight is between these, the others rescaled:"))
        headings = [_("Criterion"), _("Weight"), _("From"), _("To"), _("Then level with")]
        rows = [_weight_row(model, one) for one in found.weights]
        print_table(headings, rows, right={1, 2, 3})
    click.echo()
    _print_marks(model, found.marks)
    _print_otherwise(found)
    if table is not None:
        _print_table(table)


def _weight_row(model: Model, one: WeightInterval) -> list[str]:
    level = dict.fromkeys((*one.below, *one.above))
    return [
        model.criterion(one.criterion_id).label,
        digits(one.weight),
        digits(one.low),
        digits(one.high),
        ", ".join(level) or "–",
    ]


def digits(value: Fraction, places: int = 2) -> str:
    """A number for reading, with two places; the exact one stands in the JSON."""
    from tender_flow.i18n.formats import number

    whole = Fraction(value).denominator == 1
    way = Rounding(0 if whole else places, "half-up", "total", "exact")
    return number(rounded(Fraction(value), way))


def _print_marks(model: Model, marks: tuple[MarkChange, ...]) -> None:
    if not marks:
        click.echo(_("No change of a single mark changes the winner."))
        return
    steps = marks[0].steps
    text = ngettext(
        "The smallest change of a single mark that changes the winner is {count} step:",
        "The smallest change of a single mark that changes the winner is {count} steps:",
        steps,
    )
    click.echo(text.format(count=steps))
    headings = [_("Bidder"), _("Question"), _("Mark"), _("Other mark"), _("First would be")]
    rows = [
        [
            one.supplier,
            model.criterion(one.criterion_id).label,
            f"{one.before:f}",
            f"{one.after:f}",
            _names(one.winners),
        ]
        for one in marks[:MOST_MARKS]
    ]
    print_table(headings, rows, right={2, 3})
    if len(marks) > MOST_MARKS:
        click.echo(_("and {count} more").format(count=len(marks) - MOST_MARKS))


def _print_otherwise(found: LotSensitivity) -> None:
    if not found.otherwise:
        return
    click.echo()
    headings = [_("If this were different"), _("First would be"), _("Other order")]
    rows = [[_what(one), _first(one), ", ".join(one.reordered) or "–"] for one in found.otherwise]
    print_table(headings, rows)


def _what(one: Otherwise) -> str:
    texts = {
        "evaluator": _("without evaluator {name}"),
        "member": _("without the marks of {name}"),
        "bidder": _("without {name}"),
        "formula": _("price formula {name}"),
    }
    return texts[one.what].format(name=one.name)


def _first(one: Otherwise) -> str:
    if one.without_total:
        names = ", ".join(one.without_total)
        return _("undecided: no mark by the rule for {names}").format(names=names)
    changed = _("{names} (another)") if one.changes_winner else "{names}"
    return changed.format(names=_names(one.winners))


def _names(winners: tuple[str, ...]) -> str:
    return ", ".join(winners) or _("nobody")


def _print_table(table: RankTable) -> None:
    chances = table.chances
    click.echo()
    click.echo(
        _(
            "In {draws} draws each weight was up to {spread} per cent higher or lower (seed "
            "{seed}). Per cent of draws with each rank:"
        ).format(
            draws=digits(Fraction(chances.draws)),
            spread=digits(chances.spread * 100),
            seed=chances.seed,
        )
    )
    if chances.slips:
        text = _("Each mark slipped by a step with a chance of {slips} per cent.")
        click.echo(text.format(slips=digits(chances.slips * 100)))
    ranks = [str(rank) for rank in range(1, len(table.suppliers) + 1)]
    rows = [
        [name, *(digits(table.probability(name, int(rank)) * 100) for rank in ranks)]
        for name in table.suppliers
    ]
    print_table([_("Bidder"), *ranks], rows, right=set(range(1, len(ranks) + 1)))

"""After the ranking: how robust the result is. Kept apart from it: nothing here changes a rank.

Short, for a committee: the smallest change of a mark that changes a winner, how far a weight may
move, and what happens without each bidder. `award sensitivity` says more.
"""

from __future__ import annotations

from fractions import Fraction

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.formats import number
from tender_flow.publishing.report_data import ReportData
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import SMALL, Sheet
from tender_flow.publishing.table import Column, table
from tender_flow.publishing.words import listed
from tender_flow.rules.evaluation.criteria import Model, Rounding
from tender_flow.rules.evaluation.mark_changes import MarkChange
from tender_flow.rules.evaluation.rounding import rounded
from tender_flow.rules.evaluation.sensitivity import LotSensitivity, Otherwise
from tender_flow.rules.evaluation.weight_intervals import WeightInterval

MOST_MARKS = 8
"""More ways than this by the same number of steps are counted, not listed."""

_TWO_PLACES = Rounding(2, "half-up", "total", "exact")
_WHOLE = Rounding(0, "half-up", "total", "exact")


def section(data: ReportData) -> Section:
    """What would have had to be different for another bid to win, lot by lot."""
    return Section(_("How robust is this result?"), (Part("", lambda sheet: _all(sheet, data)),))


def _all(sheet: Sheet, data: ReportData) -> None:
    _what_it_is(sheet, data)
    for one in data.robustness:
        sheet.heading(data.model.lot(one.lot).title or one.lot, 2)
        _lot(sheet, data.model, one)


def _what_it_is(sheet: Sheet, data: ReportData) -> None:
    if not data.robustness:
        ref = data.case.ref
        text = _("With so many bids and questions this is left to the command {command}.")
        sheet.text(text.format(command=f"tender-flow award sensitivity {ref}"))
        return
    sheet.text(
        _(
            "This is no part of the result and changes nothing in it: the published model decides. "
            "It says what would have had to be different for another bid to be first, each thing "
            "by itself, everything else as it is."
        )
    )


def _lot(sheet: Sheet, model: Model, one: LotSensitivity) -> None:
    if not (one.weights or one.marks or one.otherwise):
        sheet.text(_("Nothing can be said: the lot has no ranking with more than one bid."))
        return
    _marks(sheet, model, one.marks)
    _weights(sheet, model, one.weights)
    _bidders(sheet, [other for other in one.otherwise if other.what == "bidder"])


def _marks(sheet: Sheet, model: Model, marks: tuple[MarkChange, ...]) -> None:
    sheet.heading(_("The smallest change of a single mark"), 3)
    if not marks:
        sheet.text(_("No change of a single mark, to any other of its scale, changes the winner."))
        return
    steps = marks[0].steps
    text = ngettext(
        "A single mark by {count} step changes the winner:",
        "A single mark by {count} steps changes the winner; no smaller change does:",
        steps,
    )
    sheet.text(text.format(count=steps))
    columns = (
        Column(_("Bidder"), 26),
        Column(_("Question"), 38),
        Column(_("Mark"), 8, right=True),
        Column(_("Other mark"), 10, right=True),
        Column(_("First would be"), 22),
    )
    rows = [
        (
            change.supplier,
            model.criterion(change.criterion_id).label,
            _digits(Fraction(change.before)),
            _digits(Fraction(change.after)),
            _first(change.winners),
        )
        for change in marks[:MOST_MARKS]
    ]
    table(sheet, columns, rows)
    if len(marks) > MOST_MARKS:
        sheet.text(_("and {count} more").format(count=len(marks) - MOST_MARKS), SMALL)


def _weights(sheet: Sheet, model: Model, weights: tuple[WeightInterval, ...]) -> None:
    if not weights:
        return
    sheet.heading(_("Between which weights the winner stays first"), 3)
    columns = (
        Column(_("Criterion"), 44),
        Column(_("Weight"), 11, right=True),
        Column(_("From"), 11, right=True),
        Column(_("To"), 11, right=True),
        Column(_("Then level with"), 25),
    )
    rows = [
        (
            model.criterion(one.criterion_id).label,
            _digits(one.weight),
            _digits(one.low),
            _digits(one.high),
            listed(tuple(dict.fromkeys((*one.below, *one.above)))),
        )
        for one in weights
    ]
    table(sheet, columns, rows)
    text = _("Weights as among their neighbours, which share the rest in proportion.")
    sheet.text(text, SMALL)


def _bidders(sheet: Sheet, otherwise: list[Otherwise]) -> None:
    if not otherwise:
        return
    sheet.heading(_("Without each bidder"), 3)
    columns = (
        Column(_("Without"), 34),
        Column(_("First would be"), 33),
        Column(_("Other order"), 33),
    )
    rows = [(one.name, _first(one.winners), listed(one.reordered)) for one in otherwise]
    table(sheet, columns, rows)


def _first(winners: tuple[str, ...]) -> str:
    return ", ".join(winners) or _("nobody")


def _digits(value: Fraction) -> str:
    """Two places where there are any; exact numbers stand in the JSON of the command."""
    return number(rounded(value, _WHOLE if value.denominator == 1 else _TWO_PLACES))

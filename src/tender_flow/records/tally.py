"""From the store to exact totals: the database adds marks up, whole numbers weigh them.

Marks are stored as whole ten-thousandths and weights come as whole numbers, so nothing is ever
rounded or divided. The database gives one sum per answer (its marks lie side by side in an
index made for this); what is left is one multiplication per answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tender_flow.errors import RefusedError
from tender_flow.records import statements
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from tender_flow.records.rows import StoredRows

Sums = dict[str, tuple[int, int]]
"""By answer: the sum of its marks in ten-thousandths, and how many they are."""


class WeightedTotals(NamedTuple):
    """Each bid's sum of weight × mark, and how many marks each answer has."""

    by_bid: dict[str, int]
    marks_each: int


def weighted_totals(
    rows: StoredRows,
    procurement: str,
    round: str,
    lot: str,
    weights: Mapping[str, int],
    *,
    agreed: bool = False,
) -> WeightedTotals:
    """The exact weighted sum of marks of each bid that is in for a lot, by bid id.

    `round` and `lot` are ids; `weights` are whole numbers by question, and questions without one
    don't count. Individual marks count by their latest revision, unless withheld; with `agreed`
    the panel's marks do, unless reopened. Where bids don't all have the same number of marks on
    each question a sum would not be fair: `RefusedError("marks-uneven")`.
    """
    sums = _agreed_sums(rows, round) if agreed else _individual_sums(rows, round)
    dialect = rows.connection.dialect
    bids = {
        tender: bid
        for bid, tender in rows.query(statements.bids_in(dialect), procurement=procurement, lot=lot)
    }
    totals = dict.fromkeys(bids.values(), 0)
    counts = set()
    expected = dict.fromkeys(totals, len(weights))
    answers = rows.query(statements.answers_for(dialect), procurement=procurement, lot=lot)
    for answer, tender, question in answers:
        if tender in bids and question in weights:
            bid = bids[tender]
            total, count = sums.get(answer, (0, 0))
            counts.add(count)
            totals[bid] += weights[question] * total
            expected[bid] -= 1
    counts |= {0} if any(expected.values()) else set()
    if len(counts) > 1:
        raise RefusedError(Finding("marks-uneven", {"fewest": min(counts), "most": max(counts)}))
    return WeightedTotals(totals, counts.pop() if counts else 0)


def _individual_sums(rows: StoredRows, round: str) -> Sums:
    """One sum per answer by the database; where a mark was given again, the latest ones count."""
    dialect = rows.connection.dialect
    sums: Sums = {
        answer: (total, count)
        for answer, total, count in rows.query(statements.mark_sums(dialect), round=round)
        if count  # no sum where nobody could give a mark
    }
    for (answer,) in rows.query(statements.answers_marked_again(dialect), round=round):
        sums[answer] = _latest_sum(rows, round, answer)
    return sums


def _latest_sum(rows: StoredRows, round: str, answer: str) -> tuple[int, int]:
    statement = statements.marks_of_answer(rows.connection.dialect)
    latest = {
        member: None if withheld else value
        for member, value, withheld in rows.query(statement, round=round, answer=answer)
    }
    counting = [value for value in latest.values() if value is not None]
    return sum(counting), len(counting)


def _agreed_sums(rows: StoredRows, round: str) -> Sums:
    latest: dict[str, tuple[int, int]] = {}
    found = rows.query(statements.agreed_marks(rows.connection.dialect), round=round)
    for answer, value, reopened_at in found:  # in order of revision: the last one stays
        latest[answer] = (value, 1) if reopened_at is None else (0, 0)
    return latest

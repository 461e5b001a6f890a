"""From the store to exact totals: the database adds marks up, whole numbers weigh them.

Marks are stored as whole ten-thousandths and weights come as whole numbers, so nothing is ever
rounded or divided. The database gives one number per answer (its marks lie side by side in an
index made for this), sum and count in one; what is left is one multiplication per answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tender_flow.errors import RefusedError
from tender_flow.records import statements
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from tender_flow.records.rows import StoredRows

PACK_BITS = 40
PACK = 2**PACK_BITS
"""One mark counts as PACK and its value: one sum tells how many there are and what they add to."""

Packed = Iterable[tuple[str, str, int | None]]
"""By answer: its tender, its question, and its marks' packed sum (None where there is none)."""


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
    the panel's marks do, unless reopened. A published mean without end can't be summed so:
    `RefusedError("marks-not-whole")`. Where bids don't all have the same number of marks on each
    question a sum would not be fair: `RefusedError("marks-uneven")`.
    """
    found = (_agreed if agreed else _individual)(rows, procurement, round, lot)
    bids = {
        tender: bid
        for bid, tender in rows.query(
            statements.bids_in(rows.connection.dialect), procurement=procurement, lot=lot
        )
    }
    totals = dict.fromkeys(bids, 0)
    counts: set[int] = set()
    missing = len(bids) * len(weights)
    for tender, question, packed in found:
        if tender in totals and question in weights:
            totals[tender] += weights[question] * (packed or 0)
            counts.add((packed or 0) >> PACK_BITS)
            missing -= 1
    marks_each = _marks_each(counts, missing)
    counted = PACK * marks_each * sum(weights.values())
    return WeightedTotals(
        {bids[tender]: total - counted for tender, total in totals.items()}, marks_each
    )


def _marks_each(counts: set[int], missing: int) -> int:
    """How many marks each answer has; refused where they aren't all the same."""
    if missing:
        counts.add(0)  # an answer isn't there at all
    if len(counts) > 1:
        raise RefusedError(Finding("marks-uneven", {"fewest": min(counts), "most": max(counts)}))
    return counts.pop() if counts else 0


def _individual(rows: StoredRows, procurement: str, round: str, lot: str) -> Packed:
    """The individual marks of the answers in a lot; given again, the latest ones count."""
    dialect = rows.connection.dialect
    again = {
        answer: _latest(rows, round, answer)
        for (answer,) in rows.query(statements.answers_marked_again(dialect), round=round)
    }
    if not again:
        return rows.query(
            statements.answer_sums(dialect), procurement=procurement, round=round, lot=lot
        )
    answers = rows.query(
        statements.named_answer_sums(dialect), procurement=procurement, round=round, lot=lot
    )
    return [
        (tender, question, again.get(answer, int(packed or 0)))
        for answer, tender, question, packed in answers
    ]


def _latest(rows: StoredRows, round: str, answer: str) -> int:
    statement = statements.marks_of_answer(rows.connection.dialect)
    latest = {
        member: None if withheld else value
        for member, value, withheld in rows.query(statement, round=round, answer=answer)
    }
    return sum(PACK + value for value in latest.values() if value is not None)


def _agreed(rows: StoredRows, procurement: str, round: str, lot: str) -> Packed:
    """The panel's marks of the answers in a lot; a reopened one doesn't count."""
    dialect = rows.connection.dialect
    latest: dict[str, int] = {}
    found = rows.query(statements.agreed_marks(dialect), round=round)
    endless: dict[str, bool] = {}
    for answer, value, reopened_at, divisor in found:
        # in order of revision: the last one stays
        latest[answer] = PACK + value if reopened_at is None else 0
        endless[answer] = divisor is not None and reopened_at is None
    if any(endless.values()):
        answer = next(answer for answer, is_endless in endless.items() if is_endless)
        raise RefusedError(Finding("marks-not-whole", {"answer": answer}))
    answers = rows.query(statements.answers_for(dialect), procurement=procurement, lot=lot)
    return [(tender, question, latest.get(answer, 0)) for answer, tender, question in answers]

"""Draws by lot as they stand in the record, and whether they still count.

A draw belongs to the ranking on which it was made. It is kept with the digest of the lot's
ranking as it is without any draw; once a mark, a price or a bid changes that, the digest is
another and the draw is void. It stays in the record, and the tie is open again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tender_flow.rules.evaluation.bids import Draw

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.rules.evaluation.results import Evaluation, LotResult
    from tender_flow.services.office import Reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordedDraw:
    """A draw with names, for lists and reports."""

    lot: str
    """The lot's code."""
    order: tuple[str, ...]
    """The bidders, first drawn first."""
    witnesses: tuple[str, ...]
    how: str
    drawn_at: datetime
    recorded_by: str
    counts: bool
    """False: the ranking has changed since, so it is void."""


def plain_lot(result: LotResult) -> dict[str, object]:
    """A lot's ranking as plain values, ids and exact numbers only."""
    return {
        "standings": [
            {
                "bid": standing.supplier,
                "rank": standing.rank,
                "total": str(standing.total.exact),
                "shown": standing.total.shown,
                "scores": {key: str(number.exact) for key, number in standing.scores.items()},
            }
            for standing in result.standings
        ],
        "excluded": {
            out.supplier: [finding.code for finding in out.reasons] for out in result.excluded
        },
        "incomplete": [out.supplier for out in result.incomplete],
    }


def ranking_digest(undrawn: LotResult) -> str:
    """SHA-256 of a lot's ranking as it is without any draw."""
    text = json.dumps(plain_lot(undrawn), sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def draws_in_force(reading: Reading, undrawn: Evaluation) -> tuple[Draw, ...]:
    """The draws that belong to the rankings as they are now, tender ids in order."""
    codes = {lot["id"]: lot["code"] for lot in reading.of("lot")}
    found = []
    for row in reading.of("tie_draw"):
        order = _order(reading, row)
        result = undrawn.for_lot(codes[row["lot"]])
        if order and row["ranking"] == ranking_digest(result):
            found.append(Draw(result.lot, order))
    return tuple(found)


def recorded_draws(reading: Reading, undrawn: Evaluation) -> tuple[RecordedDraw, ...]:
    """Every draw of the case, those that are void too, oldest first."""
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    tenders = {row["id"]: names[row["supplier"]] for row in reading.of("tender")}
    lots = {row["id"]: row["code"] for row in reading.of("lot")}
    return tuple(
        RecordedDraw(
            lot=lots[row["lot"]],
            order=tuple(str(tenders[tender]) for tender in _order(reading, row)),
            witnesses=tuple(
                reading.person_name(one["person"])
                for one in reading.of("tie_draw_witness", draw=row["id"])
            ),
            how=row["how"] or "–",
            drawn_at=row["drawn_at"],
            recorded_by=reading.person_name(row["recorded_by"]),
            counts=row["ranking"] == ranking_digest(undrawn.for_lot(lots[row["lot"]])),
        )
        for row in reading.of("tie_draw")
    )


def _order(reading: Reading, draw: Row) -> tuple[str, ...]:
    """The tenders in their drawn order; none where a place was erased."""
    tenders = {row["id"]: row["tender"] for row in reading.of("bid")}
    places = {row["place"]: row["bid"] for row in reading.of("tie_draw_place", draw=draw["id"])}
    if None in places:
        return ()
    return tuple(str(tenders[bid]) for _place, bid in sorted(places.items()))

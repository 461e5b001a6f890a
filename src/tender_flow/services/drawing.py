"""Recording that equal bids were drawn by lot: in which order, before whom, how and when.

Only where the published model says so, only between exactly the bids that are still equal, and
before two people of the case at least who are not the one that records it: chance decides
lawfully only if everybody can see that it was chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.ties import DRAWN_BY_LOT
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.services.award import bid_of, supplier_of
from tender_flow.services.award_holds import suspended
from tender_flow.services.draws import ranking_digest
from tender_flow.services.members import person_of, roles_of
from tender_flow.services.results import bid_inputs, compute

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tender_flow.services.office import Deed, Office

Row = dict[str, Any]

FEWEST_WITNESSES = 2
"""Besides the person who records the draw."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw as recorded, with names."""

    lot: str
    order: tuple[str, ...]
    witnesses: tuple[str, ...]


def draw(
    office: Office,
    ref: str,
    *,
    lot: str,
    order: Sequence[str],
    witnesses: Sequence[str],
    how: str,
    drawn_at: datetime | None = None,
    dry_run: bool = False,
) -> Drawn:
    """Records a draw by lot: bidders in their drawn order, witnesses by login.

    Refused where the model doesn't publish it, where these bids are not the ones that are equal,
    with fewer than two witnesses from the case, and without a word on how it was drawn. A draw on
    the same ranking can't be repeated.
    """
    with office.deed("award.draw", ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        bids = [bid_of(deed, row, supplier) for supplier in order]
        people = [person_of(deed, login) for login in dict.fromkeys(witnesses)]
        when = drawn_at or deed.now
        deed.refuse(
            [
                *_tie_faults(deed, row, bids),
                *_witness_faults(deed, people),
                *_telling_faults(how, when, deed.now),
            ]
        )
        undrawn = evaluate(deed.model(), bid_inputs(deed)).for_lot(lot)
        values = {"lot": row["id"], "ranking": ranking_digest(undrawn), "how": how.strip()}
        stamps = {"drawn_at": when, "recorded_by": deed.person_id, "recorded_at": deed.now}
        draw_id = deed.insert("tie_draw", {**values, **stamps})
        for place, bid in enumerate(bids, start=1):
            deed.insert("tie_draw_place", {"draw": draw_id, "bid": bid["id"], "place": place})
        for person in people:
            deed.insert("tie_draw_witness", {"draw": draw_id, "person": person["id"]})
        deed.note(lot=row["id"], witnesses=[person["id"] for person in people])
        names = tuple(supplier_of(deed, bid["id"]) or "" for bid in bids)
        return Drawn(row["title"], names, tuple(person["name"] for person in people))


def _tie_faults(deed: Deed, lot: Row, bids: list[Row]) -> list[Finding]:
    """Why these bids can't be drawn between."""
    about: dict[str, Fact] = {"lot": lot["title"]}
    if DRAWN_BY_LOT not in deed.model().ties:
        return [Finding("draw-not-published", about)]
    found = suspended(deed, lot)
    if lot["outcome"] != "open":
        found.append(Finding("lot-settled", {**about, "outcome": lot["outcome"]}))
    result = compute(deed).for_lot(lot["code"])
    if not result.is_final:
        return [*found, Finding("draw-before-ranking", about, hint=Hint("award.rank"))]
    groups = [set(group) for tie in result.ties for group in tie.undecided]
    tenders = [bid["tender"] for bid in bids]
    if set(tenders) not in groups or len(set(tenders)) != len(tenders):
        names = {bid["tender"]: supplier_of(deed, bid["id"]) for bid in deed.of("bid")}
        equal = tuple(sorted(str(names[one]) for group in groups for one in group))
        found.append(Finding("draw-without-tie", {**about, "equal": equal or None}))
    return found


def _witness_faults(deed: Deed, people: list[Row]) -> list[Finding]:
    """Witnesses are on the case, and none of them is the one who records."""
    found = [
        Finding("draw-witness-not-on-case", {"name": person["name"]})
        for person in people
        if not roles_of(deed, person["id"])
    ]
    others = [person for person in people if person["id"] != deed.person_id]
    if len(others) < FEWEST_WITNESSES:
        facts: dict[str, Fact] = {"count": len(others), "least": FEWEST_WITNESSES}
        found.append(Finding("draw-witnesses-too-few", facts))
    return found


def _telling_faults(how: str, when: datetime, now: datetime) -> list[Finding]:
    found = [] if how.strip() else [Finding("draw-not-described")]
    if when > now:
        found.append(Finding("draw-in-the-future", {"when": when}))
    return found

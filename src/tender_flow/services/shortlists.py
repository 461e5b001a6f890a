"""Shortlisting: who goes on from a stage, decided from its locked marks by the published rule.

The evaluation computes it; the deed records it for each lot, with every bid's place and reason.
From then on it stands: a bid that leaves later doesn't bring back one that was cut. Later rounds
and the prices are for those that went on. Marks that were locked anew need a decision anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.bids import BidInput
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.marking import MarkingView
from tender_flow.services.results import Ranking, bid_inputs, rank
from tender_flow.services.rounds import find_round

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model, Stage
    from tender_flow.rules.evaluation.results import LotResult, StageResult
    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shortlisted:
    """Who goes on in one lot, and who doesn't and why."""

    lot: str
    """Title."""
    going_on: tuple[str, ...]
    """Names, best first."""
    out: tuple[tuple[str, tuple[Finding, ...]], ...]
    """Name and reasons of each bid that doesn't."""


def shortlist(
    office: Office, ref: str, stage_id: str, *, dry_run: bool = False
) -> tuple[Shortlisted, ...]:
    """Decides a stage in every lot, from the locked marks of its rounds.

    Refused while a round of it isn't locked, an earlier stage isn't decided, it was decided
    already, or bids are equal at the cut and no published rule tells them apart.

    Raises:
        BadInputError: the model has no such stage.
    """
    roles = ("lead", "chair")
    with office.deed("bids.shortlist", ref, roles=roles, dry_run=dry_run) as deed:
        stage = _stage_of(deed.model(), stage_id)
        deed.refuse(_not_ready(deed, stage))
        ranking = rank(deed)
        evaluation = evaluate(ranking.model, list(_without_later(deed, stage)))
        for result in evaluation.lots:
            deed.refuse(_waiting(ranking, stage, result))
        made = tuple(_write(deed, ranking, stage, result) for result in evaluation.lots)
        deed.note(stage=stage.id)
        return made


def undecided(reading: Reading, before: str | None = None) -> list[Finding]:
    """The stages that must be decided before a round begins, or before prices are opened."""
    model = reading.model()
    if before is None or before not in model.rounds:
        return _open(reading, model.stages)
    at = model.rounds.index(before)
    return _open(
        reading,
        [one for one in model.stages if max(map(model.rounds.index, one.rounds)) < at],
    )


def _open(reading: Reading, stages: Iterable[Stage]) -> list[Finding]:
    """Those of some stages that aren't decided."""
    view = MarkingView(reading)
    return [
        Finding(
            "shortlist-not-decided",
            {"stage": stage.title},
            hint=Hint("bids.shortlist", {"stage": stage.id}),
        )
        for stage in stages
        if stage.id not in view.decided
    ]


def _stage_of(model: Model, stage_id: str) -> Stage:
    for stage in model.stages:
        if stage.id == stage_id:
            return stage
    known = tuple(stage.id for stage in model.stages) or ("–",)
    raise BadInputError(Finding("shortlist-stage-unknown", {"stage": stage_id, "known": known}))


def _not_ready(deed: Deed, stage: Stage) -> list[Finding]:
    found = []
    for name in stage.rounds:
        row = find_round(deed, name)
        if row is None or row["locked_at"] is None:
            hint = Hint("moderation.close", {"round": name})
            found.append(Finding("marks-not-locked", {"round": name}, hint=hint))
    stages = deed.model().stages
    found += _open(deed, stages[: stages.index(stage)])
    if stage.id in MarkingView(deed).decided:
        found.append(Finding("shortlist-decided-already", {"stage": stage.title}))
    return found


def _without_later(deed: Deed, stage: Stage) -> Iterator[BidInput]:
    """The bids with what earlier stages decided, and nothing of this one."""
    earlier = {one.id for one in deed.model().stages[: deed.model().stages.index(stage)]}
    for bid in bid_inputs(deed):
        lots = {
            lot: replace(
                one,
                shortlisted={key: yes for key, yes in one.shortlisted.items() if key in earlier},
            )
            for lot, one in bid.lots.items()
        }
        yield replace(bid, lots=lots)


def _result(result: LotResult, stage: Stage) -> StageResult:
    return next(one for one in result.stages if one.stage == stage.id)


def _waiting(ranking: Ranking, stage: Stage, result: LotResult) -> list[Finding]:
    """What is missing, or equal at the cut, in this stage; later rounds aren't asked for."""
    going = {place.supplier for place in _result(result, stage).places if place.goes_on}
    return [
        ranking.named(reason)
        for bid in result.incomplete
        if bid.supplier not in going
        for reason in bid.reasons
    ]


def _write(deed: Deed, ranking: Ranking, stage: Stage, result: LotResult) -> Shortlisted:
    """The rows of one lot, and what to tell."""
    lot = deed.lot(result.lot)
    bids = {bid["tender"]: bid for bid in deed.of("bid", lot=lot["id"])}
    view, places = MarkingView(deed), _result(result, stage).places
    by_tender = {place.supplier: place for place in places}
    reasons = {one.supplier: one.reasons for one in result.excluded}
    going = {place.supplier for place in places if place.goes_on}
    out: list[tuple[str, tuple[Finding, ...]]] = []
    for tender, bid in bids.items():
        if (tender, lot["id"]) not in view.bids_in:
            continue
        place, why = by_tender.get(tender), () if tender in going else reasons[tender]
        deed.insert(
            "stage_place",
            {
                "stage": stage.id,
                "lot": lot["id"],
                "bid": bid["id"],
                "goes_on": tender in going,
                "rank": place.rank if place else None,
                "reached": str(place.reached.exact) if place else None,
                "reasons": ", ".join(reason.code for reason in why),
                "decided_by": deed.person_id,
                "decided_at": deed.now,
            },
        )
        if why:
            named = tuple(ranking.named(reason) for reason in why)
            out.append((ranking.suppliers[tender], named))
    names = tuple(ranking.suppliers[one.supplier] for one in places if one.goes_on)
    return Shortlisted(str(lot["title"]), names, tuple(out))

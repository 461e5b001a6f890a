"""Ranking, decisions, letters and standstill of each lot for the report, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tender_flow.i18n import N_, _
from tender_flow.i18n.award_rules import allocation_lines
from tender_flow.i18n.sentences import say
from tender_flow.publishing.report_data import (
    BidCheckLine,
    DecisionLine,
    KeptLine,
    LetterLine,
    LotPart,
    StandstillLines,
)
from tender_flow.publishing.report_lot_data import DrawLine
from tender_flow.services.results import rank
from tender_flow.services.standstill import standstills

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.rules.evaluation.results import Evaluation, Excluded, LotResult, Tie
    from tender_flow.services.draws import RecordedDraw
    from tender_flow.services.office import Reading
    from tender_flow.services.report_names import Names
    from tender_flow.services.results import Ranking

Row = dict[str, Any]

DEFINITIONS = {
    "workflow": N_("Workflow, version {version}"),
    "model": N_("Model, version {version}"),
}
PACKS = {
    "invitation": N_("Invitation to {member}, number {number}"),
    "scoring": N_("Scoring pack to {member}, number {number}"),
    "outcome": N_("Agreed marks to {member}, number {number}"),
    "slip": N_("Agreed marks to {member}, number {number}"),
}

RETURNS = {
    "declaration": N_("declaration"),
    "marks": N_("marks"),
    "slip": N_("signed outcome"),
}


def lots(reading: Reading, names: Names) -> tuple[tuple[LotPart, ...], str]:
    """Every lot in order, and the version of the rules that computed the ranking."""
    ranking = rank(reading)
    rows = sorted(reading.of("lot"), key=lambda row: int(row["position"]))
    parts = tuple(_lot(reading, row, ranking, names) for row in rows)
    return parts, ranking.evaluation.engine


def agreed(lot: LotPart) -> bool:
    """Has the award of this lot been agreed, or the lot been settled otherwise?"""
    return lot.approval is not None or lot.outcome != "open"


def _lot(reading: Reading, row: Row, ranking: Ranking, names: Names) -> LotPart:
    evaluation = ranking.evaluation
    proposal = evaluation.award.for_lot(row["code"])
    decisions = {
        kind: _decision(reading.last("decision", lot=row["id"], kind=kind, status="taken"), names)
        for kind in ("recommendation", "approval", "award")
    }
    result = named(evaluation.for_lot(row["code"]), names)
    return LotPart(
        code=row["code"],
        title=row["title"],
        description=row["description"],
        outcome=row["outcome"],
        result=result,
        proposed=tuple(names.tender(tender) for tender in proposal.suppliers),
        proposal_findings=names.findings(proposal.findings),
        recommendation=_with_total(decisions["recommendation"], result),
        checks=tuple(_check(check, names) for check in reading.of("bid_check", lot=row["id"])),
        approval=decisions["approval"],
        letters=tuple(_letters(reading, row, names)),
        standstill=_standstill(reading, row),
        conclusion=decisions["award"],
        together=_together(reading, evaluation, names),
        draws=tuple(_draw(one) for one in ranking.draws if one.lot == row["code"]),
    )


def _together(reading: Reading, evaluation: Evaluation, names: Names) -> tuple[str, ...]:
    """The allocations over all lots and what sets the best apart; nothing lot by lot."""
    award = evaluation.award
    if award.whole is None:
        return tuple(say(one) for one in names.findings(award.findings))
    lines = allocation_lines(reading.model(), award.whole, names.tender)
    return (*(say(one) for one in names.findings(award.findings)), *lines)


def _draw(one: RecordedDraw) -> DrawLine:
    return DrawLine(one.order, one.witnesses, one.how, one.drawn_at, one.counts)


def named(result: LotResult, names: Names) -> LotResult:
    """A lot's result with bidders' names in place of ids, also in its findings."""

    def out(bids: tuple[Excluded, ...]) -> tuple[Excluded, ...]:
        return tuple(
            replace(one, supplier=names.tender(one.supplier), reasons=names.findings(one.reasons))
            for one in bids
        )

    return replace(
        result,
        standings=tuple(
            replace(one, supplier=names.tender(one.supplier)) for one in result.standings
        ),
        excluded=out(result.excluded),
        incomplete=out(result.incomplete),
        ties=tuple(_tie(tie, names) for tie in result.ties),
        findings=names.findings(result.findings),
    )


def _tie(tie: Tie, names: Names) -> Tie:
    return replace(
        tie,
        suppliers=tuple(map(names.tender, tie.suppliers)),
        undecided=tuple(tuple(map(names.tender, group)) for group in tie.undecided),
    )


def _decision(row: Row | None, names: Names) -> DecisionLine | None:
    if row is None:
        return None
    return DecisionLine(
        supplier=names.bids[row["bid"]] if row["bid"] else None,
        total="",
        body=row["body"],
        maker=row["maker"],
        dated=row["dated"],
        minute=row["minute"],
        reasons=row["reasons"],
        key_decision=row["key_decision"],
        call_in_ends=row["call_in_ends"],
    )


def _with_total(made: DecisionLine | None, result: LotResult) -> DecisionLine | None:
    if made is None:
        return None
    totals = [one.total.shown for one in result.standings if one.supplier == made.supplier]
    return replace(made, total=totals[0] if totals else "")


def _check(row: Row, names: Names) -> BidCheckLine:
    return BidCheckLine(
        names.bids[row["bid"]],
        row["kind"],
        row["outcome"],
        row["evidence"],
        names.person(row["decided_by"]),
        row["decided_at"],
    )


def _letters(reading: Reading, lot: Row, names: Names) -> Iterator[LetterLine]:
    for row in reading.of("notification", lot=lot["id"]):
        name = names.tender(row["tender"])
        yield LetterLine(name, row["means"], row["sent_at"], row["letter"])


def _standstill(reading: Reading, lot: Row) -> StandstillLines | None:
    for one in standstills(reading):
        if one.lot == lot["title"]:
            return StandstillLines(one.period, one.basis, one.calendar, one.ended)
    return None


def kept(reading: Reading, names: Names) -> tuple[KeptLine, ...]:
    """The files and texts that the record names by digest, in the order of the work."""
    return tuple(_kept(reading, names))


def _kept(reading: Reading, names: Names) -> Iterator[KeptLine]:
    for row in reading.of("definition"):
        text = _(DEFINITIONS[row["kind"]]).format(version=row["version"])
        yield KeptLine(text, row["digest"])
    for row in reading.of("document"):
        yield KeptLine(_document(row), row["digest"])
    for row in reading.of("price_envelope"):
        if row["artefact"]:
            text = _("Sealed price of {bidder}").format(bidder=names.tender(row["tender"]))
            yield KeptLine(text, row["artefact"])
    packs = {row["id"]: row for row in reading.of("pack")}
    for row in packs.values():
        yield KeptLine(_pack(PACKS, row, names), row["digest"])
    for row in reading.of("pack_return"):
        text = _("Signed return of {member}, {kind}")
        kind = _(RETURNS.get(row["kind"]) or str(row["kind"]))
        yield KeptLine(text.format(member=names.member(row["member"]), kind=kind), row["signed"])
    for row in reading.of("notification"):
        facts = {"bidder": names.tender(row["tender"]), "lot": names.lots[row["lot"]]}
        yield KeptLine(_("Letter to {bidder}, {lot}").format(**facts), row["letter"])
    for row in reading.of("evaluation_result"):
        yield KeptLine(_("Result {number}").format(number=row["number"]), row["digest"])
    for row in reading.of("report"):
        text = _("Evaluation report, version {version}")
        yield KeptLine(text.format(version=row["version"]), row["digest"])


def _document(row: Row) -> str:
    """A document's title; one without a title of its own has its kind, in words."""
    title = str(row["title"] or row["kind"])
    return title.replace("_", " ").capitalize() if title == row["kind"] else title


def _pack(texts: dict[str, str], row: Row, names: Names) -> str:
    text = texts.get(row["kind"])
    facts = {"member": names.member(row["member"]), "number": row["number"]}
    if text is None:
        return _("Pack to {member}, number {number}").format(**facts)
    return _(text).format(**facts)

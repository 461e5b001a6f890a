"""How robust the record's result is: asked after the prices are open, kept apart from it.

    found = robustness(office, "kent-da", lots=("east",), chances=Chances(seed=1))

What would change the winner of a lot is computed from the same bids as the ranking, and nothing
of it is written: the published model decides, and this only answers "would it have mattered?"
(Woods v Milton Keynes Council [2015] EWHC 2011 (TCC) asked it). Before the prices are open it
is refused, so that nobody learns what a mark would be worth while marks can still change.

**Without a panel member.** Marks that the published rule gave (adopted within tolerance, or by
an average) are taken again from the other members' marks; where the rule gives none because the
middle falls between two marks, the one that is worse for the winner is tried. A mark that the
panel agreed in the room stays: nobody can say what the others would have agreed. A finding
counts those.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.errors import RefusedError
from tender_flow.rules.evaluation.mark_changes import winners, with_mark
from tender_flow.rules.evaluation.moderation import adoption
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.robustness import LotRobustness, middle_marks
from tender_flow.rules.evaluation.robustness import robustness as computed
from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.services.marking import MarkingView
from tender_flow.services.pack_contents import mark_value
from tender_flow.services.results import bids_and_draws

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from tender_flow.rules.evaluation.bids import BidInput, Draw
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.simulation import Chances
    from tender_flow.services.office import Office, Reading

Row = dict[str, Any]

ROLES = ("lead", "chair", "commissioner", "assurance")
"""Who may ask: those who see the whole result."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """What would change the result of each lot, with bidders' and members' names."""

    model: Model
    lots: tuple[LotRobustness, ...]


def robustness(
    office: Office, ref: str, *, lots: Collection[str] = (), chances: Chances | None = None
) -> Robustness:
    """What would change the winner of each lot (of `lots`, if any are named); writes nothing.

    Raises:
        RefusedError: the prices aren't open (`prices-not-opened`), or the actor has none of
            `ROLES` on the case.
        BadInputError: a lot is unknown, or the draws can't be made.
    """
    with office.reading(ref) as reading:
        for code in lots:
            reading.lot(code)
        _refuse(reading, office.actor)
        found = of_record(reading, chances)
    shown = tuple(one for one in found.lots if not lots or one.found.lot in lots)
    return replace(found, lots=shown)


def of_record(reading: Reading, chances: Chances | None = None) -> Robustness:
    """The same for every lot, for one who may see it (the report asks it too)."""
    model, (bids, draws) = reading.model(), bids_and_draws(reading)
    without = _Without(reading, bids, draws)
    suppliers = {row["id"]: str(row["name"]) for row in reading.of("supplier")}
    names = {row["id"]: suppliers[row["supplier"]] for row in reading.of("tender")}
    found = computed(model, bids, chances, without.each(), draws)
    lots = tuple(without.with_note(one, model).named(names) for one in found)
    return Robustness(model, lots)


def _refuse(reading: Reading, login: str) -> None:
    if not reading.has_role(*ROLES):
        raise RefusedError(Finding("role-missing", {"login": login, "roles": ROLES}))
    if reading.model().price() is not None and not reading.of("price"):
        hint = Hint("prices.open")
        raise RefusedError(Finding("prices-not-opened", {"ref": reading.ref}, hint=hint))


class _Without:
    """The bids as they would be without one panel member."""

    def __init__(self, reading: Reading, bids: list[BidInput], draws: Sequence[Draw] = ()) -> None:
        self.reading, self.bids = reading, bids
        self.view = MarkingView(reading)
        self.model = reading.model()
        self.answers = {row["id"]: row for row in reading.of("answer")}
        self.codes = {lot["id"]: lot["code"] for lot in reading.of("lot")}
        results = evaluate(self.model, bids, draws).lots
        self.first = {result.lot: winners(result) for result in results}
        begun = {row["id"] for row in self.view.rounds}
        self.agreed = {key: row for key, row in self.view.agreed.items() if key[0] in begun}

    def each(self) -> Mapping[str, list[BidInput]]:
        """The bids without each member whose marks count, by name; namesakes with their id."""
        members = dict.fromkeys(
            member
            for round_id, answer, member in self.view.marks
            if (round_id, answer) in self.agreed
        )
        people = {row["id"]: row["person"] for row in self.reading.of("member")}
        named: dict[str, list[BidInput]] = {}
        for member in members:
            name = self.reading.person_name(people[member])
            named[f"{name} ({member})" if name in named else name] = self._bids_without(member)
        return named

    def _bids_without(self, member: str) -> list[BidInput]:
        bids = {bid.supplier: bid for bid in self.bids}
        for (round_id, answer_id), agreed in self.agreed.items():
            gave = (round_id, answer_id, member) in self.view.marks
            answer = self.answers[answer_id]
            if agreed["rule"] and gave and answer["tender"] in bids:
                others = self._others(round_id, answer_id, member)
                bids[answer["tender"]] = self._marked(bids[answer["tender"]], answer, others)
        return list(bids.values())

    def _others(self, round_id: str, answer_id: str, member: str) -> list[Decimal]:
        return [
            mark_value(row["value"])
            for (in_round, of_answer, giver), row in self.view.marks.items()
            if (in_round, of_answer) == (round_id, answer_id)
            and giver != member
            and row["value"] is not None
        ]

    def _marked(self, bid: BidInput, answer: Row, others: list[Decimal]) -> BidInput:
        """The bid with what the rule gives for the others, the worse where there are two."""
        if not others:
            return bid
        said = adoption(self.model, self.model.criterion(answer["question"]), others)
        if said.mark is None and said.by_average:
            return bid  # too few marks are left for the average that the model publishes
        low, high = middle_marks(others) if said.mark is None else (said.mark, said.mark)
        only = None if answer["lot"] is None else self.codes[answer["lot"]]
        for lot in bid.lots:
            if only in {None, lot} and answer["question"] in bid.lots[lot].marks:
                mark = low if bid.supplier in self.first[lot] else high
                bid = with_mark(bid, lot, answer["question"], mark)
        return bid

    def with_note(self, one: LotRobustness, model: Model) -> LotRobustness:
        """Says how many marks were agreed in the room, and so stay without a member."""
        here = list(self._of_lot(one.found.lot))
        agreed = sum(not row["rule"] for row in here)
        if not agreed or not one.found.otherwise:
            return one
        lot = model.lot(one.found.lot)
        title = lot.title or lot.id
        facts: dict[str, Fact] = {"lot_title": title, "count": agreed, "all": len(here)}
        note = Finding("sensitivity-agreed-in-the-room", facts, Severity.NOTE)
        return replace(one, found=replace(one.found, findings=(*one.found.findings, note)))

    def _of_lot(self, code: str) -> Iterator[Row]:
        in_lot = {bid.supplier for bid in self.bids if code in bid.lots}
        for (_round, answer_id), agreed in self.agreed.items():
            answer = self.answers[answer_id]
            if answer["tender"] in in_lot and self.codes.get(answer["lot"], code) == code:
                yield agreed

"""Who marks what: declarations, assignments, answers still in, marks and what is missing.

Read by the packs, the moderation, the gates and the report, so that all of them count alike:

* a tender is *in* when it was opened, wasn't withdrawn or excluded, and met every requirement;
* an evaluator marks the answers to their questions of tenders in, save those with a conflict;
* the latest mark by revision counts, unless a conflict found late holds it back;
* the latest agreed mark by revision counts, unless it was reopened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tender_flow.records.columns import MARK_UNIT
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.services.rounds import base_of, find_round, in_force

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Criterion
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.services.office import Reading

Row = dict[str, Any]

CLEAR, CONFLICT, ASKING, UNDECLARED = "clear", "conflict", "asking", "undeclared"


@dataclass(frozen=True, slots=True)
class Missing:
    """What one evaluator still owes in one round."""

    member: str
    answers: tuple[str, ...]


def agreed_value(agreed: Row) -> PanelMark:
    """A panel's mark from its row, exactly: 3, 2.5, 10/3."""
    if agreed["divisor"] is None:
        return Decimal(agreed["value"]) / MARK_UNIT
    return Fraction(agreed["value"], MARK_UNIT * agreed["divisor"])


def stored_value(mark: PanelMark) -> dict[str, int | None]:
    """The columns of a panel's mark: whole ten-thousandths, over a divisor where they don't end."""
    units = Fraction(mark) * MARK_UNIT
    divisor = units.denominator if units.denominator != 1 else None
    return {"value": units.numerator, "divisor": divisor}


class MarkingView:
    """The panel's work on one procurement, from its rows; each part is read once, when asked."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def evaluators(self) -> list[Row]:
        """Evaluators who are on the panel now, oldest first."""
        return self.reading.of("member", role="evaluator", status="active")

    @cached_property
    def tenders(self) -> dict[str, Row]:
        """Every tender by id, whatever its status."""
        return {tender["id"]: tender for tender in self.reading.of("tender")}

    @cached_property
    def bids(self) -> list[Row]:
        """Every bid of every tender."""
        return self.reading.of("bid")

    @cached_property
    def requirement_outcomes(self) -> dict[tuple[str, str, str | None], Row]:
        """The latest pass/fail check by (tender, requirement, lot id; None: the whole tender)."""
        latest: dict[tuple[str, str, str | None], Row] = {}
        for check in self.reading.of("requirement_check"):
            key = (check["tender"], check["requirement"], check["lot"])
            if key not in latest or check["revision"] > latest[key]["revision"]:
                latest[key] = check
        return latest

    @cached_property
    def _failures(self) -> frozenset[tuple[str, str | None, str]]:
        return frozenset(
            (tender, lot, requirement)
            for (tender, requirement, lot), check in self.requirement_outcomes.items()
            if check["outcome"] == "fail"
        )

    def failed(self, tender: str, lot: str | None = None) -> tuple[str, ...]:
        """The requirements that a whole tender fails now, or its bid for one lot (by id)."""
        if not self._failures:
            return ()
        return tuple(
            leaf.id
            for leaf in self._requirements
            if leaf.shared == (lot is None) and (tender, lot, leaf.id) in self._failures
        )

    def requirements_due(self, tender: str) -> list[tuple[Criterion, Row | None]]:
        """What is decided for a tender: each requirement once, or for each lot still bid for."""
        bid_for = {bid["lot"] for bid in self.bids if bid["tender"] == tender and _is_in(bid)}
        lots = {lot["code"]: lot for lot in self._lots if lot["id"] in bid_for}
        return [
            (leaf, lots[code] if code else None)
            for leaf in self._requirements
            for code in due_lots(leaf, lots)
        ]

    @cached_property
    def _requirements(self) -> tuple[Criterion, ...]:
        return self.reading.model().requirements()

    @cached_property
    def _lots(self) -> list[Row]:
        return sorted(self.reading.of("lot"), key=lambda lot: int(lot["position"]))

    def unchecked(self, tender: str) -> tuple[str, ...]:
        """The requirements of a tender that nobody has decided: `insurance`, `areas (east)`."""
        return tuple(
            f"{leaf.id} ({lot['code']})" if lot else leaf.id
            for leaf, lot in self.requirements_due(tender)
            if (tender, leaf.id, lot["id"] if lot else None) not in self.requirement_outcomes
        )

    @cached_property
    def tenders_in(self) -> frozenset[str]:
        """The tenders that are open and meet what is asked of the whole tender."""
        return frozenset(
            tender["id"]
            for tender in self.tenders.values()
            if tender["status"] == "opened" and not self.failed(tender["id"])
        )

    @cached_property
    def bids_in(self) -> frozenset[tuple[str, str]]:
        """The bids still in after every cut, as (tender, lot id): those whose price counts."""
        return frozenset(bid for bid in self._bids_meeting if bid not in self._cut_after)

    @cached_property
    def _bids_meeting(self) -> frozenset[tuple[str, str]]:
        """The bids that weren't withdrawn or excluded and meet every requirement."""
        return frozenset(
            (bid["tender"], bid["lot"])
            for bid in self.bids
            if _is_in(bid)
            and bid["tender"] in self.tenders_in
            and not self.failed(bid["tender"], bid["lot"])
        )

    @cached_property
    def decided(self) -> frozenset[str]:
        """The stages (by id) of which it is decided who goes on, from the marks in force."""
        return frozenset(row["stage"] for row in self._stage_places)

    @cached_property
    def shortlisted(self) -> dict[str, dict[str, bool]]:
        """By bid and stage: whether it was decided that the bid goes on."""
        found: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in self._stage_places:
            found[row["bid"]][row["stage"]] = row["goes_on"]
        return dict(found)

    @cached_property
    def _stage_places(self) -> list[Row]:
        """What was decided since the stage's rounds were locked; a new round needs it anew."""
        if not self.reading.model().stages:
            return []
        locked = {base_of(row["name"]): row["locked_at"] for row in self.rounds}
        since = {
            stage.id: [locked.get(name) for name in stage.rounds]
            for stage in self.reading.model().stages
        }
        return [
            row
            for row in self.reading.of("stage_place")
            if row["stage"] in since
            and all(one is not None and one <= row["decided_at"] for one in since[row["stage"]])
        ]

    @cached_property
    def _cut_after(self) -> dict[tuple[str, str], int]:
        """By (tender, lot id) of a bid that didn't go on: the place of its last round."""
        rounds = self.reading.model().rounds
        last = {
            stage.id: max(map(rounds.index, stage.rounds)) for stage in self.reading.model().stages
        }
        bids = {bid["id"]: (bid["tender"], bid["lot"]) for bid in self.bids}
        return {
            bids[bid]: min(last[stage] for stage, goes_on in stages.items() if not goes_on)
            for bid, stages in self.shortlisted.items()
            if not all(stages.values())
        }

    def bids_in_round(self, round_name: str) -> frozenset[tuple[str, str]]:
        """The bids that are marked in a round: still in, and not cut before it."""
        if not self._cut_after:
            return self._bids_meeting
        rounds = self.reading.model().rounds
        at = rounds.index(base_of(round_name))
        return frozenset(
            bid for bid in self._bids_meeting if self._cut_after.get(bid, len(rounds)) >= at
        )

    @cached_property
    def declarations(self) -> dict[tuple[str, str], list[Row]]:
        """The latest declarations by (member, tender): one for each party and lot named."""
        latest: dict[tuple[str, str, str, str], Row] = {}
        for row in self.reading.of("declaration"):
            key = (row["member"], row["tender"], row["party"], row["lot"])
            if key not in latest or row["revision"] > latest[key]["revision"]:
                latest[key] = row
        grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for (member, tender, _party, _lot), row in latest.items():
            grouped[member, tender].append(row)
        return dict(grouped)

    def standing(self, member: str, tender: str) -> str:
        """A member's standing towards a bidder: clear, conflict, asking or undeclared.

        A "may have a conflict" stays a conflict until the lead has cleared it with a reason.
        """
        rows = self.declarations.get((member, tender), [])
        if not rows:
            return UNDECLARED
        states = {_state_of(row) for row in rows}
        return next(state for state in (CONFLICT, ASKING, CLEAR) if state in states)

    @cached_property
    def questions_of(self) -> dict[str, frozenset[str]]:
        """The questions that each evaluator is assigned to now."""
        grouped: dict[str, set[str]] = defaultdict(set)
        for row in self.reading.of("assignment", active=True):
            grouped[row["member"]].add(row["question"])
        return {member: frozenset(questions) for member, questions in grouped.items()}

    @cached_property
    def _answers(self) -> list[Row]:
        return self.reading.of("answer")

    def answers(self, round_name: str) -> list[Row]:
        """The answers that are marked in a round: of tenders in, of lots still bid for."""
        bids = self.bids_in_round(round_name)
        return [
            answer
            for answer in self._answers
            if answer["round"] == base_of(round_name)
            and answer["tender"] in self.tenders_in
            and _lot_is_in(answer, bids)
        ]

    def marks_due(self, member: str, round_name: str) -> list[Row]:
        """The answers that an evaluator is to mark in a round."""
        questions = self.questions_of.get(member, frozenset())
        return [
            answer
            for answer in self.answers(round_name)
            if answer["question"] in questions
            and self.standing(member, answer["tender"]) != CONFLICT
        ]

    def panel_for(self, answer: Row) -> list[Row]:
        """The evaluators who mark an answer: assigned to the question, without a conflict."""
        return [
            member
            for member in self.evaluators
            if answer["question"] in self.questions_of.get(member["id"], frozenset())
            and self.standing(member["id"], answer["tender"]) != CONFLICT
        ]

    @cached_property
    def marks(self) -> dict[tuple[str, str, str], Row]:
        """The latest individual mark by (round id, answer, member); withheld ones are left out."""
        latest: dict[tuple[str, str, str], Row] = {}
        for row in self.reading.of("mark"):
            key = (row["round"], row["answer"], row["member"])
            if key not in latest or row["revision"] > latest[key]["revision"]:
                latest[key] = row
        return {key: row for key, row in latest.items() if not row["withheld"]}

    @cached_property
    def rounds(self) -> list[Row]:
        """The rounds that count, in the model's order."""
        return in_force(self.reading.of("round"))

    def round(self, name: str) -> Row | None:
        """The round of this name, or None before it is opened."""
        return find_round(self.reading, name)

    def missing(self, round_row: Row) -> list[Missing]:
        """The evaluators who still owe marks in a round, with the answers."""
        owing = []
        for member in self.evaluators:
            due = self.marks_due(member["id"], round_row["name"])
            open_ = tuple(
                answer["id"]
                for answer in due
                if (round_row["id"], answer["id"], member["id"]) not in self.marks
            )
            if open_:
                owing.append(Missing(member["id"], open_))
        return owing

    @cached_property
    def agreed(self) -> dict[tuple[str, str], Row]:
        """The agreed mark in force by (round id, answer)."""
        latest: dict[tuple[str, str], Row] = {}
        for row in self.reading.of("agreed_mark"):
            key = (row["round"], row["answer"])
            if key not in latest or row["revision"] > latest[key]["revision"]:
                latest[key] = row
        return {key: row for key, row in latest.items() if row["reopened_at"] is None}

    @cached_property
    def assents(self) -> dict[tuple[str, str], Row]:
        """The latest assent by (agreed mark, member)."""
        return {(row["agreed_mark"], row["member"]): row for row in self.reading.of("assent")}

    def without_assent(self, answer: Row, agreed: Row) -> list[Row]:
        """The evaluators of an answer who have neither agreed, disagreed nor been absent."""
        return [
            member
            for member in self.panel_for(answer)
            if (agreed["id"], member["id"]) not in self.assents
        ]


def _lot_is_in(answer: Row, bids: frozenset[tuple[str, str]]) -> bool:
    if answer["lot"] is not None:
        return (answer["tender"], answer["lot"]) in bids
    return any(tender == answer["tender"] for tender, _lot in bids)


def _is_in(bid: Row) -> bool:
    return bool(bid["status"] == "in")


def _state_of(declaration: Row) -> str:
    if declaration["decision"] == "conflict":
        return CONFLICT
    if declaration["choice"] == "none" or declaration["decision"] == "clear":
        return CLEAR
    return ASKING if declaration["choice"] == "ask" else CONFLICT

"""The marks of the report: each evaluator's own, the panel's, who agreed, and the meetings.

Individual marks are shown from the day their round's moderation meeting was opened: before it
members may still change them, and nobody should read them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tender_flow.publishing.report_data import (
    AgreedLine,
    GivenMark,
    MarkedAnswer,
    MarkedQuestion,
    MeetingLine,
    Said,
)
from tender_flow.services.marking import CONFLICT, MarkingView, agreed_value
from tender_flow.services.results import MARK_UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.rules.evaluation.criteria import Criterion
    from tender_flow.services.office import Reading
    from tender_flow.services.report_names import Names

Row = dict[str, Any]


def meetings(reading: Reading, names: Names) -> tuple[MeetingLine, ...]:
    """Every moderation meeting, with who came."""
    rounds = {row["id"]: row["name"] for row in reading.of("round")}
    return tuple(
        MeetingLine(
            rounds[row["round"]],
            names.member(row["chair"]),
            names.member(row["note_taker"]),
            row["quorum"],
            row["opened_at"],
            row["closed_at"],
            _came(reading, row, names),
            _signed(reading, row, names),
        )
        for row in reading.of("meeting")
    )


def _came(reading: Reading, meeting: Row, names: Names) -> tuple[str, ...]:
    evaluators = {row["id"] for row in reading.of("member", role="evaluator")}
    came = [
        row["member"]
        for row in reading.of("attendance", meeting=meeting["id"])
        if row["state"] == "here" and row["member"] in evaluators
    ]
    return tuple(sorted({names.member(member) for member in came}))


def _signed(reading: Reading, meeting: Row, names: Names) -> tuple[str, ...]:
    slips = reading.of("slip", meeting=meeting["id"])
    return tuple(sorted(names.member(slip["member"]) for slip in slips))


def questions(reading: Reading, names: Names) -> tuple[MarkedQuestion, ...]:
    """Each question of each lot with the marks of every bidder still in, in the model's order."""
    return tuple(_Marks(reading, names).questions())


class _Marks:
    """The panel's work, ready to be asked by question."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading = reading
        self.names = names
        self.view = MarkingView(reading)
        self.model = reading.model()
        self.met = {row["round"] for row in reading.of("meeting")}
        self.earlier: dict[tuple[str, str], list[Row]] = {}
        for row in reading.of("agreed_mark"):
            self.earlier.setdefault((row["round"], row["answer"]), []).append(row)
        self.given: dict[tuple[str, str], list[Row]] = {}
        for (round_id, answer, _member), row in self.view.marks.items():
            self.given.setdefault((round_id, answer), []).append(row)

    def questions(self) -> Iterator[MarkedQuestion]:
        """The questions whose round has met."""
        for round_row in self.view.rounds:
            if round_row["id"] not in self.met:
                continue
            answers = self.view.answers(round_row["name"])
            for leaf in self.model.questions():
                mine = [row for row in answers if row["question"] == leaf.id]
                for lot in dict.fromkeys(row["lot"] for row in self._in_order(mine)):
                    chosen = [row for row in mine if row["lot"] == lot]
                    yield self._question(round_row, leaf, lot, chosen)

    def _in_order(self, answers: list[Row]) -> list[Row]:
        places = list(self.names.lots)
        return sorted(answers, key=lambda row: places.index(row["lot"]) if row["lot"] else -1)

    def _question(
        self, round_row: Row, leaf: Criterion, lot: str | None, answers: list[Row]
    ) -> MarkedQuestion:
        marked = [self._answer(round_row, leaf, answer) for answer in answers]
        return MarkedQuestion(
            leaf.label,
            self.names.lots[lot] if lot else "",
            round_row["name"],
            tuple(sorted(marked, key=lambda one: one.bidder)),
        )

    def _answer(self, round_row: Row, leaf: Criterion, answer: Row) -> MarkedAnswer:
        key = (round_row["id"], answer["id"])
        return MarkedAnswer(
            self.names.tender(answer["tender"]),
            tuple(self._given(key, leaf, answer)),
            self._agreed(key, leaf, answer),
        )

    def _given(self, key: tuple[str, str], leaf: Criterion, answer: Row) -> Iterator[GivenMark]:
        """The marks of the evaluators of this question, then those of members who left."""
        present = set()
        for member in self.view.evaluators:
            if leaf.id in self.view.questions_of.get(member["id"], frozenset()):
                present.add(member["id"])
                row = self.view.marks.get((*key, member["id"]))
                conflict = self.view.standing(member["id"], answer["tender"]) == CONFLICT
                yield self._mark(member["id"], row, conflict=conflict)
        for row in self.given.get(key, []):
            if row["member"] not in present:
                yield self._mark(row["member"], row, left=True)

    def _mark(
        self, member: str, row: Row | None, *, conflict: bool = False, left: bool = False
    ) -> GivenMark:
        name = self.names.member(member)
        if conflict or row is None:
            state = "conflict" if conflict else "missing"
            return GivenMark(name, state, None, "", "", "", "", left)
        return GivenMark(
            name,
            "cannot" if row["value"] is None else "marked",
            None if row["value"] is None else Decimal(row["value"]) / MARK_UNIT,
            row["strengths"],
            row["weaknesses"],
            row["why"],
            row["cannot_reason"],
            left,
        )

    def _agreed(self, key: tuple[str, str], leaf: Criterion, answer: Row) -> AgreedLine | None:
        row = self.view.agreed.get(key)
        if row is None:
            return None
        mark = agreed_value(row)
        scale = self.model.scale_of(leaf)
        return AgreedLine(
            mark=mark,
            level=next((one.name for one in scale.levels if one.mark == mark), ""),
            reason=row["reason"],
            reason_from=self.names.member(row["reason_from"]) if row["reason_from"] else "",
            route=row["route"],
            rule=row["rule"],
            agreed_at=row["agreed_at"],
            overridden_by=self._overriders(row),
            said=tuple(self._said(row, answer)),
            earlier=tuple(
                (agreed_value(one), one["reopened_reason"] or one["change_reason"])
                for one in self.earlier[key]
                if one["id"] != row["id"]
            ),
        )

    def _overriders(self, row: Row) -> tuple[str, ...]:
        """Who overrode the panel's mark and who approved it; empty for any other mark."""
        if row["route"] != "override":
            return ()
        people = (row["written_by"], row["second_approver"])
        return tuple(self.names.person(person) for person in people if person)

    def _said(self, agreed: Row, answer: Row) -> Iterator[Said]:
        for member in self.view.panel_for(answer):
            row = self.view.assents.get((agreed["id"], member["id"]))
            choice, reason = (row["choice"], row["reason"]) if row else ("", "")
            yield Said(self.names.member(member["id"]), choice, reason)

"""A member's marking: what they gave and wrote, what is still missing, what goes back.

`Marking` holds the pack's contents and the member's state; it knows no file and no clock.
The grid, the scoring view and "check and send" ask it everything they show.

A mark's **revision** is a version that left this laptop: it goes up at the first change after a
return file was made, so the record never sees two contents under one revision.
A conflict that is declared late freezes the marks for that bidder: kept, never sent, unless a
later pack says that the member was cleared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _
from tender_flow.packs.contents import Answer, Question, Scale, ScoredBidder, ScoringContents
from tender_flow.packs.mark_problems import about, off_scale, problems_of, to_look_at_again
from tender_flow.packs.mark_state import (
    BOXES,
    GO_TO,
    REASON,
    MarkingState,
    MarkState,
    Position,
    Row,
    Status,
    missing_parts,
)
from tender_flow.packs.reasons import ReasonChecks
from tender_flow.packs.returns import Asked, GivenMark, LateConflict, MarksReturn
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENT = N_("I gave these marks myself, from the bids and the scheme.")
"""What the member signs with every return of marks."""


class Marking:
    """The contents of a scoring pack with the member's state; every change is one method.

    Changes for a bidder under a late conflict, marks off the scale and boxes that don't exist
    are refused with `RefusedError`; nothing has then changed.
    """

    def __init__(self, contents: ScoringContents, state: MarkingState | None = None) -> None:
        self.contents = contents
        self.state = state or MarkingState()
        self._undo: list[tuple[str, MarkState]] = []
        self._answers = {answer.id: answer for answer in contents.answers}
        self._at = {(a.question_id, a.tender_id, a.lot): a for a in contents.answers}
        self._questions = {question.id: question for question in contents.questions}
        self._bidders = {bidder.tender_id: bidder for bidder in contents.bidders}
        self._scales = {scale.id: scale for scale in contents.scales}
        self.checks = ReasonChecks(contents)
        """What is looked for in the reasons, by the rules in the pack."""

    # What is there

    def rows(self) -> tuple[Row, ...]:
        """The lines of the grid, in the order of the model."""
        lots = tuple(lot.id for lot in self.contents.lots)
        return tuple(
            Row(question, lot)
            for question in self.contents.questions
            for lot in ((None,) if question.shared else question.lots or lots)
        )

    def answer(self, answer_id: str) -> Answer:
        """An answer by its id."""
        return self._answers[answer_id]

    def answer_at(self, row: Row, tender_id: str) -> Answer | None:
        """The answer in a cell of the grid; None for no bid there, or not yours."""
        return self._at.get((row.question.id, tender_id, row.lot))

    def question_of(self, answer_id: str) -> Question:
        """The question that an answer answers."""
        return self._questions[self._answers[answer_id].question_id]

    def bidder_of(self, answer_id: str) -> ScoredBidder:
        """The bidder who gave an answer."""
        return self._bidders[self._answers[answer_id].tender_id]

    def scale_of(self, answer_id: str) -> Scale:
        """The scale on which an answer is marked."""
        return self._scales[self.question_of(answer_id).scale]

    def mark(self, answer_id: str) -> MarkState:
        """The mark as it stands; a blank one if nothing was given yet."""
        return self.state.marks.get(answer_id, MarkState())

    def reading_order(self) -> tuple[Answer, ...]:
        """Every answer of the member: across bidders within a question (ux.md, principle 5)."""
        cells = (
            self.answer_at(row, b.tender_id) for row in self.rows() for b in self.contents.bidders
        )
        return tuple(answer for answer in cells if answer is not None)

    # What the member does

    def give_mark(self, answer_id: str, value: Decimal, now: datetime) -> None:
        """Gives a mark; it must be on the question's scale (error 14)."""
        scale = self.scale_of(answer_id)
        if scale.level(value) is None:
            raise RefusedError(off_scale(self, answer_id, value))
        self._decide(answer_id, now, value, "")

    def cannot_mark(self, answer_id: str, reason: str, now: datetime) -> None:
        """Says that the member can't mark this answer, and why; kept apart from a 0."""
        if not reason.strip():
            raise RefusedError(about(self, "cannot-without-reason", answer_id, "mark"))
        self._decide(answer_id, now, None, reason.strip())

    def write(self, answer_id: str, box: str, text: str, now: datetime) -> None:
        """Replaces the text of a box: `strengths`, `weaknesses` or `why`."""
        if box not in BOXES:
            message = f"{box} is not one of {BOXES}"
            raise ValueError(message)
        if getattr(self.mark(answer_id), box) != text:
            self._change(answer_id, now, **{box: text})

    def note(self, answer_id: str, text: str) -> None:
        """Replaces the private notes on an answer."""
        self.state.notes[answer_id] = text

    def looked_again(self, answer_id: str, now: datetime) -> None:
        """Keeps the mark after the member has read the replaced answer."""
        digest = self._answers[answer_id].digest
        self._change(answer_id, now, second_look=False, answer_digest=digest)

    def undo(self, now: datetime) -> str | None:
        """Takes back the last mark or "cannot mark" of this sitting; gives its answer's id.

        What was written in the boxes stays: text boxes have their own Ctrl+Z.
        """
        if not self._undo:
            return None
        answer_id, before = self._undo.pop()
        self._change(
            answer_id,
            now,
            value=before.value,
            cannot_reason=before.cannot_reason,
            given_at=before.given_at,
            answer_digest=before.answer_digest,
            second_look=before.second_look,
        )
        return answer_id

    def ask(self, question_id: str, tender_id: str, text: str, now: datetime) -> None:
        """Asks the bidder to explain; travels with the next return file. Replaces an open one."""
        if not text.strip():
            raise RefusedError(Finding("question-empty"))
        self.withdraw_question(question_id, tender_id)
        asked = Asked(question_id, tender_id, text.strip(), now)
        self.state.queries = (*self.state.queries, asked)

    def withdraw_question(self, question_id: str, tender_id: str) -> None:
        """Takes an open question back; one that was answered stays."""
        open_one = self.open_question(question_id, tender_id)
        self.state.queries = tuple(asked for asked in self.state.queries if asked is not open_one)

    def declare_conflict(self, tender_id: str, explanation: str, now: datetime) -> None:
        """Declares a conflict found late: the bidder's marks freeze (error 15)."""
        if not explanation.strip():
            raise RefusedError(Finding("conflict-without-explanation"))
        found = LateConflict(tender_id, explanation.strip(), now, self.contents.number)
        self.state.conflicts = (*self.state.conflicts, found)

    def move_to(self, answer_id: str, part: str = "answer", line: int = 0) -> None:
        """Remembers where the member is, for "You stopped at …"."""
        self.state.position = Position(answer_id, part, line)

    # Where things stand

    def status(self, answer_id: str) -> Status:
        """Where one answer stands."""
        answer, mark = self._answers[answer_id], self.mark(answer_id)
        if self.is_frozen(answer.tender_id):
            return Status("frozen", value=mark.value)
        missing = missing_parts(mark, self.scale_of(answer_id))
        if not missing and self.checks.stopping(answer, mark, self.state.marks):
            missing = (REASON,)
        if self.open_question(answer.question_id, answer.tender_id) is not None:
            return Status("waiting", missing, mark.value)
        if mark.blank:
            return Status("not_started", missing)
        if missing:
            return Status("to_finish", missing, mark.value)
        return Status("cannot" if mark.value is None else "done", value=mark.value)

    def cell(self, row: Row, tender_id: str) -> Status:
        """Where a cell of the grid stands, also where there is no answer to mark."""
        answer = self.answer_at(row, tender_id)
        if answer is not None:
            return self.status(answer.id)
        return Status("no_answer" if self._bidders[tender_id].yours else "not_yours")

    def counts(self) -> dict[str, int]:
        """How many of the member's answers are in each state, and `all` of them."""
        states = [self.status(answer.id).state for answer in self.contents.answers]
        return {state: states.count(state) for state in dict.fromkeys(states)} | {
            "all": len(states)
        }

    def is_frozen(self, tender_id: str) -> bool:
        """Did the member declare a conflict with this bidder that nobody has settled yet?"""
        return any(
            conflict.tender_id == tender_id
            and (
                tender_id not in self.contents.cleared_again
                or conflict.pack >= self.contents.number
            )
            for conflict in self.state.conflicts
        )

    def open_question(self, question_id: str, tender_id: str) -> Asked | None:
        """The member's question to the bidder that has no reply yet."""
        replied = {(r.question_id, r.tender_id, r.asked) for r in self.contents.replies}
        for asked in self.state.queries:
            here = (asked.question_id, asked.tender_id) == (question_id, tender_id)
            if here and (question_id, tender_id, asked.text) not in replied:
                return asked
        return None

    def next_thing(self, after: str | None = None) -> tuple[str, str] | None:
        """The next answer with something to do, and the part; None when nothing is left."""
        order = [answer.id for answer in self.reading_order()]
        start = order.index(after) + 1 if after in order else 0
        for answer_id in order[start:] + order[:start]:
            status = self.status(answer_id)
            if status.state == "not_started":
                return answer_id, "answer"
            if status.state == "to_finish":
                first = status.missing[0]
                return answer_id, GO_TO.get(first, first)
        return None

    def problems(self) -> tuple[Finding, ...]:
        """What stops sending everything, in reading order; each hint says where to go."""
        return tuple(
            finding for answer in self.reading_order() for finding in problems_of(self, answer.id)
        )

    def looks(self) -> tuple[Finding, ...]:
        """What the checks of reasons point out and nothing stops, in reading order."""
        order = self.reading_order()
        return tuple(found for answer in order for found in to_look_at_again(self, answer.id))

    def unmarked(self) -> int:
        """How many answers are not started; they stop a full return, not a part."""
        return self.counts().get("not_started", 0)

    def complete(self) -> tuple[Answer, ...]:
        """The answers whose mark, or "cannot mark", can go back now."""
        order = self.reading_order()
        return tuple(a for a in order if self.status(a.id).state in {"done", "cannot"})

    # What goes back

    def marks_return(
        self, now: datetime, *, part: bool, conflicts_only: bool = False, number: int = 1
    ) -> MarksReturn:
        """The value of a return file; a full one is refused while `problems` or unmarked are left.

        With `conflicts_only` it carries nothing but the conflicts declared late (error 15).
        """
        left = () if part or conflicts_only else (*self.problems(), *self._not_marked())
        if left:
            raise RefusedError(*left)
        marks = () if conflicts_only else tuple(self._given(a) for a in self.complete())
        queries = () if conflicts_only else tuple(self._open_questions())
        if not (marks or queries or self.state.conflicts):
            raise RefusedError(Finding("nothing-to-send"))
        contents = self.contents
        return MarksReturn(
            case=contents.case,
            member_id=contents.member.id,
            pack=contents.number,
            number=number,
            part=part or conflicts_only,
            model_digest=contents.model_digest,
            round=contents.round,
            marks=marks,
            queries=queries,
            conflicts=self.state.conflicts,
            statement=_(STATEMENT),
            signed_at=now,
        )

    def was_sent(self, returned: MarksReturn) -> None:
        """The marks of a return file are from now on revisions that left the laptop."""
        for given in returned.marks:
            mark = self.state.marks[given.answer_id]
            self.state.marks[given.answer_id] = replace(mark, sent=True)

    # Inside

    def _decide(self, answer_id: str, now: datetime, value: Decimal | None, cannot: str) -> None:
        before = self.mark(answer_id)
        self._change(
            answer_id,
            now,
            value=value,
            cannot_reason=cannot,
            given_at=now,
            second_look=False,
            answer_digest=self._answers[answer_id].digest,
        )
        self._undo.append((answer_id, before))

    def _change(self, answer_id: str, now: datetime, **changes: object) -> None:
        answer = self._answers[answer_id]
        if self.is_frozen(answer.tender_id):
            raise RefusedError(about(self, "mark-frozen", answer_id, "answer"))
        mark = self.mark(answer_id)
        revision = mark.revision + 1 if mark.sent else mark.revision
        changed = replace(mark, revision=revision, sent=False, changed_at=now, **changes)  # type: ignore[arg-type]  # fields of Mark
        self.state.marks[answer_id] = changed

    def _given(self, answer: Answer) -> GivenMark:
        mark = self.state.marks[answer.id]
        assert mark.given_at is not None
        return GivenMark(
            answer_id=answer.id,
            question_id=answer.question_id,
            tender_id=answer.tender_id,
            lot=answer.lot,
            revision=mark.revision,
            value=mark.value,
            cannot_reason=mark.cannot_reason,
            strengths=mark.strengths.strip(),
            weaknesses=mark.weaknesses.strip(),
            why=mark.why.strip(),
            given_at=mark.given_at,
            answer_digest=mark.answer_digest,
            changed_at=mark.changed_at,
        )

    def _open_questions(self) -> Iterator[Asked]:
        for asked in self.state.queries:
            if self.open_question(asked.question_id, asked.tender_id) is asked:
                yield asked

    def _not_marked(self) -> tuple[Finding, ...]:
        left = self.unmarked()
        return (Finding("answers-not-marked", {"count": left}),) if left else ()

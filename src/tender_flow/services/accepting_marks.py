"""Taking in a member's marks: each a revision, none ever overwritten.

A second return brings new marks and changed ones; what is the same as before is left alone.
Marks for answers on which the panel has agreed are refused: a mark that comes after the
discussion isn't what the member thought alone. Queries travel with the marks, and so does a
conflict found late, which holds back the member's marks for that bidder.

Reasons are checked by the rules and words in the pack, among the marks of this return: what the
member's own program let through is taken in, and its warnings come as notes for the lead.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tender_flow.packs.contents import Answer, ScoringContents
from tender_flow.packs.mark_state import MarkState, missing_parts
from tender_flow.packs.reasons import ReasonChecks
from tender_flow.packs.returns import GivenMark, LateConflict, MarksReturn
from tender_flow.records.columns import MARK_UNIT
from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.services.clearing import hold_back
from tender_flow.services.marking import CONFLICT, MarkingView
from tender_flow.services.outgoing import contents_of
from tender_flow.services.pack_contents import mark_value
from tender_flow.services.rounds import open_round

if TYPE_CHECKING:
    from tender_flow.services.office import Deed

Row = dict[str, Any]
_MOST_REVISIONS = 10_000
"""Nobody changes a mark more often; a number above it wasn't counted by our program."""
_TEXTS = ("cannot_reason", "strengths", "weaknesses", "why")


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A mark beside the one before it. None is "cannot mark"; `what` says which is there."""

    question: str
    bidder: str
    lot: str
    """The lot's title; empty where the answer is shared."""
    before: Decimal | None
    after: Decimal | None
    revision: int
    what: str
    """`new`, `changed` or `same`."""


@dataclass(frozen=True, slots=True)
class TakenMarks:
    """What a return of marks brought."""

    marks: tuple[MarkChange, ...]
    queries: int
    conflicts: tuple[str, ...]
    left: int
    notes: tuple[Finding, ...]


def take_marks(
    deed: Deed, returned: MarksReturn, member: Row, pack: Row, row_id: str
) -> TakenMarks:
    """Writes the marks, queries and late conflicts of a return; all or nothing."""
    contents = contents_of(deed, pack, ScoringContents)
    round_id = open_round(deed, returned.round)
    taking = _Taking(deed, contents, member, pack, round_id, row_id)
    deed.refuse(taking.faults(returned))
    changes = tuple(taking.take(given) for given in returned.marks)
    queries = sum(
        taking.ask(asked.question_id, asked.tender_id, asked.text) for asked in returned.queries
    )
    conflicts = tuple(name for late in returned.conflicts if (name := taking.freeze(late)))
    deed.note(round=round_id, marks=str(len(changes)), queries=str(queries))
    left = {m.member: len(m.answers) for m in MarkingView(deed).missing(taking.round)}
    notes = (*taking.held_back(), *taking.looks())
    return TakenMarks(changes, queries, conflicts, left.get(member["id"], 0), notes)


class _Taking:
    """One return under way."""

    def __init__(
        self,
        deed: Deed,
        contents: ScoringContents,
        member: Row,
        pack: Row,
        round_id: str,
        row_id: str,
    ) -> None:
        self.deed, self.contents, self.member, self.pack = deed, contents, member, pack
        self.row_id = row_id
        self.round = deed.rows.one("round", id=round_id)
        self.answers = {answer.id: answer for answer in contents.answers}
        self.questions = {question.id: question for question in contents.questions}
        self.scales = {scale.id: scale for scale in contents.scales}
        self.bidders = {bidder.tender_id: bidder.name for bidder in contents.bidders}
        self.lots = {lot.id: lot.title for lot in contents.lots}
        self.checks = ReasonChecks(contents)
        self.returned: dict[str, GivenMark] = {}
        """The marks of this return by answer: a reason is compared with these, no others."""
        self.taken: list[GivenMark] = []
        """Those of them that are new or changed."""
        self.latest = self._latest()
        view = MarkingView(deed)
        self.agreed = view.agreed
        # The pack in their hands may be older than the conflict, so their marks may still come.
        self.conflicted = {
            tender: 0 for tender in self.bidders if view.standing(member["id"], tender) == CONFLICT
        }
        """Bidders towards whom the member has a conflict, with the marks held back for it."""
        # What each thought alone can't change any more once the marks lie on the table.
        self.meeting_began = deed.first("meeting", round=round_id) is not None

    def _latest(self) -> dict[str, Row]:
        """The member's latest mark by answer, whether held back or not."""
        rows = self.deed.of("mark", round=self.round["id"], member=self.member["id"])
        return {row["answer"]: row for row in sorted(rows, key=lambda row: int(row["revision"]))}

    def faults(self, returned: MarksReturn) -> list[Finding]:
        """Everything that stops this return."""
        self.returned = {given.answer_id: given for given in returned.marks}
        found = [fault for given in returned.marks for fault in self._mark_faults(given)]
        for late in returned.conflicts:
            if late.tender_id not in self.bidders:
                found.append(Finding("return-not-as-packed", {"name": self.contents.member.name}))
        if self.round["locked_at"] is not None:
            facts = {"round": self.round["name"], "locked_at": self.round["locked_at"]}
            found.append(Finding("round-locked", facts))
        return found

    def _mark_faults(self, given: GivenMark) -> list[Finding]:
        answer = self.answers.get(given.answer_id)
        name = self.contents.member.name
        if (
            answer is None
            or given.answer_digest != answer.digest
            or given.revision > _MOST_REVISIONS
        ):
            return [Finding("return-not-as-packed", {"name": name})]
        about = {**self._about(answer), "name": name}
        scale = self.scales[self.questions[answer.question_id].scale]
        if given.value is not None and scale.level(given.value) is None:
            allowed = tuple(f"{level.mark:f}" for level in scale.levels)
            about_scale: dict[str, Fact] = {**about, "mark": given.value, "allowed": allowed}
            return [Finding("return-mark-off-scale", about_scale)]
        if missing_parts(_as_state(given), scale):
            return [Finding("return-mark-without-reason", about)]
        if self._same(given):
            return []
        if (self.round["id"], answer.id) in self.agreed:
            return [Finding("mark-after-agreement", about)]
        if self.meeting_began and answer.id in self.latest:
            return [Finding("mark-after-meeting-began", about)]
        return list(self.checks.stopping(answer, given, self.returned))

    def _about(self, answer: Answer) -> dict[str, Fact]:
        question = self.questions[answer.question_id]
        return {
            "question": f"{question.number} {question.title}".strip(),
            "bidder": self.bidders[answer.tender_id],
        }

    def _same(self, given: GivenMark) -> bool:
        before = self.latest.get(given.answer_id)
        return (
            before is not None
            and before["value"] == _stored(given.value)
            and all(before[text] == getattr(given, text) for text in _TEXTS)
        )

    def take(self, given: GivenMark) -> MarkChange:
        """Writes a new or changed mark as its next revision."""
        before = self.latest.get(given.answer_id)
        if self._same(given):
            assert before is not None
            return self._change(given, before, before["revision"], "same")
        self.taken.append(given)
        revision = max(given.revision, before["revision"] + 1 if before else 1)
        tender = self.answers[given.answer_id].tender_id
        if tender in self.conflicted:
            self.conflicted[tender] += 1
        self.deed.insert(
            "mark",
            {
                "round": self.round["id"],
                "answer": given.answer_id,
                "member": self.member["id"],
                "revision": revision,
                "value": _stored(given.value),
                **{text: getattr(given, text) for text in _TEXTS},
                "withheld": tender in self.conflicted,
                "pack_return": self.row_id,
                "model_version": self.pack["model_version"],
                "given_at": given.given_at,
                "accepted_at": self.deed.now,
            },
        )
        return self._change(given, before, revision, "changed" if before else "new")

    def held_back(self) -> tuple[Finding, ...]:
        """A note for each bidder whose marks came and don't count, because of a conflict."""
        return tuple(
            Finding(
                "marks-held-back",
                {
                    "name": self.contents.member.name,
                    "bidder": self.bidders[tender],
                    "count": count,
                },
                Severity.NOTE,
            )
            for tender, count in self.conflicted.items()
            if count
        )

    def looks(self) -> tuple[Finding, ...]:
        """What the checks point out in the reasons that came, for the lead to read."""
        return tuple(
            finding
            for given in self.taken
            for finding in self.checks.of_mark(self.answers[given.answer_id], given, self.returned)
        )

    def _change(self, given: GivenMark, before: Row | None, revision: int, what: str) -> MarkChange:
        answer = self.answers[given.answer_id]
        about = self._about(answer)
        value = before["value"] if before else None
        return MarkChange(
            question=str(about["question"]),
            bidder=str(about["bidder"]),
            lot=self.lots.get(answer.lot or "", ""),
            before=None if value is None else mark_value(value),
            after=given.value,
            revision=revision,
            what=what,
        )

    def ask(self, question: str, tender: str, text: str) -> bool:
        """Opens a query that the member put; False where it was opened by an earlier return."""
        values = {"tender": tender, "question": question, "asked_by": self.member["person"]}
        known = self.deed.of("query", **values)
        if any(row["text"] == text for row in known):
            return False
        self.deed.insert(
            "query",
            {
                **values,
                "direction": "to_bidder",
                "text": text,
                "asked_at": self.deed.now,
                "to_all": False,
                "status": "open",
            },
        )
        return True

    def freeze(self, late: LateConflict) -> str:
        """Records a conflict found late and holds the marks back; empty if it was known."""
        supplier = self.deed.rows.one("tender", id=late.tender_id)["supplier"]
        rows = self.deed.of(
            "declaration", member=self.member["id"], tender=late.tender_id, party=supplier, lot=""
        )
        if any(row["declared_at"] == late.declared_at for row in rows):
            return ""
        revision = 1 + max((row["revision"] for row in rows), default=0)
        self.deed.insert(
            "declaration",
            {
                "member": self.member["id"],
                "tender": late.tender_id,
                "party": supplier,
                "lot": "",
                "revision": revision,
                "choice": "may",
                "explanation": late.explanation,
                "declared_at": late.declared_at,
            },
        )
        hold_back(self.deed, self.member["id"], late.tender_id, held=True)
        return self.bidders[late.tender_id]


def _stored(value: Decimal | None) -> int | None:
    return None if value is None else int(value * MARK_UNIT)


def _as_state(given: GivenMark) -> MarkState:
    return MarkState(
        value=given.value,
        cannot_reason=given.cannot_reason,
        strengths=given.strengths,
        weaknesses=given.weaknesses,
        why=given.why,
    )

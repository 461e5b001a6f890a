"""The checks of a reason as a scoring pack carries them, for the laptop and for the return.

    checks = ReasonChecks(contents)
    checks.while_typing(answer, "They are better than the others.", value)
    checks.of_mark(answer, mark, marks)

Rules and word lists travel in the pack, so that a member's program and the council's ask the
same by the same words: what the one let through, the other takes in. The checks need nothing
but the pack: the bidders' names, the question, the scale, and the member's own reasons. No
network, no guessing; what each looks for, and why, is in `rules.evaluation.comments`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tender_flow.rules.evaluation.comments import (
    QUOTING,
    Phrase,
    Reason,
    WordLists,
    check_reason,
    words_of,
)
from tender_flow.rules.evaluation.criteria import Criterion, Reasons
from tender_flow.rules.evaluation.criteria import Scale as RuleScale
from tender_flow.rules.evaluation.criteria import ScaleLevel as RuleLevel
from tender_flow.rules.findings import problems

if TYPE_CHECKING:
    from decimal import Decimal

    from tender_flow.packs.contents import Answer, Question, Scale, ScoringContents
    from tender_flow.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class ReasonRules:
    """What the model asks of a reason, and the words by which it is looked at."""

    minimum_words: int
    gate: tuple[str, ...]
    """The checks that stop a mark from being sent; the others warn."""
    outside: tuple[str, ...]
    """Phrases in small letters, as all the lists below (`definitions/words`)."""
    compared: tuple[str, ...]
    bid_words: tuple[str, ...]
    common: tuple[str, ...]
    legal_forms: tuple[str, ...]


class Worded(Protocol):
    """A mark with its words: on the laptop, in a return, or carried over."""

    @property
    def value(self) -> Decimal | None:
        """The mark; None for "cannot mark"."""

    @property
    def strengths(self) -> str:
        """What earned marks."""

    @property
    def weaknesses(self) -> str:
        """What cost marks."""

    @property
    def why(self) -> str:
        """What decided it."""


def reason_rules(rules: Reasons, words: WordLists) -> ReasonRules:
    """Rules and lists as they travel; the same lists always give the same texts."""
    return ReasonRules(
        minimum_words=rules.minimum_words,
        gate=rules.gate,
        outside=_texts(words.outside),
        compared=_texts(words.compared),
        bid_words=_texts(words.bid_words),
        common=tuple(sorted(words.common)),
        legal_forms=tuple(sorted(words.legal_forms)),
    )


def _texts(phrases: tuple[Phrase, ...]) -> tuple[str, ...]:
    return tuple(" ".join(phrase) for phrase in phrases)


def whole_reason(mark: Worded) -> str:
    """The three boxes as one reason: what decided it first."""
    parts = (mark.why, mark.strengths, mark.weaknesses)
    return "\n".join(part.strip() for part in parts if part.strip())


class ReasonChecks:
    """The checks of one scoring pack; a pack from before there were any finds nothing."""

    def __init__(self, contents: ScoringContents) -> None:
        self._rules = contents.reasons
        self._names = {bidder.tender_id: bidder.name for bidder in contents.bidders}
        self._answers = {answer.id: answer for answer in contents.answers}
        self._questions = {each.id: _criterion(each) for each in contents.questions}
        self._scales = {scale.id: _scale(scale) for scale in contents.scales}
        self._known: dict[str, tuple[Reason, tuple[Finding, ...]]] = {}
        if self._rules is not None:
            self._words = _lists(self._rules)
            self._asked = Reasons(self._rules.minimum_words, self._rules.gate)

    @property
    def gates(self) -> bool:
        """Does the model let some checks stop a mark?"""
        return self._rules is not None and bool(self._rules.gate)

    def while_typing(self, answer: Answer, text: str, value: Decimal | None) -> tuple[Finding, ...]:
        """What can be said of the words of one box before the reason is whole."""
        if self._rules is None or not text.strip():
            return ()
        found = check_reason(self._reason(answer, text, value, {}), self._words, self._asked)
        return tuple(finding for finding in found if finding.code in QUOTING)

    def of_mark(
        self, answer: Answer, mark: Worded, marks: Mapping[str, Worded]
    ) -> tuple[Finding, ...]:
        """What the checks find in a mark's reason; `marks` are all of the member's, by answer.

        Nothing for "cannot mark", and nothing before a word is written: that a box is empty is
        said elsewhere.
        """
        text = whole_reason(mark)
        if self._rules is None or mark.value is None or not text:
            return ()
        reason = self._reason(answer, text, mark.value, self._elsewhere(answer, marks))
        known = self._known.get(answer.id)
        if known is None or known[0] != reason:
            known = (reason, check_reason(reason, self._words, self._asked))
            self._known[answer.id] = known
        return known[1]

    def stopping(
        self, answer: Answer, mark: Worded, marks: Mapping[str, Worded]
    ) -> tuple[Finding, ...]:
        """Those of them that the model lets stop the mark."""
        return problems(self.of_mark(answer, mark, marks)) if self.gates else ()

    def _elsewhere(self, answer: Answer, marks: Mapping[str, Worded]) -> dict[str, str]:
        """The member's reasons for other bidders' answers to this question, by their names."""
        found: dict[str, list[str]] = {}
        for answer_id, mark in marks.items():
            other = self._answers.get(answer_id)
            if (
                other is not None
                and other.question_id == answer.question_id
                and other.tender_id != answer.tender_id
                and mark.value is not None
            ):
                found.setdefault(self._names[other.tender_id], []).append(whole_reason(mark))
        return {
            name if number == 1 else f"{name} ({number})": text
            for name, texts in found.items()
            for number, text in enumerate(texts, 1)
        }

    def _reason(
        self, answer: Answer, text: str, value: Decimal | None, elsewhere: dict[str, str]
    ) -> Reason:
        question = self._questions[answer.question_id]
        return Reason(
            text=text,
            question=question,
            scale=self._scales[question.scale or ""],
            mark=value,
            supplier=self._names[answer.tender_id],
            other_suppliers=tuple(
                name for tender, name in self._names.items() if tender != answer.tender_id
            ),
            elsewhere=elsewhere,
        )


def _lists(rules: ReasonRules) -> WordLists:
    return WordLists(
        outside=tuple(map(words_of, rules.outside)),
        compared=tuple(map(words_of, rules.compared)),
        bid_words=tuple(map(words_of, rules.bid_words)),
        common=frozenset(rules.common),
        legal_forms=frozenset(rules.legal_forms),
    )


def _criterion(question: Question) -> Criterion:
    return Criterion(
        id=question.id,
        title=question.title,
        kind="scored",
        question=question.text,
        guidance=question.guidance,
        scale=question.scale,
        number=question.number,
    )


def _scale(scale: Scale) -> RuleScale:
    levels = (RuleLevel(level.mark, level.name, level.description) for level in scale.levels)
    return RuleScale(scale.id, tuple(levels))

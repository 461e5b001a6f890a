"""What doesn't belong into a member's scoring pack, found before it is sealed.

`contents.scoring_contents` refuses with all of these at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tender_flow.packs.contents import Answer, EarlierMark, Member, Question, Reply


def foreign_answers(
    answers: Iterable[Answer], cleared: Collection[str], assigned: Collection[str]
) -> Iterable[Finding]:
    """Answers of a bidder for whom the member isn't cleared, or to a question not theirs."""
    for answer in answers:
        facts = {"answer": answer.id, "question": answer.question_id, "tender": answer.tender_id}
        if answer.tender_id not in cleared:
            yield Finding("pack-answer-not-cleared", facts)
        if answer.question_id not in assigned:
            yield Finding("pack-answer-not-assigned", facts)


def foreign_marks(
    earlier: Iterable[EarlierMark], member: Member, answers: Collection[str]
) -> Iterable[Finding]:
    """Earlier marks of somebody else, or for an answer that isn't in the pack."""
    for mark in earlier:
        if mark.member_id != member.id:
            yield Finding("pack-mark-of-another", {"answer": mark.answer_id, "member": member.name})
        if mark.answer_id not in answers:
            yield Finding("pack-mark-without-answer", {"answer": mark.answer_id})


def foreign_replies(
    replies: Iterable[Reply], cleared: Collection[str], assigned: Collection[str]
) -> Iterable[Finding]:
    """Replies of a bidder, or to a question, that isn't the member's."""
    for reply in replies:
        if reply.tender_id not in cleared or reply.question_id not in assigned:
            facts = {"question": reply.question_id, "tender": reply.tender_id}
            yield Finding("pack-reply-not-theirs", facts)


def missing_scales(questions: Iterable[Question], scales: Collection[str]) -> Iterable[Finding]:
    """Questions whose scale isn't in the pack."""
    for question in questions:
        if question.scale not in scales:
            yield Finding("pack-scale-missing", {"question": question.id, "scale": question.scale})

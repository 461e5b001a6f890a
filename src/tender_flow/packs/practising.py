"""The practice answer of an invitation as something to mark, in memory only.

    marking = practice_marking(invitation, now)

It is a `Marking` like that of a scoring pack, with one question, one answer and one bidder that
doesn't exist. Nobody saves it, and no return file is made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import _
from tender_flow.packs.contents import Answer, ScoredBidder, ScoringContents, text_digest
from tender_flow.packs.marking import Marking

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.packs.contents import InvitationContents

PRACTICE = "practice"
"""The id of the answer, and of the bidder that doesn't exist."""


def practice_marking(invitation: InvitationContents, now: datetime) -> Marking:
    """A fresh marking of the practice answer; the invitation must have one."""
    practice = invitation.practice
    assert practice is not None, "the invitation has no practice answer"
    text, question = practice.answer, practice.question
    words = len(text.split())
    answer = Answer(PRACTICE, question.id, PRACTICE, None, text, words, text_digest(text))
    contents = ScoringContents(
        case=invitation.case,
        lots=(),
        member=invitation.member,
        lead=invitation.lead,
        authority=invitation.authority,
        number=0,
        issued_at=now,
        closes_at=now,
        model_digest="",
        round=PRACTICE,
        guidance=invitation.guidance,
        scales=(practice.scale,),
        questions=(question,),
        bidders=(ScoredBidder(PRACTICE, _("Nobody's bid"), yours=True),),
        answers=(answer,),
    )
    return Marking(contents)

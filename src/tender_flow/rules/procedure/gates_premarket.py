"""Gates for what comes before the market is asked: engagement shared with all, comments answered.

Each is silent where nothing was begun: a council need not engage or consult for these to hold;
that it must is said by `document_filed` (consultation plan and report) or `notice_published`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.gate import gate, part
from tender_flow.rules.procedure.gates_publication import published

ENGAGEMENT_NOTICE = "preliminary_market_engagement_notice"
NO_NOTICE_REASON = "no_engagement_notice_reason"


@gate(needs=("engagement_items",))
def engagement_fair(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Whatever a supplier was told in preliminary engagement has gone to all.

    No supplier that took part has an unfair advantage (Procurement Act 2023 s.16).
    """
    return [
        Finding(
            "engagement-not-shared",
            {"number": item.number, "event": item.event},
            hint=Hint("engagement.share", {"items": str(item.number)}),
        )
        for item in part(facts.engagement_items)
        if item.shared_on is None
    ]


@gate(needs=("engagement", "published"))
def engagement_noticed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Preliminary engagement has its notice before the tender notice, which else says why not.

    Procurement Act 2023 s.17.
    """
    events = part(facts.engagement)
    tender = published(facts, "tender_notice")
    if not events or any(NO_NOTICE_REASON in notice.states for notice in tender):
        return []
    begun = min((notice.first_published_on for notice in tender), default=None)
    notices = published(facts, ENGAGEMENT_NOTICE)
    if any(begun is None or notice.first_published_on <= begun for notice in notices):
        return []
    first = min(events, key=lambda event: event.held_on)
    code = "engagement-notice-missing" if begun is None else "engagement-notice-not-in-time"
    kind = ENGAGEMENT_NOTICE if begun is None else "tender_notice"
    hint = Hint("procurement.notice", {"kind": kind})
    return [Finding(code, {"event": first.title, "held_on": first.held_on}, hint=hint)]


@gate(needs=("comments",))
def consultation_answered(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each comment of the consultation has its answer."""
    unanswered = [comment.number for comment in part(facts.comments) if not comment.answered]
    if not unanswered:
        return []
    about: dict[str, Fact] = {
        "count": len(unanswered),
        "numbers": tuple(str(number) for number in unanswered),
    }
    hint = Hint("consultation.answer", {"number": str(unanswered[0])})
    return [Finding("comments-unanswered", about, hint=hint)]

"""Gates before the market is asked, each with what it says when unmet."""

from datetime import date

from procedure_facts import ask, codes, notice, spoiled

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts_premarket import CommentFact, EngagementItemFact

UK2 = "preliminary_market_engagement_notice"


def test_what_one_was_told_goes_to_all_pa_2023_s_16():
    kept_back = EngagementItemFact(2, "Open day", None)
    (finding,) = ask("engagement_fair", spoiled(engagement_items=(kept_back,)))
    assert (finding.code, finding.facts["number"]) == ("engagement-not-shared", 2)
    assert finding.hint == Hint("engagement.share", {"items": "2"})


def test_engagement_has_its_notice_before_the_tender_notice_pa_2023_s_17():
    (finding,) = ask("engagement_noticed", spoiled(published=()))
    assert (finding.code, finding.facts["held_on"]) == (
        "engagement-notice-missing",
        date(2014, 5, 20),
    )
    after = (notice("tender_notice"), notice(UK2, first_published_on=date(2014, 6, 11)))
    assert codes(ask("engagement_noticed", spoiled(published=after))) == [
        "engagement-notice-not-in-time"
    ]


def test_or_the_tender_notice_says_why_there_was_none_pa_2023_s_17():
    reasoned = notice("tender_notice", states={"no_engagement_notice_reason": "One call only"})
    assert ask("engagement_noticed", spoiled(published=(reasoned,))) == []


def test_without_engagement_no_notice_of_it_is_owed():
    assert ask("engagement_noticed", spoiled(engagement=(), published=())) == []


def test_open_comments_are_counted():
    comments = (CommentFact(1, True), CommentFact(2, False), CommentFact(3, False))
    (finding,) = ask("consultation_answered", spoiled(comments=comments))
    assert (finding.facts["count"], finding.facts["numbers"]) == (2, ("2", "3"))
    assert finding.hint == Hint("consultation.answer", {"number": "2"})

"""Checks of a reason: each finds what it says it finds, and leaves a good reason alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from evaluation_builders import HEAD, PRICE, TAIL, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.models import parse_model
from tender_flow.definitions.word_lists import languages, load_words
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.comments import Reason, check_reason
from tender_flow.rules.evaluation.criteria import REASON_CHECKS, Reasons
from tender_flow.rules.evaluation.scales import range_scale
from tender_flow.rules.findings import Severity

SCALE = f"""
format: 1
id: small
title: Small model
combine: weighted_sum
scales:
  zero_to_five:
    0: "Unacceptable: No answer, or one that does not address the question."
    2: "Limited: Addresses part of the question; serious gaps in the evidence."
    3: "Good: Meets the requirement in all main respects; minor gaps."
    5: "Excellent: Meets the requirement in every respect and adds something of value."
criteria:
  - id: need
    title: Understanding of need
    weight: 60
    scale: zero_to_five
    question: What do people who live with domestic abuse need, and how will you reach them?
    guidance: Look for knowledge of the county and its districts.
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""

MODEL = model_from("", head=SCALE)
WORDS = load_words()
GOOD = Reason(
    "The bid names outreach workers for each district (page 4) and says how men are reached; "
    "it leaves open who covers nights, so it is not higher.",
    MODEL.leaf("need"),
    MODEL.scales["zero_to_five"],
    Decimal(3),
    "Elm Housing Trust",
    ("Medway Refuge Ltd", "Llwyn Support CIC", "South Shore Care"),
)


def codes(reason: Reason, rules: Reasons = Reasons(10)) -> list[str]:  # noqa: B008
    return [finding.code for finding in check_reason(reason, WORDS, rules)]


def said(text: str, **other: object) -> list[str]:
    return codes(replace(GOOD, text=text, **other))


def test_a_good_reason_has_no_finding():
    assert codes(GOOD) == []


@pytest.mark.parametrize("text", ["", "  \n", "…", "-- !"])
def test_a_reason_without_words_is_missing_and_nothing_else(text):
    assert said(text) == ["reason-not-given"]


def test_a_reason_shorter_than_the_model_asks_is_short():
    finding = check_reason(replace(GOOD, text="The bid says enough."), WORDS, Reasons(10))[0]
    assert (finding.code, finding.facts["count"], finding.facts["needed"]) == (
        "reason-short",
        4,
        10,
    )
    assert said("The bid says enough.") == ["reason-short"]
    assert codes(replace(GOOD, text="The bid says enough."), Reasons(4)) == []


def test_a_reason_written_for_another_bidder_is_repeated_even_with_the_name_changed():
    other = GOOD.text.replace("The bid", "Medway Refuge")
    mine = GOOD.text.replace("The bid", "Elm Housing Trust")
    assert said(mine, elsewhere={"Medway Refuge Ltd": other}) == ["reason-repeated"]
    own = "Its case study on page 9 shows joint work with two police teams and its results."
    assert said(mine, elsewhere={"Medway Refuge Ltd": own}) == []


@pytest.mark.parametrize(
    "named",
    [
        "than Medway Refuge Ltd",
        "than Medway Refuge",
        "than MEDWAY REFUGE",
        "than Llwyn",
        "than SSC",
    ],
)
def test_another_bidder_is_found_by_name_short_name_and_initials(named):
    assert "reason-names-bidder" in said(GOOD.text + f" It says more on this {named} does.")


def test_the_bidder_itself_may_be_named():
    assert said(GOOD.text.replace("The bid", "Elm Housing Trust")) == []
    assert said(GOOD.text, other_suppliers=("Elm Care Limited",)) == []


@pytest.mark.parametrize(
    "text",
    ["It is stronger than the others", "Unlike the others it has a plan", "y cynigion eraill"],
)
def test_a_comparison_with_other_bids_is_found(text):
    assert said(f"{GOOD.text} {text}.") == ["reason-compares"]


@pytest.mark.parametrize(
    "text",
    [
        "In my experience they deliver",
        "As the incumbent they know it",
        "We know this team",
        "yn fy mhrofiad i maent yn dda",
        "y darparwr presennol",
    ],
)
def test_knowledge_from_outside_the_bid_is_found_in_english_and_welsh(text):
    assert said(f"{GOOD.text} {text}.") == ["reason-outside-bid"]


def test_on_a_range_the_words_of_another_band_are_found_once_and_those_of_its_own_never():
    scale = range_scale("per_cent", Decimal("0.01"), Decimal(5), GOOD.scale.levels)
    reason = replace(GOOD, scale=scale, mark=Decimal("3.75"))
    own = replace(reason, text=GOOD.text + " It meets the requirement in all main respects.")
    assert "reason-of-another-mark" not in [one.code for one in check_reason(own, WORDS, Reasons())]
    other = replace(reason, text=GOOD.text + " It has serious gaps in the evidence.")
    (finding,) = check_reason(other, WORDS, Reasons())
    assert (finding.code, finding.facts["other"]) == ("reason-of-another-mark", Decimal(2))


def test_the_words_of_another_mark_are_found_and_quoted():
    reason = replace(GOOD, text=GOOD.text + " It has serious gaps in the evidence.")
    (finding,) = check_reason(reason, WORDS, Reasons())
    assert finding.code == "reason-of-another-mark"
    assert finding.facts["quoted"] == "serious gaps in the evidence"
    assert (finding.facts["mark"], finding.facts["other"]) == (Decimal(3), Decimal(2))


def test_words_that_both_marks_have_belong_to_either():
    assert said(GOOD.text + " It meets the requirement.") == []


def test_the_question_the_guidance_and_the_own_descriptor_are_no_reasons():
    question = "what people who live with domestic abuse need, and how will you reach them"
    assert "reason-is-the-question" in said(f"The bid says {question}.")
    descriptor = "The bid meets the requirement in all main respects; minor gaps."
    assert "reason-is-the-question" in said(descriptor)


def test_a_reason_that_points_at_nothing_in_the_bid_is_found():
    assert said("Thorough and convincing on every point, with strong local knowledge.") == [
        "reason-without-bid"
    ]
    assert said("Mae'r ateb yn gryf ar dudalen pedwar ac yn enwi staff ym mhob ardal.") == []


def test_everything_warns_unless_the_model_says_that_it_stops():
    text = "In my experience good."
    warned = check_reason(replace(GOOD, text=text), WORDS, Reasons(10))
    assert {finding.severity for finding in warned} == {Severity.WARNING}
    stopped = check_reason(replace(GOOD, text=text), WORDS, Reasons(10, ("short", "outside_bid")))
    assert {finding.code for finding in stopped if finding.stops} == {
        "reason-short",
        "reason-outside-bid",
    }


def test_each_finding_cites_why_and_has_its_sentence():
    text = "As the incumbent, Medway Refuge has serious gaps in the evidence unlike the others."
    found = check_reason(replace(GOOD, text=text), WORDS, Reasons(90))
    assert len(found) >= 5
    for finding in found:
        assert finding.source
        assert "…" not in line(finding)


@given(st.text(), st.text(), st.text())
def test_no_text_is_too_strange(text, name, other):
    reason = replace(
        GOOD, text=text, supplier=name, other_suppliers=(other,), elsewhere={other: text}
    )
    assert check_reason(reason, WORDS, Reasons(5)) == check_reason(reason, WORDS, Reasons(5))


def test_a_model_states_the_least_words_and_what_stops():
    text = HEAD + "criteria:\n  - {id: q, title: Q, weight: 100, scale: zero_to_five}\n" + TAIL
    stated = "reasons: {minimum_words: 15, gate: [missing, short]}\n"
    model, _findings = parse_model(text + stated, "small.yaml")
    assert model is not None
    assert model.reasons == Reasons(15, ("missing", "short"))
    wrong, findings = parse_model(
        text + "reasons: {minimum_words: 0, gate: [rude]}\n", "small.yaml"
    )
    assert wrong is None
    assert {"count-below-one", "yaml-not-a-choice"} <= {one.code for one in findings}


def test_every_check_can_be_named_under_gate():
    assert set(REASON_CHECKS) >= {"missing", "short", "no_reference"}
    assert len(REASON_CHECKS) == 8


def test_each_language_has_its_own_whole_list():
    assert languages() == ("cy", "en")
    for code in languages():
        words = load_words(code)
        assert all((words.outside, words.compared, words.bid_words, words.common))

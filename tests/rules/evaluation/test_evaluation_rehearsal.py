"""A model tried before it is published: what can't decide, what can't be met, what breaks."""

import pytest
from evaluation_builders import HEAD, PRICE, bid, model_from

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import find_definition, list_definitions
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.invented import invent_bids
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.rehearsal import LotRehearsal, rehearse


def tried(criteria: str, *, head: str = HEAD, sets: int = 30) -> LotRehearsal:
    model = model_from(criteria, head=head)
    return rehearse(model, invent_bids(model, seed=1, sets=sets, bids=4))[0]


def codes(found: LotRehearsal) -> list[str]:
    return [finding.code for finding in found.findings]


def with_formula(terms: str, quality: int = 60) -> str:
    return f"""
criteria:
  - {{id: quality, title: Quality, weight: {quality}, scale: zero_to_five}}
  - id: price
    title: Price
    weight: {100 - quality}
    price: {{currency: GBP, vat: excluded, period: year, {terms}}}
"""


def test_invented_bids_are_complete_legal_and_the_same_for_the_same_seed():
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    sets = invent_bids(model, seed=3, sets=4, bids=3)
    assert sets == invent_bids(model, seed=3, sets=4, bids=3)
    assert sets != invent_bids(model, seed=4, sets=4, bids=3)
    for bids in sets:
        for lot in evaluate(model, bids).lots:
            assert lot.is_final
            assert len(lot.standings) == 3


def test_a_question_of_little_weight_never_decides_and_a_heavy_one_does():
    found = tried(
        f"""
criteria:
  - {{id: heavy, title: Heavy, weight: 59.99, scale: zero_to_five}}
  - {{id: light, title: Light, weight: 0.01, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""
    )
    assert found.changed_by["light"] == 0
    assert found.changed_by["heavy"] > 20
    idle = [f.facts["criterion"] for f in found.findings if f.code == "rehearsal-criterion-idle"]
    assert idle == ["light"]


def test_whether_a_mark_could_decide_is_what_evaluating_every_mark_says():
    model = model_from()
    bids = (bid("Alpha", 100, quality=5), bid("Beta", 300, quality=1))
    # Alpha 100; Beta 12 + 13.33: with 5 it has 73.33, and Alpha with 0 has 40. Neither decides.
    assert rehearse(model, [bids])[0].changed_by == {"quality": 0}
    closer = (bid("Alpha", 100, quality=5), bid("Beta", 110, quality=1))
    # Alpha with 0 has 40, below Beta's 12 + 36.36.
    assert rehearse(model, [closer])[0].changed_by == {"quality": 1}


def test_a_minimum_at_the_top_mark_makes_all_bids_equal():
    found = tried(
        f"""
criteria:
  - {{id: quality, title: Quality, weight: 60, scale: zero_to_five, minimum: 5}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""
    )
    assert "rehearsal-only-top-mark" in codes(found)
    assert "rehearsal-price-decides" in codes(found)
    assert found.cheapest_first == found.ranked == 30


def section(minimum: int, leaf: int) -> str:
    return f"""
criteria:
  - id: service
    title: Service
    weight: 60
    minimum: {minimum}
    criteria:
      - {{id: a, title: A, weight: 50, scale: zero_to_five, minimum: {leaf}}}
      - {{id: b, title: B, weight: 50, scale: zero_to_five, minimum: {leaf}}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""


def test_a_section_minimum_that_its_questions_already_ensure_never_bites():
    """3 of 5 in both questions are 60%."""
    assert "rehearsal-minimum-idle" in codes(tried(section(60, 3)))
    assert "rehearsal-minimum-idle" not in codes(tried(section(61, 3)))


def test_a_section_that_needs_all_its_points_is_named_and_leaves_few_winners():
    found = tried(section(100, 3))
    assert "rehearsal-section-full" in codes(found)
    assert "rehearsal-without-winner" in codes(found)
    assert found.ranked < found.sets


def test_a_minimum_total_above_all_quality_needs_price_points():
    head = HEAD + "minimum_total: 61\n"
    assert "rehearsal-minimum-needs-price" in codes(
        tried(with_formula("formula: lowest_over_price"), head=head)
    )
    head = HEAD + "minimum_total: 60\n"
    assert "rehearsal-minimum-needs-price" not in codes(
        tried(with_formula("formula: lowest_over_price"), head=head)
    )


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("formula: full_range, all_equal: zero", "rehearsal-equal-prices"),
        ("formula: full_range, all_equal: full", "rehearsal-dear-outlier"),
        ("formula: lowest_over_price", "rehearsal-low-outlier"),
        ("formula: linear_from_lowest, below_zero: allow", "rehearsal-points-below-zero"),
        ("formula: lowest_over_price", "rehearsal-zero-price"),
    ],
)
def test_prices_that_break_a_formula_are_tried(terms, expected):
    assert expected in codes(tried(with_formula(terms)))


def test_published_bounds_are_not_moved_by_one_strange_bid():
    terms = "formula: fixed_bounds, lower: 0, upper: 2000000, below_zero: floor, above_full: cap"
    found = set(codes(tried(with_formula(terms))))
    assert not found & {
        "rehearsal-dear-outlier",
        "rehearsal-low-outlier",
        "rehearsal-points-below-zero",
    }


def test_quality_that_decides_alone_is_said_with_the_spreads():
    found = tried(with_formula("formula: power_of_ratio, exponent: 1", quality=95))
    assert "rehearsal-quality-decides" in codes(found)
    assert found.quality_spread > found.price_spread


def test_the_same_sets_in_another_order_say_the_same():
    model = model_from()
    sets = invent_bids(model, seed=2, sets=25, bids=3)
    backwards = [list(reversed(bids)) for bids in reversed(sets)]
    one, other = rehearse(model, sets)[0], rehearse(model, backwards)[0]
    assert (one.changed_by, one.cheapest_first, one.price_spread) == (
        other.changed_by,
        other.cheapest_first,
        other.price_spread,
    )


@pytest.mark.parametrize("entry", list_definitions("evaluation_models"), ids=lambda one: one.id)
def test_every_shipped_model_can_be_rehearsed(entry):
    model = load_model(entry.path).model
    for lot in rehearse(model, invent_bids(model, seed=1, sets=3, bids=3)):
        assert lot.ranked
        assert all("…" not in line(finding) for finding in lot.findings)

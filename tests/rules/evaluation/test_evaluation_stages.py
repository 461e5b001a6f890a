"""Stages: who goes on, who is out with which reason, and that nothing is guessed at a cut."""

import json
from decimal import Decimal
from fractions import Fraction

from evaluation_builders import HEAD, PRICE, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.i18n.sentences import say
from tender_flow.i18n.stages import stage_lines
from tender_flow.i18n.steps import explain_step
from tender_flow.rules.evaluation.invented import invent_bids
from tender_flow.rules.evaluation.parts import counted_model, part_of
from tender_flow.rules.evaluation.plain import plain_evaluation
from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate
from tender_flow.rules.evaluation.rehearsal import rehearse
from tender_flow.rules.evaluation.sensitivity import sensitivity
from tender_flow.rules.evaluation.simulation import problem_of

TREE = f"""
rounds: [selection, written, interview]
criteria:
  - {{id: insured, title: Insured, pass_fail: true}}
  - {{id: ability, title: Ability, weight: 100, scale: zero_to_five, round: selection, question: A}}
  - id: quality
    title: Quality
    weight: 60
    minimum: 50
    criteria:
      - {{id: plan, title: Plan, weight: 50, scale: zero_to_five, round: written, question: B}}
      - {{id: talk, title: Talk, weight: 50, scale: zero_to_five, round: interview, question: C}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""


def staged(*stages: str, rank_on: str = "exact", tree: str = TREE, head: str = HEAD):
    lines = "".join(f"  - {{{one}}}\n" for one in stages)
    tail = f"""
stages:
{lines}
rounding: {{places: 0, mode: half-up, at: total, rank_on: {rank_on}}}
ties: [lower:price]
award: {{per_lot: 1}}
"""
    return model_from(tree, head=head, tail=tail)


SELECT = "id: choice, title: Choice, rounds: [selection], points: select"
BEST_1 = f"{SELECT}, advance: {{best: 1}}, tied: all_go_on"
BEST_2 = f"{SELECT}, advance: {{best: 2}}, tied: all_go_on"
WRITTEN = "id: answers, title: Answers, rounds: [written], points: carry, advance: {minimum: 60}"
MODEL = staged(BEST_2, WRITTEN)


def offer(supplier: str, price: int | None = 100, insured: bool = True, **marks: int) -> BidInput:
    given_ = {name: Decimal(mark) for name, mark in marks.items()}
    amount = None if price is None else Decimal(price)
    return BidInput(supplier, {"whole": LotBid(amount, given_, {"insured": insured})})


def lot_of(model, *bids: BidInput):
    return evaluate(model, bids).lots[0]


def reasons(result) -> dict[str, list[str]]:
    return {bid.supplier: [reason.code for reason in bid.reasons] for bid in result.excluded}


ALDER = offer("Alder", ability=5, plan=5, talk=5)
BIRCH = offer("Birch", ability=4, plan=4, talk=4)


def test_a_bid_that_is_not_shortlisted_needs_no_later_mark_and_no_price():
    result = lot_of(MODEL, ALDER, BIRCH, offer("Cedar", None, ability=3))
    assert reasons(result) == {"Cedar": ["not-shortlisted"]}
    assert result.is_final
    (reason,) = result.excluded[0].reasons
    assert say(reason) == "Cedar is number 3 of 3 in Choice with 60%; places: 2."


def test_points_of_a_stage_that_only_selects_are_in_no_total():
    result = lot_of(MODEL, ALDER, BIRCH)
    assert "ability" not in result.standings[0].scores
    assert result.standings[0].total.exact == 100
    weak = offer("Alder", ability=1, plan=5, talk=5)
    assert lot_of(MODEL, weak, BIRCH).standings == result.standings


def test_a_carried_stage_counts_and_a_bid_at_its_per_cent_goes_on():
    result = lot_of(MODEL, ALDER, offer("Birch", ability=4, plan=3, talk=4))
    assert [place.goes_on for place in result.stages[1].places] == [True, True]
    assert result.standings[1].scores["plan"].exact == Fraction(60 * 50 * 3, 500)
    out = lot_of(MODEL, ALDER, offer("Birch", ability=4, plan=2))
    assert reasons(out) == {"Birch": ["stage-below-minimum"]}


def test_a_bid_that_fails_a_requirement_takes_no_place():
    result = lot_of(
        MODEL, ALDER, BIRCH, offer("Cedar", insured=False, ability=5), offer("Damson", ability=3)
    )
    assert reasons(result) == {"Cedar": ["requirement-failed"], "Damson": ["not-shortlisted"]}


def test_the_minimum_of_a_section_waits_until_all_of_it_is_marked():
    result = lot_of(MODEL, ALDER, offer("Birch", ability=4, plan=3, talk=1))
    assert reasons(result) == {"Birch": ["section-below-minimum"]}
    assert result.stages[1].places[1].goes_on


def test_equal_bids_at_the_last_place_all_go_on_where_the_model_says_so():
    cedar = offer("Cedar", ability=4, plan=3, talk=3)
    result = lot_of(MODEL, ALDER, BIRCH, cedar)
    assert [(one.supplier, one.rank) for one in result.stages[0].places] == [
        ("Alder", 1), ("Birch", 2), ("Cedar", 2)
    ]  # fmt: skip
    assert len(result.standings) == 3


def test_without_a_rule_that_decides_nobody_is_chosen_at_the_cut():
    model = staged(f"{SELECT}, advance: {{best: 2}}, tied: rules, ties: [higher:ability]")
    result = lot_of(model, ALDER, BIRCH, offer("Cedar", ability=4, plan=3, talk=3))
    assert [bid.supplier for bid in result.incomplete] == ["Birch", "Cedar"]
    assert {bid.reasons[0].code for bid in result.incomplete} == {"shortlist-undecided"}
    assert not result.is_final


def test_best_and_minimum_together_take_the_best_of_those_above_it():
    model = staged(f"{SELECT}, advance: {{best: 2, minimum: 70}}, tied: all_go_on")
    bids = [ALDER, offer("Birch", ability=3), offer("Cedar", ability=2)]
    result = lot_of(model, *bids)
    assert [one.supplier for one in result.standings] == ["Alder"]
    assert reasons(result) == {"Birch": ["stage-below-minimum"], "Cedar": ["stage-below-minimum"]}


def test_a_missing_mark_of_a_stage_leaves_the_bid_waiting_and_the_ranking_open():
    result = lot_of(MODEL, ALDER, offer("Birch", plan=4, talk=4))
    assert [bid.supplier for bid in result.incomplete] == ["Birch"]
    assert [reason.code for reason in result.incomplete[0].reasons] == ["mark-missing"]


def test_per_cents_are_compared_as_totals_are():
    tree = TREE.replace("weight: 100, scale: zero_to_five", "weight: 100, scale: fine")
    head = HEAD + "  fine: {0: 'No: n.', 995: 'A: a.', 996: 'B: b.', 1000: 'C: c.'}\n"
    bids = [offer("A", ability=995, plan=5, talk=5), offer("B", ability=996, plan=5, talk=5)]
    for rank_on, going in (("exact", 1), ("published", 2)):
        model = staged(BEST_1, rank_on=rank_on, tree=tree, head=head)
        assert len(lot_of(model, *bids).standings) == going


def test_a_part_of_a_model_keeps_the_weights_and_loses_half_a_sections_minimum():
    written = part_of(MODEL, MODEL.stages[1])
    assert [leaf.id for leaf in written.leaves()] == ["plan"]
    assert written.criterion("quality").minimum is None
    assert written.effective_weight("plan", "whole") == 30
    counted = counted_model(MODEL)
    assert [leaf.id for leaf in counted.leaves()] == ["insured", "plan", "talk", "price"]
    assert counted.criterion("quality").minimum == 50


def test_steps_and_words_say_how_a_place_came_about():
    place = lot_of(MODEL, ALDER, BIRCH).stages[0].places[1]
    lines = [explain_step(MODEL, step, place.scores) for step in place.steps]
    assert lines[-1] == "Choice: 80 of 100 points = 80%"
    assert list(stage_lines(MODEL)) == [
        "Stage Choice (rounds: selection): The best 2 go on. Equal bids at the last place all go "
        "on. Its points only select and don't count in the total.",
        "Stage Answers (rounds: written): Bids with at least 60% of its points go on. Its points "
        "count in the total.",
    ]


def test_the_json_of_a_result_has_its_stages():
    plain = plain_evaluation(evaluate(MODEL, [ALDER, BIRCH]), say)
    stage = json.loads(json.dumps(plain))["lots"][0]["stages"][0]
    assert stage["places"][1]["reached"] == {"exact": "80", "shown": "80"}
    assert stage["places"][1]["goes_on"] is True


def test_rehearsal_sensitivity_and_draws_leave_out_what_only_selects():
    sets = invent_bids(MODEL, 3, 6, 4)
    (found,) = rehearse(MODEL, sets)
    assert found.sets == 6
    final = next(bids for bids in sets if lot_of(MODEL, *bids).standings)
    (changes,) = sensitivity(MODEL, final)
    assert "ability" not in {weight.criterion_id for weight in changes.weights}
    result = lot_of(MODEL, *final)
    assert len(problem_of(MODEL, result).weights) == 3


marks = st.integers(0, 5)
fields = st.lists(st.tuples(marks, marks, marks, st.integers(1, 200)), min_size=1, max_size=6)
MODELS = [
    MODEL,
    staged(f"{SELECT}, advance: {{best: 1, minimum: 40}}, tied: rules, ties: [higher:ability]"),
]


def bids_of(rows) -> list[BidInput]:
    return [
        offer(f"S{at}", price, ability=ability, plan=plan, talk=talk)
        for at, (ability, plan, talk, price) in enumerate(rows)
    ]


@given(st.sampled_from(MODELS), fields)
def test_the_order_of_bids_never_matters_to_a_shortlist(model, rows):
    bids = bids_of(rows)
    assert evaluate(model, bids) == evaluate(model, bids[::-1])


@given(st.sampled_from(MODELS), fields)
def test_everybody_is_ranked_or_out_or_waiting_and_nobody_twice(model, rows):
    result = lot_of(model, *bids_of(rows))
    names = [one.supplier for group in (result.standings, result.excluded, result.incomplete)
             for one in group]  # fmt: skip
    assert sorted(names) == [f"S{at}" for at in range(len(rows))]


@given(st.sampled_from(MODELS), fields)
def test_a_better_mark_never_takes_a_bid_out_of_a_shortlist(model, rows):
    bids = bids_of(rows)
    better = [offer("S0", rows[0][3], ability=5, plan=rows[0][1], talk=rows[0][2]), *bids[1:]]
    before, after = (
        {place.supplier: place.goes_on for place in lot_of(model, *these).stages[0].places}
        for these in (bids, better)
    )
    assert before["S0"] <= after["S0"] or rows[0][0] == 5

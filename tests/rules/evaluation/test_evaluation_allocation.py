"""All lots together: the best allocation against an oracle that tries everything."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

import pytest
from evaluation_builders import PRICE, model_from
from hypothesis import given, settings
from hypothesis import strategies as st

from tender_flow.rules.evaluation import allocations
from tender_flow.rules.evaluation.bids import Discount
from tender_flow.rules.evaluation.criteria import AwardRules, LotRule
from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate

MODEL = model_from(f"""
lots: [{{id: a, title: A}}, {{id: b, title: B}}, {{id: c, title: C}}]
criteria:
  - {{id: quality, title: Quality, weight: 60, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""")
LOTS = ("a", "b", "c")
PRICES_ONLY = AwardRules(method="least_total_price")

offer = st.none() | st.tuples(st.integers(1, 6), st.integers(0, 5))
fields = st.lists(st.tuples(offer, offer, offer), min_size=1, max_size=4)
rules = st.builds(
    AwardRules,
    per_lot=st.integers(1, 2),
    maximum_lots_per_supplier=st.none() | st.integers(1, 3),
    method=st.sampled_from(["best_total_score", "least_total_price"]),
    not_together=st.sampled_from([(), (("a", "b"),), (("a", "b"), ("b", "c"))]),
    minimum_suppliers=st.integers(1, 2),
)


def bids_of(rows, **offers: dict[str, object]) -> list[BidInput]:
    """Suppliers S0, S1 …; each row has (price, mark) or nothing for each lot."""
    return [
        BidInput(
            f"S{index}",
            {
                lot: LotBid(Decimal(one[0] * 100), {"quality": Decimal(one[1])})
                for lot, one in zip(LOTS, row, strict=True)
                if one is not None
            },
            **offers.get(f"S{index}", {}),
        )
        for index, row in enumerate(rows)
    ]


def wins(allocation) -> frozenset[tuple[str, str]]:
    return frozenset((win.lot, win.supplier) for win in allocation.wins)


def all_allocations(results, model, capacities):
    """Every allocation that keeps the limits, by brute force: (places, worth, ranks), wins."""
    award = model.award
    each = [
        [
            chosen
            for size in range(award.per_lot + 1)
            for chosen in combinations([(lot.lot, one) for one in lot.standings], size)
        ]
        for lot in results
    ]
    for choice in product(*each):
        won = [pair for chosen in choice for pair in chosen]
        counted = Counter(one.supplier for _lot, one in won)
        pairs = {(lot, one.supplier) for lot, one in won}
        cap = award.maximum_lots_per_supplier
        if cap is not None and any(count > cap for count in counted.values()):
            continue
        if any(counted[name] > most for name, most in capacities.items()):
            continue
        if any(
            {(one, name), (other, name)} <= pairs
            for one, other in award.not_together
            for name in counted
        ):
            continue
        ceiling = model.ceiling("all")
        if ceiling is not None and sum(one.price for _lot, one in won) > ceiling:
            continue
        if award.minimum_suppliers > 1 and len(counted) < award.minimum_suppliers:
            continue
        if award.method == "best_total_score":
            worth = sum((one.total.exact for _lot, one in won), Fraction(0))
        else:
            worth = -sum((Fraction(one.price) for _lot, one in won), Fraction(0))
        yield (
            (len(won), worth),
            frozenset(pairs),
            {lot: sorted(one.rank for key, one in won if key == lot) for lot in LOTS},
        )


def oracle(results, model, capacities=None):
    """The best allocations, as sets of (lot, supplier)."""
    found = list(all_allocations(results, model, capacities or {}))
    if not found:
        return set()
    best = max(key for key, _pairs, _ranks in found)
    top = [(pairs, ranks) for key, pairs, ranks in found if key == best]

    def beats(one, other) -> bool:
        mine, theirs = (
            [ranks for _lot, ranks in sorted(one.items())],
            [ranks for _lot, ranks in sorted(other.items())],
        )
        if [len(part) for part in mine] != [len(part) for part in theirs]:
            return False
        flat = [pair for a, b in zip(mine, theirs, strict=True) for pair in zip(a, b, strict=True)]
        return all(a <= b for a, b in flat) and any(a < b for a, b in flat)

    return {pairs for pairs, ranks in top if not any(beats(other, ranks) for _p, other in top)}


def with_ceiling(model, ceiling):
    price = model.criteria[1]
    terms = replace(price.price, ceilings={} if ceiling is None else {"all": Decimal(ceiling)})
    return replace(model, criteria=(model.criteria[0], replace(price, price=terms)))


@settings(max_examples=300)
@given(fields, rules, st.none() | st.integers(300, 1500), st.none() | st.integers(1, 2))
def test_the_best_allocations_are_those_of_brute_force(rows, award, ceiling, capacity):
    model = with_ceiling(replace(MODEL, award=award), ceiling)
    given_ = {"S0": {"capacity": capacity}}
    result = evaluate(model, bids_of(rows, **given_))
    expected = oracle(result.lots, model, {"S0": capacity} if capacity else {})
    whole = result.award.whole
    found = {wins(one) for one in whole.best} if whole is not None else set()
    assert found == expected


@given(fields, rules)
def test_the_next_best_is_the_best_of_what_is_left(rows, award):
    model = replace(MODEL, award=award)
    result = evaluate(model, bids_of(rows))
    whole = result.award.whole
    if whole is None:
        return
    best = {wins(one) for one in whole.best}
    left = [
        (key, pairs)
        for key, pairs, _ranks in all_allocations(result.lots, model, {})
        if pairs not in best
    ]
    expected = {pairs for key, pairs in left if key == max(key for key, _pairs in left)}
    assert {wins(one) for one in whole.next_best} == expected


@given(fields, rules, st.permutations(range(4)), st.permutations(LOTS))
def test_the_order_of_bids_and_lots_never_matters(rows, award, order, lots):
    model = replace(MODEL, award=award)
    turned = replace(model, lots=tuple(LotRule(lot, lot.upper()) for lot in lots))
    bids = bids_of(rows)
    shuffled = [bids[index] for index in order if index < len(bids)]
    one, other = evaluate(model, bids).award, evaluate(turned, shuffled).award
    assert {lot.lot: lot.suppliers for lot in one.lots} == {
        lot.lot: lot.suppliers for lot in other.lots
    }
    assert one.findings == other.findings


@given(fields, rules)
def test_no_limit_is_broken_by_what_is_proposed(rows, award):
    proposal = evaluate(replace(MODEL, award=award), bids_of(rows)).award
    won = Counter(supplier for lot in proposal.lots for supplier in lot.suppliers)
    cap = award.maximum_lots_per_supplier
    assert all(cap is None or count <= cap for count in won.values())
    winners = {lot.lot: set(lot.suppliers) for lot in proposal.lots}
    assert not any(winners[one] & winners[other] for one, other in award.not_together)


@given(fields, rules)
def test_suppliers_with_the_same_bids_are_treated_alike(rows, award):
    """Exchanging the names of two bidders exchanges them in the result, also in ties."""
    names = {"S0": "S9"}
    bids = bids_of(rows)
    renamed = [replace(bid, supplier=names.get(bid.supplier, bid.supplier)) for bid in bids]
    model = replace(MODEL, award=award)
    one, other = evaluate(model, bids).award.whole, evaluate(model, renamed).award.whole
    if one is None or other is None:
        assert one is other
        return
    turned = {
        frozenset((lot, names.get(supplier, supplier)) for lot, supplier in wins(best))
        for best in one.best
    }
    assert turned == {wins(best) for best in other.best}


def award_of(rows, award, **offers):
    return evaluate(replace(MODEL, award=award), bids_of(rows, **offers)).award


def winners(proposal) -> dict[str, tuple[str, ...]]:
    return {lot.lot: lot.suppliers for lot in proposal.lots}


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_equal_best_allocations_are_all_reported_and_none_is_taken():
    same = ((1, 3), (1, 3), (1, 3))
    found = award_of([same, same], replace(PRICES_ONLY, maximum_lots_per_supplier=2))
    assert winners(found) == {"a": (), "b": (), "c": ()}
    assert len(found.whole.best) == 6
    assert codes(found.lots[0].findings) == ["award-combinations-equal"]


def test_lots_on_which_all_best_allocations_agree_are_proposed():
    rows = [((1, 3), (1, 3), (1, 3)), (None, (1, 3), (2, 3))]
    found = award_of(rows, PRICES_ONLY)
    assert winners(found) == {"a": ("S0",), "b": (), "c": ("S0",)}


def test_of_equal_allocations_the_one_that_ranks_better_everywhere_goes_first():
    rows = [((1, 4), None, None), ((1, 3), None, None)]
    found = award_of(rows, PRICES_ONLY)
    assert found.lots[0].suppliers == ("S0",)
    assert codes(found.findings) == ["award-better-ranked"]


def test_a_lot_that_is_not_final_makes_all_wait():
    bids = bids_of([((1, 4), (1, 4), (1, 4))])
    bids[0].lots["b"] = LotBid(None, {"quality": Decimal(4)})
    found = evaluate(replace(MODEL, award=PRICES_ONLY), bids).award
    assert codes(found.findings) == ["award-combination-waits"]
    assert winners(found) == {"a": (), "b": (), "c": ()}


def test_limits_that_nothing_keeps_propose_nobody():
    found = award_of([((1, 4), (1, 4), (1, 4))], replace(PRICES_ONLY, minimum_suppliers=2))
    assert codes(found.findings) == ["award-no-combination"]
    assert winners(found) == {"a": (), "b": (), "c": ()}


def test_too_much_work_is_said_and_nothing_is_guessed(monkeypatch):
    monkeypatch.setattr(allocations, "MOST_STEPS", 3)
    found = award_of([((1, 4), (1, 4), (1, 4))] * 2, PRICES_ONLY)
    assert codes(found.findings) == ["award-too-many-combinations"]
    assert found.findings[0].facts["possible"] == 27
    assert winners(found) == {"a": (), "b": (), "c": ()}


def test_ten_lots_with_ten_bids_each_and_a_cap_of_one_are_solved():
    lots = tuple(LotRule(f"l{index}", f"L{index}") for index in range(10))
    award = replace(PRICES_ONLY, maximum_lots_per_supplier=1)
    model = replace(MODEL, lots=lots, award=award)
    bids = [
        BidInput(
            f"S{row}",
            {
                lot.id: LotBid(
                    Decimal(100 + (row * 37 + column * 53 + row * column) % 101),
                    {"quality": Decimal(3)},
                )
                for column, lot in enumerate(lots)
            },
        )
        for row in range(10)
    ]
    found = evaluate(model, bids).award
    assert found.whole is not None
    assert len({win.supplier for win in found.whole.best[0].wins}) == 10


PAIR = Discount(("a", "b"), 2, Decimal(10))
DISCOUNTS = replace(PRICES_ONLY, conditional_discounts=True)


def test_a_conditional_discount_counts_only_in_an_outcome_that_meets_it():
    rows = [((5, 3), (5, 3), None), ((4, 3), (6, 3), None)]  # apart 4 + 5, S0 for both 4.5 + 4.5
    found = award_of(rows, DISCOUNTS, S0={"discounts": (PAIR,)})
    tied = {wins(one) for one in found.whole.best}
    assert tied == {frozenset({("a", "S0"), ("b", "S0")}), frozenset({("a", "S1"), ("b", "S0")})}
    more = Discount(("a", "b"), 2, Decimal(11))
    found = award_of(rows, DISCOUNTS, S0={"discounts": (more,)})
    assert winners(found) == {"a": ("S0",), "b": ("S0",), "c": ()}
    (best,) = found.whole.best
    assert best.discounts == ("S0",)
    assert [win.price for win in best.wins] == [Decimal(445), Decimal(445)]
    assert best.value.exact == 890


def test_without_an_invitation_a_discount_counts_for_nothing_and_that_is_said():
    rows = [((5, 3), (5, 3), None), ((4, 3), (6, 3), None)]
    result = evaluate(replace(MODEL, award=PRICES_ONLY), bids_of(rows, S0={"discounts": (PAIR,)}))
    assert winners(result.award) == {"a": ("S1",), "b": ("S0",), "c": ()}
    assert codes(result.findings) == ["discount-not-invited"]


def test_each_scenario_has_its_own_lowest_price():
    award = replace(DISCOUNTS, method="best_total_score")
    rows = [((4, 3), (4, 3), None), ((3, 3), (3, 2), None)]
    half = Discount(("a", "b"), 2, Decimal(50))
    found = award_of(rows, award, S0={"discounts": (half,)})
    (best,) = found.whole.best
    assert best.discounts == ("S0",)
    assert [win.total.exact for win in best.wins] == [76, 76]  # 36 and the lowest price twice


OFFERED = [PAIR, Discount(LOTS, 2, Decimal(20)), Discount(("c",), 1, None, {"c": Decimal(50)})]


@given(fields, st.lists(st.sampled_from(OFFERED), max_size=2))
def test_scenarios_give_what_trying_every_outcome_at_its_own_prices_gives(rows, discounts):
    """For sums of prices: an outcome's prices follow from who wins what."""
    bids = bids_of(rows, S0={"discounts": tuple(discounts)})
    result = evaluate(replace(MODEL, award=DISCOUNTS), bids)
    by_name = {bid.supplier: bid for bid in bids}
    each = [[None, *(bid.supplier for bid in bids if lot in bid.lots)] for lot in LOTS]
    costs: dict[frozenset[tuple[str, str]], tuple[int, Fraction]] = {}
    for choice in product(*each):
        pairs = [(lot, name) for lot, name in zip(LOTS, choice, strict=True) if name]
        cost = Fraction(0)
        for lot, name in pairs:
            own = [key for key, winner in pairs if winner == name]
            holds = next((one for one in by_name[name].discounts if one.is_met(own)), None)
            price = by_name[name].lots[lot].price
            cost += Fraction(holds.price(lot, price) if holds else price)
        costs[frozenset(pairs)] = (len(pairs), -cost)
    best = max(costs.values())
    found = result.award.whole.best
    assert {wins(one) for one in found} <= {pairs for pairs, key in costs.items() if key == best}
    assert found[0].value.exact == -best[1]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("largest_total", {"a": ("S0",), "b": ("S0",), "c": ("S1",)}),
        ("largest_advantage", {"a": ("S1",), "b": ("S0",), "c": ("S0",)}),
        ("bidder_preference", {"a": ("S0",), "b": ("S1",), "c": ("S0",)}),
    ],
)
def test_at_the_cap_a_supplier_keeps_the_lots_of_the_published_order(rule, expected):
    # The same price everywhere; S0 leads by 5 - 4, 4 - 2 and 3 - 0 marks.
    rows = [((1, 5), (1, 4), (1, 3)), ((1, 4), (1, 2), (1, 0))]
    award = AwardRules(1, 2, rule)
    found = award_of(rows, award, S0={"preference": ("c", "a", "b")})
    assert winners(found) == expected


def test_a_lot_that_nobody_else_could_have_is_kept_first_by_the_largest_advantage():
    rows = [((1, 5), (1, 1), None), ((1, 0), None, None)]
    found = award_of(rows, AwardRules(1, 1, "largest_advantage"))
    assert winners(found) == {"a": ("S1",), "b": ("S0",), "c": ()}


def test_a_preference_that_is_not_stated_proposes_nobody():
    rows = [((1, 5), (1, 4), (1, 3)), ((1, 4), (1, 2), (1, 0))]
    found = award_of(rows, AwardRules(1, 2, "bidder_preference"), S0={"preference": ("c", "a")})
    assert winners(found) == {"a": (), "b": (), "c": ()}
    assert codes(found.lots[0].findings) == ["award-preference-missing"]


def test_a_bidders_own_capacity_is_a_limit_too():
    rows = [((1, 5), (1, 4), (1, 3)), ((1, 4), (1, 2), (1, 0))]
    found = award_of(rows, AwardRules(1, None, "largest_total"), S0={"capacity": 1})
    assert winners(found) == {"a": ("S0",), "b": ("S1",), "c": ("S1",)}


def test_two_lots_that_do_not_go_together_leave_the_better_one():
    rows = [((1, 5), (1, 4), (1, 3)), ((1, 4), (1, 2), (1, 0))]
    award = AwardRules(1, None, "largest_total", not_together=(("a", "b"), ("b", "c")))
    assert winners(award_of(rows, award)) == {"a": ("S0",), "b": ("S1",), "c": ("S0",)}


def test_equal_lots_at_the_limit_use_up_the_place_so_that_a_lesser_one_is_not_won_too():
    rows = [((1, 4), (1, 4), (1, 3)), ((1, 1), (1, 1), (1, 1))]
    found = award_of(rows, AwardRules(1, 1, "largest_total"))
    assert winners(found) == {"a": (), "b": (), "c": ("S1",)}
    assert codes(found.lots[0].findings) == ["award-cap-undecided"]

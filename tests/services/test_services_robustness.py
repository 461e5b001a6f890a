"""What would change the record's result: by whom it may be asked, when, and what it says."""

from __future__ import annotations

import shutil
from fractions import Fraction

import pytest
from award_flow import prices_opened, until_quality_locked

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.evaluation.simulation import Chances
from tender_flow.services.results import bid_inputs
from tender_flow.services.robustness import _Without, robustness


def split_panel(login, question, supplier, lot):
    """In East two of three give Elm Housing a 4 for local delivery, in West all a 3."""
    if (question, supplier, lot) == ("local", "Elm Housing", "East"):
        return 3 if login == "ada.hill" else 4
    return 3


@pytest.fixture(scope="module")
def opened(tmp_path_factory, sqlite_template):
    """A case whose prices are open; before they were, the question was refused."""
    folder = tmp_path_factory.mktemp("robust")
    path = folder / "case.db"
    shutil.copy(sqlite_template, path)
    case = until_quality_locked(f"sqlite:///{path}", folder, mark=split_panel)
    case.refused_before = refused(case.lead, case.ref)
    prices_opened(case)
    return case


def refused(office, ref) -> list[str]:
    with pytest.raises(RefusedError) as caught:
        robustness(office, ref)
    return [finding.code for finding in caught.value.findings]


def lot_of(found, code):
    return next(one.found for one in found.lots if one.found.lot == code)


def test_it_is_refused_before_the_prices_are_open(opened):
    assert opened.refused_before == ["prices-not-opened"]
    assert robustness(opened.lead, opened.ref).lots


def test_it_names_bidders_weights_and_the_smallest_change_of_a_mark(opened):
    east = lot_of(robustness(opened.lead, opened.ref), "east")
    assert east.winners == ("Elm Housing",)
    assert {one.criterion_id for one in east.weights} >= {"quality", "price", "safeguarding"}
    assert {name for one in east.marks for name in one.winners} <= {"Elm Housing", "Medway Refuge"}
    assert {one.steps for one in east.marks} == {min(one.steps for one in east.marks)}
    assert {one.name for one in east.otherwise if one.what == "bidder"} == {
        "Elm Housing",
        "Medway Refuge",
    }


def test_without_a_member_the_rules_marks_are_taken_again_at_worst_for_the_winner(opened):
    """Marks 4, 4, 3 give 4; without one who gave 4 the middle lies between 3 and 4: 3 is tried."""
    with opened.lead.reading(opened.ref) as reading:
        without = members_without(reading)
        (elm,) = (row["id"] for row in reading.of("tender") if is_elm(reading, row))
    local = {
        name: next(bid for bid in bids if bid.supplier == elm).lots["east"].marks["local"]
        for name, bids in without.items()
    }
    assert local == {"Carys Evans": 3, "Ben Okafor": 3, "Ada Hill": 4}


def members_without(reading):
    return _Without(reading, bid_inputs(reading)).each()


def is_elm(reading, tender) -> bool:
    return reading.of("supplier", id=tender["supplier"])[0]["name"] == "Elm Housing"


def test_each_panel_member_is_left_out_by_name(opened):
    east = lot_of(robustness(opened.lead, opened.ref), "east")
    members = {one.name: one for one in east.otherwise if one.what == "member"}
    assert set(members) == {"Carys Evans", "Ben Okafor", "Ada Hill"}
    assert all(one.without_total == () for one in members.values())
    assert "sensitivity-agreed-in-the-room" not in {finding.code for finding in east.findings}


def test_one_lot_can_be_asked_for_and_an_unknown_one_is_bad_input(opened):
    found = robustness(opened.lead, opened.ref, lots=("west",))
    assert [one.found.lot for one in found.lots] == ["west"]
    with pytest.raises(BadInputError) as caught:
        robustness(opened.lead, opened.ref, lots=("north",))
    assert caught.value.findings[0].code == "lot-unknown"


def test_draws_name_the_bidders_and_are_the_same_for_the_same_seed(opened):
    pytest.importorskip("numpy")
    chances = Chances(seed=7, draws=200)
    first, second = (robustness(opened.lead, opened.ref, chances=chances) for _twice in (1, 2))
    assert first == second
    table = first.lots[0].table
    assert set(table.suppliers) == {"Elm Housing", "Medway Refuge"}
    assert sum(map(sum, table.counts)) == 200 * 2
    assert sum(table.probability("Elm Housing", rank) for rank in (1, 2)) == Fraction(1)


def test_nothing_is_written(opened):
    with opened.lead.reading(opened.ref) as reading:
        before = reading.rows.one("chain_head", chain=reading.id)
    robustness(opened.lead, opened.ref, chances=Chances(seed=1, draws=10))
    with opened.lead.reading(opened.ref) as reading:
        assert reading.rows.one("chain_head", chain=reading.id) == before


def test_a_panel_member_may_not_ask(opened):
    for login in ("carys.evans", "nia.notes", "nobody.known"):
        office = opened.lead.at(opened.lead.now(), login)
        assert refused(office, opened.ref) == ["role-missing"]
    chair = opened.lead.at(opened.lead.now(), "sam.chair")
    assert robustness(chair, opened.ref).lots

"""Equal bids drawn by lot on the record: when it may be, what it changes, when it is void."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from award_flow import prices_opened, recommended, until_quality_locked
from panel_flow import PANEL_MODEL, PRICES

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import award, bids, drawing, history, verify
from tender_flow.services.robustness import robustness

WITNESSES = ("cath.keeper", "will.ness")


def equal(login, question, supplier, lot):
    """Everybody is as good as everybody."""
    return 3


@pytest.fixture
def model(tmp_path, monkeypatch) -> str:
    """The panel's model where equal bids are drawn by lot; the prices in East are equal."""
    monkeypatch.setitem(PRICES, ("Medway Refuge", "east"), PRICES["Elm Housing", "east"])
    path = tmp_path / "panel_model.yaml"
    text = Path(PANEL_MODEL).read_text(encoding="utf-8")
    path.write_text(text.replace("ties: [higher:quality]", "ties: [higher:quality, drawn_by_lot]"))
    return str(path)


@pytest.fixture
def flow(database_url, tmp_path, model):
    found = until_quality_locked(database_url, tmp_path, mark=equal, model=model)
    prices_opened(found)
    return found


def drawn(flow, *order: str, **given: object) -> drawing.Drawn:
    values = {"lot": "east", "witnesses": WITNESSES, "how": "Two slips from a hat.", **given}
    return drawing.draw(flow.later(), flow.ref, order=order, **values)


def codes(caught) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def east(flow) -> list[tuple[str, int]]:
    found = award.ranking(flow.lead, flow.ref)
    return [(found.suppliers[one.supplier], one.rank) for one in found.lot("east").standings]


def test_a_draw_decides_the_rank_and_who_may_be_recommended(flow):
    assert {rank for _name, rank in east(flow)} == {1}
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "east", "Medway Refuge")
    assert "award-waits-for-draw" not in codes(caught)  # a warning; what stops is said
    assert codes(caught) == {"recommendation-not-first"}
    done = drawn(flow, "Medway Refuge", "Elm Housing")
    assert (done.lot, done.order) == ("East", ("Medway Refuge", "Elm Housing"))
    assert done.witnesses == ("Cath Keeper", "Will Ness")
    assert east(flow) == [("Medway Refuge", 1), ("Elm Housing", 2)]
    assert recommended(flow, "east", "Medway Refuge").supplier == "Medway Refuge"


def test_the_history_names_the_witnesses_and_the_record_still_verifies(flow, database_url):
    drawn(flow, "Medway Refuge", "Elm Housing")
    recommended(flow, "east", "Medway Refuge")
    (line,) = [one for one in history.history(flow.lead, flow.ref) if one.deed == "award.draw"]
    assert line.text == "Equal bids for East were drawn by lot before Cath Keeper, Will Ness."
    flow.lead.database.close()
    assert verify.verify(database_url).findings == ()


def test_a_draw_is_refused_between_others_than_the_equal_bids(flow):
    for order in (("Elm Housing",), ("Elm Housing", "Elm Housing")):
        with pytest.raises(RefusedError) as caught:
            drawn(flow, *order)
        assert codes(caught) == {"draw-without-tie"}
        assert caught.value.findings[0].facts["equal"] == ("Elm Housing", "Medway Refuge")
    with pytest.raises(BadInputError):
        drawn(flow, "Elm Housing", "Safe Harbour")


def test_nothing_is_drawn_twice_on_the_same_ranking(flow):
    drawn(flow, "Medway Refuge", "Elm Housing")
    with pytest.raises(RefusedError) as caught:
        drawn(flow, "Elm Housing", "Medway Refuge")
    assert codes(caught) == {"draw-without-tie"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"witnesses": ("cath.keeper",)}, "draw-witnesses-too-few"),
        ({"witnesses": ("cath.keeper", "cath.keeper")}, "draw-witnesses-too-few"),
        ({"witnesses": ("cath.keeper", "jo.lowe")}, "draw-witnesses-too-few"),
        ({"how": "  "}, "draw-not-described"),
        ({"lot": "west"}, "bidder-unknown"),
    ],
)
def test_a_draw_needs_two_others_who_saw_it_and_a_word_on_how(flow, given, code):
    with pytest.raises((RefusedError, BadInputError)) as caught:
        drawn(flow, "Medway Refuge", "Elm Housing", **given)
    assert codes(caught) == {code}


def test_a_draw_is_not_of_tomorrow(flow):
    tomorrow = flow.lead.now() + timedelta(days=1)
    with pytest.raises(RefusedError) as caught:
        drawn(flow, "Medway Refuge", "Elm Housing", drawn_at=tomorrow)
    assert codes(caught) == {"draw-in-the-future"}


def test_a_dry_run_draws_nothing(flow):
    drawn(flow, "Medway Refuge", "Elm Housing", dry_run=True)
    with flow.lead.reading(flow.ref) as reading:
        assert reading.of("tie_draw") == []


def test_what_would_change_the_result_is_asked_of_the_winner_that_was_drawn(flow):
    def winners():
        found = robustness(flow.lead, flow.ref, lots=("east",)).lots[0].found
        return found.winners, {
            one.changes_winner for one in found.otherwise if one.what == "member"
        }

    assert set(winners()[0]) == {"Elm Housing", "Medway Refuge"}
    drawn(flow, "Medway Refuge", "Elm Housing")
    assert winners() == (("Medway Refuge",), {False})


def test_a_change_of_the_ranking_makes_the_draw_void_but_keeps_it(flow):
    drawn(flow, "Medway Refuge", "Elm Housing")
    (before,) = award.ranking(flow.lead, flow.ref).draws
    bids.exclude(flow.later(), flow.ref, "Elm Housing", reason="Grounds.")
    (after,) = award.ranking(flow.lead, flow.ref).draws
    assert (before.counts, after.counts) == (True, False)
    assert after.order == ("Medway Refuge", "Elm Housing")
    assert east(flow) == [("Medway Refuge", 1)]


def test_a_change_in_another_lot_leaves_the_draw(flow):
    drawn(flow, "Medway Refuge", "Elm Housing")
    bids.exclude(flow.later(), flow.ref, "Safe Harbour", reason="Grounds.")
    assert award.ranking(flow.lead, flow.ref).draws[0].counts
    assert east(flow) == [("Medway Refuge", 1), ("Elm Housing", 2)]


def test_without_a_published_rule_nothing_is_drawn(database_url, tmp_path, monkeypatch):
    monkeypatch.setitem(PRICES, ("Medway Refuge", "east"), PRICES["Elm Housing", "east"])
    flow = until_quality_locked(database_url, tmp_path, mark=equal)
    prices_opened(flow)
    with pytest.raises(RefusedError) as caught:
        drawn(flow, "Medway Refuge", "Elm Housing")
    assert codes(caught) == {"draw-not-published"}

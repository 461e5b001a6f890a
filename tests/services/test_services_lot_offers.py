"""Capacity, preference and conditional discounts, from the bidders' files to the award."""

from __future__ import annotations

from pathlib import Path

import panel_flow
import pytest
from award_flow import prices_opened, recommended, until_quality_locked
from builders import codes
from panel_flow import PANEL_MODEL, a_panel_case, without_scrypt
from pypdf import PdfReader

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import award, bids, report, report_lots
from tender_flow.services.report_names import Names
from tender_flow.services.robustness import robustness
from tender_flow.services.verify import verify

CHEAPEST = "method: least_total_price"
INVITED = f"{CHEAPEST}, conditional_discounts: true"
CAPPED = "maximum_lots_per_supplier: 1, when_capped: bidder_preference"
BOTH = "discounts:\n  - {if_wins: [east, west], per_cent: 6}\n"


def by_bidder(login, question, supplier, lot):
    """Elm Housing is good in both lots, so it ranks first in both."""
    return 4 if supplier == "Elm Housing" else 3


def model_with(folder: Path, rules: str) -> str:
    path = folder / "panel_model.yaml"
    text = Path(PANEL_MODEL).read_text(encoding="utf-8")
    path.write_text(text.replace("award: {per_lot: 1}", f"award: {{per_lot: 1, {rules}}}"))
    return str(path)


def until_opened(url, folder, rules):
    flow = until_quality_locked(url, folder, mark=by_bidder, model=model_with(folder, rules))
    return flow, prices_opened(flow)


def proposed(flow) -> dict[str, list[str]]:
    found = award.ranking(flow.lead, flow.ref)
    return {
        one.lot: [found.suppliers[tender] for tender in one.suppliers]
        for one in found.evaluation.award.lots
    }


def rows(flow, table):
    with flow.lead.reading(flow.ref) as reading:
        return reading.of(table)


@pytest.fixture
def offering(monkeypatch):
    """Sets what Elm Housing offers over its lots."""

    def offer(*, scope: str = "", discounts: str = "") -> None:
        monkeypatch.setitem(panel_flow.SCOPES, "Elm Housing", scope)
        monkeypatch.setitem(panel_flow.DISCOUNTS, "Elm Housing", discounts)

    return offer


def test_a_bidder_wins_no_more_lots_than_it_can_serve(database_url, tmp_path, offering):
    """Alone it is cheapest for East and dearer for West; with both it would be the best score."""
    offering(scope="capacity: 1\npreference: [west, east]\n")
    flow, _ = until_opened(database_url, tmp_path, "method: best_total_score")
    assert sum("Elm Housing" in won for won in proposed(flow).values()) == 1
    out = tmp_path / "report.pdf"
    report.evaluation(flow.later(), flow.ref, out)
    text = " ".join("".join(page.extract_text() for page in PdfReader(out).pages).split())
    assert "Elm Housing can serve 1 lot." in text
    assert "Elm Housing wants its lots in this order: West, East." in text
    assert verify(database_url, flow.ref).findings == ()


def test_at_a_limit_the_bidders_stated_order_decides(database_url, tmp_path, offering):
    offering(scope="preference: [west, east]\n")
    flow, _ = until_opened(database_url, tmp_path, CAPPED)
    assert proposed(flow) == {"east": ["Medway Refuge"], "west": ["Elm Housing"]}
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "east", "Elm Housing")
    assert codes(caught) == ["recommendation-not-first"]
    recommended(flow, "east", "Medway Refuge")
    assert verify(database_url, flow.ref).findings == ()


def test_a_discount_for_both_lots_turns_the_award_and_its_report(database_url, tmp_path, offering):
    """6% off 812,345.67 and 798,765.43 is 1,514,444.434; the next is 1,546,913.56."""
    offering(discounts=BOTH)
    flow, opening = until_opened(database_url, tmp_path, INVITED)
    assert [one.code for one in opening.to_decide] == ["discounts-read"]
    assert proposed(flow) == {"east": ["Elm Housing"], "west": ["Elm Housing"]}
    whole = award.ranking(flow.lead, flow.ref).evaluation.award.whole
    (best,), (following,) = whole.best, whole.next_best
    assert (best.value.shown, following.value.shown) == ("1514444.434", "1546913.56")
    with flow.lead.reading(flow.ref) as reading:
        parts, _engine = report_lots.lots(reading, Names(reading))
    assert "(with the conditional discount of Elm Housing)" in parts[0].together[2]
    done = recommended(flow, "west", "Elm Housing")
    (win,) = (one for one in best.wins if one.lot == "west")
    assert done.total == win.total.shown
    flow.lead.database.close()
    assert verify(database_url).findings == ()


def test_other_prices_hold_where_enough_lots_are_won(database_url, tmp_path, offering):
    discounts = "  - {if_wins: [east, west], at_least: 2, prices: {west: 700000}}\n"
    offering(discounts=f"discounts:\n{discounts}")
    flow, _ = until_opened(database_url, tmp_path, INVITED)
    (best,) = award.ranking(flow.lead, flow.ref).evaluation.award.whole.best
    assert best.value.shown == "1512345.67"
    assert [row["price"] for row in rows(flow, "discount_lot")].count(None) == 1
    assert robustness(flow.lead, flow.ref).lots


def test_a_discount_that_the_model_does_not_invite_is_named_and_counts_for_nothing(
    database_url, tmp_path, offering
):
    offering(discounts=BOTH)
    flow, opening = until_opened(database_url, tmp_path, CHEAPEST)
    assert [one.code for one in opening.to_decide] == ["discount-not-invited"]
    assert proposed(flow) == {"east": ["Elm Housing"], "west": ["Safe Harbour"]}
    found = award.ranking(flow.lead, flow.ref).evaluation.findings
    assert [one.code for one in found] == ["discount-not-invited"]


def test_discounts_stay_sealed_until_the_prices_are_opened(database_url, tmp_path, offering):
    offering(discounts=BOTH.replace("per_cent: 6", "per_cent: 6.2831853"))
    flow = until_quality_locked(
        database_url, tmp_path, mark=by_bidder, model=model_with(tmp_path, INVITED)
    )
    assert rows(flow, "discount_offer") == []
    if database_url.startswith("sqlite:///"):
        database = Path(database_url.removeprefix("sqlite:///"))
        kept = [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]
        assert kept
        assert not any(b"6.2831853" in one for one in kept)
    prices_opened(flow)
    (row,) = rows(flow, "discount_offer")
    assert str(row["per_cent"]) == "6.2831853"


def test_of_a_lot_whose_bid_is_out_no_discounted_price_is_opened(database_url, tmp_path, offering):
    offering(discounts="discounts:\n  - {if_wins: [east, west], prices: {east: 1, west: 2}}\n")
    flow = until_quality_locked(
        database_url, tmp_path, mark=by_bidder, model=model_with(tmp_path, INVITED)
    )
    bids.exclude(flow.later(), flow.ref, "Elm Housing", lot="west", reason="Grounds.")
    prices_opened(flow)
    assert sorted(str(row["price"]) for row in rows(flow, "discount_lot")) == ["1", "None"]
    assert proposed(flow)["west"] == ["Safe Harbour"]


def test_a_discount_that_can_not_be_read_leaves_the_bidder_without_a_price(
    database_url, tmp_path, offering
):
    offering(discounts=BOTH.replace("per_cent: 6", "per_cent: 600"))
    _flow, opening = until_opened(database_url, tmp_path, INVITED)
    (finding,) = opening.unreadable
    assert finding.code == "discount-unusable"
    assert str(finding.place).startswith("Elm Housing: price.yaml:8")


def test_where_the_bidders_order_decides_the_import_asks_for_all_of_it(
    database_url, tmp_path, offering
):
    with without_scrypt():
        offering(scope="preference: [west]\n")
        flow = a_panel_case(database_url, tmp_path, model=model_with(tmp_path, CAPPED))
        imported = flow.tenders_in()
    (finding,) = imported.findings
    assert (finding.code, finding.stops) == ("tender-without-preference", False)
    assert finding.facts["lots"] == ("east",)


def a_tender(url, folder, scope, offering):
    offering(scope=scope)
    return a_panel_case(url, folder)


def test_a_bad_cover_sheet_is_refused_with_its_line_and_nothing_is_taken(
    database_url, tmp_path, offering
):
    with without_scrypt():
        flow = a_tender(database_url, tmp_path, "capacity: 0\npreference: [north]\n", offering)
        with pytest.raises((BadInputError, RefusedError)) as caught:
            flow.tenders_in()
    found = {(one.code, one.place.line) for one in caught.value.findings}
    assert found == {("count-below-one", 7), ("offer-lots-unusable", 8)}
    assert rows(flow, "tender") == []


def test_a_tender_sent_anew_replaces_what_it_can_serve(database_url, tmp_path, offering):
    with without_scrypt():
        flow = a_tender(database_url, tmp_path, "capacity: 1\npreference: [west]\n", offering)
        flow.write_tenders("2014-09-25T11:40")
        bids.import_folder(flow.at("2014-09-25T12:00"), flow.ref, flow.tenders_folder)
        (row,) = rows(flow, "tender_scope")
        assert (row["capacity"], row["preference"]) == (1, "west")
        offering(scope="preference: [east, west]\n")
        flow.write_tenders("2014-09-25T13:40")
        office = flow.at("2014-09-25T14:00")
        bids.import_folder(office, flow.ref, flow.tenders_folder, replace=True)
    (row,) = rows(flow, "tender_scope")
    assert (row["capacity"], row["preference"]) == (None, "east west")

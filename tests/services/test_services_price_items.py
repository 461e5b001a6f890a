"""Prices made of items, from the sealed file to the ranking: contradictions and what is added."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import panel_flow
import pytest
from award_flow import prices_opened, recommended, until_quality_locked

from tender_flow.errors import RefusedError
from tender_flow.i18n.steps import explain
from tender_flow.services import award, price_corrections
from tender_flow.services.history import history
from tender_flow.services.verify import verify

PRICE = "{formula: lowest_over_price, currency: GBP, vat: excluded, period: year, "
ITEMS = "basket: {nights: 1000, cleaning: 12}, "
RULES = "corrections: {arithmetic: unit_price, missing_item: average_of_responsive}, "
LOTS = {
    "Elm Housing": """  east:
    items: {nights: "800.00", cleaning: {unit_price: "1000.00", total: "11000.00"}}
    price: "811000.00"
  west: {items: {nights: "780.00", cleaning: "1000.00"}}
""",
    "Medway Refuge": '  east: {items: {nights: "840.00"}}\n',
    "Safe Harbour": '  west: {items: {nights: "730.00", cleaning: "0.00"}}\n',
}
ACCEPTED = {
    "lot": "east",
    "supplier": "Elm Housing",
    "item": "cleaning",
    "to": Decimal("12000"),
    "basis": "unit_price",
    "evidence": "Letter of the bidder, page 2.",
}


def model_with(folder: Path, rules: str) -> str:
    text = Path(panel_flow.PANEL_MODEL).read_text(encoding="utf-8")
    path = folder / "panel_model.yaml"
    path.write_text(text.replace(PRICE, PRICE + ITEMS + rules), encoding="utf-8")
    return str(path)


def a_flow(url, folder, monkeypatch, rules):
    """A case with locked quality whose prices are items that don't add up."""
    for supplier, text in LOTS.items():
        monkeypatch.setitem(panel_flow.PRICE_LOTS, supplier, text)
    return until_quality_locked(url, folder, model=model_with(folder, rules))


def corrected(flow, **given):
    office = flow.later()
    values = {**ACCEPTED, "accepted_on": office.now().date(), **given}
    return price_corrections.correct(office, flow.ref, **values)


def refused(flow, **given) -> list[str]:
    with pytest.raises(RefusedError) as error:
        corrected(flow, **given)
    return [finding.code for finding in error.value.findings]


def codes(flow, lot="east"):
    ranked = award.ranking(flow.later(), flow.ref).lot(lot)
    return {reason.code for out in ranked.incomplete for reason in out.reasons}


def test_contradicting_items_wait_for_a_correction_that_the_bidder_accepted(
    database_url, tmp_path, monkeypatch
):
    flow = a_flow(database_url, tmp_path, monkeypatch, RULES)
    assert "prices-not-opened" in refused(flow)
    opening = prices_opened(flow)
    assert sorted(one.code for one in opening.to_decide) == [
        "item-without-charge",
        "price-line-differs",
        "price-total-differs",
    ]
    assert {one.hint.arguments["lot"] for one in opening.to_decide if one.hint} == {"east"}
    hints = [one.hint.arguments["to"] for one in opening.to_decide if one.hint]
    assert sorted(hints) == ["12000", "812000"]
    assert codes(flow) == {"price-line-differs", "price-total-differs", "item-priced-by-nobody"}
    with pytest.raises(RefusedError):
        recommended(flow, "east", "Elm Housing")

    assert refused(flow, to=Decimal(11000)) == ["correction-not-by-rule"]
    assert refused(flow, basis="sum") == ["correction-not-by-rule"]
    assert refused(flow, item="nights") == ["correction-of-nothing"]
    assert refused(flow, accepted_on=date(2014, 9, 1)) == ["correction-accepted-too-early"]
    assert refused(flow, accepted_on=date(2034, 9, 1)) == ["decision-in-the-future"]
    assert refused(flow, evidence=" ") == ["correction-without-evidence"]

    done = corrected(flow)
    assert (done.read, done.to) == (Decimal(11000), Decimal(12000))
    assert refused(flow) == ["correction-recorded-already"]
    corrected(flow, item="total", to=Decimal(812000), basis="sum")

    ranking = award.ranking(flow.later(), flow.ref)
    assert codes(flow) == set()
    east = {ranking.suppliers[one.supplier]: one for one in ranking.lot("east").standings}
    assert east["Elm Housing"].price == 812000
    assert east["Elm Housing"].compared is None
    assert east["Medway Refuge"].price == 840000
    assert east["Medway Refuge"].compared == 852000
    lines = explain(ranking.model, east["Elm Housing"])
    assert any("corrected from £11,000.00: the unit price counts" in line for line in lines)

    assert recommended(flow, "east", "Elm Housing").supplier == "Elm Housing"
    assert verify(database_url).findings == ()
    with flow.lead.reading(flow.ref) as reading:
        assert [one.item for one in price_corrections.corrections(reading)] == ["cleaning", "total"]
    assert "prices.correct" in [one.deed for one in history(flow.lead, flow.ref)]


def test_without_a_published_rule_nothing_is_corrected(database_url, tmp_path, monkeypatch):
    flow = a_flow(database_url, tmp_path, monkeypatch, "")
    prices_opened(flow)
    assert {"price-line-differs-unpublished", "items-missing"} <= codes(flow)
    assert refused(flow) == ["corrections-not-published"]

"""Cover sheets and price files: read whole, or refused with every problem at its line."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tender_flow.definitions.tender_files import parse_price, read_tender_sheet
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.bids import Discount
from tender_flow.rules.evaluation.criteria import PriceTerms

LOTS = ("east", "west")
SHEET = """\
format: 1
supplier: Elm  Housing
partners: [Thanet Homes]
lots: [east, west]
received_at: 2014-09-26T11:40
illustrative: Invented.
"""
PRICE = b'format: 1\ncurrency: GBP\nperiod: year\nlots: {east: "1650000.00", west: 1700000}\n'
TERMS = PriceTerms("lowest_over_price", "GBP", "excluded", "year", {})


def sheet_of(tmp_path, text):
    path = tmp_path / "tender.yaml"
    path.write_text(text)
    return read_tender_sheet(path, LOTS)


def problems_of(tmp_path, text):
    sheet, findings = sheet_of(tmp_path, text)
    assert sheet is None
    assert all(line(finding) for finding in findings)
    return [(finding.code, finding.place.line) for finding in findings]


def test_a_cover_sheet_says_who_for_which_lots_and_when_by_the_clock_of_london(tmp_path):
    sheet, findings = sheet_of(tmp_path, SHEET)
    assert findings == ()
    assert (sheet.supplier, sheet.partners, sheet.lots) == (
        "Elm Housing", ("Thanet Homes",), LOTS,
    )  # fmt: skip
    assert sheet.received_at == datetime(2014, 9, 26, 10, 40, tzinfo=UTC)


def test_an_hour_with_its_own_offset_is_taken_as_it_says(tmp_path):
    sheet, _ = sheet_of(tmp_path, SHEET.replace("11:40", "11:40+00:00"))
    assert sheet.received_at == datetime(2014, 9, 26, 11, 40, tzinfo=UTC)


def test_all_problems_of_a_cover_sheet_are_reported_at_once_with_their_lines(tmp_path):
    text = (
        "format: 2\nsupplier:\npartners: [Thanet Homes, thanet homes]\n"
        "lots: [north, east, east]\nreceived_at: noon\nprice: 5\n"
    )
    assert set(problems_of(tmp_path, text)) == {
        ("tender-file-format-unknown", 1),
        ("yaml-empty", 2),
        ("tender-partner-twice", 3),
        ("tender-lot-unknown", 4),
        ("tender-lot-twice", 4),
        ("received-at-unreadable", 5),
        ("yaml-unknown-key", 6),
    }


@pytest.mark.parametrize(
    ("replaced", "by", "code"),
    [
        ("2014-09-26T11:40", "2014-03-30T01:30", "time-does-not-exist"),
        ("2014-09-26T11:40", "2014-10-26T01:30", "time-comes-twice"),
        ("2014-09-26T11:40", "2014-09-26", "received-at-unreadable"),
        ("illustrative: Invented.", "zone: Mars/Olympus", "zone-unknown"),
        ("[east, west]", "[]", "tender-without-lots"),
        ("received_at: 2014-09-26T11:40\n", "", "yaml-missing-key"),
    ],
)
def test_a_receipt_that_nobody_could_place_in_time_is_refused(tmp_path, replaced, by, code):
    assert code in [found for found, _ in problems_of(tmp_path, SHEET.replace(replaced, by))]


def test_a_price_file_gives_the_exact_price_of_each_lot():
    price, findings = parse_price(PRICE, "price.yaml", TERMS)
    assert findings == ()
    assert price.lots == {"east": Decimal("1650000.00"), "west": Decimal(1700000)}


@pytest.mark.parametrize(
    ("replaced", "by", "code"),
    [
        (b"GBP", b"EUR", "price-terms-differ"),
        (b"year", b"contract", "price-terms-differ"),
        (b"1650000.00", b"-1", "price-must-be-above-zero"),
        (b"1650000.00", b"0.00", "price-must-be-above-zero"),
        (b"1650000.00", b"1650000.005", "price-finer-than-pence"),
        (b"1650000.00", b"1.65e6", "yaml-not-a-number"),
        (b"1650000.00", b"\xa3165", "file-not-utf8"),
        (b"currency", b"monnaie", "yaml-unknown-key"),
    ],
)
def test_a_price_file_that_does_not_say_one_price_in_the_terms_asked_for_is_refused(
    replaced, by, code
):
    price, findings = parse_price(PRICE.replace(replaced, by), "price.yaml", TERMS)
    assert price is None
    assert code in [finding.code for finding in findings]
    assert all(line(finding) for finding in findings)


def test_a_cover_sheet_says_how_many_lots_a_bidder_can_serve_and_which_it_prefers(tmp_path):
    sheet, findings = sheet_of(tmp_path, SHEET + "capacity: 1\npreference: [west, east]\n")
    assert findings == ()
    assert (sheet.capacity, sheet.preference) == (1, ("west", "east"))
    plain, _ = sheet_of(tmp_path, SHEET)
    assert (plain.capacity, plain.preference) == (None, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("capacity: 0", "count-below-one"),
        ("capacity: 1.5", "yaml-not-a-whole-number"),
        ("capacity: two", "yaml-not-a-number"),
        ("capacity:", "yaml-not-a-number"),
        ("preference: [west, north]", "offer-lots-unusable"),
        ("preference: [west, west]", "offer-lots-unusable"),
        ("preference: west", "yaml-not-a-list"),
        ("discounts: [{if_wins: [east, west], per_cent: 5}]", "yaml-unknown-key"),
    ],
)
def test_a_capacity_or_preference_that_says_nothing_is_refused_at_its_line(tmp_path, text, code):
    assert problems_of(tmp_path, f"{SHEET}{text}\n") == [(code, 7)]


def test_a_preference_names_only_lots_that_the_tender_is_for(tmp_path):
    text = SHEET.replace("lots: [east, west]", "lots: [east]") + "preference: [west, east]\n"
    assert problems_of(tmp_path, text) == [("offer-lots-unusable", 7)]


OFFER = b"discounts:\n  - {if_wins: [east, west], per_cent: 5}\n"


def test_a_price_file_has_discounts_that_hold_for_certain_lots_together():
    more = b"  - {if_wins: [east, west], at_least: 1, prices: {east: 1600000}}\n"
    price, findings = parse_price(PRICE + OFFER + more, "price.yaml", TERMS, LOTS)
    assert findings == ()
    assert price.discounts == (
        Discount(LOTS, 2, Decimal(5)),
        Discount(LOTS, 1, None, {"east": Decimal(1600000)}),
    )


@pytest.mark.parametrize(
    ("replaced", "by", "code"),
    [
        (b"west]", b"north]", "offer-lots-unusable"),
        (b"per_cent: 5", b"per_cent: 100", "discount-unusable"),
        (b"per_cent: 5", b"per_cent: five", "yaml-not-a-number"),
        (b"per_cent: 5", b"prices: {east: 0}", "price-must-be-above-zero"),
        (b"per_cent: 5", b"per_cent: 5, at_least: 3", "discount-unusable"),
    ],
)
def test_a_discount_that_can_not_be_used_makes_the_price_file_unreadable(replaced, by, code):
    price, findings = parse_price(PRICE + OFFER.replace(replaced, by), "price.yaml", TERMS, LOTS)
    assert price is None
    assert code in {finding.code for finding in findings}
    assert {finding.place.line for finding in findings} == {6}
    assert all(line(finding) for finding in findings)

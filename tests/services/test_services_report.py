"""The evaluation report from a record that came all the way, on both databases."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from award_flow import approved, prices_opened, recommended, told, until_quality_locked
from panel_flow import PRICES, until_marks_in
from pypdf import PdfReader

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import report
from tender_flow.services.verify import verify_rows


def good_elm(login, question, supplier, lot):
    return 4 if supplier == "Elm Housing" else 3


@pytest.fixture
def flow(database_url, tmp_path):
    return until_quality_locked(database_url, tmp_path, mark=good_elm)


def text_of(path) -> str:
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def decided(flow) -> None:
    prices_opened(flow)
    for lot, supplier in (("east", "Elm Housing"), ("west", "Elm Housing")):
        recommended(flow, lot, supplier)
        approved(flow, lot)


def test_the_report_shows_the_head_before_it_and_the_record_keeps_its_digest(flow, tmp_path):
    decided(flow)
    with flow.lead.reading(flow.ref) as reading:
        before = reading.rows.one("chain_head", chain=reading.id)
    made = report.evaluation(flow.later(), flow.ref, tmp_path / "report.pdf")
    assert made.head == before["digest"]
    assert not made.draft
    text = text_of(made.path).replace(" ", "")
    assert before["digest"] in text
    assert f"Page{made.pages}of{made.pages}" in text
    with flow.lead.reading(flow.ref) as reading:
        [row] = reading.of("report")
        assert (row["version"], row["digest"], row["head"]) == (1, made.digest, made.head)
        assert verify_rows(reading.rows, flow.ref, head=made.head).exit_code == 0


def test_a_report_holds_prices_marks_reasons_and_who_opened_them(flow, tmp_path):
    decided(flow)
    text = text_of(report.evaluation(flow.later(), flow.ref, tmp_path / "r.pdf").path)
    assert "£812,345.67" in text
    assert "What decided 1.1 Safeguarding: the words of the scheme." in text
    assert "Elm Housing is recommended" in text
    for name in ("Carys Evans", "Ben Okafor", "Ada Hill", "Thanet Homes"):
        assert name in text


def test_an_earlier_version_comes_out_the_same_to_the_byte_after_the_record_went_on(flow, tmp_path):
    prices_opened(flow)
    first = report.evaluation(flow.later(), flow.ref, tmp_path / "one.pdf")
    assert first.draft
    decided_lots = (("east", "Medway Refuge"), ("west", "Safe Harbour"))
    for lot, _other in decided_lots:
        recommended(flow, lot, "Elm Housing")
        approved(flow, lot)
    told(flow, "east", "Elm Housing")
    told(flow, "east", "Medway Refuge")
    second = report.evaluation(flow.later(), flow.ref, tmp_path / "two.pdf")
    assert (second.version, second.draft) == (2, False)
    for made in (first, second):
        again = report.again(flow.later(), flow.ref, made.version, tmp_path / "again.pdf")
        assert again == report.MadeReport(
            tmp_path / "again.pdf", made.version, made.pages, made.digest, made.head, made.draft
        )
        assert (tmp_path / "again.pdf").read_bytes() == made.path.read_bytes()


def test_before_the_prices_are_opened_no_price_stands_in_the_report(flow, tmp_path):
    text = text_of(report.evaluation(flow.later(), flow.ref, tmp_path / "r.pdf").path)
    assert "The prices have not been opened yet." in text
    assert "There is no ranking before the prices have been opened." in text
    for price in PRICES.values():
        whole = f"{int(price.partition('.')[0]):,}"
        assert whole not in text


def test_individual_marks_stay_unprinted_until_the_meeting_was_opened(database_url, tmp_path):
    flow = until_marks_in(database_url, tmp_path)
    text = text_of(report.evaluation(flow.later(), flow.ref, tmp_path / "r.pdf").path)
    assert "No moderation meeting has been opened yet." in text
    assert "Strengths:" not in text


def test_until_every_lot_is_agreed_the_report_is_a_draft(flow, tmp_path):
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    approved(flow, "east")
    made = report.evaluation(flow.later(), flow.ref, tmp_path / "r.pdf")
    assert made.draft
    pages = PdfReader(io.BytesIO(made.path.read_bytes())).pages
    assert all("Draft: not a decision" in page.extract_text() for page in pages)


def test_a_dry_run_leaves_no_file_and_no_row(flow, tmp_path):
    out = tmp_path / "reports" / "r.pdf"
    out.parent.mkdir()
    made = report.evaluation(flow.later(), flow.ref, out, dry_run=True)
    assert made.pages > 5
    assert list(out.parent.iterdir()) == []
    with flow.lead.reading(flow.ref) as reading:
        assert reading.of("report") == []


def test_a_report_that_cannot_be_written_is_not_recorded(flow, tmp_path):
    with pytest.raises(BadInputError) as caught:
        report.evaluation(flow.later(), flow.ref, tmp_path / "nowhere" / "r.pdf")
    assert [one.code for one in caught.value.findings] == ["report-not-written"]
    with flow.lead.reading(flow.ref) as reading:
        assert reading.of("report") == []


def test_only_lead_and_chair_make_a_report(flow, tmp_path):
    office = flow.lead.at(datetime(2014, 12, 1, tzinfo=UTC), "carys.evans")
    with pytest.raises(RefusedError) as caught:
        report.evaluation(office, flow.ref, tmp_path / "r.pdf")
    assert [one.code for one in caught.value.findings] == ["role-missing"]
    assert not (tmp_path / "r.pdf").exists()


def test_an_unknown_version_is_named(flow, tmp_path):
    with pytest.raises(BadInputError) as caught:
        report.again(flow.later(), flow.ref, 7, tmp_path / "r.pdf")
    assert [one.code for one in caught.value.findings] == ["report-unknown"]

"""The evaluation report read back: what a clerk, a court and a lawyer would look for."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import pytest
from pypdf import PdfReader
from report_example import BEACON, BIDDERS, ELM, MEMBERS, NOTES, PRICES, example

from tender_flow.i18n.formats import money
from tender_flow.i18n.steps import explain
from tender_flow.publishing.evaluation_report import render, rendered

EXEMPT = "Exempt version, not for publication"


@lru_cache
def pdf(stage: str = "decided") -> bytes:
    return render(example(stage))


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


@lru_cache
def pages(stage: str = "decided") -> list[str]:
    return pages_of(pdf(stage))


def squeezed(text: str) -> str:
    """Without any space: lines break where they must."""
    return re.sub(r"\s", "", text)


@lru_cache
def everything(stage: str = "decided") -> str:
    """The text between header and footer, all pages together, without spaces."""
    return squeezed(" ".join(pages(stage)))


def test_the_same_values_give_the_same_bytes():
    assert render(example()) == pdf()


def test_another_head_gives_other_bytes():
    issue = replace(example().issue, head="ff" * 32)
    assert render(example(issue=issue)) != pdf()


def test_every_page_says_that_it_is_not_for_publication_and_why_the_case_is_not_real():
    for page in pages():
        assert EXEMPT in page
        assert NOTES[0] in " ".join(page.split())
        assert "Illustrative." in page


def test_every_page_has_its_number_and_the_number_of_pages():
    count = len(pages())
    for number, page in enumerate(pages(), start=1):
        assert f"Page{number}of{count}" in squeezed(page)


def test_the_number_of_pages_is_told():
    assert rendered(example()).pages == len(pages())


def test_a_draft_says_so_on_every_page_and_a_decided_report_on_none():
    assert all("Draft: not a decision" in page for page in pages("marked"))
    assert not any("Draft: not a decision" in page for page in pages())


def test_the_contents_name_the_page_on_which_each_section_stands():
    first = listing()
    for title in ("2 Procedure and dates", "6 Marks and reasons", "8 Ranking", "12 The record"):
        squeezed_title = squeezed(title)
        places = [n for n, page in enumerate(pages(), 1) if is_heading(page, title)]
        assert squeezed_title in squeezed(first)
        assert str(places[0]) in numbers_of(first), title


def is_heading(page: str, title: str) -> bool:
    """Stands it in the page twice, in the header and as the heading itself?"""
    return squeezed(page).count(squeezed(title)) >= 2


def numbers_of(page: str) -> list[str]:
    return re.findall(r"\b\d+\b", page)


def test_outline_and_contents_lead_to_the_same_pages():
    reader = PdfReader(io.BytesIO(pdf()))
    flat = [
        item for part in reader.outline for item in (part if isinstance(part, list) else [part])
    ]
    places = {item.title: reader.get_destination_page_number(item) + 1 for item in flat}
    assert len(places) > 30
    contents = squeezed(listing())
    for title, place in places.items():
        if title != "Contents":
            shown = pages()[place - 1]
            assert squeezed(title) in squeezed(shown), title
            assert squeezed(title) in contents, title


def listing() -> str:
    """The contents, which go over two pages."""
    start = next(number for number, page in enumerate(pages()) if is_contents(page))
    return "\n".join(pages()[start : start + 2])


def is_contents(page: str) -> bool:
    return "Contents" in page and ". . . ." in page


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_each_line_of_the_contents_has_its_page_in_the_same_line(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf())
    command = ["pdftotext", "-layout", "-f", "2", "-l", "3", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line for line in text.splitlines() if ". . ." not in line]
    matches = (re.match(r"\s*(\d+)\s+(.*?)\s{3,}(\d+)$", line) for line in lines)
    found = [match.groups() for match in matches if match]
    assert [number for number, _title, _page in found] == [str(n) for n in range(1, 13)]
    for number, title, page in found:
        assert is_heading(pages()[int(page) - 1], f"{number} {title}"), title


def test_header_rows_come_back_where_a_table_goes_on():
    going_on = [page for page in pages() if "(continued)" in page]
    assert len(going_on) > 10
    for page in going_on:
        heads = ("Mark Reasons", "Requirement Outcome")
        assert any(squeezed(head) in squeezed(page) for head in heads)


def test_all_marks_and_reasons_are_there():
    text = everything()
    for question in example().questions:
        for answer in question.answers:
            assert squeezed(answer.agreed.reason) in without_breaks(text)
            for given in answer.marks:
                for part in (given.strengths, given.weaknesses, given.why, given.cannot_reason):
                    assert squeezed(part) in without_breaks(text)


@lru_cache
def without_breaks(text: str) -> str:
    """What stands between two pages (footer, header, repeated rows) taken out."""
    footer = squeezed(NOTES[0])
    head = squeezed("Reasons")
    return re.sub(rf"{footer}.{{0,900}}?Mark{head}(.{{0,60}}?\(continued\))?", "", text)


def test_who_disagrees_is_named_with_the_reason():
    assert squeezed("Dafydd Wŷn disagrees: The evidence for West Kent is thin.") in everything()


def test_a_conflict_and_a_mark_that_could_not_be_given_are_said():
    assert squeezed("Conflict of interest: does not mark this bidder") in everything()
    assert squeezed("Cannot mark: I have no experience of the specialist courts.") in everything()


def test_every_step_behind_every_total_is_there():
    data = example()
    for lot in data.lots:
        for standing in lot.result.standings:
            for line in explain(data.model, standing):
                assert squeezed(line) in everything(), line


def test_prices_stand_with_the_formula_applied():
    for price in PRICES.values():
        assert squeezed(money(Decimal(price))) in everything()
    assert squeezed("W × Pmin / P") in everything()
    assert squeezed("lowest £1,650,000.00 ÷ £1,712,345.60 × 40% = 38.54") in everything()


def test_before_the_opening_there_is_no_price_anywhere():
    for price in PRICES.values():
        pounds = f"{int(price.partition('.')[0]):,}"
        assert pounds not in everything("marked")
    assert squeezed("The prices have not been opened yet.") in everything("marked")


def test_both_baselines_stand_beside_what_came_and_months_stay_months():
    text = " ".join(" ".join(pages()).split())
    assert "Baseline 1 Baseline 2 Actual" in text
    assert "September 2014 – December 2014" in text
    assert "21 July 2014" in text


def test_the_standstill_is_shown_day_by_day():
    assert squeezed("10 days from 19 November 2014") in everything()
    assert squeezed("4 22 November 2014 Saturday counted, day off") in everything()
    assert squeezed("10 28 November 2014 Friday ends at midnight") in everything()


def test_the_command_that_checks_the_record_can_be_copied():
    head = example().issue.head
    assert squeezed(f"tender-flow verify kent-da --head {head}") in everything()


def test_welsh_letters_come_back_out():
    assert squeezed("Tŷ Seren Dŵr") in everything()


def test_names_and_texts_are_never_markup():
    assert BEACON == "Beacon & Sons <Kent>"
    assert squeezed("Beacon & Sons <Kent>") in everything()
    assert "&amp;" not in everything()


def test_hostile_names_and_texts_neither_break_the_report_nor_vanish():
    odd = "Evil\x00\x1b[31m </para><b>&amp; \u202e" + "W" * 300 + " 日本 😀"
    case = replace(example().case, title=odd, authority=odd, ref=odd, description="")
    words = replace(example().questions[0].answers[0].agreed, reason=odd * 40)
    answer = replace(example().questions[0].answers[0], bidder=odd, agreed=words)
    question = replace(example().questions[0], question=odd, answers=(answer,))
    data = example(case=case, questions=(question,))
    made = pages_of(render(data))
    assert "Evil[31m" in squeezed(made[0])
    assert "W" * 20 in squeezed(made[0])
    assert "\x1b" not in "".join(made)


def test_a_reason_longer_than_a_page_is_parted_and_kept_whole():
    words = " ".join(f"word{number}" for number in range(4000))
    answer = example().questions[0].answers[0]
    answer = replace(answer, agreed=replace(answer.agreed, reason=words))
    data = example(questions=(replace(example().questions[0], answers=(answer,)),))
    text = " ".join(pages_of(render(data)))
    assert [int(n) for n in re.findall(r"\bword(\d+)\b", text)] == list(range(4000))


def test_nothing_is_drawn_outside_the_margins():
    """Every text begins between the margins and above the bottom of the footer."""
    places: list[tuple[float, float]] = []

    def seen(text, _cm, tm, _font, _size):
        if text.strip():
            places.append((tm[4], tm[5]))

    for page in PdfReader(io.BytesIO(pdf())).pages:
        page.extract_text(visitor_text=seen)
    inside = [(x, y) for x, y in places if x and y]
    assert len(inside) > 1000
    assert all(50 <= x <= 545 for x, y in inside)
    assert all(28 <= y <= 815 for x, y in inside)


def test_a_report_of_a_case_without_anything_yet_says_not_yet():
    data = example("marked")
    blank = replace(
        data,
        questions=(),
        meetings=(),
        panel=type(data.panel)((), (), ()),
        tenders=type(data.tenders)((), (), (), ()),
        procedure=replace(data.procedure, baselines=(), dates=(), delays=(), notices=()),
        kept=(),
    )
    text = squeezed(" ".join(pages_of(render(blank))))
    for sentence in (
        "No plan has been recorded.",
        "Nobody is on the panel yet.",
        "No tender has been received yet.",
        "No interview has been recorded.",
        "No moderation meeting has been opened yet.",
        "Nothing has been recommended yet.",
        "Not yet: the award has not been agreed.",
        "Not yet: no standstill has begun.",
    ):
        assert squeezed(sentence) in text, sentence


def test_the_file_says_its_title_author_and_language():
    reader = PdfReader(io.BytesIO(pdf()))
    assert reader.metadata.title == "Evaluation report: Kent Integrated Domestic Abuse Service"
    assert reader.metadata.author == "Kent County Council"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_example_has_what_the_tests_ask_for():
    data = example()
    assert len(data.lots) == 2
    assert all(lot.result.standings for lot in data.lots)
    assert any(lot.result.excluded for lot in data.lots)
    assert ELM in BIDDERS
    assert len(MEMBERS) == 6


def test_a_concluded_lot_says_to_whom_and_when():
    data = example()
    made = replace(data.lots[0].approval, dated=date(2014, 12, 1))
    first = replace(data.lots[0], conclusion=made, outcome="awarded")
    text = squeezed(" ".join(pages_of(render(replace(data, lots=(first, *data.lots[1:]))))))
    assert squeezed("Awarded to Elm Housing on 1 December 2014.") in text


def test_a_lot_without_an_award_gives_the_reasons_in_the_summary():
    data = example()
    made = replace(data.lots[1].recommendation, supplier=None, total="", reasons="No bid is safe.")
    lot = replace(data.lots[1], recommendation=made)
    text = squeezed(" ".join(pages_of(render(replace(data, lots=(data.lots[0], lot))))))
    assert squeezed("It is recommended not to award this lot. Reasons: No bid is safe.") in text


def test_the_margin_is_rounded_once_from_the_exact_totals():
    lot = example().lots[0]
    first, second = lot.result.standings[:2]
    exact = first.total.exact - second.total.exact
    assert squeezed("a margin of 6.25 points") in everything()
    assert abs(exact - Fraction("6.25")) <= Fraction(1, 200)


def test_robustness_stands_after_the_ranking_and_says_what_it_is():
    page = next(page for page in pages() if is_heading(page, "9 How robust is this result?"))
    words = " ".join(page.split())
    assert "This is no part of the result and changes nothing in it" in words
    assert "A single mark by 3 steps changes the winner; no smaller change does:" in words
    assert re.search(r"Quality 60 22.08 100 Medway Refuge Ltd", words)
    assert "Without each bidder" in words


def test_before_the_prices_are_open_nothing_is_said_of_robustness():
    assert not any("How robust" in page for page in pages("marked"))

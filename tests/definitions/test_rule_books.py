"""Rule books of councils: the shipped ones, and what is wrong in one's own."""

from decimal import Decimal

import pytest

from tender_flow.definitions.dated_law import load_clear_days
from tender_flow.definitions.rule_books import load_rule_book, parse_rule_book
from tender_flow.definitions.shipped import find_definition, list_definitions
from tender_flow.definitions.workflows import load_workflow
from tender_flow.errors import BadInputError

SHIPPED = [entry for entry in list_definitions("rule_books") if entry.origin == "shipped"]


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry.id)
def test_a_shipped_book_can_be_used_and_says_what_is_made_up(entry):
    book = load_rule_book(entry.path)
    assert book.id == entry.id
    assert book.illustrative
    assert all(body.source for body in book.bodies)


def test_two_books_are_shipped():
    assert [entry.id for entry in SHIPPED] == ["kent_2014", "leeds_2015"]


def test_the_leeds_book_has_the_paper_s_figures():
    book = load_rule_book(find_definition("rule_books", "leeds_2015"))
    assert (book.key.more_than, book.only_working, book.call_in.days) == (
        Decimal(250_000),
        False,
        5,
    )
    director = book.body("director")
    assert director is not None
    assert (director.officer, "waiver" in director.approves) == (True, True)
    assert [rule.id for rule in book.rules] == ["9.1", "9.2"]


def text_of(**changes: str) -> str:
    text = find_definition("rule_books", "leeds_2015").read_text(encoding="utf-8")
    for before, after in changes.values():
        assert before in text
        text = text.replace(before, after, 1)
    return text


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("clear_days: all\n", "", "yaml-missing-key"),
        ("clear_days: all", "clear_days: some", "yaml-not-a-choice"),
        ("  days: 5", "  days: 0", "rule-book-below-one"),
        ("  more_than: 250000", "  more_than: -1", "rule-book-below-zero"),
        ("  more_than: 250000\n", "", "yaml-missing-key"),
        ("id: head_of_service", "id: director", "rule-book-name-twice"),
        ("approvers: [director,", "approvers: [nobody,", "yaml-not-a-choice"),
        ("    approves: [award]\n", "", "rule-book-approves-what"),
        ("  counted: working", "  counted: mostly", "yaml-not-a-choice"),
        ("format: 1", "format: 2", "yaml-not-a-choice"),
        ("title: Leeds", "heading: Leeds", "yaml-unknown-key"),
    ],
)
def test_each_fault_is_named_with_its_line(before, after, code):
    with pytest.raises(BadInputError) as caught:
        parse_rule_book(text_of(change=(before, after)), "mine.yaml")
    found = [finding for finding in caught.value.findings if finding.code == code]
    assert found
    assert found[0].place is not None
    assert found[0].place.file == "mine.yaml"


def test_all_faults_are_told_at_once():
    changes = {"days": ("clear_days: all\n", ""), "call": ("  days: 5", "  days: 0")}
    with pytest.raises(BadInputError) as caught:
        parse_rule_book(text_of(**changes), "mine.yaml")
    assert len(caught.value.findings) == 2


def test_an_empty_file_is_no_book():
    with pytest.raises(BadInputError):
        parse_rule_book("", "mine.yaml")


def test_the_shipped_notice_of_key_decisions_has_the_clear_days_of_the_dated_law():
    law = {rule.id: rule.days for rule in load_clear_days()}
    workflow = load_workflow(find_definition("workflows", "council_waiver")).workflow
    uses = [use.params for move in workflow.moves for use in move.gates]
    stated = {
        use["route"]: int(use["clear_days"]) for use in uses if use.get("clear_days", "0") != "0"
    }
    assert stated == {
        "ordinary": law["key_decision"],
        "general_exception": law["general_exception"],
    }

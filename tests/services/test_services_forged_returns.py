"""Returns that other software could have made, each signed by a member whom the record knows."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from builders import codes
from panel_flow import a_panel_case, without_scrypt

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.post import seal_return
from tender_flow.services import clearing
from tender_flow.services.marking import MarkingView

WHO = "carys.evans"
TEN_WORDS = "My sister worked there until last spring, on the night shift."


@pytest.fixture
def flow(sqlite_url, tmp_path):
    """Everybody cleared, packs issued."""
    with without_scrypt():
        made = a_panel_case(sqlite_url, tmp_path)
        made.tenders_in()
        made.opened()
        made.requirements_passed()
        made.cleared()
        made.packs_issued()
        yield made


def counted(flow, tender: str) -> int:
    """How many marks for a bidder's answers count now."""
    with flow.lead.reading(flow.ref) as reading:
        view = MarkingView(reading)
        answers = {row["id"] for row in view.answers("written") if row["tender"] == tender}
        return sum(answer in answers for _round, answer, _member in view.marks)


def of_elm(marking):
    return next(one for one in marking.contents.bidders if one.name == "Elm Housing").tender_id


def forged(flow, opened, value, number):
    return flow.accept(seal_return(value, flow.key_of(WHO), opened, number))


def higher(value, number):
    """The same return with every mark raised to 5, as the next one."""
    marks = tuple(replace(mark, value=Decimal(5), revision=2) for mark in value.marks)
    return replace(value, marks=marks, number=number)


def test_marks_after_a_conflict_found_late_are_held_back_too(flow):
    opened, marking = flow.open_scoring(WHO)
    flow.give(marking, WHO)
    elm = of_elm(marking)
    honest = marking.marks_return(flow.lead.now(), part=False)
    forged(flow, opened, honest, 1)
    marking.was_sent(honest)
    marking.declare_conflict(elm, TEN_WORDS, flow.lead.now())
    late = marking.marks_return(flow.lead.now(), part=True, conflicts_only=True)
    forged(flow, opened, replace(late, number=2), 2)
    assert counted(flow, elm) == 0

    accepted = forged(flow, opened, higher(replace(honest, conflicts=()), 3), 3)
    assert counted(flow, elm) == 0
    held = [note for note in accepted.notes if note.code == "marks-held-back"]
    assert [note.facts["bidder"] for note in held] == ["Elm Housing"]
    clearing.decide(flow.later(), flow.ref, WHO, "Elm", decision="clear", reason="Long ago.")
    assert counted(flow, elm) > 0


def test_marks_after_the_lead_found_a_conflict_do_not_count(flow):
    opened, marking = flow.open_scoring(WHO)
    flow.give(marking, WHO)
    elm = of_elm(marking)
    clearing.decide(flow.later(), flow.ref, WHO, "Elm", decision="conflict", reason="A cousin.")

    forged(flow, opened, marking.marks_return(flow.lead.now(), part=False), 1)
    assert counted(flow, elm) == 0


@pytest.mark.parametrize("revision", [10_001, 2**40, 2**70])
def test_a_revision_that_no_program_of_ours_counts_to_is_refused(flow, revision):
    opened, marking = flow.open_scoring(WHO)
    flow.give(marking, WHO)
    value = marking.marks_return(flow.lead.now(), part=False)
    first, *rest = value.marks
    with pytest.raises(RefusedError) as caught:
        forged(flow, opened, replace(value, marks=(replace(first, revision=revision), *rest)), 1)
    assert codes(caught) == ["return-not-as-packed"]


def test_an_answer_that_is_marked_twice_in_one_return_is_refused(flow):
    opened, marking = flow.open_scoring(WHO)
    flow.give(marking, WHO)
    value = marking.marks_return(flow.lead.now(), part=False)
    twice = (replace(value.marks[0], value=Decimal(5)), *value.marks)
    with pytest.raises((RefusedError, BadInputError)):
        forged(flow, opened, replace(value, marks=twice), 1)


@pytest.mark.parametrize("year", [2009, 2030])
def test_a_laptop_with_a_wrong_clock_does_not_stop_its_marks(flow, year):
    opened, marking = flow.open_scoring(WHO)
    flow.give(marking, WHO)
    when = datetime(year, 1, 3, tzinfo=UTC)
    value = marking.marks_return(when, part=False)
    marks = tuple(replace(mark, given_at=when) for mark in value.marks)
    accepted = forged(flow, opened, replace(value, marks=marks), 1)
    assert len(accepted.marks) == len(marks)


@pytest.mark.parametrize("value", ["1E+3", "-1", "3.00001", "NaN", "Infinity", "1E-9"])
def test_a_mark_that_is_no_mark_is_refused(flow, value):
    opened, marking = flow.open_scoring(WHO)
    flow.give(marking, WHO)
    honest = marking.marks_return(flow.lead.now(), part=False)
    first, *rest = honest.marks
    marks = (replace(first, value=Decimal(value)), *rest)
    with pytest.raises((RefusedError, BadInputError)) as caught:
        forged(flow, opened, replace(honest, marks=marks), 1)
    assert codes(caught)

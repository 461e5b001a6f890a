"""Shortlisting on the record: decided from locked marks, and it stands for what comes after."""

from pathlib import Path

import pytest
from award_flow import moderated, prices_opened, recommended
from builders import codes
from panel_flow import PANEL_MODEL, Flow, a_panel_case, until_marks_in, without_scrypt

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.procedure.gates_evaluation import shortlist_decided
from tender_flow.services import bids, report, shortlists, verify
from tender_flow.services.facts import case_facts
from tender_flow.services.marking import MarkingView
from tender_flow.services.results import rank

STAGES = """stages:
  - {id: answers, title: Written answers, rounds: [written], points: carry, ADVANCE}
"""
BEST_1 = "advance: {best: 1}, tied: all_go_on"
MARKS = {"Elm Housing": 4, "Medway Refuge": 3, "Safe Harbour": 5}


def a_mark(login: str, question: str, supplier: str, lot: str) -> int:
    return MARKS[supplier]


def a_staged_model(folder: Path, advance: str = BEST_1) -> str:
    """The model of the panel's tests with one stage."""
    text = Path(PANEL_MODEL).read_text(encoding="utf-8")
    path = folder / "staged.yaml"
    stages = STAGES.replace("ADVANCE", advance)
    path.write_text(text.replace("scales:\n", f"{stages}scales:\n", 1), encoding="utf-8")
    return str(path)


def until_written_locked(url: str, folder: Path, advance: str = BEST_1, mark=a_mark) -> Flow:
    """A case with one stage, its written marks agreed and locked."""
    flow = until_marks_in(url, folder, mark, model=a_staged_model(folder, advance))
    with without_scrypt():
        moderated(flow)
        flow.slips_in()
    return flow


def through_interview(flow: Flow) -> None:
    with without_scrypt():
        flow.interviews_recorded()
        flow.packs_issued("interview")
        flow.marks_in(a_mark, round="interview")
        moderated(flow, "interview")
        flow.slips_in("interview")


def decided(flow: Flow) -> tuple[shortlists.Shortlisted, ...]:
    return shortlists.shortlist(flow.later(), flow.ref, "answers")


def findings_of_gate(flow: Flow) -> list[str]:
    with flow.lead.reading(flow.ref) as reading:
        return [one.code for one in shortlist_decided.ask(case_facts(reading, ("stages",)), {})]


def test_later_rounds_and_prices_are_for_those_who_go_on(database_url, tmp_path):
    flow = until_written_locked(database_url, tmp_path)
    assert findings_of_gate(flow) == ["shortlist-not-decided"]
    east, west = decided(flow)
    assert east.going_on == ("Elm Housing",)
    assert [(name, [one.code for one in why]) for name, why in east.out] == [
        ("Medway Refuge", ["not-shortlisted"])
    ]
    assert west.going_on == ("Safe Harbour",)
    assert findings_of_gate(flow) == []
    through_interview(flow)
    with flow.lead.reading(flow.ref) as reading:
        view = MarkingView(reading)
        heard = {view.tenders[answer["tender"]]["folder"] for answer in view.answers("interview")}
        marked = {view.tenders[answer["tender"]]["folder"] for answer in view.answers("written")}
    assert heard == {"elm_housing", "safe_harbour"}
    assert marked == {"elm_housing", "medway_refuge", "safe_harbour"}
    opening = prices_opened(flow)
    assert opening.left_sealed == ("Medway Refuge",)
    assert {(one.supplier, one.lot) for one in opening.prices} == {
        ("Elm Housing", "East"), ("Safe Harbour", "West")
    }  # fmt: skip
    with flow.lead.reading(flow.ref) as reading:
        ranking = rank(reading)
    assert [ranking.suppliers[one.supplier] for one in ranking.lot("west").standings] == [
        "Safe Harbour"
    ]
    assert [one.reasons[0].code for one in ranking.lot("west").excluded] == ["not-shortlisted"]
    recommended(flow, "west", "Safe Harbour")
    assert verify.verify(database_url, flow.ref).findings == ()
    assert report.evaluation(flow.later(), flow.ref, tmp_path / "report.pdf").pages > 5


def test_what_was_decided_stands_when_a_bid_leaves(database_url, tmp_path):
    flow = until_written_locked(database_url, tmp_path)
    decided(flow)
    bids.withdraw(flow.later(), flow.ref, "Elm Housing", reason="The bidder wrote.")
    with flow.lead.reading(flow.ref) as reading:
        east = rank(reading).lot("east")
    assert [bid.reasons[0].code for bid in east.excluded] == ["not-shortlisted"]
    assert east.incomplete == ()


def test_nothing_goes_on_before_it_is_decided(database_url, tmp_path):
    flow = until_written_locked(database_url, tmp_path)
    with without_scrypt():
        flow.interviews_recorded()
        with pytest.raises(RefusedError) as caught:
            flow.packs_issued("interview")
    assert "shortlist-not-decided" in codes(caught)
    with pytest.raises(RefusedError) as caught:
        prices_opened(flow)
    assert "shortlist-not-decided" in codes(caught)


def test_it_is_decided_once_from_locked_marks_for_a_stage_of_the_model(database_url, tmp_path):
    with without_scrypt():
        flow = until_marks_in(database_url, tmp_path, a_mark, model=a_staged_model(tmp_path))
        with pytest.raises(RefusedError) as caught:
            decided(flow)
        assert codes(caught) == ["marks-not-locked"]
        moderated(flow)
    tried = shortlists.shortlist(flow.later(), flow.ref, "answers", dry_run=True)
    assert tried == decided(flow)
    with pytest.raises(RefusedError) as caught:
        decided(flow)
    assert codes(caught) == ["shortlist-decided-already"]
    with pytest.raises(BadInputError) as unknown:
        shortlists.shortlist(flow.later(), flow.ref, "interview")
    assert codes(unknown) == ["shortlist-stage-unknown"]


def test_equal_bids_at_the_cut_stop_the_decision_where_no_rule_decides(database_url, tmp_path):
    advance = "advance: {best: 1}, tied: rules, ties: [higher:children]"
    flow = until_written_locked(database_url, tmp_path, advance, mark=lambda *_: 3)
    with pytest.raises(RefusedError) as caught:
        decided(flow)
    assert codes(caught) == ["shortlist-undecided", "shortlist-undecided"]


SELECTION = """criteria:
  - id: experience
    title: Experience
    weight: 100
    round: selection
    scale: zero_to_five
    shared: true
    question: What have you done?
"""
SELECTING = (
    ("rounds: [written, interview]", "rounds: [selection, written, interview]"),
    ("title: Written answers, rounds: [written]", "title: Selection, rounds: [selection]"),
    ("points: carry", "points: select"),
    ("criteria:\n", SELECTION),
    *(
        (f"{{id: {leaf},", f"{{id: {leaf}, round: written,")
        for leaf in ("safeguarding", "children")
    ),
    ("{id: local,", "{id: local, round: written,"),
)


def test_a_selection_comes_with_the_tender_and_takes_bids_out_before_their_answers(
    database_url, tmp_path
):
    text = Path(a_staged_model(tmp_path, "advance: {minimum: 60}")).read_text(encoding="utf-8")
    for old, new in SELECTING:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "selecting.yaml"
    path.write_text(text, encoding="utf-8")
    with without_scrypt():
        flow = a_panel_case(database_url, tmp_path, model=str(path))
        flow.tenders_in()
        flow.opened()
        flow.requirements_passed()
        flow.cleared()
        flow.packs_issued("selection")
        flow.marks_in(lambda _who, _what, supplier, _lot: MARKS[supplier] - 1, round="selection")
        moderated(flow, "selection")
        flow.slips_in("selection")
        east, west = decided(flow)
        assert east.going_on == ("Elm Housing",)
        assert west.going_on == ("Safe Harbour", "Elm Housing")
        flow.packs_issued("written")
        _opened, marking = flow.open_scoring("ada.hill", "written")
    asked = {(one.question_id, marking.bidder_of(one.id).name) for one in marking.reading_order()}
    assert ("children", "Elm Housing") in asked
    assert "Medway Refuge" not in {name for _question, name in asked}

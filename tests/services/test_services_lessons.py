"""Lessons learnt: taken up, met by gates or answered, and handed on to the next procurement."""

from datetime import date

import pytest
from builders import (
    LEAD,
    REF,
    a_file,
    a_procurement,
    a_small_procurement,
    an_office,
    codes,
    guidance_planned,
    model_published,
    moment,
    papers_filed,
)

from tender_flow.definitions.plans import Baseline, PlannedTask
from tender_flow.errors import BadInputError, RefusedError
from tender_flow.records.database import open_database
from tender_flow.rules.findings import Severity
from tender_flow.services import amendments, baselines, lessons, moves, plan_check
from tender_flow.services.history import history
from tender_flow.services.office import Office
from tender_flow.services.verify import verify

HIA = "kent_hia_2014"
NOT_BY_GATES = (
    *("details_for_bidders", "communication_strategy", "knowledge_shared", "nominations"),
    *("one_voice_for_districts", "meeting_room", "interviews"),
)
"""What the Kent workflow has no gate for."""
ROOM = "The meeting room has a projector that works."
LATER = moment("2014-12-01T09:00")


@pytest.fixture
def office(database_url):
    office = an_office(database_url)
    a_procurement(office)
    return office


def open_codes(office, ref=REF):
    return [one.code for one in lessons.list_lessons(office, ref) if one.open]


def asked_of(office, ref=REF, move="invite_tenders"):
    (found,) = [one for one in moves.gates(office, ref).moves if one.move == move]
    return [one.facts["lesson"] for one in found.findings if one.code == "lesson-open"]


def test_a_lesson_is_met_by_gates_of_the_workflow_or_held_open(office):
    adopted = lessons.adopt(office, REF, HIA)
    assert len(adopted.codes) == 16
    assert open_codes(office) == asked_of(office) == [f"{HIA}.{name}" for name in NOT_BY_GATES]
    by_code = {one.code: one for one in lessons.list_lessons(office, REF)}
    assert by_code[f"{HIA}.confidentiality"].met_at == ("End the evaluation and draft the report",)


def test_the_move_is_refused_until_each_is_answered_with_who_and_when(office, database_url):
    papers_filed(office)
    model_published(office)
    guidance_planned(office)
    lessons.adopt(office, REF, HIA)
    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "invite_tenders")
    left = [one for one in caught.value.findings if one.code == "lesson-open"]
    assert len(left) == len(NOT_BY_GATES)
    assert left[0].hint.arguments == {"lesson": f"{HIA}.details_for_bidders"}
    for name in NOT_BY_GATES:
        said = lessons.answer(office, REF, f"{HIA}.{name}", f"By a note of the lead: {name}.")
        assert (said.answered_by, said.answered_at) == (LEAD.name, office.now())
    assert asked_of(office) == []
    assert history(office, REF)[-1].text == (
        "It was said how a lesson learnt is met: kent_hia_2014.interviews."
    )
    assert verify(database_url, REF).exit_code == 0


def test_a_lesson_added_by_hand_binds_the_next_procurement_and_not_its_own(office, database_url):
    made = lessons.add(office, REF, text=ROOM, about="evaluation")
    assert (made.code, made.learnt_in) == (f"{REF}.1", "Kent Integrated Domestic Abuse Service")
    assert lessons.list_lessons(office, REF) == ()
    later = office.at(LATER)
    a_procurement(later, "kent-next")
    assert asked_of(later, "kent-next") == [f"{REF}.1"]
    lessons.answer(later, "kent-next", f"{REF}.1", "Tried out the day before.")
    assert asked_of(later, "kent-next") == []
    assert verify(database_url).exit_code == 0


def test_a_lesson_added_by_hand_may_become_a_gate_of_the_next(office):
    lessons.add(office, REF, text="Agree secrecy.", about="evaluation", gates=(
        "all_agreements_signed", "document_filed  kind=evaluation_guidance"))  # fmt: skip
    later = office.at(LATER)
    a_procurement(later, "kent-next")
    a_small_procurement(later, "small-next")
    (met,) = lessons.list_lessons(later, "kent-next")
    assert met.met_at == ("End the evaluation and draft the report", "Begin the evaluation")
    assert open_codes(later, "small-next") == [f"{REF}.1"]


def test_a_lesson_learnt_later_changes_nothing_for_a_procurement_that_runs(office):
    lessons.adopt(office, REF, HIA)
    later = office.at(LATER)
    a_procurement(later, "kent-next")
    lessons.add(later, "kent-next", text=ROOM, about="evaluation")
    assert "kent-next.1" not in asked_of(later)
    assert lessons.adopt(later, REF, "kent-next.1").codes == ("kent-next.1",)
    assert "kent-next.1" in asked_of(later)


def test_a_rehearsal_teaches_rehearsals_only(office, database_url):
    lessons.add(office, REF, text=ROOM, about="evaluation")
    real = Office(open_database(database_url), LEAD.login)
    a_procurement(real, "real", rehearsal=False)
    assert lessons.list_lessons(real, "real") == lessons.known_lessons(real, "real") == ()
    with pytest.raises(BadInputError):
        lessons.adopt(real, "real", f"{REF}.1")
    lessons.adopt(real, "real", HIA)
    assert len(lessons.known_lessons(office, REF)) == 17


def test_after_an_amendment_the_new_workflow_is_asked(office):
    lessons.add(office, REF, text="Agree secrecy.", about="process", gates=("roles_apart",))
    later = office.at(LATER)
    a_procurement(later, "kent-next")
    assert open_codes(later, "kent-next") == []
    without = a_file("kent_part_b_2014.yaml", _kent_without("roles_apart"))
    amendments.amend(
        later, "kent-next", "workflow", str(without), reason="A smaller team", approver="Pat Hill",
        dated=date(2014, 12, 1), told="Nobody",
    )  # fmt: skip
    assert open_codes(later, "kent-next") == [f"{REF}.1"]


def _kent_without(gate):
    from tender_flow.definitions.shipped import find_definition

    text = find_definition("workflows", "kent_part_b_2014").read_text(encoding="utf-8")
    before, after = text.split(f"      - gate: {gate}\n")
    return before + "      - gate:" + after.split("      - gate:", 1)[1]


def test_a_plan_is_told_of_lessons_that_it_neither_meets_nor_answers(office):
    lessons.adopt(office, REF, HIA)
    tasks = (PlannedTask("Agree the guidance", "evaluation_guidance", "2014-09"),)
    planned = baselines.plan(
        office, REF, baseline=Baseline("Guidance", "Illustrative", date(2014, 6, 2), tasks)
    )
    told = [one for one in planned.findings if one.code == "lesson-open"]
    assert len(told) == len(NOT_BY_GATES)
    assert {one.severity for one in told} == {Severity.WARNING}
    checked = [one for one in plan_check.check(office, REF).findings if one.code == "lesson-open"]
    assert checked == told
    assert checked[-1].source.endswith("6(1), lesson 12")


def test_what_can_not_be_a_lesson_is_refused_whole(office):
    with pytest.raises(BadInputError) as caught:
        lessons.add(office, REF, text=ROOM, about="weather", gates=("tea_made", "pack_checked x=1"))
    assert codes(caught) == ["gate-unknown", "parameter-unknown", "lesson-about-unknown"]
    with pytest.raises(RefusedError) as caught:
        lessons.add(office, REF, text=" ", about="process")
    assert codes(caught) == ["text-missing"]
    with pytest.raises(BadInputError) as caught:
        lessons.answer(office, REF, f"{HIA}.interviews", "By video.")
    assert codes(caught) == ["lesson-unknown"]
    lessons.adopt(office, REF, HIA)
    with pytest.raises(RefusedError) as caught:
        lessons.adopt(office, REF, HIA)
    assert codes(caught) == ["lessons-adopted-already"]


def test_a_dry_run_takes_nothing_up(office):
    assert len(lessons.adopt(office, REF, HIA, dry_run=True).codes) == 16
    assert lessons.known_lessons(office, REF) == ()


def test_figures_of_questionnaires_stay_as_they_were_counted(office):
    lessons.adopt(office, REF, HIA)
    made = lessons.survey(
        office, REF, about="Evaluators, one year on", period="June 2014", asked=12, returned=5
    )
    assert str(made.rate) == "5/12"
    assert {one.code: one.rate for one in lessons.list_surveys(office, REF)} == {
        **{HIA: None, REF: made.rate}
    }
    with pytest.raises(RefusedError) as caught:
        lessons.survey(office, REF, about="", period="x", asked=3, returned=4)
    assert codes(caught) == ["text-missing", "survey-figures"]

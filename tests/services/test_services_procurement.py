"""Making a procurement, and looking at it."""

from datetime import date
from decimal import Decimal

import pytest
from builders import (
    LEAD,
    REF,
    SMALL_MODEL,
    STARTED,
    a_procurement,
    a_small_procurement,
    an_office,
    authority_key,
    codes,
    guidance_planned,
    model_published,
    moment,
    papers_filed,
)

from tender_flow.definitions.plans import Baseline, PlannedTask
from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.keys import make_key
from tender_flow.rules.procedure.plan import Slip
from tender_flow.services import baselines, history, moves, overview
from tender_flow.services.people import Contact


def test_a_new_procurement_stands_in_its_first_stage_with_both_plans_beside_each_other(
    database_url,
):
    office = an_office(database_url)
    a_procurement(office)

    view = overview.show(office, REF)

    assert (view.stage, view.rehearsal) == ("invite_interest", True)
    assert (view.ceiling, view.ceiling_period) == (Decimal("3500000"), "year")
    assert [lot.code for lot in view.lots] == ["east_kent", "west_kent"]
    assert [line.dated for line in view.baselines] == [date(2014, 1, 28), date(2014, 4, 2)]
    planned = {line.stage: line.planned for line in view.dates if line.stage}
    assert planned["invite_tenders"] == {1: "2014-07", 2: "2014-09/2014-12"}
    assert planned["award"] == {1: "2014-11", 2: "2015-01-01"}
    assert [person.role for person in view.people] == ["lead"]


def test_the_slip_of_a_stage_is_said_from_the_first_plan_to_the_last(database_url):
    office = an_office(database_url)
    a_procurement(office)

    slips = {line.stage: line.slip for line in overview.show(office, REF).dates if line.stage}

    assert slips["invite_tenders"] == Slip(2, "months")
    assert slips["evaluate"] == Slip(0, "months")
    assert slips["invite_interest"] == Slip(0, "months")  # begun in June, as planned


def test_a_plan_of_april_is_left_for_april(database_url):
    february = an_office(database_url, moment("2014-02-03T09:00"))
    made = a_procurement(february)

    assert made.baselines == ((1, "Draft procurement plan, January 2014"),)
    assert "plan-dated-later" in [finding.code for finding in made.findings]

    april = february.at(moment("2014-04-03T09:00"))
    from builders import PLAN

    added = baselines.plan(april, REF, path=PLAN)
    assert added.recorded == ((2, "Delivery timescales, April 2014"),)
    with pytest.raises(RefusedError) as caught:
        baselines.plan(april, REF, path=PLAN)
    assert codes(caught) == ["plan-nothing-new"]


def test_what_the_papers_leave_blank_is_said_and_filled_nowhere(database_url):
    made = a_procurement(an_office(database_url))

    blank = next(finding for finding in made.findings if finding.code == "plan-leaves-blank")
    assert "the procurement lead" in blank.facts["blank"]
    assert "illustrative" in made.illustrative


def test_a_procurement_without_the_councils_key_is_refused_with_all_that_is_wrong(database_url):
    with pytest.raises(RefusedError) as caught:
        a_procurement(an_office(database_url), "Kent DA", key=None, lead=Contact("jo.lowe", " "))

    assert codes(caught) == ["ref-unusable", "authority-key-missing", "lead-name-missing"]


def test_a_members_key_is_not_the_councils(database_url):
    key = make_key("Carys Evans", "member").public
    with pytest.raises(RefusedError) as caught:
        a_procurement(an_office(database_url), key=key)

    assert codes(caught) == ["key-of-a-member"]


def test_the_time_is_set_by_hand_only_on_a_rehearsal(database_url):
    with pytest.raises(RefusedError) as caught:
        a_procurement(an_office(database_url), rehearsal=False)

    assert codes(caught) == ["time-set-by-hand"]


def test_a_short_name_is_given_once(database_url):
    office = an_office(database_url)
    a_small_procurement(office)

    with pytest.raises(RefusedError) as caught:
        a_small_procurement(office)
    assert codes(caught) == ["procurement-exists"]


def test_a_dry_run_makes_nothing(database_url):
    office = an_office(database_url)
    a_procurement(office, dry_run=True)

    assert overview.procurements(office) == ()
    with office.database.snapshot() as rows:
        assert rows.of("person") == []
        assert rows.of("artefact") == []


def test_a_plan_that_names_a_stage_the_workflow_lacks_is_refused_at_its_line(database_url):
    from builders import PLAN, SMALL_WORKFLOW

    with pytest.raises(RefusedError) as caught:
        a_procurement(an_office(database_url), workflow=SMALL_WORKFLOW, plan=PLAN)

    unknown = [item for item in caught.value.findings if item.code == "plan-stage-unknown"]
    assert unknown
    assert unknown[0].facts["stage"] == "invite_interest"
    lines = PLAN.read_text(encoding="utf-8").splitlines()
    assert "stage: invite_interest" in lines[unknown[0].place.line - 1]


def test_the_first_entry_is_mirrored_in_the_portfolio(database_url):
    office = an_office(database_url)
    made = a_procurement(office)

    from tender_flow.records.journal import read_entries

    with office.database.snapshot() as rows:
        mirrored = [entry.facts for entry in read_entries(rows, "portfolio")]
    assert mirrored[-1]["digest"] == made.head


def test_gates_name_everything_that_is_missing_before_tenders_are_invited(database_url):
    office = an_office(database_url)
    a_procurement(office)

    invite = moves.gates(office, REF).moves[0]
    missing = [finding.code for finding in invite.findings]
    assert missing.count("document-missing") == 5
    assert {"funding-short", "model-not-published", "task-not-planned"} <= set(missing)
    assert all(finding.source for finding in invite.findings)

    papers_filed(office)
    guidance_planned(office)
    model_published(office)
    left = {finding.code for finding in moves.gates(office, REF).moves[0].findings}
    assert left == {"panel-too-small", "role-not-filled"}


def test_a_plan_that_cannot_work_is_recorded_with_a_warning(database_url):
    office = an_office(database_url)
    a_procurement(office)
    tasks = (
        PlannedTask("Invite tenders", "invite_tenders", "2014-10-25"),
        PlannedTask("Evaluate", "evaluate", "2014-09"),
    )
    planned = baselines.plan(
        office, REF, baseline=Baseline("Hasty", "A test", STARTED.date(), tasks)
    )

    warned = [finding.code for finding in planned.findings]
    assert "plan-on-a-day-off" in warned
    assert "plan-out-of-order" in warned


def test_a_delay_needs_its_reason_and_who_was_told(database_url):
    office = an_office(database_url)
    a_procurement(office)

    with pytest.raises(RefusedError) as caught:
        baselines.delay(office, REF, stage="evaluate", expected="2014-12", reason="", told=" ")
    assert codes(caught) == ["reason-missing", "told-missing"]
    with pytest.raises(BadInputError) as unknown:
        baselines.delay(office, REF, stage="lunch", expected="2014-12", reason="x", told="all")
    assert codes(unknown) == ["plan-stage-unknown"]

    baselines.delay(
        office, REF, stage="evaluate", expected="2014-12", reason="Snow", told="All bidders"
    )
    [line] = overview.show(office, REF).delays
    assert (line.title, line.expected, line.reason) == (
        "Evaluate and clarify tenders",
        "2014-12",
        "Snow",
    )


def test_the_history_says_each_deed_with_its_digest(database_url):
    office = an_office(database_url)
    a_procurement(office)
    papers_filed(office)

    lines = history.history(office, REF)

    assert [line.sequence for line in lines] == list(range(1, 8))
    assert lines[0].text == (
        "The procurement was made by workflow kent_part_b_2014 and model kent_domestic_abuse_2014."
    )
    assert lines[1].text == "A document was filed: consultation plan."
    assert {line.actor for line in lines} == {LEAD.name}
    assert lines[-1].digest == overview.show(office, REF).head


def test_the_journal_of_a_case_holds_no_name(database_url):
    office = an_office(database_url)
    a_procurement(office)

    with office.database.snapshot() as rows:
        texts = [row["body"] for row in rows.of("journal_entry")]
    assert texts
    assert not any(LEAD.name in text or LEAD.email in text for text in texts)


def test_a_case_names_the_key_that_it_was_made_with(database_url):
    office = an_office(database_url)
    a_small_procurement(office)

    assert overview.show(office, REF).fingerprint == authority_key().public.fingerprint


def test_a_case_without_a_plan_takes_its_ceiling_from_the_model(database_url):
    office = an_office(database_url)
    a_small_procurement(office, model=SMALL_MODEL)

    view = overview.show(office, REF)
    assert (view.ceiling, view.ceiling_period) == (Decimal("1800000"), "year")


def test_procurements_lists_each_with_its_stage(database_url):
    office = an_office(database_url)
    a_small_procurement(office, "one")
    a_small_procurement(office, "two")

    assert [(line.ref, line.stage_title) for line in overview.procurements(office)] == [
        ("one", "Prepare"),
        ("two", "Prepare"),
    ]

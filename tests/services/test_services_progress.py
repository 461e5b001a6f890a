"""Progress on a day: rebuilt from the journal, the same whenever it is asked for."""

from datetime import date

import award_flow as flow_of_award
import pytest
from builders import (
    REF,
    a_procurement,
    an_office,
    codes,
    filed,
    moment,
)

from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services import baselines, overview, pauses, risks
from tender_flow.services.progress import progress


def test_as_of_today_is_the_present_state_at_each_step(database_url: str) -> None:
    office = an_office(database_url, moment("2014-06-02T10:00"))
    a_procurement(office)

    def the_same_both_ways() -> None:
        today = local_day(office.now())
        assert progress(office, REF, today) == progress(office, REF)

    the_same_both_ways()
    filed(office, "consultation_plan")
    the_same_both_ways()
    office = office.at(moment("2014-08-04T10:00"))
    baselines.delay(
        office, REF, stage="invite_tenders", expected="2014-09", reason="Consultation", told="All"
    )
    the_same_both_ways()
    pauses.suspend(office, REF, reason="The specification is being changed.")
    the_same_both_ways()
    office = office.at(moment("2014-08-05T10:00"))
    pauses.resume(office, REF, reason="It is changed.")
    the_same_both_ways()


def test_a_past_day_knows_nothing_of_what_came_after_it(database_url: str) -> None:
    office = an_office(database_url, moment("2014-06-02T10:00"))
    a_procurement(office)
    evening = progress(office.at(moment("2014-06-10T22:59")), REF)
    later = office.at(moment("2014-08-04T10:00"))
    baselines.delay(
        later, REF, stage="invite_tenders", expected="2014-09", reason="Consultation", told="All"
    )
    dated = date(2014, 8, 4)
    risks.add(later, REF, risk="No bids", control="Open day", owner="Lead", dated=dated,
              review_on=date(2014, 9, 1))  # fmt: skip

    then, now = progress(later, REF, date(2014, 6, 10)), progress(later, REF)

    assert then == evening
    assert (then.delays, then.risks) == ((), ())
    assert [one.reason for one in now.delays] == ["Consultation"]
    assert [one.risk for one in now.risks] == ["No bids"]
    assert now.entries == then.entries + 2


def test_an_overdue_risk_and_a_late_stage_are_as_they_were_on_that_day(database_url: str) -> None:
    office = an_office(database_url, moment("2014-06-02T10:00"))
    a_procurement(office)
    risks.add(office, REF, risk="No bids", control="Open day", owner="Lead",
              dated=date(2014, 6, 2), review_on=date(2014, 7, 1))  # fmt: skip
    later = office.at(moment("2014-10-06T10:00"))

    july, august = (progress(later, REF, date(2014, 7, day)) for day in (1, 2))
    october = progress(later, REF)

    assert [one.risks[0].overdue for one in (july, august)] == [False, True]
    late = [one.facts["task"] for one in october.concerns if one.code == "delay-without-reason"]
    assert late == ["invite tenders", "prepare tenders"]
    assert "delay-without-reason" not in [one.code for one in july.concerns]


def test_planned_and_actual_stand_beside_each_other_as_in_show(database_url: str) -> None:
    office = an_office(database_url, moment("2014-06-02T10:00"))
    a_procurement(office)

    view, found = overview.show(office, REF), progress(office, REF, date(2014, 6, 2))

    assert found.dates == view.dates
    assert found.baselines == view.baselines
    assert found.next == view.moves
    assert (found.head, found.entries) == (view.head, view.entries)


def test_a_day_to_come_and_one_before_the_record_are_refused(database_url: str) -> None:
    office = an_office(database_url, moment("2014-06-02T10:00"))
    a_procurement(office)

    with pytest.raises(BadInputError) as caught:
        progress(office, REF, date(2014, 6, 3))
    assert codes(caught) == ["day-to-come"]
    with pytest.raises(BadInputError) as caught:
        progress(office, REF, date(2014, 6, 1))
    assert codes(caught) == ["day-before-the-record"]


def test_decisions_are_listed_without_naming_a_bidder(database_url: str, tmp_path) -> None:
    flow = flow_of_award.until_quality_locked(database_url, tmp_path)
    flow_of_award.prices_opened(flow)
    with flow.lead.reading(flow.ref) as reading:
        lot = reading.of("lot")[0]["code"]
        suppliers = [row["name"] for row in reading.of("supplier")]
    flow_of_award.recommended(flow, lot, suppliers[0])

    lead = flow.later()
    found = progress(lead, flow.ref)

    assert [one.kind for one in found.decisions] == ["recommendation"]
    assert not any(name in repr(found) for name in suppliers)
    assert progress(lead, flow.ref, local_day(lead.now())) == found

"""The standstill by regime in the record: what starts it, what lengthens it, late days off."""

from datetime import date
from decimal import Decimal

import pytest
from award_flow import LETTER
from builders import REF, a_person, a_procurement, an_office, codes, moment

from tender_flow.errors import RefusedError
from tender_flow.services import announced, award, direct_award, moves, notices, standstill
from tender_flow.services.verify import verify

LOT = "cri"
NOTICE = "contract_award_notice"
WORKFLOW = """\
format: 1
id: direct
title: One supplier
regime: pa_2023
award: direct
source: A test
suspension: {{allowed: true, source: A rule}}
termination: terminate
stages:
  - {{id: approve, title: Decide, short: Decide, initial: true, description: D, source: S}}
  - {{id: standstill, title: Wait, short: Wait, description: D, source: S}}
  - {{id: award, title: Contract, short: Contract, description: D, source: S}}
  - {{id: closed, title: Closed, short: Closed, kind: final, description: D, source: S}}
moves:
  - id: standstill
    title: Wait
    from: approve
    to: standstill
    role: lead
    source: S
    gates:
      - {{gate: approved_per_lot, why: W, source: S}}
    starts:
      - {{clock: standstill, with: {{{clock}}}}}
  - id: award
    title: Go on
    from: standstill
    to: award
    role: lead
    source: S
    gates:
      - {{gate: standstill_ended, why: W, source: S}}
  - {{id: close, title: Close, from: award, to: closed, role: lead, source: S}}
  - {{id: terminate, title: End, from: any, to: closed, role: lead, reason: true, source: S}}
"""
PA_2023 = "days: 8, counted: pa_2023, holidays: uk"


@pytest.fixture
def approved(database_url, tmp_path):
    """A lot approved on Monday 2 March 2026 under a clock; the office is of that morning."""

    def make(clock=PA_2023):
        workflow = tmp_path / "direct.yaml"
        workflow.write_text(WORKFLOW.format(clock=clock), encoding="utf-8")
        office = an_office(database_url, moment("2026-03-02T09:00"))
        given = {"model": "leeds_interim_contracts_2015", "plan": None}
        a_procurement(office, workflow=str(workflow), **given)
        a_person(office, "cora.commissioner", "commissioner")
        for lot in (LOT, "disc", "casmaco"):
            direct_award.propose(
                office, REF, lot=lot, supplier="CRI", price=Decimal(1000), ground="Sch 5",
                reasons="Only one can.", starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31),
            )  # fmt: skip
        mine = office.at(office.now(), "cora.commissioner")
        for lot in (LOT, "disc", "casmaco"):
            award.approve(
                mine, REF, lot=lot, body="Director", maker="N. Director",
                dated=date(2026, 3, 2), minute="D1",
            )  # fmt: skip
        return office

    return make


def published(office, on, reference="UK6-1", **given):
    values = {"kind": NOTICE, "on": on, "reference": reference, "lot": LOT}
    return notices.notice_published(office, REF, **{**values, **given})


def told(office, means="electronic"):
    return standstill.notify(
        office, REF, lot=LOT, supplier="CRI", means=means, sent_at=office.now(), letter=LETTER
    )


def recorded(office):
    with office.reading(REF) as reading:
        return {row["ends_on"] for row in reading.of("standstill")}


def refused_on(office, instant):
    """What stands against going on to the contract at this hour."""
    with pytest.raises(RefusedError) as refused:
        moves.advance(office.at(moment(instant)), REF, "award")
    return [found.facts for found in refused.value.findings if found.code == "standstill-running"]


def test_under_the_act_the_award_notice_starts_the_standstill_and_letters_do_not(approved):
    office = approved()
    assert told(office).standstill is None
    assert recorded(office) == set()

    ((title, period),) = published(office, date(2026, 3, 2)).standstills
    assert (title, period.days) == ("CRI", 8)
    assert recorded(office) == {date(2026, 3, 11)}


def test_the_contract_waits_for_the_last_midnight_of_the_standstill(approved):
    office = approved()
    told(office)
    published(office, date(2026, 3, 2), lot=None)
    moves.advance(office, REF, "standstill")
    assert len(refused_on(office, "2026-03-11T23:00")) == 3
    later = office.at(moment("2026-03-12T00:30"))
    moves.advance(later, REF, "award")
    assert standstill.conclude(later, REF, lot=LOT).outcome == "awarded"


def test_a_notice_for_all_lots_starts_the_standstill_of_each(approved):
    office = approved()
    assert len(published(office, date(2026, 3, 2), lot=None).standstills) == 3


def test_a_notice_can_make_the_standstill_longer_and_not_shorter(approved):
    office = approved()
    with pytest.raises(RefusedError) as refused:
        published(office, date(2026, 3, 2), states={"standstill_ends_on": "2026-03-10"})
    assert codes(refused) == ["standstill-stated-too-early"]

    published(office, date(2026, 3, 2), states={"standstill_ends_on": "2026-03-13"})
    assert recorded(office) == {date(2026, 3, 13)}


def test_an_award_notice_published_anew_extends_the_standstill(approved):
    office = approved()
    published(office, date(2026, 3, 2))
    later = office.at(moment("2026-03-09T09:00"))
    published(
        later, date(2026, 3, 9), "UK6-2", corrects="UK6-1",
        states={"standstill_ends_on": "2026-03-20"},
    )  # fmt: skip
    assert recorded(office) == {date(2026, 3, 11), date(2026, 3, 20)}
    moves.advance(later, REF, "standstill")
    assert [facts["lot"] for facts in refused_on(office, "2026-03-12T09:00")] == ["CRI"]


def test_a_decision_taken_anew_has_a_standstill_of_its_own_from_the_notice_anew(approved):
    office = approved()
    published(office, date(2026, 3, 2))
    later = office.at(moment("2026-03-20T09:00"))
    direct_award.propose(
        later, REF, lot=LOT, supplier="CRI", price=Decimal(1100), ground="Sch 5",
        reasons="The price was corrected.", starts_on=date(2026, 5, 1), ends_on=date(2027, 4, 30),
    )  # fmt: skip
    award.approve(
        later.at(later.now(), "cora.commissioner"), REF, lot=LOT, body="Director",
        maker="N. Director", dated=date(2026, 3, 20), minute="D2",
    )  # fmt: skip
    monday = office.at(moment("2026-03-23T09:00"))
    ((_title, period),) = published(
        monday, date(2026, 3, 23), "UK6-2", corrects="UK6-1"
    ).standstills
    assert (period.days, period.ends_on) == (8, date(2026, 4, 1))


def test_a_decision_taken_anew_has_a_standstill_from_the_notice_published_anew(
    approved, database_url
):
    office = approved()
    published(office, date(2026, 3, 2))
    later = office.at(moment("2026-03-05T09:00"))
    mine = later.at(later.now(), "cora.commissioner")
    award.approve(
        mine, REF, lot=LOT, body="Director", maker="N. Director", dated=date(2026, 3, 5),
        minute="D2",
    )  # fmt: skip
    ((_title, period),) = published(later, date(2026, 3, 5), "UK6-2", corrects="UK6-1").standstills
    assert (period.starts_from, period.ends_on) == (date(2026, 3, 5), date(2026, 3, 16))
    assert verify(database_url).findings == ()


def test_under_the_provider_selection_regime_the_notice_of_intention_starts_it(approved):
    office = approved("days: 8, counted: psr_2023, holidays: england")
    assert published(office, date(2026, 3, 2)).standstills == ()
    done = published(office, date(2026, 3, 2), "N1", kind="notice_of_intention")
    assert done.standstills[0][1].starts_from == date(2026, 3, 3)
    assert recorded(office) == {date(2026, 3, 12)}


@pytest.mark.parametrize(
    ("means", "ends_on"), [("electronic", date(2026, 3, 12)), ("post", date(2026, 3, 17))]
)
def test_under_the_regulations_of_2015_the_letters_start_it(approved, means, ends_on):
    office = approved("days: 10, counted: pcr_2015, holidays: england")
    assert published(office, date(2026, 3, 2)).standstills == ()
    assert told(office, means).standstill.ends_on == ends_on


def test_a_day_off_in_any_nation_counts_under_the_act(approved):
    office = approved().at(moment("2026-03-09T09:00"))
    published(office, date(2026, 3, 9))
    assert recorded(office) == {date(2026, 3, 19)}  # 17 March: Northern Ireland


def extra_days(tmp_path, text="2026-03-10: A day of mourning\n"):
    path = tmp_path / "extra_days.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_day_off_announced_late_moves_a_running_standstill_and_says_so(
    approved, database_url, tmp_path
):
    office = approved()
    published(office, date(2026, 3, 2))
    later = office.at(moment("2026-03-05T09:00"))

    done = announced.announce(later, REF, extra_days(tmp_path))

    (moved,) = done.moved
    assert (moved.before, moved.after) == (date(2026, 3, 11), date(2026, 3, 12))
    assert recorded(later) == {date(2026, 3, 11), date(2026, 3, 12)}
    with later.reading(REF) as reading:
        (shown,) = standstill.standstills(reading)
        assert "extra days" in shown.calendar
    assert verify(database_url).findings == ()


def test_a_dry_run_of_an_announcement_keeps_nothing(approved, tmp_path):
    office = approved()
    published(office, date(2026, 3, 2))
    done = announced.announce(office, REF, extra_days(tmp_path), dry_run=True)
    assert len(done.moved) == 1
    assert recorded(office) == {date(2026, 3, 11)}


def test_a_standstill_that_has_ended_is_not_moved(approved, tmp_path):
    office = approved()
    published(office, date(2026, 3, 2))
    done = announced.announce(office.at(moment("2026-03-12T09:00")), REF, extra_days(tmp_path))
    assert done.running == ()


def test_a_day_off_outside_the_standstill_moves_nothing(approved, tmp_path):
    office = approved()
    published(office, date(2026, 3, 2))
    done = announced.announce(office, REF, extra_days(tmp_path, "2026-05-20: A day off\n"))
    assert [(one.moved, one.before) for one in done.running] == [(False, date(2026, 3, 11))]
    assert recorded(office) == {date(2026, 3, 11)}


def test_a_later_standstill_has_the_announced_day_too(approved, tmp_path):
    office = approved()
    announced.announce(office, REF, extra_days(tmp_path))
    published(office, date(2026, 3, 2))
    assert recorded(office) == {date(2026, 3, 12)}


def test_the_same_days_again_are_refused(approved, tmp_path):
    office = approved()
    announced.announce(office, REF, extra_days(tmp_path))
    with pytest.raises(RefusedError) as refused:
        announced.announce(office, REF, extra_days(tmp_path))
    assert codes(refused) == ["no-new-day-off"]


def test_only_the_lead_announces_days_off(approved, tmp_path):
    office = approved()
    mine = office.at(office.now(), "cora.commissioner")
    with pytest.raises(RefusedError):
        announced.announce(mine, REF, extra_days(tmp_path))


def test_a_call_in_that_an_announced_day_lies_in_is_named_and_not_moved(approved, tmp_path):
    office = approved()
    mine = office.at(office.now(), "cora.commissioner")
    award.approve(
        mine, REF, lot=LOT, body="Director", maker="N. Director", dated=date(2026, 3, 2),
        minute="D2", key_decision=True, call_in_ends=date(2026, 3, 10),
    )  # fmt: skip
    done = announced.announce(office, REF, extra_days(tmp_path))
    assert [one.code for one in done.findings] == ["call-in-over-new-day-off"]

"""Decisions of bodies and officers: who may, after which notice, with what effect; waivers."""

from datetime import date
from decimal import Decimal

import pytest
from builders import REF, a_file, a_person, a_procurement, an_office, codes, filed, moment

from tender_flow.cli.progress_view import progress_text
from tender_flow.definitions.shipped import find_definition
from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import award, deciding, decision_log, direct_award, governance, waivers
from tender_flow.services.governance import LinkedContract
from tender_flow.services.history import history
from tender_flow.services.office import Office
from tender_flow.services.progress import progress
from tender_flow.services.verify import verify

APRIL = date(2015, 4, 1)
CONTRACTS = (
    LinkedContract("cri", Decimal(728_678), APRIL, 12, (6, 6)),
    LinkedContract("disc", Decimal(466_629), APRIL, 12, (6, 6)),
    LinkedContract("casmaco", Decimal(10_800), APRIL, 12, (6, 6)),
)
SMALL = (LinkedContract("casmaco", Decimal(10_800), APRIL, 12),)


@pytest.fixture
def office(database_url) -> Office:
    """A waiver on 6 February 2015, by the rules of Leeds."""
    found = an_office(database_url, moment("2015-02-06T09:00"))
    a_procurement(found, workflow="council_waiver", model="leeds_interim_contracts_2015", plan=None)
    a_person(found, "cora.commissioner", "commissioner")
    governance.adopt_rules(found, REF, "leeds_2015")
    return found


def entered(office: Office, **given: object) -> int:
    values = {"kind": "waiver", "title": "Interim contracts", "body": "director"}
    return governance.enter(office, REF, **{**values, "contracts": CONTRACTS, **given})


def on(office: Office, day: str, who: str = "cora.commissioner") -> Office:
    return office.at(moment(f"{day}T12:00"), who)


def noticed(office: Office, kind: str, day: str, number: int = 1, **given: str) -> None:
    lead = on(office, day, "jo.lowe")
    published = date.fromisoformat(day)
    governance.give_notice(lead, REF, number, kind=kind, published_on=published, **given)


def taken(office: Office, day: str, **given: object) -> deciding.Taken:
    dated = date.fromisoformat(day)
    values = {
        "kind": "approve", "matter": 1, "dated": dated, "published_on": dated,
        "maker": "N. Director", "minute": "D42", "reasons": "Services have to go on.",
        "rejected": "None", "route": "ordinary",
    }  # fmt: skip
    return deciding.take(on(office, day), REF, **{**values, **given})


def decided(office: Office, **given: object) -> deciding.Taken:
    """The waiver, announced on 6 February and approved on 9 March."""
    entered(office)
    noticed(office, "forward_plan", "2015-02-06")
    return taken(office, "2015-03-09", **given)


def refused(call, *args: object, **given: object) -> list[str]:
    with pytest.raises(RefusedError) as caught:
        call(*args, **given)
    return codes(caught)


def test_three_linked_contracts_make_one_key_decision(office):
    entered(office)
    noticed(office, "forward_plan", "2015-02-06")
    (view,) = decision_log.show_matters(office, REF)
    assert (view.year, view.whole) == (Decimal("1206107.00"), Decimal("2412214.00"))
    assert (view.key, view.by_value, view.by_wards) == (True, True, False)
    assert view.ways[0].earliest_on == date(2015, 3, 7)
    assert view.contracts[0].ends()[-1] == date(2017, 3, 31)


def test_splitting_a_purchase_into_matters_makes_none_of_them_less_key(office):
    for contract in CONTRACTS:
        entered(office, title=contract.what, contracts=(contract,))
    assert [view.key for view in decision_log.show_matters(office, REF)] == [True] * 3


def test_a_key_decision_on_the_first_day_of_its_way_takes_effect_after_call_in(office):
    done = decided(office)
    assert (done.key_decision, done.route) == (True, "ordinary")
    assert (done.call_in_ends, done.in_force_on) == (date(2015, 3, 16), date(2015, 3, 17))


def test_a_key_decision_before_its_clear_days_is_refused(office):
    entered(office)
    noticed(office, "forward_plan", "2015-02-06")
    assert refused(taken, office, "2015-03-06") == ["decision-before-notice-ends"]
    assert refused(taken, office, "2015-03-06", route="") == ["decision-route-missing"]
    wanted = ["decision-notice-missing"] * 2
    assert refused(taken, office, "2015-03-06", route="general_exception") == wanted


def test_a_body_that_may_not_take_it_is_refused_and_those_who_may_are_named(office):
    with pytest.raises(RefusedError) as caught:
        entered(office, body="head_of_service")
    assert codes(caught) == ["body-may-not-approve"]
    assert "Executive Board" in caught.value.findings[0].facts["able"]
    assert refused(entered, office, body="project_board") == ["body-may-not"]
    assert refused(entered, office, body="head_of_service", kind="award") == ["value-above-body"]
    assert entered(office, body="head_of_service", kind="award", contracts=SMALL) == 1


def test_nothing_of_a_refused_entry_is_kept(office):
    refused(entered, office, body="head_of_service", kind="award")
    with office.reading(REF) as reading:
        assert reading.of("decision_matter") == reading.of("matter_contract") == []


def test_somebody_else_than_announced_may_not_take_a_key_decision(office):
    entered(office)
    noticed(office, "forward_plan", "2015-02-06")
    found = refused(taken, office, "2015-03-09", body="executive_board", meeting="March")
    assert found == ["decision-by-another-body"]


def test_a_meeting_notes_and_endorses_a_report_without_a_matter(office):
    given = {"matter": None, "title": "Progress of the review", "route": "", "maker": ""}
    noted = taken(office, "2015-02-20", kind="note", body="project_board", meeting="20 February",
                  published_on=None, **given)  # fmt: skip
    assert (noted.kind, noted.key_decision, noted.in_force_on) == ("note", False, None)
    found = refused(taken, office, "2015-02-20", kind="agree", body="project_board", **given)
    assert found == ["decision-incomplete", "body-may-not"]
    assert refused(taken, office, "2015-02-20", body="director", matter=None) == [
        "decision-without-matter"
    ]


def test_what_a_record_of_a_decision_lacks_is_told_at_once(office):
    entered(office)
    noticed(office, "forward_plan", "2015-02-06")
    blank = {"maker": " ", "minute": "", "reasons": "", "rejected": "", "published_on": None}
    assert refused(taken, office, "2015-03-09", **blank) == [
        "decision-incomplete",
        "approval-without-reasons",
        "decision-without-options",
        "decision-publication-missing",
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"dated": date(2015, 3, 10), "published_on": date(2015, 3, 10)}, "decision-in-the-future"),
        ({"published_on": date(2015, 3, 8)}, "published-before-decision"),
        ({"published_on": date(2015, 3, 10)}, "entry-in-the-future"),
    ],
)
def test_days_that_can_t_be_are_refused(office, given, code):
    entered(office)
    noticed(office, "forward_plan", "2015-02-06")
    assert code in refused(taken, office, "2015-03-09", **given)


def test_reasons_follow_what_they_are_the_reasons_of(office):
    entered(office)
    why = {"reason": "New Regulations come"}
    kind = "general_exception_reasons"
    assert refused(noticed, office, kind, "2015-02-16", **why) == ["reasons-without-notice"]
    noticed(office, "general_exception", "2015-02-16", **why)
    lead = on(office, "2015-02-17", "jo.lowe")
    early = {"kind": kind, "published_on": date(2015, 2, 13), **why}
    assert refused(governance.give_notice, lead, REF, 1, **early) == ["reasons-before-notice"]
    assert refused(noticed, office, "general_exception", "2015-02-16") == ["reason-missing"]


def test_only_those_in_the_chair_may_agree_that_it_is_urgent_reg_11(office):
    entered(office)
    kind = "special_urgency_agreement"
    given = {"agreed_by": "A. Officer", "agreed_as": "director"}
    assert refused(noticed, office, kind, "2015-02-16", **given) == ["urgency-not-agreed"]
    noticed(office, kind, "2015-02-16", agreed_by="S. Chair", agreed_as="scrutiny_chair")


def test_a_matter_that_waits_for_the_budget_is_decided_after_it(office):
    entered(office, kind="budget", title="Budget of 2015", body="full_council", contracts=())
    entered(office, kind="award", body="head_of_service", contracts=SMALL, waits_for=1)
    small = {"matter": 2, "route": ""}
    assert refused(taken, office, "2015-02-16", **small) == ["waits-for-undecided"]
    budget = {"matter": 1, "meeting": "25 February", "maker": "", "route": ""}
    taken(office, "2015-02-25", **budget)
    late = on(office, "2015-02-26")
    values = {"kind": "approve", "minute": "H7", "maker": "H. Head", "reasons": "Cheap", **small}
    early = {**values, "dated": date(2015, 2, 24)}
    assert refused(deciding.take, late, REF, **early) == ["decision-before-what-it-waits-for"]
    done = deciding.take(late, REF, **{**values, "dated": date(2015, 2, 26)})
    assert (done.key_decision, done.in_force_on) == (False, date(2015, 2, 26))


def test_a_call_in_takes_the_effect_away_until_it_is_settled(office):
    decided(office)
    mine = on(office, "2015-03-12")
    called = {"on": date(2015, 3, 12), "by": "Five councillors", "reason": "Value for money"}
    deciding.call_in(mine, REF, 1, **called)
    assert refused(deciding.call_in, mine, REF, 1, **called) == ["called-in-already"]
    assert decision_log.decision_log(mine, REF)[0].in_force_on is None

    later = on(office, "2015-03-25")
    ended = {"outcome": "stands", "reason": "Scrutiny was content"}
    early = {**ended, "on": date(2015, 3, 11)}
    assert refused(deciding.settle, later, REF, 1, **early) == ["settled-before-call-in"]
    settled = deciding.settle(later, REF, 1, on=date(2015, 3, 25), **ended)
    assert settled == date(2015, 3, 25)
    assert refused(deciding.settle, later, REF, 1, on=date(2015, 3, 25), **ended) == [
        "not-called-in"
    ]


def test_a_decision_referred_back_is_taken_anew(office):
    decided(office)
    assert refused(taken, office, "2015-03-10") == ["matter-decided"]
    mine = on(office, "2015-03-12")
    deciding.call_in(mine, REF, 1, on=date(2015, 3, 12), by="Five", reason="Value")
    back = {"on": date(2015, 3, 20), "outcome": "referred_back", "reason": "Look at it again"}
    assert deciding.settle(on(office, "2015-03-20"), REF, 1, **back) is None
    again = taken(office, "2015-03-23")
    assert (again.number, again.call_in_ends) == (2, date(2015, 3, 30))
    with office.reading(REF):
        assert [line.in_force_on for line in decision_log.decision_log(office, REF)] == [
            None,
            date(2015, 3, 31),
        ]


def test_a_call_in_out_of_time_is_refused(office):
    decided(office)
    given = {"by": "Five", "reason": "Value"}
    late = on(office, "2015-03-17")
    assert refused(deciding.call_in, late, REF, 1, on=date(2015, 3, 17), **given) == [
        "call-in-out-of-time"
    ]


def test_an_urgent_decision_without_call_in_has_effect_at_once(office):
    done = decided(office, no_call_in="The scrutiny chair agreed that delay would do harm")
    assert (done.call_in_ends, done.in_force_on) == (None, date(2015, 3, 9))


def test_the_public_sees_of_an_exempt_item_only_its_ground(office):
    decided(office, exempt="Schedule 12A paragraph 3")
    (line,) = decision_log.decision_log(office, REF, public=True)
    assert (line.title, line.maker, line.reasons) == ("", "", "")
    assert line.exempt == "Schedule 12A paragraph 3"
    assert decision_log.decision_log(office, REF)[0].reasons


def test_an_approval_of_a_lot_can_t_differ_from_the_decision(office):
    entered(office)
    direct_award.propose(
        office, REF, lot="cri", supplier="CRI", price=Decimal(728_678), ground="Rules 9.1 and 9.2",
        reasons="It ends before the review does.", starts_on=APRIL, ends_on=date(2016, 3, 31),
    )  # fmt: skip
    noticed(office, "forward_plan", "2015-02-06")
    values = {"lot": "cri", "body": "Director", "maker": "N. Director", "minute": "D42"}
    march = {**values, "dated": date(2015, 3, 9), "key_decision": True}
    mine = on(office, "2015-03-09")
    early = refused(award.approve, mine, REF, **march, call_in_ends=date(2015, 3, 10))
    assert "matter-undecided" in early
    taken(office, "2015-03-09")
    short = refused(award.approve, mine, REF, **march, call_in_ends=date(2015, 3, 10))
    assert "approval-unlike-decision" in short


def test_who_recommended_may_not_take_the_decision(office):
    entered(office)
    direct_award.propose(
        office, REF, lot="cri", supplier="CRI", price=Decimal(728_678), ground="Rules 9.1 and 9.2",
        reasons="It ends before the review does.", starts_on=APRIL, ends_on=date(2016, 3, 31),
    )  # fmt: skip
    noticed(office, "forward_plan", "2015-02-06")
    assert refused(taken, office, "2015-03-09", maker="jo LOWE") == ["approver-recommended"]


def registered(office: Office, **given: object) -> waivers.WaiverEntry:
    values = {"rules": ("9.1", "9.2"), "reason": "No time", "report": "waiver_request"}
    lead = on(office, "2015-03-10", "jo.lowe")
    return waivers.record(lead, REF, 1, **{**values, **given})


def test_the_register_has_rule_reason_value_term_options_approver_and_report(office):
    filed(office, "waiver_request")
    decided(office, rejected="A short competition")
    registered(office)
    (entry,) = waivers.register(office)
    assert entry.rules == ("Contracts Procedure Rule 9.1", "Contracts Procedure Rule 9.2")
    assert (entry.reason, entry.rejected) == ("No time", "A short competition")
    assert entry.contracts[1].per_year == Decimal(466_629)
    assert entry.contracts[1].ends()[0] == date(2016, 3, 31)
    assert (entry.approver, entry.maker) == ("Director of Environment and Housing", "N. Director")
    assert entry.report == "waiver_request"
    assert waivers.register(office, REF) == (entry,)
    assert refused(registered, office) == ["waiver-recorded"]


def test_a_waiver_without_reason_approver_rule_or_report_is_refused(office):
    entered(office)
    assert refused(registered, office, reason=" ", rules=()) == [
        "waiver-without-reason",
        "waiver-without-approver",
        "waiver-without-rule",
        "document-missing",
    ]


def test_a_rule_that_the_book_doesn_t_list_can_t_be_waived(office):
    filed(office, "waiver_request")
    decided(office)
    assert refused(registered, office, rules=("22.1",)) == ["waiver-rule-unknown"]


def test_an_award_is_no_waiver(office):
    filed(office, "waiver_request")
    entered(office, kind="award", body="head_of_service", contracts=SMALL)
    taken(office, "2015-03-09", route="", maker="H. Head")
    assert "matter-not-a-waiver" in refused(registered, office)


def test_without_a_rule_book_nothing_is_entered(database_url):
    office = an_office(database_url)
    a_procurement(office)
    assert refused(entered, office, contracts=()) == ["rule-book-missing"]


def test_a_book_that_loses_a_deciding_body_is_refused(office):
    entered(office)
    assert refused(governance.adopt_rules, office, REF, "kent_2014") == ["body-gone"]


def test_the_procurement_keeps_its_own_copy_of_the_book(office):
    text = find_definition("rule_books", "leeds_2015").read_text(encoding="utf-8")
    mine = a_file("leeds_mine.yaml", text.replace("more_than: 250000", "more_than: 5000000"))
    governance.adopt_rules(office, REF, str(mine))
    mine.write_text("gone", encoding="utf-8")
    entered(office)
    assert not decision_log.show_matters(office, REF)[0].key


def test_unknown_names_are_bad_input_with_those_there_are(office):
    for call, given in (
        (entered, {"kind": "party"}),
        (entered, {"body": "nobody"}),
        (entered, {"waits_for": 7}),
        (noticed, {"kind": "letter", "day": "2015-02-06"}),
    ):
        with pytest.raises(BadInputError):
            call(office, **given)


def test_what_was_decided_is_told_in_sentences_and_verified(office, database_url):
    filed(office, "waiver_request")
    decided(office)
    registered(office)
    said = [line.text for line in history(office, REF)]
    for sentence in (
        "Entered to be decided by Director of Environment and Housing, as matter 1: waiver.",
        "Decision 1 was recorded (Director of Environment and Housing): approved.",
        "The waiver of matter 1 was entered into the register (9.1, 9.2).",
    ):
        assert sentence in said
    assert [finding.code for finding in verify(database_url).findings] == []


def test_progress_lists_decisions_of_bodies_as_of_each_day_without_their_makers(office):
    decided(office)
    later = on(office, "2015-03-10", "jo.lowe")

    (approved,) = progress(later, REF).decisions
    assert (approved.kind, approved.about, approved.minute) == (
        "approve",
        "Interim contracts",
        "D42",
    )
    assert approved.in_force_on is not None
    assert approved.in_force_on > date(2015, 3, 9)
    assert progress(later, REF, date(2015, 3, 10)) == progress(later, REF)
    assert progress(later, REF, date(2015, 3, 8)).decisions == ()
    assert "approved" in progress_text(progress(later, REF))
    assert not any("N. Director" in repr(one) for one in progress(later, REF).decisions)

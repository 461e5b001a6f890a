"""A waiver of contract rules, walked as Leeds did it in February 2015, and down its other ways."""

from datetime import date
from decimal import Decimal

import pytest
from award_flow import LETTER
from builders import REF, a_person, a_procurement, an_office, codes, filed, moment

from tender_flow.errors import RefusedError
from tender_flow.services import (
    award,
    considerations,
    deciding,
    direct_award,
    governance,
    moves,
    notices,
    overview,
    pauses,
    standstill,
    waivers,
)
from tender_flow.services.office import Office
from tender_flow.services.verify import verify

BEGUN = moment("2015-01-30T09:00")
CONTRACTS = {"cri": ("CRI", 728_678), "disc": ("DISC", 466_629), "casmaco": ("Casmaco Ltd", 10_800)}
LINKED = tuple(
    governance.LinkedContract(lot, Decimal(price), date(2015, 4, 1), 12, (6, 6))
    for lot, (_supplier, price) in CONTRACTS.items()
)
RULES = "Contracts Procedure Rules 9.1 and 9.2"


def a_waiver(url) -> Office:
    office = an_office(url, BEGUN)
    a_procurement(
        office, workflow="council_waiver", model="leeds_interim_contracts_2015", plan=None
    )
    a_person(office, "cora.commissioner", "commissioner")
    governance.adopt_rules(office, REF, "leeds_2015")
    governance.enter(
        office, REF, kind="waiver", title="Interim contracts", body="director", contracts=LINKED
    )
    return office


def findings_of(url: str) -> list[str]:
    """What `verify` finds in the whole record, by code."""
    return [finding.code for finding in verify(url).findings]


def papers(office: Office, *kinds: str) -> None:
    for kind in kinds:
        filed(office, kind, dated=office.now().date())


def proposed(office: Office, lot: str, **given: object) -> direct_award.Proposed:
    supplier, price = CONTRACTS[lot]
    values = {
        "lot": lot,
        "supplier": supplier,
        "price": Decimal(price),
        "ground": RULES,
        "reasons": "The contract ends before the review does.",
        "starts_on": date(2015, 4, 1),
        "ends_on": date(2016, 3, 31),
        "options": "two periods of six months",
    }
    return direct_award.propose(office, REF, **{**values, **given})


def until_notice(office: Office) -> None:
    """Everything up to the stage in which notice of the decision is given."""
    papers(office, "waiver_request", "replacement_plan")
    moves.advance(office, REF)
    papers(office, "procurement_advice", "regime_check", "screening", "conflicts_statement")
    considerations.record(
        office, REF, "equality_screening", choice="full_not_needed", document="screening",
        reason="Existing services go on.", dated=office.now().date(),
    )  # fmt: skip
    filed(office, "funding_statement", amount=Decimal(1_206_107))
    for lot in CONTRACTS:
        proposed(office, lot)
    moves.advance(office, REF)


def noticed(office: Office, kind: str, on: str, **given: str) -> None:
    day = date.fromisoformat(on)
    governance.give_notice(office, REF, 1, kind=kind, published_on=day, **given)


def excepted(office: Office) -> None:
    """The general exception of 16 February, with its reasons."""
    office = office.at(moment("2015-02-16T12:00"))
    noticed(office, "general_exception", "2015-02-16", reason="7 March is too late")
    noticed(office, "general_exception_reasons", "2015-02-16", reason="New Regulations come")


def until_decision(office: Office) -> Office:
    """The decision of 23 February by the general exception."""
    until_notice(office)
    excepted(office)
    office = office.at(moment("2015-02-23T09:00"))
    moves.advance(office, REF, "decide_by_general_exception", reason="The new Regulations come.")
    return office


def decided(office: Office, **given: object) -> deciding.Taken:
    values = {
        "kind": "approve", "matter": 1, "dated": office.now().date(), "maker": "N. Director",
        "minute": "D42", "route": "general_exception", "reasons": "Services have to go on.",
        "rejected": "Letting the contracts run out.", "published_on": office.now().date(),
    }  # fmt: skip
    mine = office.at(office.now(), "cora.commissioner")
    return deciding.take(mine, REF, **{**values, **given})


def approved(office: Office, lot: str, **given: object) -> award.Approved:
    values = {
        "lot": lot, "body": "Director of Environment and Housing", "maker": "N. Director",
        "dated": office.now().date(), "minute": "D42", "key_decision": True,
        "call_in_ends": date(2015, 3, 2),
    }  # fmt: skip
    mine = office.at(office.now(), "cora.commissioner")
    return award.approve(mine, REF, **{**values, **given})


def told(office: Office, lot: str) -> standstill.Told:
    return standstill.notify(
        office, REF, lot=lot, supplier=CONTRACTS[lot][0], means="electronic",
        sent_at=office.now(), letter=LETTER,
    )  # fmt: skip


def test_the_waiver_is_walked_from_the_request_to_three_interim_contracts(database_url):
    office = until_decision(a_waiver(database_url))
    taken = decided(office)
    assert (taken.key_decision, taken.route) == (True, "general_exception")
    assert (taken.call_in_ends, taken.in_force_on) == (date(2015, 3, 2), date(2015, 3, 3))
    for lot in CONTRACTS:
        approved(office, lot)
        assert told(office, lot).standstill is None
    papers(office, "decision_record")

    with pytest.raises(RefusedError) as during:
        moves.advance(office, REF, "award")
    assert codes(during) == [*["call-in-running"] * 3, "decision-not-in-force"]

    office = office.at(moment("2015-03-03T09:00"))
    owed = moves.advance(office, REF, "award").owed
    assert [(item.kind, item.prompt) for item in owed] == [
        ("audit_committee_report", False),
    ]
    for lot in CONTRACTS:
        assert standstill.conclude(office, REF, lot=lot).outcome == "awarded"
    with pytest.raises(RefusedError) as owing:
        moves.advance(office, REF, "close")
    assert codes(owing) == ["owed-not-published", "waiver-not-registered"]
    waivers.record(
        office, REF, 1, rules=("9.1", "9.2"), reason="No time for a competition",
        report="waiver_request",
    )  # fmt: skip
    for item in owed:
        notices.notice_published(
            office, REF, kind=item.kind, on=date(2015, 3, 3), reference="Register 7"
        )
    assert moves.advance(office, REF, "close").ended

    (entry,) = waivers.register(office)
    assert (entry.approver, entry.dated) == (taken.body, date(2015, 2, 23))
    view = overview.show(office, REF)
    assert {lot.outcome for lot in view.lots} == {"awarded"}
    assert not any(item.overdue for item in view.notices if item.prompt)
    assert findings_of(database_url) == []


def test_a_key_decision_waits_for_28_clear_days_after_its_notice(database_url):
    office = a_waiver(database_url)
    until_notice(office)
    noticed(office.at(moment("2015-02-06T09:00")), "forward_plan", "2015-02-06")

    with pytest.raises(RefusedError) as early:
        moves.advance(office.at(moment("2015-03-06T09:00")), REF, "decide_after_notice")
    assert codes(early) == ["decision-before-notice-ends"]
    assert early.value.findings[0].facts["ready_on"] == date(2015, 3, 7)
    seen = overview.show(office.at(moment("2015-03-06T09:00")), REF).moves
    assert next(one.not_before for one in seen if one.move == "decide_after_notice") == date(
        2015, 3, 7
    )
    assert next(one.not_before for one in seen if one.move == "decide_no_key_decision") is None
    later = office.at(moment("2015-03-07T09:00"))
    assert moves.advance(later, REF, "decide_after_notice").target == "approve"


def test_the_general_exception_waits_for_five_clear_days(database_url):
    office = a_waiver(database_url)
    until_notice(office)
    excepted(office)

    with pytest.raises(RefusedError) as early:
        moves.advance(
            office.at(moment("2015-02-21T09:00")), REF, "decide_by_general_exception", reason="x"
        )
    assert codes(early) == ["decision-before-notice-ends"]
    assert early.value.findings[0].facts["ready_on"] == date(2015, 2, 22)


def test_special_urgency_needs_the_agreement_and_a_reason(database_url):
    office = a_waiver(database_url)
    until_notice(office)
    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "decide_by_special_urgency")
    assert codes(caught) == [*["decision-notice-missing"] * 2, "reason-missing"]

    today = office.now().date().isoformat()
    noticed(
        office, "special_urgency_agreement", today, agreed_by="S. Chair",
        agreed_as="scrutiny_chair",
    )  # fmt: skip
    noticed(office, "special_urgency_reasons", today, reason="A roof fell in.")
    moved = moves.advance(office, REF, "decide_by_special_urgency", reason="A roof fell in.")
    assert moved.target == "approve"


def test_a_waiver_may_be_refused_and_then_gives_no_contract(database_url):
    office = until_decision(a_waiver(database_url))
    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "refuse", reason="There is time for a competition.")
    assert codes(caught) == ["role-missing"]

    commissioner = office.at(office.now(), "cora.commissioner")
    refused = moves.advance(commissioner, REF, "refuse", reason="There is time for a competition.")

    assert (refused.target, refused.ended) == ("refused", True)
    assert {lot.outcome for lot in overview.show(office, REF).lots} == {"withdrawn"}


def test_whoever_proposes_a_direct_award_may_not_approve_it(database_url):
    office = until_decision(a_waiver(database_url))
    with pytest.raises(RefusedError) as caught:
        award.approve(
            office, REF, lot="cri", body="Director", maker="N. Director",
            dated=office.now().date(), minute="D42",
        )  # fmt: skip
    assert "approver-recommended" in codes(caught)


def test_a_waiver_stops_and_resumes_where_it_was(database_url):
    office = a_waiver(database_url)
    until_notice(office)
    pauses.suspend(office, REF, reason="The review may end sooner")
    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "decide_no_key_decision")
    assert "procurement-suspended" in codes(caught)
    pauses.resume(office, REF, reason="It does not")
    assert overview.show(office, REF).stage == "decision_notice"


def test_a_direct_award_says_everything_that_is_wrong_at_once(database_url):
    office = a_waiver(database_url)
    with pytest.raises(RefusedError) as caught:
        proposed(
            office, "cri", supplier=" ", ground="", reasons="", price=Decimal("728678.01"),
            ends_on=date(2015, 3, 31),
        )  # fmt: skip
    assert codes(caught) == [
        "direct-award-without-supplier",
        "direct-award-without-ground",
        "decision-without-reasons",
        "direct-price-above-ceiling",
        "term-ends-before-it-starts",
    ]


def test_a_proposal_made_again_replaces_the_one_before(database_url):
    office = a_waiver(database_url)
    proposed(office, "cri", supplier="Somebody Else", price=Decimal(1))
    proposed(office, "cri")

    with office.reading(REF) as reading:
        standing = reading.of("decision", status="taken")
        bids = reading.of("bid", status="in")
    assert len(standing) == len(bids) == 1
    assert standing[0]["bid"] == bids[0]["id"]


def test_a_procedure_with_an_evaluation_allows_no_direct_award(database_url):
    office = an_office(database_url)
    a_procurement(office)
    with pytest.raises(RefusedError) as caught:
        direct_award.propose(
            office, REF, lot=overview.show(office, REF).lots[0].code, supplier="Elm",
            price=Decimal(1), ground="x", reasons="y", starts_on=date(2015, 1, 1),
            ends_on=date(2015, 12, 31),
        )  # fmt: skip
    assert codes(caught) == ["award-by-evaluation"]

"""Considerations, the pack's checklist and the contact list, up to the move that asks for them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import REF, a_small_procurement, an_office, codes, filed

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import checklist, conflicts, considerations, moves, notices, providers
from tender_flow.services.history import history
from tender_flow.services.verify import verify

PACK = str(Path(__file__).with_name("pack_workflow.yaml"))
DAY = date(2014, 5, 30)
WHY = {"reason": "As the report says.", "dated": DAY}
CONSENT = {"consent_on": DAY, "consent_how": "A form on the website"}


@pytest.fixture
def office(database_url):
    office = an_office(database_url)
    a_small_procurement(office, workflow=PACK)
    return office


def missing(office):
    (finding,) = [one for one in moves.gates(office, REF).moves if not one.is_termination]
    return [one.code for one in finding.findings]


def record(office, kind, choice, **given):
    return considerations.record(office, REF, kind, choice=choice, **{**WHY, **given})


def all_considered(office):
    filed(office, "equality_impact_assessment")
    filed(office, "direct_award_justification")
    paper = {"document": "equality_impact_assessment"}
    record(office, "equality_screening", "full_needed", **paper)
    record(office, "equality_full", "adjusted", **paper)
    record(office, "lots", "divided")
    record(office, "estimated_value", "stated", amount=Decimal("5000000.01"))
    record(office, "key_performance_indicators", "chosen", items=("Throughput", "Move-ons", "Use"))
    record(office, "direct_award", "urgency", document="direct_award_justification")
    left = {"amount": Decimal(6_000_000), "until": date(2015, 3, 31)}
    record(office, "framework_call_off", "competitive", **left)


def test_a_move_names_all_that_was_not_considered_and_goes_on_when_it_was(office, database_url):
    assert missing(office) == [
        *("pack-item-open", "pack-item-open", "not-considered", "not-considered"),
        *("not-considered", "not-considered", "not-considered"),
        *("notice-not-published", "conflicts-not-assessed"),
    ]
    all_considered(office)
    filed(office, "specification")
    checklist.answer(office, REF, "tupe_information", reason="No staff transfer.")
    conflicts.assess(office, REF, dated=DAY, found="None.", perceived="None.", steps="None.")
    notices.notice_published(
        office, REF, kind="tender_notice", on=date(2014, 6, 2), reference="2014/1",
        states={"estimated_value": "5000000.01", "conflicts_assessed": "yes"},
    )  # fmt: skip
    assert missing(office) == []
    moves.advance(office, REF, "invite")
    assert verify(database_url, REF).exit_code == 0


def test_a_consideration_says_all_that_it_lacks(office):
    with pytest.raises(RefusedError) as bare:
        record(office, "framework_call_off", "competitive", reason=" ", dated=date(2014, 6, 3))
    assert codes(bare) == [
        *("reason-missing", "entry-in-the-future"),
        *("consideration-incomplete", "consideration-incomplete"),
    ]
    with pytest.raises(RefusedError) as alone:
        record(office, "way_of_buying", "open", items=(" ",))
    assert codes(alone) == ["consideration-incomplete"]
    with pytest.raises(RefusedError) as unfiled:
        record(office, "direct_award", "urgency", document="direct_award_justification")
    assert codes(unfiled) == ["document-missing"]
    with pytest.raises(RefusedError) as unnamed:
        record(office, "direct_award", "urgency")
    assert codes(unnamed) == ["consideration-incomplete"]
    with pytest.raises(BadInputError) as unknown:
        record(office, "direct_award", "we_like_them")
    assert codes(unknown) == ["consideration-choice-unknown"]
    assert considerations.list_considerations(office, REF) == ()


@pytest.mark.parametrize(
    ("pounds", "found"), [("5000000", []), ("5000000.01", ["indicators-too-few"])]
)
def test_five_million_exactly_needs_no_indicators_and_a_penny_more_does(sqlite_url, pounds, found):
    office = an_office(sqlite_url)
    a_small_procurement(office, workflow=PACK)
    record(office, "estimated_value", "stated", amount=Decimal(pounds))
    record(office, "key_performance_indicators", "chosen", items=("Throughput", " ", "Use"))
    assert [code for code in missing(office) if code == "indicators-too-few"] == found


def test_an_item_of_the_pack_is_answered_by_its_document_another_or_a_reason(office):
    with pytest.raises(RefusedError) as empty:
        checklist.answer(office, REF, "specification")
    assert codes(empty) == ["checklist-answer-empty"]
    with pytest.raises(BadInputError) as unknown:
        checklist.answer(office, REF, "colour", reason="None")
    assert codes(unknown) == ["checklist-item-unknown"]

    filed(office, "specification")
    filed(office, "annex", title="Annex with staff lists")
    checklist.answer(office, REF, "tupe_information", document="annex")
    assert [(one.document, one.answered) for one in checklist.list_items(office, REF)] == [
        ("specification", True),
        ("Annex with staff lists", True),
    ]


def test_nobody_is_written_to_who_took_the_consent_back(office):
    with pytest.raises(RefusedError) as nobody:
        providers.send(office, REF, "Tender notice", on=DAY)
    assert codes(nobody) == ["nobody-to-send-to"]
    providers.add(office, REF, "Elm Housing", email="a@elm.example", **CONSENT)
    providers.add(office, REF, "Safe Harbour", email="b@harbour.example", **CONSENT)
    providers.withdraw(office, REF, "2", on=date(2014, 6, 1))

    done = providers.send(office, REF, "Tender notice", on=date(2014, 6, 2))
    assert [one.name for one in done.to] == ["Elm Housing"]
    with pytest.raises(RefusedError) as caught:
        providers.send(office, REF, "Tender notice", on=date(2014, 6, 2), numbers=("1", "2"))
    assert codes(caught) == ["provider-without-consent"]
    first, second = providers.list_providers(office, REF)
    assert (first.sent, second.sent) == ((("Tender notice", date(2014, 6, 2)),), ())


def test_an_address_stands_once_on_the_list_and_never_in_the_journal(office, database_url):
    providers.add(office, REF, "Elm Housing", email="a@elm.example", **CONSENT)
    with pytest.raises(RefusedError) as caught:
        providers.add(office, REF, "Elm", email="A@elm.example ", **CONSENT)
    assert codes(caught) == ["provider-there-already"]
    with office.reading(REF) as reading:
        bodies = [row["body"] for row in reading.rows.of("journal_entry")]
    assert bodies
    assert not any("elm" in body.lower() for body in bodies)
    assert history(office, REF)[-1].deed == "providers.add"
    assert verify(database_url, REF).exit_code == 0

"""Whether a new procurement's workflow follows the law that the answers give."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from builders import REF, a_procurement, an_office, codes

from tender_flow.errors import RefusedError
from tender_flow.rules.procedure.law.regime import Question

KENT = Question(
    date(2014, 6, 2), "england", "council", ("services",), light_touch=True, health_care=False
)


def listed(office):
    with office.database.snapshot() as rows:
        return [row["ref"] for row in rows.of("procurement")]


def test_a_workflow_of_the_law_is_taken(database_url):
    office = an_office(database_url)
    a_procurement(office, question=KENT)
    assert listed(office) == [REF]


def test_a_workflow_of_another_law_is_refused_and_nothing_is_made(database_url):
    office = an_office(database_url)
    with pytest.raises(RefusedError) as refused:
        a_procurement(office, question=replace(KENT, begun=date(2026, 3, 2)))
    assert codes(refused) == ["regime-not-the-workflows"]
    assert refused.value.findings[0].facts["law"] == "Procurement Act 2023"
    assert listed(office) == []


def test_an_answer_that_cannot_be_given_is_refused(database_url):
    with pytest.raises(RefusedError) as refused:
        a_procurement(an_office(database_url), question=replace(KENT, light_touch=None))
    assert codes(refused) == ["regime-needs-answer"]


def test_what_is_to_be_confirmed_is_said_and_stops_nothing(database_url):
    made = a_procurement(
        an_office(database_url), question=replace(KENT, value=Decimal(3_500_000), vat="net")
    )
    assert "law-confirm" in [one.code for one in made.findings]

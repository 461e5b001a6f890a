"""Gates about the course of a procurement: what is owed, criteria refined in time, least days."""

from dataclasses import replace
from datetime import date

import pytest
from procedure_facts import CASE, GOOD, ask, at, codes, document, notice, spoiled

from tender_flow.definitions.dated_law import load_periods, load_planned_notices
from tender_flow.definitions.holidays import bank_holidays
from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts import DefinitionFact, NoticeFact
from tender_flow.rules.procedure.facts_course import EntryFact, PeriodLawFact

OWED = NoticeFact("n-1", "contract_details_notice", "lot-east", date(2025, 7, 1), None)
LAW = PeriodLawFact(
    load_periods(), load_planned_notices(), bank_holidays("england", (2017, 2018, 2025))
)
NOTICE = notice("tender_notice", first_published_on=date(2025, 6, 2))


def test_what_is_owed_is_published_before_the_end():
    (finding,) = ask("owed_published", spoiled(notices=(OWED,)))
    assert finding.hint == Hint("procurement.notice", {"kind": "contract_details_notice"})
    done = replace(OWED, published_on=date(2025, 6, 30))
    assert ask("owed_published", spoiled(notices=(done,))) == []


def test_a_lot_without_a_competition_is_proposed_to_one_supplier():
    (finding,) = ask("proposed_per_lot", spoiled(decisions=()))
    assert (finding.code, finding.hint) == (
        "lot-not-proposed",
        Hint("award.direct", {"lot": "east"}),
    )
    assert ask("proposed_per_lot") == []


def amended(when: str, *published) -> object:
    second = DefinitionFact("model", 2, "cd" * 32, at(when))
    entered = (EntryFact("tendering", at("2025-07-01 09:00")),)
    return spoiled(definitions=(second,), published=published, entries=entered)


def test_refined_criteria_are_published_again_in_the_notice():
    facts = amended("2025-06-20 09:00", NOTICE)
    assert codes(ask("refinement_republished", facts, kind="tender_notice")) == [
        "refinement-not-republished"
    ]
    again = replace(NOTICE, published_on=date(2025, 6, 20))
    facts = amended("2025-06-20 09:00", again)
    assert ask("refinement_republished", facts, kind="tender_notice") == []


def test_criteria_are_not_refined_after_final_tenders_were_invited():
    late, early = amended("2025-07-01 09:01"), amended("2025-07-01 08:59")
    assert codes(ask("model_kept_since", late, stage="tendering")) == ["refined-too-late"]
    assert ask("model_kept_since", early, stage="tendering") == []
    assert ask("model_kept_since", late, stage="shortlist") == []


def tendering(regime: str, deadline: str | None, *published, documents=(), now="2025-06-03 09:00"):
    case = replace(
        CASE,
        regime=regime,
        created_at=at(now),
        deadline_at=at(deadline) if deadline else None,
    )
    return replace(
        GOOD, case=case, now=at(now), published=published, documents=documents, period_law=(LAW,)
    )


def period(facts, so="electronic, all_documents, not_central", **params):
    given = {"step": "tendering", "start": "tender_notice", "so": so, **params}
    return ask("minimum_period_kept", facts, **given)


@pytest.mark.parametrize(
    ("deadline", "said"),
    [("2025-06-26 12:00", ["period-too-short"]), ("2025-06-27 12:00", [])],
)
def test_electronic_tenders_with_all_documents_have_25_days(deadline, said):
    assert codes(period(tendering("pa_2023", deadline, NOTICE))) == said


def test_tenders_without_all_documents_have_thirty_days():
    facts = tendering("pa_2023", "2025-07-01 12:00", NOTICE)
    (finding,) = period(facts, so="electronic")
    assert (finding.facts["days"], finding.facts["ends_on"]) == (30, date(2025, 7, 2))
    assert finding.source == "PA 2023 s.54"


def test_a_state_of_urgency_on_file_leaves_ten_days():
    urgent = document("state_of_urgency")
    facts = tendering("pa_2023", "2025-06-12 12:00", NOTICE)
    assert codes(period(facts)) == ["period-too-short"]
    assert period(replace(facts, documents=(urgent,))) == []


@pytest.mark.parametrize(("out", "said"), [("2025-04-23", []), ("2025-04-24", ["x"])])
def test_a_planned_notice_shortens_only_if_it_was_out_for_forty_days(out, said):
    planned = notice("planned_procurement_notice", first_published_on=date.fromisoformat(out))
    facts = tendering("pa_2023", "2025-06-12 12:00", NOTICE, planned)
    assert len(period(facts)) == len(said)


def test_all_shortlisted_may_agree_a_period_of_their_own():
    facts = tendering("pa_2023", "2025-06-05 12:00", documents=(document("agreed_tender_period"),))
    assert period(facts, so="not_central, pre_selected", start="move") == []


def test_the_2015_regulations_give_the_open_procedure_thirty_days_electronically():
    out = notice("contract_notice", first_published_on=date(2018, 5, 1))
    for day, said in (("2018-05-30 12:00", ["period-too-short"]), ("2018-05-31 12:00", [])):
        facts = tendering("pcr_2015", day, out, now="2018-05-02 09:00")
        found = period(facts, so="electronic", start="contract_notice", procedure="open")
        assert codes(found) == said


def test_requests_are_not_closed_before_their_days_are_over():
    early = tendering("pa_2023", None, NOTICE, now="2025-06-26 12:00")
    late = tendering("pa_2023", None, NOTICE, now="2025-06-27 12:00")
    given = {"step": "participation", "until": "move"}
    assert codes(period(early, **given)) == ["period-not-over"]
    assert period(late, **given) == []


def test_without_notice_or_deadline_other_conditions_speak():
    assert period(tendering("pa_2023", None, NOTICE)) == []
    assert period(tendering("pa_2023", "2025-06-04 12:00")) == []


def test_a_period_that_no_rule_knows_is_said():
    facts = tendering("pcr_2015", "2025-06-27 12:00", NOTICE)
    assert codes(period(facts, procedure="dialogue")) == ["period-unknown"]

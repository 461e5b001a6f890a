"""Gates about people, each with what it says when unmet."""

from dataclasses import replace

from procedure_facts import GOOD, QUESTION, ask, codes, member, spoiled

from tender_flow.rules.findings import Hint

KHAN, HILL, EVANS, *OTHERS = GOOD.members


def panel(*members):
    return spoiled(members=tuple(members))


def test_two_evaluators_are_too_few_for_a_panel_of_three():
    (finding,) = ask("panel_named", panel(KHAN, HILL, *OTHERS), minimum="3")
    assert (finding.code, finding.facts["evaluators"]) == ("panel-too-small", 2)


def test_a_withdrawn_evaluator_does_not_count():
    gone = replace(EVANS, status="withdrawn")
    assert codes(ask("panel_named", panel(KHAN, HILL, gone, *OTHERS))) == ["panel-too-small"]


def test_each_role_must_be_held():
    found = ask("panel_named", panel(KHAN, HILL, EVANS), roles="chair, note_taker")
    assert codes(found) == ["role-not-filled", "role-not-filled"]
    assert found[1].facts["role"] == "note taker"
    assert found[1].hint == Hint("panel.add", {"role": "note_taker"})


def test_custodian_and_witness_must_be_two_people():
    both = (member("Webb", "custodian"), member("Webb", "witness"))
    (finding,) = ask("roles_apart", panel(*both))
    assert (finding.code, finding.facts["name"]) == ("roles-not-apart", "Webb")


def test_a_question_without_its_specialist_is_not_covered():
    alone = replace(QUESTION, specialism="criminal_justice", specialists=())
    (finding,) = ask("specialisms_covered", spoiled(questions=(alone,)))
    assert finding.code == "specialism-not-covered"
    assert finding.facts["specialism"] == "criminal justice"
    assert finding.hint == Hint("panel.assign", {"question": "q-21"})


def test_a_question_that_asks_for_no_specialism_needs_only_evaluators():
    general = replace(QUESTION, specialism=None, specialists=())
    assert ask("specialisms_covered", spoiled(questions=(general,))) == []
    assert codes(ask("specialisms_covered", spoiled(questions=(general,)), minimum="4")) == [
        "question-not-covered"
    ]


def test_everyone_who_sees_a_tender_signs_the_confidentiality_agreement():
    unsigned = replace(OTHERS[1], agreement_signed_at=None)
    (finding,) = ask("all_agreements_signed", panel(KHAN, unsigned))
    assert (finding.code, finding.facts["role"]) == ("agreement-missing", "custodian")


def test_a_person_with_two_roles_signs_once():
    chair = member("Khan", "chair", agreement_signed_at=None)
    assert ask("all_agreements_signed", panel(KHAN, chair)) == []
    neither = replace(KHAN, agreement_signed_at=None)
    assert codes(ask("all_agreements_signed", panel(neither, chair))) == ["agreement-missing"]


def test_evaluators_acknowledge_the_guidance():
    found = ask(
        "guidance_acknowledged",
        panel(
            replace(KHAN, guidance_acknowledged_at=None),
            replace(HILL, guidance_acknowledged_at=None),
        ),
    )
    assert [finding.facts["name"] for finding in found] == ["Khan", "Hill"]
    assert set(codes(found)) == {"guidance-not-acknowledged"}


def test_a_conflict_is_declared_or_denied_with_each_bidder():
    silent = replace(KHAN, undeclared=("t-Beacon",))
    (finding,) = ask("conflicts_declared", panel(silent))
    assert finding.code == "conflict-not-declared"
    assert finding.facts["suppliers"] == ("Beacon",)


def test_a_member_is_cleared_before_marking():
    (finding,) = ask("conflicts_declared", panel(replace(KHAN, cleared_at=None)))
    assert (finding.code, finding.hint.deed) == ("member-not-cleared", "panel.clear")

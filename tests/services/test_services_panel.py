"""The panel: people, cover, invitations, declarations, clearing, leaving."""

from datetime import date

import pytest
from builders import a_file, codes
from panel_flow import (
    KEEPERS,
    PASSPHRASE,
    SUPPLIERS,
    a_panel_case,
    member_key,
    until_marks_in,
    without_scrypt,
)

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.keys import make_key
from tender_flow.packs.post import open_pack
from tender_flow.services import bids, clearing, document, invitations, panel

TEN_WORDS = "My sister worked there until last spring, on the night shift."


@pytest.fixture
def flow(database_url, tmp_path):
    with without_scrypt():
        made = a_panel_case(database_url, tmp_path)
        made.tenders_in()
        made.at("2014-09-29T09:00")
        yield made


@pytest.fixture
def light(sqlite_url, tmp_path):
    """The same on SQLite alone, for what doesn't depend on the database."""
    with without_scrypt():
        made = a_panel_case(sqlite_url, tmp_path)
        made.tenders_in()
        made.at("2014-09-29T09:00")
        yield made


def rows(flow, table, **equals):
    with flow.lead.reading(flow.ref) as reading:
        return reading.of(table, **equals)


def member(flow, login):
    return next(view for view in panel.members(flow.lead, flow.ref) if view.login == login)


# People


def test_a_person_is_added_with_organisation_and_specialism(flow):
    view = panel.add(
        flow.lead, flow.ref, login="dee.new", role="evaluator", name="Dee New",
        organisation="Probation", specialisms=("domestic_abuse",),
    )  # fmt: skip
    assert (view.name, view.organisation, view.status) == ("Dee New", "Probation", "active")
    assert member(flow, "dee.new").specialisms == ("domestic_abuse",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "member-without-name"),
        ({"login": "carys.evans"}, "member-there-already"),
        ({"role": "custodian"}, "keeper-there-already"),
        ({"role": "witness", "login": KEEPERS["custodian"]}, "keepers-same-person"),
        ({"role": "custodian"}, "keeper-without-key"),
        ({"key": make_key("Kent", "authority").public}, "key-not-personal"),
    ],
)
def test_a_place_on_the_panel_that_makes_no_sense_is_refused(light, given, code):
    values = {"login": "dee.new", "role": "evaluator", "name": "Dee New", **given}
    with pytest.raises(RefusedError) as caught:
        panel.add(light.lead, light.ref, **values)
    assert code in codes(caught)


def test_a_role_that_is_none_is_bad_input_with_the_known_ones(light):
    with pytest.raises(BadInputError) as caught:
        panel.add(light.lead, light.ref, login="dee.new", role="king", name="Dee New")
    (finding,) = caught.value.findings
    assert finding.code == "role-unknown"
    assert "note_taker" in finding.facts["known"]


def test_a_misspelt_specialism_is_said_at_once(light):
    view = panel.add(
        light.lead, light.ref, login="dee.new", role="evaluator", name="Dee",
        specialisms=("domestic abuse",),
    )  # fmt: skip
    assert [note.code for note in view.notes] == ["specialism-not-in-model"]


def test_only_the_lead_changes_the_panel(light):
    with pytest.raises(RefusedError) as caught:
        panel.assign(
            light.at("2014-09-29T09:00", "carys.evans"), light.ref, "ben.okafor", questions=("all",)
        )
    assert codes(caught) == ["role-missing"]


def test_the_cover_names_each_question_without_a_specialist(flow):
    assert panel.coverage(flow.lead, flow.ref).gaps == ()
    taken = panel.assign(flow.lead, flow.ref, "carys.evans", remove=("safeguarding", "children"))
    assert [gap.code for gap in taken.gaps] == ["specialism-not-covered"]
    cover = {row.question: row for row in panel.coverage(flow.lead, flow.ref).rows}
    assert not cover["safeguarding"].covered
    assert cover["safeguarding"].evaluators == ("Ben Okafor", "Ada Hill")
    assert cover["children"].covered


def test_questions_are_named_by_number_or_id_and_unknown_ones_are_bad_input(light):
    panel.assign(light.lead, light.ref, "ben.okafor", remove=("all",))
    view = panel.assign(light.lead, light.ref, "ben.okafor", questions=("local",))
    assert len(view.questions) == 1
    with pytest.raises(BadInputError) as caught:
        panel.assign(light.lead, light.ref, "ben.okafor", questions=("9.9", "locl"))
    assert caught.value.findings[0].facts["questions"] == ("9.9", "locl")


# Invitations


def test_an_invitation_names_bidders_and_partners_and_holds_no_bid_and_no_price(flow):
    made = flow.invite("carys.evans")
    opened = flow.open_invitation("carys.evans")
    contents = opened.contents
    assert {(b.supplier, b.partners) for b in contents.bidders} == {
        (name, partners) for name, (partners, _lots) in SUPPLIERS.items()
    }
    assert contents.agreement == "The confidentiality agreement.\n"
    inside = b"".join(opened.opened.parts.values())
    assert b"answers Safeguarding" not in inside
    assert b"812345" not in inside
    assert made.mail.count("\n1. ") == 1
    assert "Elm" not in made.mail
    assert PASSPHRASE not in made.mail


def test_the_record_keeps_what_an_invitation_held_without_its_one_off_key(light):
    light.invite("carys.evans")
    work_key = light.open_invitation("carys.evans").contents.work_key
    pack = rows(light, "pack", kind="invitation")[0]
    with light.lead.reading(light.ref) as reading:
        kept = reading.rows.artefact(pack["contents"])
    assert work_key.startswith("AGE-SECRET-KEY")
    assert work_key.encode() not in kept
    assert b"Elm Housing" in kept


def test_an_invitation_carries_the_models_practice_answer_and_the_declaration_nothing_of_it(light):
    light.invite("carys.evans")
    practice = light.open_invitation("carys.evans").contents.practice
    assert practice.answer == "An invented answer about children."
    assert (practice.question.number, practice.question.title) == ("1.2", "Children")
    assert practice.question.text == "How will you support children?"
    assert [str(level.mark) for level in practice.scale.levels] == ["0", "1", "2", "3", "4", "5"]
    assert b"invented" not in light.declaration("carys.evans")


def test_an_invitation_says_that_the_case_is_a_rehearsal(light):
    light.invite("carys.evans")
    notes = light.open_invitation("carys.evans").contents.case.notes
    assert any(note.startswith("Rehearsal") for note in notes)


def test_nobody_is_invited_before_guidance_and_agreement_are_filed(sqlite_url, tmp_path):
    from panel_flow import Flow

    full = a_panel_case(sqlite_url, tmp_path)
    bare = Flow(full.lead, tmp_path, "bare")
    from builders import SMALL_WORKFLOW, a_procurement
    from panel_flow import PANEL_MODEL

    a_procurement(full.lead, "bare", workflow=SMALL_WORKFLOW, model=PANEL_MODEL, plan=None)
    bare.people()
    with without_scrypt(), pytest.raises(RefusedError) as caught:
        bare.invite("carys.evans")
    assert codes(caught) == ["text-not-filed", "text-not-filed", "no-bidder-known"]
    assert list(tmp_path.glob("*.tfpack")) == []


def test_an_agreement_that_is_no_plain_text_is_refused(light):
    path = a_file("agreement.docx")
    path.write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(BadInputError) as caught:
        document.add(
            light.lead, light.ref, path=path, kind="confidentiality_agreement",
            dated=date(2014, 6, 2),
        )  # fmt: skip
    assert codes(caught) == ["document-not-text"]


def test_a_second_invitation_needs_a_reason_and_replaces_the_first(flow):
    flow.invite("carys.evans")
    with pytest.raises(RefusedError) as caught:
        flow.invite("carys.evans")
    assert codes(caught) == ["pack-reissue-without-reason"]
    assert flow.invite("carys.evans", reason="Lost.").number == 2
    assert [row["status"] for row in rows(flow, "pack")] == ["replaced", "in_force"]


def test_a_refused_or_rehearsed_invitation_leaves_no_file(light, tmp_path):
    light.invite("carys.evans", dry_run=True)
    stranger = make_key("Surrey County Council", "authority")
    with pytest.raises(RefusedError) as caught:
        invitations.invite(
            light.lead, light.ref, "carys.evans", authority=stranger, passphrase="x", out=tmp_path
        )
    assert codes(caught) == ["authority-key-foreign"]
    assert list(tmp_path.glob("*.tfpack")) == []
    assert rows(light, "pack") == []


def test_a_file_that_is_there_already_is_not_written_over_and_nothing_is_recorded(light, tmp_path):
    (tmp_path / "carys.evans-invitation-1.tfpack").write_text("mine")
    with pytest.raises(BadInputError) as caught:
        light.invite("carys.evans")
    assert codes(caught) == ["file-exists"]
    assert (tmp_path / "carys.evans-invitation-1.tfpack").read_text() == "mine"
    assert rows(light, "pack") == []


@pytest.mark.slow
def test_an_invitation_opens_with_its_passphrase_through_real_scrypt(sqlite_url, tmp_path):
    flow = a_panel_case(sqlite_url, tmp_path)
    flow.tenders_in()
    made = flow.invite("carys.evans")
    data = made.path.read_bytes()
    assert open_pack(data, PASSPHRASE, "it").contents.member.name == "Carys Evans"
    with pytest.raises(BadInputError) as caught:
        open_pack(data, "other words", "it")
    assert codes(caught) == ["passphrase-wrong"]


# Declarations and clearing


def test_an_accepted_declaration_signs_agreement_and_guidance_and_asks_for_the_telephone(flow):
    flow.invite("carys.evans")
    accepted = flow.declare("carys.evans")
    assert (accepted.kind, accepted.member) == ("declaration", "Carys Evans")
    assert accepted.needs_clearing
    assert accepted.fingerprint == flow.key_of("carys.evans").public.fingerprint
    assert [line.choice for line in accepted.declared] == ["none"] * 3
    view = member(flow, "carys.evans")
    assert view.agreement_signed_at is not None
    assert view.guidance_acknowledged_at is not None
    assert view.cleared_at is None


def test_a_fingerprint_that_differs_by_one_digit_clears_nobody(flow):
    flow.invite("carys.evans")
    flow.declare("carys.evans")
    real = flow.key_of("carys.evans").public.fingerprint
    wrong = ("0" if real[0] != "0" else "1") + real[1:]
    with pytest.raises(RefusedError) as caught:
        clearing.clear(flow.lead, flow.ref, "carys.evans", fingerprint=wrong)
    assert codes(caught) == ["fingerprint-differs"]
    typed = real.lower().replace(" ", "")
    cleared = clearing.clear(flow.lead, flow.ref, "carys.evans", fingerprint=typed)
    assert cleared.fingerprint == real
    assert member(flow, "carys.evans").cleared_at is not None


def test_nobody_is_cleared_before_their_declaration_is_accepted(light):
    light.invite("carys.evans")
    with pytest.raises(RefusedError) as caught:
        light.clear("carys.evans")
    assert codes(caught) == ["declaration-not-accepted"]


def test_a_possible_conflict_is_decided_with_a_reason_and_both_words_stay(flow):
    flow.invite("carys.evans")
    flow.declare("carys.evans", conflicts={"Elm Housing": ("may", TEN_WORDS)})
    assert flow.clear("carys.evans").undecided == ("Elm Housing",)
    lines = clearing.declarations(flow.lead, flow.ref)
    elm = next(x for x in lines if x.member == "Carys Evans" and x.supplier == "Elm Housing")
    assert (elm.choice, elm.standing, elm.explanation) == ("may", "conflict", TEN_WORDS)
    with pytest.raises(RefusedError) as caught:
        clearing.decide(
            flow.lead, flow.ref, "carys.evans", "Elm Housing", decision="clear", reason=""
        )
    assert codes(caught) == ["decision-without-reason"]
    for decision, reason in (("conflict", "Too close."), ("clear", "She left in 2009.")):
        clearing.decide(
            flow.lead, flow.ref, "carys.evans", "Elm Housing", decision=decision, reason=reason
        )
    kept = [r for r in rows(flow, "declaration") if r["choice"] == "may"]
    assert [(row["revision"], row["decision"]) for row in kept] == [(1, "conflict"), (2, "clear")]


def test_an_explanation_of_a_conflict_is_for_lead_chair_and_assurance_only(light):
    light.invite("carys.evans")
    light.declare("carys.evans", conflicts={"Elm Housing": ("may", TEN_WORDS)})
    seen = {
        login: {line.explanation for line in clearing.declarations(office, light.ref)}
        for login, office in (
            ("ben.okafor", light.at("2014-09-29T10:00", "ben.okafor")),
            ("sam.chair", light.at("2014-09-29T10:00", "sam.chair")),
        )
    }
    assert seen == {"ben.okafor": {""}, "sam.chair": {"", TEN_WORDS}}


def test_a_conflict_that_was_decided_outlives_a_later_no_conflict(light):
    light.invite("carys.evans")
    light.declare("carys.evans", conflicts={"Elm Housing": ("may", TEN_WORDS)})
    clearing.decide(
        light.lead, light.ref, "carys.evans", "Elm", decision="conflict", reason="Too close."
    )
    light.invite("carys.evans", reason="Declare again.")
    light.declare("carys.evans")
    lines = clearing.declarations(light.lead, light.ref)
    elm = next(x for x in lines if x.member == "Carys Evans" and x.supplier == "Elm Housing")
    assert (elm.choice, elm.standing) == ("none", "conflict")


def test_a_bidder_that_comes_in_later_is_undeclared_again_for_everybody(flow, tmp_path):
    flow.suppliers["Oak Trust"] = ((), ("east",))
    flow.write_tender("Oak Trust", "2014-09-26T12:30")
    flow.invite("carys.evans")
    flow.declare("carys.evans")
    flow.clear("carys.evans")
    bids.import_folder(flow.later(), flow.ref, flow.tenders_folder)
    bids.decide_late(flow.later(), flow.ref, "Oak Trust", admit=True, reason="Portal down.")
    lines = clearing.declarations(flow.lead, flow.ref)
    assert {x.standing for x in lines if x.supplier == "Oak Trust"} == {"undeclared"}
    flow.invite("carys.evans", reason="A further bidder.")
    accepted = flow.declare("carys.evans")
    assert not accepted.needs_clearing
    assert [x.before for x in accepted.declared if x.supplier == "Oak Trust"] == [""]
    assert member(flow, "carys.evans").cleared_at is not None


def test_a_declaration_with_a_new_key_must_be_compared_again(light):
    light.invite("carys.evans")
    light.declare("carys.evans")
    light.clear("carys.evans")
    light.invite("carys.evans", reason="New laptop.")
    light.key_of = lambda login: member_key("carys on a new laptop", "Carys Evans")
    assert light.declare("carys.evans").needs_clearing
    assert member(light, "carys.evans").cleared_at is None


def test_a_custodian_signs_the_agreement_and_keeps_the_key_that_prices_are_sealed_to(light):
    login = KEEPERS["custodian"]
    light.evaluators[login] = ("Cath Keeper", "", ())
    light.key_of = lambda _login: member_key("another", "Cath Keeper")
    light.invite(login)
    accepted = light.declare(login)
    assert [note.code for note in accepted.notes] == ["declaration-other-key"]
    view = member(light, login)
    assert view.agreement_signed_at is not None
    assert view.fingerprint == light.keeper_key("custodian").public.fingerprint


# Leaving


def test_a_member_who_leaves_keeps_their_marks_in_the_record_and_owes_no_more(
    database_url, tmp_path
):
    from tender_flow.services.marking import MarkingView

    flow = until_marks_in(database_url, tmp_path)
    left = panel.remove(flow.later(), flow.ref, "ada.hill", reason="New post.")
    assert (left.status, left.marks_kept, len(left.questions)) == ("withdrawn", 10, 4)
    with flow.lead.reading(flow.ref) as reading:
        view = MarkingView(reading)
        assert len(reading.of("mark")) == 30
        assert [len(view.panel_for(answer)) for answer in view.answers("written")] == [2] * 10
        gone = reading.of("member", status="withdrawn")[0]["id"]
        assert reading.of("pack", member=gone, status="in_force") == []


def test_a_replacement_gets_the_questions_and_nothing_of_the_judgement(flow):
    panel.add(flow.lead, flow.ref, login="dee.new", role="evaluator", name="Dee New")
    left = panel.remove(flow.lead, flow.ref, "ada.hill", reason="New post.", replaced_by="dee.new")
    assert (left.status, left.replaced_by) == ("replaced", "Dee New")
    assert member(flow, "dee.new").questions == 4
    assert member(flow, "ada.hill").questions == 0
    with pytest.raises(BadInputError) as caught:
        flow.invite("ada.hill")
    assert codes(caught) == ["not-on-the-panel"]


def test_the_last_lead_can_not_leave_and_leaving_needs_a_reason(light):
    with pytest.raises(RefusedError) as caught:
        panel.remove(light.lead, light.ref, "jo.lowe", reason="", role="lead")
    assert codes(caught) == ["decision-without-reason", "last-lead"]

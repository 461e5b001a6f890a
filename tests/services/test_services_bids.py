"""Tenders: taken in, kept apart until two people open them, checked, withdrawn, excluded."""

import hashlib
from datetime import date

import pytest
from builders import a_file, codes
from panel_flow import KEEPERS, PRICES, SUPPLIERS, a_panel_case, member_key

from tender_flow.errors import BadInputError, BrokenRecordError, RefusedError
from tender_flow.publishing.report_data import Issue
from tender_flow.services import bids, interviews, panel, query, requirements
from tender_flow.services.history import history
from tender_flow.services.marking import MarkingView
from tender_flow.services.report_data import evaluation_report_data
from tender_flow.services.results import bid_inputs


@pytest.fixture
def flow(database_url, tmp_path):
    return a_panel_case(database_url, tmp_path)


@pytest.fixture
def light(sqlite_url, tmp_path):
    """The same on SQLite alone, for what doesn't depend on the database."""
    return a_panel_case(sqlite_url, tmp_path)


def take_in(flow, now="2014-09-26T11:30", **given):
    return bids.import_folder(flow.at(now), flow.ref, flow.tenders_folder, **given)


def changes(imported):
    return {change.supplier: change.what for change in imported.changes}


def rows(flow, table, **equals):
    with flow.lead.reading(flow.ref) as reading:
        return reading.of(table, **equals)


def entries(flow):
    with flow.lead.database.snapshot() as reader:
        chain = reader.one("procurement", ref=flow.ref)["id"]
        return reader.of("journal_entry", chain=chain)


def test_a_folder_is_taken_in_with_size_and_digest_of_each_file(flow):
    flow.write_tenders()
    imported = take_in(flow)
    assert changes(imported) == dict.fromkeys(SUPPLIERS, "new")
    path = flow.tenders_folder / "elm_housing" / "answers" / "safeguarding.md"
    elm = rows(flow, "tender", folder="elm_housing")[0]
    found = rows(flow, "tender_file", tender=elm["id"], path="answers/safeguarding.md")[0]
    assert found["size"] == path.stat().st_size
    assert found["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {row["status"] for row in rows(flow, "tender")} == {"received"}


def test_the_digest_of_a_price_file_is_salted_because_a_price_could_be_guessed(light):
    light.write_tenders()
    take_in(light)
    price = light.tenders_folder / "elm_housing" / "price.yaml"
    digest = hashlib.sha256(price.read_bytes()).hexdigest()
    assert digest not in {row["digest"] for row in rows(light, "tender_file")}
    assert digest not in "".join(entry["body"] for entry in entries(light))


def test_before_the_opening_no_answer_and_no_price_stands_in_the_database(sqlite_url, tmp_path):
    flow = a_panel_case(sqlite_url, tmp_path)
    flow.write_tenders()
    take_in(flow)
    assert rows(flow, "answer") == []
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("one.db*"))
    assert b"sealed_value" in stored
    assert b"answers Safeguarding for all" not in stored
    for price in PRICES.values():
        assert price.encode() not in stored


def test_a_dry_run_says_the_same_and_keeps_nothing(flow):
    flow.write_tenders()
    before = len(entries(flow))
    assert changes(take_in(flow, dry_run=True)) == dict.fromkeys(SUPPLIERS, "new")
    assert rows(flow, "tender") == []
    assert len(entries(flow)) == before


def test_all_problems_of_all_tenders_are_reported_at_once_with_their_places(light):
    light.write_tenders()
    elm = light.tenders_folder / "elm_housing"
    (elm / "price.yaml").unlink()
    (elm / "answers" / "safegarding.md").write_text("Misspelt.")
    (elm / "answers" / "local.md").write_text("For which lot?")
    medway = light.tenders_folder / "medway_refuge"
    (medway / "answers" / "local.west.md").write_text("Not bid for.")
    (medway / "answers" / "children.md").write_bytes(b"one line\nand caf\xe9")
    (medway / "price.yaml").write_text(" \n")
    sheet = light.tenders_folder / "safe_harbour" / "tender.yaml"
    sheet.write_text(sheet.read_text().replace("[west]", "[north]"))
    with pytest.raises(RefusedError) as caught:
        take_in(light)
    assert sorted(codes(caught)) == [
        "answer-for-other-lot",
        "answer-needs-lot",
        "answer-to-no-question",
        "file-not-utf8",
        "price-file-empty",
        "price-file-missing",
        "tender-lot-unknown",
    ]
    places = {finding.code: str(finding.place) for finding in caught.value.findings}
    assert places["file-not-utf8"].endswith("children.md:2")
    assert places["tender-lot-unknown"].endswith("safe_harbour/tender.yaml:4")
    assert rows(light, "tender") == []


def test_a_link_in_a_tender_is_not_followed(light):
    light.write_tenders()
    link = light.tenders_folder / "elm_housing" / "policy.pdf"
    link.symlink_to(light.tenders_folder / "medway_refuge" / "price.yaml")
    with pytest.raises(RefusedError) as caught:
        take_in(light)
    assert codes(caught) == ["tender-file-is-link"]


def test_two_folders_of_one_supplier_are_refused_however_the_name_is_written(light):
    light.write_tenders()
    other = light.tenders_folder / "elm_again"
    other.mkdir()
    sheet = (light.tenders_folder / "elm_housing" / "tender.yaml").read_text()
    (other / "tender.yaml").write_text(sheet.replace("Elm Housing", "ELM  housing"))
    (other / "price.yaml").write_text("format: 1\n")
    with pytest.raises(RefusedError) as caught:
        take_in(light)
    assert "tender-supplier-twice" in codes(caught)


def test_an_answer_over_its_limit_and_a_missing_one_are_warned_of_and_taken_in(light):
    light.write_tenders()
    answers = light.tenders_folder / "elm_housing" / "answers"
    (answers / "safeguarding.md").write_text("word " * 101)
    (answers / "children.md").unlink()
    found = {finding.code for finding in take_in(light).findings}
    assert found == {"answer-too-long", "answers-missing"}
    opened = light.opened()
    assert opened.without_answer == 1
    assert "" in {row["text"] for row in rows(light, "answer")}


def test_a_second_import_of_the_same_folder_changes_nothing(flow):
    flow.write_tenders()
    take_in(flow)
    before = [rows(flow, table) for table in ("tender", "tender_file", "price_envelope", "bid")]
    again = take_in(flow, "2014-09-26T11:40")
    assert changes(again) == dict.fromkeys(SUPPLIERS, "unchanged")
    assert before == [
        rows(flow, table) for table in ("tender", "tender_file", "price_envelope", "bid")
    ]


def test_a_second_import_says_which_tender_is_new_and_which_is_missing(light):
    light.write_tenders()
    late_comer = light.tenders_folder / "safe_harbour"
    aside = late_comer.rename(light.folder / "aside")
    take_in(light)
    aside.rename(late_comer)
    (light.tenders_folder / "elm_housing").rename(light.folder / "gone")
    assert changes(take_in(light, "2014-09-26T11:40")) == {
        "Elm Housing": "missing",
        "Medway Refuge": "unchanged",
        "Safe Harbour": "new",
    }


@pytest.mark.parametrize("file", ["answers/safeguarding.md", "price.yaml", "tender.yaml"])
def test_a_changed_file_is_refused_after_the_deadline_even_when_asked_to_replace(light, file):
    light.write_tenders()
    take_in(light)
    path = light.tenders_folder / "elm_housing" / file
    path.write_text(path.read_text() + "\n# changed\n")
    with pytest.raises(RefusedError) as caught:
        take_in(light, "2014-09-26T11:40", replace=True)
    assert codes(caught) == ["tender-changed-after-deadline"]


def resent(flow):
    """Elm sends its tender anew before the deadline, with another price and one lot less."""
    flow.write_tenders("2014-09-25T10:00")
    take_in(flow, "2014-09-25T10:00")
    folder = flow.write_tender("Elm Housing", "2014-09-26T09:00")
    price = folder / "price.yaml"
    price.write_text(price.read_text().replace("812345.67", "800000.00"))
    (folder / "answers" / "local.west.md").unlink()
    sheet = folder / "tender.yaml"
    sheet.write_text(sheet.read_text().replace("[east, west]", "[east]"))


def test_a_tender_sent_anew_before_the_deadline_needs_to_be_asked_for(flow):
    resent(flow)
    with pytest.raises(RefusedError) as caught:
        take_in(flow, "2014-09-26T10:00")
    assert codes(caught) == ["tender-changed"]


def test_a_tender_sent_anew_replaces_the_first_and_the_first_stays_in_the_journal(flow):
    resent(flow)
    elm = next(row for row in rows(flow, "tender") if row["folder"] == "elm_housing")
    before = rows(flow, "price_envelope", tender=elm["id"])[0]
    imported = take_in(flow, "2014-09-26T10:00", replace=True)
    change = imported.of("replaced")[0]
    assert {(file.path, file.what) for file in change.files} == {
        ("tender.yaml", "changed"),
        ("price.yaml", "changed"),
        ("answers/local.west.md", "missing"),
    }
    after = rows(flow, "price_envelope", tender=elm["id"])[0]
    assert after["artefact"] != before["artefact"]
    assert any(before["artefact"] in entry["body"] for entry in entries(flow))
    statuses = [bid["status"] for bid in rows(flow, "bid", tender=elm["id"])]
    assert sorted(statuses) == ["in", "withdrawn"]
    assert changes(take_in(flow, "2014-09-26T10:30"))["Elm Housing"] == "unchanged"


def test_a_tender_that_drops_a_partner_is_another_tender(light):
    light.write_tenders("2014-09-25T10:00")
    take_in(light, "2014-09-25T10:00")
    light.suppliers["Elm Housing"] = ((), ("east", "west"))
    light.write_tender("Elm Housing", "2014-09-26T09:00")
    with pytest.raises(RefusedError) as caught:
        take_in(light, "2014-09-26T10:00", replace=True)
    assert codes(caught) == ["tender-lost-partner"]


def test_an_import_needs_deadline_published_model_custodian_and_witness(light):
    panel.remove(light.lead, light.ref, KEEPERS["witness"], reason="Left.", role="witness")
    light.write_tenders()
    with pytest.raises(RefusedError) as caught:
        take_in(light)
    assert codes(caught) == ["keeper-missing"]


def test_a_receipt_that_is_still_to_come_is_refused(light):
    light.write_tenders("2014-09-26T11:50")
    with pytest.raises(RefusedError) as caught:
        take_in(light, "2014-09-26T10:45")
    assert set(codes(caught)) == {"received-in-future"}


# Late tenders


def with_a_late_one(flow):
    flow.write_tenders()
    flow.write_tender("Safe Harbour", "2014-09-26T12:01")
    return take_in(flow)


def test_of_a_late_tender_only_sizes_and_digests_are_taken(flow):
    imported = with_a_late_one(flow)
    assert changes(imported)["Safe Harbour"] == "late"
    tender = rows(flow, "tender", status="late")[0]
    files = rows(flow, "tender_file", tender=tender["id"])
    assert {"tender.yaml", "price.yaml", "answers/safeguarding.md"} <= {f["path"] for f in files}
    assert "contents" not in {file["kind"] for file in files}
    envelope = rows(flow, "price_envelope", tender=tender["id"])[0]
    assert (envelope["state"], envelope["artefact"]) == ("kept", "")


def test_the_contents_of_a_late_tender_are_not_even_parsed(light):
    light.write_tenders()
    folder = light.write_tender("Safe Harbour", "2014-09-26T12:01")
    (folder / "answers" / "safeguarding.md").write_bytes(b"\xff\xfe not text")
    (folder / "price.yaml").unlink()
    assert changes(take_in(light))["Safe Harbour"] == "late"


def test_tenders_are_not_opened_while_a_late_one_is_undecided(flow):
    with_a_late_one(flow)
    with pytest.raises(RefusedError) as caught:
        flow.opened()
    assert codes(caught) == ["late-tender-undecided"]


def test_a_refused_late_tender_stays_unopened_with_who_and_why(flow):
    with_a_late_one(flow)
    lead = flow.at("2014-09-26T11:45")
    with pytest.raises(RefusedError) as caught:
        bids.decide_late(lead, flow.ref, "Safe Harbour", admit=False, reason=" ")
    assert codes(caught) == ["decision-without-reason"]
    status = bids.decide_late(
        lead, flow.ref, "Safe Harbour", admit=False, reason="A minute is a minute."
    )
    assert status == "refused"
    assert flow.opened().suppliers == ("Elm Housing", "Medway Refuge")
    view = next(t for t in bids.list_bids(lead, flow.ref).tenders if t.late)
    assert (view.status, view.price) == ("refused", "kept")
    assert (view.decided.by, view.decided.reason) == ("Jo Lowe", "A minute is a minute.")


def test_an_admitted_late_tender_is_read_by_the_next_import_and_opened_with_the_rest(flow):
    with_a_late_one(flow)
    lead = flow.at("2014-09-26T11:45")
    bids.decide_late(lead, flow.ref, "Safe Harbour", admit=True, reason="The portal was down.")
    with pytest.raises(RefusedError) as caught:
        flow.opened("2014-09-26T11:50")
    assert codes(caught) == ["tender-contents-not-taken"]
    assert changes(take_in(flow, "2014-09-26T11:55"))["Safe Harbour"] == "completed"
    assert set(flow.opened().suppliers) == set(SUPPLIERS)


def test_an_admitted_tender_whose_files_changed_meanwhile_is_refused(light):
    with_a_late_one(light)
    lead = light.at("2014-09-26T11:45")
    bids.decide_late(lead, light.ref, "Safe Harbour", admit=True, reason="The portal was down.")
    price = light.tenders_folder / "safe_harbour" / "price.yaml"
    price.write_text(price.read_text().replace("734567.89", "634567.89"))
    with pytest.raises(RefusedError) as caught:
        take_in(light, "2014-09-26T11:55")
    assert codes(caught) == ["tender-changed-after-deadline"]


# The opening


def test_tenders_are_opened_after_the_deadline_only(flow):
    flow.write_tenders("2014-09-26T09:00")
    take_in(flow, "2014-09-26T10:00")
    with pytest.raises(RefusedError) as caught:
        flow.opened("2014-09-26T10:59")
    assert codes(caught) == ["deadline-not-passed"]


def test_the_opening_makes_an_answer_for_each_question_and_lot_and_says_who_opened(flow):
    flow.tenders_in()
    opened = flow.opened()
    assert (opened.opened_by, opened.opened_with) == ("Cath Keeper", "Will Ness")
    assert opened.answers == 3 * 2 + 4
    answers = rows(flow, "answer")
    assert len(answers) == opened.answers
    lots = {row["id"]: row["code"] for row in rows(flow, "lot")}
    local = [lots[row["lot"]] for row in answers if row["question"] == "local"]
    assert sorted(local) == ["east", "east", "west", "west"]
    assert {row["lot"] for row in answers if row["question"] != "local"} == {None}


def test_one_person_alone_can_not_open(light):
    light.tenders_in()
    office = light.at("2014-09-26T12:00", KEEPERS["custodian"])
    keys = {
        "custodian_key": light.keeper_key("custodian"),
        "witness_key": light.keeper_key("witness"),
    }
    with pytest.raises(RefusedError) as caught:
        bids.open_tenders(office, light.ref, with_login=KEEPERS["custodian"], **keys)
    assert codes(caught) == ["opening-needs-two", "opening-without-keeper"]


def test_the_lead_can_not_open_in_the_place_of_a_keeper(light):
    light.tenders_in()
    with pytest.raises(RefusedError) as caught:
        bids.open_tenders(
            light.at("2014-09-26T12:00"),
            light.ref,
            with_login=KEEPERS["custodian"],
            custodian_key=light.keeper_key("custodian"),
            witness_key=light.keeper_key("witness"),
        )
    assert codes(caught) == ["role-missing"]


def test_a_key_that_is_not_on_the_panel_opens_nothing(light):
    light.tenders_in()
    with pytest.raises(RefusedError) as caught:
        bids.open_tenders(
            light.at("2014-09-26T12:00", KEEPERS["custodian"]),
            light.ref,
            with_login=KEEPERS["witness"],
            custodian_key=light.keeper_key("custodian"),
            witness_key=member_key("stranger"),
        )
    assert codes(caught) == ["keeper-key-foreign"]
    assert rows(light, "answer") == []


def test_a_new_witness_opens_after_the_same_files_were_sealed_to_them(light):
    light.tenders_in()
    lead = light.at("2014-09-26T11:40")
    panel.remove(lead, light.ref, KEEPERS["witness"], reason="Ill.", role="witness")
    new = member_key("new.ness", "New Ness")
    panel.add(lead, light.ref, login="new.ness", role="witness", name="New Ness", key=new.public)
    given = {
        "with_login": "new.ness",
        "custodian_key": light.keeper_key("custodian"),
        "witness_key": new,
    }
    with pytest.raises(BadInputError) as caught:
        bids.open_tenders(light.at("2014-09-26T11:45", KEEPERS["custodian"]), light.ref, **given)
    assert codes(caught) == ["tender-sealed-to-others"]
    assert set(changes(take_in(light, "2014-09-26T11:50")).values()) == {"resealed"}
    opened = bids.open_tenders(
        light.at("2014-09-26T12:00", KEEPERS["custodian"]), light.ref, **given
    )
    assert set(opened.suppliers) == set(SUPPLIERS)


def test_sealed_answers_that_were_exchanged_in_the_store_are_noticed(light):
    from tender_flow.services.bid_sealing import open_answers, seal_answers

    sealed = seal_answers(
        (), light.keeper_key("witness").public.seal_key,
        light.keeper_key("custodian").public.seal_key,
    )  # fmt: skip
    other = sealed[:32] + bytes(32) + sealed[64:]
    keys = light.keeper_key("custodian"), light.keeper_key("witness")
    assert open_answers(sealed, *keys, "Elm") == {}
    with pytest.raises(BrokenRecordError) as caught:
        open_answers(other, *keys, "Elm")
    assert codes(caught) == ["tender-seal-broken"]


# Requirements, withdrawal, exclusion


def test_a_requirement_is_decided_with_evidence_after_the_opening_only(flow):
    flow.tenders_in()
    given = {"evidence": "Certificate of 1 August 2014."}
    with pytest.raises(RefusedError) as caught:
        requirements.check(flow.lead, flow.ref, "Elm Housing", "insured", "pass", **given)
    assert codes(caught) == ["check-before-opening"]
    flow.opened()
    with pytest.raises(RefusedError) as caught:
        requirements.check(flow.lead, flow.ref, "Elm Housing", "insured", "pass", evidence=" ")
    assert codes(caught) == ["requirement-without-evidence"]
    checked = requirements.check(flow.lead, flow.ref, "elm", "insured", "pass", **given)
    assert (checked.before, checked.outcome, checked.left) == (None, "pass", 3)


def test_a_fail_put_back_to_pass_needs_a_second_approver_and_both_stay(flow):
    flow.tenders_in()
    flow.opened()
    lead, ref = flow.lead, flow.ref
    requirements.check(lead, ref, "Elm", "insured", "fail", evidence="None.", reason="Expired.")
    assert bids.list_bids(lead, ref).tenders[0].requirements[0].outcome == "fail"
    given = {"evidence": "New certificate.", "reason": "Sent on request."}
    with pytest.raises(RefusedError) as caught:
        requirements.check(lead, ref, "Elm", "insured", "pass", **given)
    assert codes(caught) == ["check-needs-second-approver"]
    requirements.check(lead, ref, "Elm", "insured", "pass", **given, second_approver="sam.chair")
    kept = rows(flow, "requirement_check")
    assert [(row["revision"], row["outcome"]) for row in kept] == [(1, "fail"), (2, "pass")]


def test_a_failed_requirement_takes_the_tender_out_and_the_lot_gets_a_note(light):
    light.tenders_in()
    light.opened()
    requirements.check(
        light.lead, light.ref, "Safe", "insured", "fail", evidence="None.", reason="Expired."
    )
    notes = {(note.code, note.facts["lot"]) for note in bids.list_bids(light.lead, light.ref).notes}
    assert notes == {("lot-with-one-bid", "West")}


def test_a_requirement_of_each_lot_is_decided_lot_by_lot_and_no_other_is(flow):
    flow.tenders_in()
    flow.opened()
    with pytest.raises(RefusedError) as caught:
        flow.checked("Elm", "areas", "pass")
    assert codes(caught) == ["check-lot-unclear"]
    assert caught.value.findings[0].facts["lots"] == ("east", "west")
    with pytest.raises(RefusedError) as caught:
        flow.checked("Elm", "insured", "pass", lot="east")
    assert codes(caught) == ["check-takes-no-lot"]
    with pytest.raises(RefusedError) as caught:
        flow.checked("Safe", "areas", "pass", lot="east")
    assert codes(caught) == ["check-lot-unclear"]
    assert flow.checked("Elm", "areas", "pass", lot="east").lot == "East"
    assert flow.checked("Safe", "areas", "pass").lot == "West"
    with flow.lead.reading(flow.ref) as reading:
        elm = next(row["id"] for row in reading.of("tender", folder="elm_housing"))
        assert MarkingView(reading).unchecked(elm) == ("insured", "vetted", "areas (west)")


def test_a_fail_for_one_lot_takes_that_bid_out_and_leaves_the_other_in(flow):
    flow.tenders_in()
    flow.opened()
    flow.requirements_passed()
    flow.checked("Elm", "areas", "fail", lot="east", reason="One area is missing.")
    assert flow.checked("Elm", "areas", "pass", lot="west", evidence="Page 3.").revision == 2
    notes = {note.facts["lot"] for note in bids.list_bids(flow.lead, flow.ref).notes}
    assert notes == {"East"}
    with flow.lead.reading(flow.ref) as reading:
        elm = next(row["id"] for row in reading.of("tender", folder="elm_housing"))
        view, lots = MarkingView(reading), {row["id"]: row["code"] for row in reading.of("lot")}
        assert [lots[lot] for tender, lot in view.bids_in if tender == elm] == ["west"]
        marked = {lots.get(row["lot"]) for row in view.answers("written") if row["tender"] == elm}
        assert marked == {None, "west"}
        given = {bid.supplier: bid.lots for bid in bid_inputs(reading)}[elm]
    assert {lot: bid.pass_fail["areas"] for lot, bid in given.items()} == {
        "east": False, "west": True,
    }  # fmt: skip


def test_a_requirement_is_not_asked_for_a_lot_that_was_withdrawn(light):
    light.tenders_in()
    light.opened()
    bids.withdraw(light.lead, light.ref, "Elm Housing", lot="east", reason="Too much.")
    assert light.checked("Elm", "areas", "pass").lot == "West"


def test_the_database_takes_no_second_check_of_one_revision(flow):
    flow.tenders_in()
    flow.opened()
    flow.checked("Elm", "insured", "pass")
    row = rows(flow, "requirement_check")[0]
    del row["id"]
    with (
        pytest.raises(Exception, match=r"(?i)unique"),
        flow.lead.deed("bids.check", flow.ref) as deed,
    ):
        deed.insert("requirement_check", row)


def test_a_withdrawn_bid_for_one_lot_leaves_the_other_in(flow):
    flow.tenders_in()
    flow.opened()
    with pytest.raises(RefusedError) as caught:
        bids.withdraw(flow.lead, flow.ref, "Elm Housing", lot="east", reason="")
    assert codes(caught) == ["decision-without-reason"]
    notes = bids.withdraw(flow.lead, flow.ref, "Elm Housing", lot="east", reason="Too much.")
    assert [note.facts["lot"] for note in notes] == ["East"]
    view = bids.list_bids(flow.lead, flow.ref).tenders[0]
    assert [(lot.code, lot.status) for lot in view.lots] == [("east", "withdrawn"), ("west", "in")]
    assert (view.status, view.decided) == ("opened", None)
    assert view.lots[1].decided is None
    told = view.lots[0].decided
    assert (told.by, told.at, told.reason) == ("Jo Lowe", flow.lead.now(), "Too much.")
    past = history(flow.lead, flow.ref)[-1]
    assert (past.text, past.details["lot"]) == ("Elm Housing withdrew.", "East")


def test_each_lot_keeps_its_own_reason(flow):
    flow.tenders_in()
    flow.opened()
    bids.withdraw(flow.lead, flow.ref, "Elm Housing", lot="east", reason="Too much.")
    bids.exclude(flow.lead, flow.ref, "Elm Housing", lot="west", reason="False statement.")
    with pytest.raises(RefusedError) as caught:
        bids.exclude(flow.lead, flow.ref, "Elm Housing", lot="west", reason="Again.")
    assert codes(caught) == ["no-bid-for-lot"]
    view = bids.list_bids(flow.lead, flow.ref).tenders[0]
    assert [(lot.status, lot.decided.reason) for lot in view.lots] == [
        ("withdrawn", "Too much."),
        ("excluded", "False statement."),
    ]
    with flow.lead.reading(flow.ref) as reading:
        data = evaluation_report_data(reading, Issue(1, flow.lead.now(), "", 1))
    assert [(line.lot, line.status, line.reason) for line in data.tenders.received[0].decided] == [
        ("East", "withdrawn", "Too much."),
        ("West", "excluded", "False statement."),
    ]


def test_a_bid_that_comes_again_before_the_deadline_is_in_without_the_old_reason(light):
    light.write_tenders("2014-09-25T10:00")
    take_in(light, "2014-09-25T10:00")
    lead = light.at("2014-09-25T11:00")
    bids.withdraw(lead, light.ref, "Elm Housing", lot="east", reason="Too much.")
    light.write_tender("Elm Housing", "2014-09-26T09:00")
    take_in(light, "2014-09-26T10:00", replace=True)
    east = bids.list_bids(lead, light.ref).tenders[0].lots[0]
    assert (east.status, east.decided) == ("in", None)


def test_an_excluded_tender_is_out_of_every_lot_and_can_not_be_excluded_twice(light):
    light.tenders_in()
    light.opened()
    bids.exclude(light.lead, light.ref, "Elm Housing", reason="False statement, reg 23.")
    view = bids.list_bids(light.lead, light.ref).tenders[0]
    assert (view.status, {lot.status for lot in view.lots}) == ("excluded", {"excluded"})
    with pytest.raises(RefusedError) as caught:
        bids.exclude(light.lead, light.ref, "Elm Housing", reason="Again.")
    assert codes(caught) == ["tender-out-already"]


def test_an_unknown_supplier_is_refused_with_the_known_ones(light):
    light.tenders_in()
    with pytest.raises(BadInputError) as caught:
        bids.withdraw(light.lead, light.ref, "Oak", reason="?")
    assert codes(caught) == ["tender-unknown"]
    assert caught.value.findings[0].facts["known"] == tuple(SUPPLIERS)


# Interviews


def test_an_interview_becomes_an_answer_of_its_round_with_day_and_people(flow):
    flow.tenders_in()
    flow.opened()
    note = a_file("elm.md", "They would call the police first.\n")
    given = {"question": "talk", "note": note, "held_on": date(2014, 10, 27)}
    with pytest.raises(RefusedError) as caught:
        interviews.record(flow.lead, flow.ref, "Elm", present=(), **given)
    assert codes(caught) == ["interview-without-people"]
    interviews.record(flow.lead, flow.ref, "Elm", present=("carys.evans",), **given)
    found = rows(flow, "answer", round="interview")[0]
    assert found["text"].startswith("Interview held on 27 October 2014. Present: Carys Evans.")
    with pytest.raises(RefusedError) as caught:
        interviews.record(flow.lead, flow.ref, "Elm", present=("carys.evans",), **given)
    assert codes(caught) == ["interview-recorded-already"]
    assert len(rows(flow, "interview")) == 1


def test_the_record_says_when_an_interview_was_held_and_who_was_there(flow):
    flow.tenders_in()
    flow.opened()
    note = a_file("elm.md", "They would call the police first.\n")
    given = {"question": "talk", "note": note, "held_on": date(2014, 10, 27)}
    interviews.record(flow.lead, flow.ref, "Elm", present=("carys.evans",), **given)
    both = ("carys.evans", "sam.chair")
    interviews.record(flow.lead, flow.ref, "Elm", present=both, reason="Sam came late.", **given)
    assert [row["reason"] for row in rows(flow, "interview")] == ["", "Sam came late."]
    with flow.lead.reading(flow.ref) as reading:
        told = evaluation_report_data(reading, Issue(1, flow.lead.now(), "", 1)).tenders.interviews
    assert [(one.supplier, one.held_on, one.present, one.reason) for one in told] == [
        ("Elm Housing", date(2014, 10, 27), ("Carys Evans", "Sam Chair"), "Sam came late."),
    ]
    assert told[0].recorded_by == "Jo Lowe"


def test_a_written_question_is_not_answered_in_an_interview(light):
    light.tenders_in()
    light.opened()
    with pytest.raises(RefusedError) as caught:
        interviews.record(
            light.lead, light.ref, "Elm", question="children", note=a_file("x.md"),
            held_on=date(2014, 10, 27), present=("ada.hill",),
        )  # fmt: skip
    assert codes(caught) == ["question-is-written"]


# Queries


def test_a_query_is_opened_answered_to_all_and_closed(flow):
    flow.tenders_in()
    flow.opened()
    opened = query.open_query(
        flow.lead, flow.ref, "Which tool?", supplier="Elm", question="safeguarding"
    )
    assert (opened.number, opened.status, opened.supplier) == (1, "open", "Elm Housing")
    with pytest.raises(RefusedError) as caught:
        query.close(flow.lead, flow.ref, "1")
    assert codes(caught) == ["query-not-answered"]
    with pytest.raises(RefusedError) as caught:
        query.answer(flow.lead, flow.ref, "1", "DASH.", to_all=False)
    assert codes(caught) == ["answer-not-to-all-without-reason"]
    answered = query.answer(
        flow.lead, flow.ref, "1", "DASH.", to_all=False, reason="About Elm's own answer."
    )
    assert (answered.status, answered.to_all) == ("answered", False)
    assert query.close(flow.lead, flow.ref, "1").status == "closed"
    assert query.list_queries(flow.lead, flow.ref)[0].not_to_all_reason == "About Elm's own answer."


def test_a_closed_query_takes_no_further_answer_and_an_unknown_one_is_bad_input(light):
    query.open_query(light.lead, light.ref, "May we use cars?", direction="from_bidder")
    query.answer(light.lead, light.ref, "1", "Yes.", to_all=True)
    query.close(light.lead, light.ref, "1")
    with pytest.raises(RefusedError) as caught:
        query.answer(light.lead, light.ref, "1", "No.", to_all=True)
    assert codes(caught) == ["query-closed-already"]
    with pytest.raises(BadInputError) as caught_too:
        query.close(light.lead, light.ref, "7")
    assert codes(caught_too) == ["query-unknown"]


def test_the_journal_names_no_supplier_and_no_text_of_a_tender(flow):
    flow.tenders_in()
    flow.opened()
    query.open_query(flow.lead, flow.ref, "Which tool?", supplier="Elm")
    told = "".join(entry["body"] for entry in entries(flow))
    for secret in (*SUPPLIERS, "Thanet Homes", "Which tool?", "answers Children", "elm_housing"):
        assert secret not in told

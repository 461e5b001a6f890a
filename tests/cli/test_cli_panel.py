"""key, panel, bids, query and pack from the command line, as one council would use them."""

import json
import re
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "services"))
from panel_flow import PANEL_MODEL, SMALL_WORKFLOW, SUPPLIERS, Flow, member_key, without_scrypt

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program
from tender_flow.packs.declaring import Declaring
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import open_pack, seal_return
from tender_flow.records.database import open_database
from tender_flow.services.office import Office

PASSPHRASE = "four unusual grey words"
REF = "kent-da"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command in an empty folder at a time, as somebody: exit code, stdout, stderr."""
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TENDER_FLOW_PASSPHRASE_FILE", str(tmp_path / "passphrase.txt"))
    monkeypatch.delenv("TENDER_FLOW_DATABASE", raising=False)

    def run_it(*arguments, at=None, who="jo.lowe"):
        line = [*arguments, "--as", who] if at else list(arguments)
        line += ["--now", f"{at}+00:00"] if at else []
        try:
            code = ended_with(program, line)
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    with without_scrypt():
        yield run_it


def well(ended):
    code, out, err = ended
    assert code == 0, err
    return out


KEEPERS = {"custodian": "cath", "witness": "will"}


@pytest.fixture
def ready(run, tmp_path):
    """A case with keys, panel, texts, published model, deadline, and the folder of tenders."""
    well(run("key", "authority", "--name", "Kent County Council"))
    for role, login in KEEPERS.items():
        well(run("key", "personal", "--name", f"{login} {role}", "--out", f"{login}.tfkey"))
    day = "2014-06-02T09:00"
    well(run(
        "procurement", "new", REF, "--workflow", SMALL_WORKFLOW, "--model", PANEL_MODEL,
        "--lead", "Jo Lowe", "--telephone", "01622 000 000", "--rehearsal", at=day,
    ))  # fmt: skip
    for role, login in KEEPERS.items():
        well(run(
            "panel", "add", REF, login, "--role", role, "--name", f"{login} {role}",
            "--key", f"{login}.tfkey", at=day,
        ))  # fmt: skip
    well(run(
        "panel", "add", REF, "carys", "--role", "evaluator", "--name", "Carys Evans",
        "--specialism", "domestic_abuse", "--email", "carys@kent.example", at=day,
    ))  # fmt: skip
    well(run("panel", "assign", REF, "carys", "--question", "all", at=day))
    for kind in ("confidentiality_agreement", "evaluation_guidance"):
        Path(f"{kind}.md").write_text(f"The {kind}.\n")
        well(run("document", "add", REF, f"{kind}.md", "--kind", kind, at=day))
    well(run("procurement", "publish", REF, at=day))
    well(run("procurement", "deadline", REF, "2014-09-26T12:00", at=day))
    record = open_database(f"sqlite:///{tmp_path / 'tender-flow.db'}")
    flow = Flow(Office(record, "jo.lowe", datetime(2014, 6, 2, 9, tzinfo=UTC)), tmp_path)
    flow.write_tenders()
    record.close()
    return run


def opened(run):
    well(run("bids", "import", REF, "tenders", at="2014-09-26T11:30"))
    return run(
        "bids", "open", REF, "--with", "will", "--custodian-key", "cath.tfkey",
        "--witness-key", "will.tfkey", at="2014-09-26T12:00", who="cath",
    )  # fmt: skip


def checked(run):
    well(opened(run))
    for supplier in SUPPLIERS:
        for requirement in ("insured", "vetted"):
            given = ("--evidence", "Seen.")
            well(run("bids", "check", REF, supplier, requirement, "pass", *given,
                     at="2014-09-27T09:00"))  # fmt: skip
    for supplier, (_partners, lots) in SUPPLIERS.items():
        for lot in lots:
            out = well(run("bids", "check", REF, supplier, "areas", "pass", "--lot", lot,
                           "--evidence", "Seen.", at="2014-09-27T09:05"))  # fmt: skip
            assert f"Areas, {lot.title()}: pass" in out


def test_the_list_says_for_each_lot_why_a_bid_is_out(ready):
    well(opened(ready))
    given = {"at": "2014-09-27T09:00"}
    well(ready("bids", "withdraw", REF, "Elm", "--lot", "east", "--reason", "Too much.", **given))
    well(ready("bids", "exclude", REF, "Medway", "--reason", "False statement.", **given))
    out = well(ready("bids", "list", REF, **given))
    assert "Elm Housing, East: withdrawn (Jo Lowe, 27 Sept 2014, 10:00): Too much." in out
    assert "Medway Refuge: excluded (Jo Lowe," in out


def test_the_list_says_what_a_bidder_can_serve_and_prefers(ready):
    sheet, at = Path("tenders/elm_housing/tender.yaml"), "2014-09-26T11:30"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text + "capacity: 1\npreference: [west, east]\n", encoding="utf-8")
    well(ready("bids", "import", REF, "tenders", at=at))
    out = well(ready("bids", "list", REF, at=at))
    assert "Elm Housing can serve 1 lot.\n" in out
    assert "Elm Housing wants its lots in this order: West, East.\n" in out
    assert out.count("can serve") == 1
    listed = json.loads(well(ready("bids", "list", REF, "--json", at=at)))["tenders"]
    assert [one["capacity"] for one in listed if one["supplier"] == "Elm Housing"] == [1]


def cleared(run, tmp_path):
    """Carys signs on her own laptop; her return is accepted and her key compared."""
    out = well(run("panel", "invite", REF, "carys", at="2014-09-29T09:00"))
    path = tmp_path / "carys-invitation-1.tfpack"
    assert "carys@kent.example" in out
    pack = open_pack(path.read_bytes(), PASSPHRASE, path.name)
    job, now = Declaring(pack.contents), datetime(2014, 9, 29, 10, tzinfo=UTC)
    job.agree("Carys Evans", now)
    for bidder in pack.contents.bidders:
        job.declare(bidder.tender_id, "none")
    job.acknowledge_guidance(now)
    key = member_key("carys", "Carys Evans")
    data = seal_return(job.declaration(key.public, now), key, pack, 1)
    Path("carys-declaration.tfreturn").write_bytes(data)
    out = well(run("pack", "accept", REF, "carys-declaration.tfreturn", at="2014-09-30T09:00"))
    assert f"tender-flow panel clear {REF} carys" in out
    fingerprint = re.search("Fingerprint: (.*)", out)[1]
    assert fingerprint == key.public.fingerprint
    out = well(run(
        "panel", "clear", REF, "carys", "--fingerprint", fingerprint, at="2014-09-30T10:00",
    ))  # fmt: skip
    assert f"tender-flow pack issue {REF} carys" in out


def test_a_key_file_shows_name_and_fingerprint_without_its_passphrase(run, monkeypatch):
    well(run("key", "authority", "--name", "Kent County Council"))
    monkeypatch.delenv("TENDER_FLOW_PASSPHRASE_FILE")
    out = well(run("key", "show", "authority.tfkey"))
    assert "Kent County Council: the council's key" in out
    shown = json.loads(well(run("key", "show", "authority.tfkey", "--json")))
    assert shown["fingerprint"] in out
    assert re.fullmatch("([0-9A-F]{4} ){4}[0-9A-F]{4}", shown["fingerprint"])
    assert set(shown) == {"name", "kind", "fingerprint", "verify_key", "seal_key"}


def test_a_key_is_never_made_over_another(run):
    well(run("key", "personal", "--name", "Cath", "--out", "it.tfkey"))
    before = Path("it.tfkey").read_bytes()
    code, _out, err = run("key", "personal", "--name", "Cath", "--out", "it.tfkey")
    assert (code, Path("it.tfkey").read_bytes()) == (2, before)
    assert err.startswith("error:")


def test_tenders_are_previewed_taken_in_and_listed(ready):
    at = "2014-09-26T11:30"
    preview = well(ready("bids", "import", REF, "tenders", "--dry-run", at=at))
    assert "Nothing is kept" in preview
    assert "Elm Housing" in preview
    out = well(ready("bids", "import", REF, "tenders", at=at))
    assert f"tender-flow bids open {REF}" in out
    assert "A rehearsal" in out
    listed = json.loads(well(ready("bids", "list", REF, "--json", at=at)))
    assert [tender["status"] for tender in listed["tenders"]] == ["received"] * 3
    assert "812345" not in json.dumps(listed)


def test_a_tender_without_a_price_ends_with_place_and_remedy_and_exit_1(ready):
    Path("tenders/elm_housing/price.yaml").unlink()
    code, out, err = ready("bids", "import", REF, "tenders", at="2014-09-26T11:30")
    assert code == 1
    assert "tenders/elm_housing/price.yaml" in err
    assert "The tender of Elm Housing has no price file." in err
    assert "Traceback" not in out + err


def test_opening_too_early_is_refused_and_nothing_is_opened(ready):
    Path("tenders/safe_harbour").rename("safe_harbour")
    for path in Path("tenders").glob("*/tender.yaml"):
        path.write_text(path.read_text().replace("2014-09-26T11:40", "2014-09-25T11:40"))
    well(ready("bids", "import", REF, "tenders", at="2014-09-26T10:00"))
    code, _out, err = ready(
        "bids", "open", REF, "--with", "will", "--custodian-key", "cath.tfkey",
        "--witness-key", "will.tfkey", at="2014-09-26T10:30", who="cath",
    )  # fmt: skip
    assert code == 1
    assert "26 Sept 2014, 12:00" in err or "26 Sep 2014, 12:00" in err


def test_a_late_tender_is_kept_unopened_until_somebody_decides(ready):
    sheet = Path("tenders/safe_harbour/tender.yaml")
    sheet.write_text(sheet.read_text().replace("T11:40", "T12:05"))
    out = well(ready("bids", "import", REF, "tenders", at="2014-09-26T11:30"))
    assert "late, kept unopened" in out
    assert f"tender-flow bids late {REF} SUPPLIER" in out
    code, _out, err = ready("bids", "late", REF, "Safe", "--refuse", at="2014-09-26T11:40")
    assert (code, "reason" in err) == (2, True)
    out = well(ready(
        "bids", "late", REF, "Safe", "--refuse", "--reason", "Late.", at="2014-09-26T11:40",
    ))  # fmt: skip
    assert "It stays unopened." in out


def test_the_cover_of_the_questions_is_a_table_and_json(ready):
    out = well(ready("panel", "coverage", REF, at="2014-09-20T09:00"))
    assert "Every question is covered." in out
    well(ready("panel", "assign", REF, "carys", "--remove", "safeguarding", at="2014-09-20T09:00"))
    ended = ready("panel", "coverage", REF, at="2014-09-20T09:01")
    assert "NO" in well(ended)
    assert "Safeguarding" in ended[2]
    found = json.loads(well(ready("panel", "coverage", REF, "--json", at="2014-09-20T09:01")))
    assert found["rows"][0]["evaluators"] == []


def test_a_query_goes_from_open_to_closed_and_is_listed(ready):
    at = "2014-09-20T09:00"
    well(ready("query", "open", REF, "May we use cars?", "--from-bidder", at=at))
    code, _out, err = ready("query", "close", REF, "1", at=at)
    assert code == 1
    assert f"tender-flow query answer {REF} 1" in err
    well(ready("query", "answer", REF, "1", "Yes.", at=at))
    well(ready("query", "close", REF, "1", at=at))
    assert "closed" in well(ready("query", "list", REF, at=at))


def test_a_member_comes_from_invitation_to_marks_taken_in(ready, tmp_path):
    checked(ready)
    code, _out, err = ready(
        "pack", "issue", REF, "carys", "--closes", "2014-10-24T17:00", at="2014-09-28T09:00"
    )
    assert code == 1
    assert "declaration" in err
    cleared(ready, tmp_path)
    out = well(ready(
        "pack", "issue", REF, "--all", "--closes", "2014-10-24T17:00", at="2014-10-01T09:00",
    ))  # fmt: skip
    assert "It holds 10 answers to 3 questions" in out
    path = tmp_path / "carys-written-1.tfpack"
    shown = well(ready("pack", "show", path.name))
    assert "For: Carys Evans" in shown
    assert "Elm" not in shown
    key = member_key("carys", "Carys Evans")
    pack = open_pack(path.read_bytes(), key, path.name)
    marking, now = Marking(pack.contents), datetime(2014, 10, 2, 9, tzinfo=UTC)
    for answer in marking.reading_order():
        marking.give_mark(answer.id, Decimal(4), now)
        for box in ("strengths", "weaknesses", "why"):
            marking.write(answer.id, box, f"{box} of it.", now)
    data = seal_return(marking.marks_return(now, part=False), key, pack, 1)
    Path("carys-marks.tfreturn").write_bytes(data)
    at = "2014-10-03T09:00"
    out = well(ready("pack", "accept", REF, "carys-marks.tfreturn", "--dry-run", at=at))
    assert "Nothing is kept" in out
    assert "Taken in" not in out
    out = well(ready("pack", "accept", REF, "carys-marks.tfreturn", at=at))
    assert "Taken in." in out
    assert "owes no more marks" in out
    code, _out, err = ready("pack", "accept", REF, "carys-marks.tfreturn", at="2014-10-03T10:00")
    assert code == 1
    assert "3 Oct 2014" in err
    altered = bytearray(data)
    altered[-1] ^= 1
    Path("altered.tfreturn").write_bytes(altered)
    code, out, err = ready("pack", "accept", REF, "altered.tfreturn", at="2014-10-03T11:00")
    assert code == 2
    assert "Traceback" not in out + err


def test_what_is_no_return_is_refused_before_anybody_types_a_passphrase(ready, monkeypatch):
    Path("it.tfreturn").write_bytes(b"whatever")
    monkeypatch.delenv("TENDER_FLOW_PASSPHRASE_FILE")
    code, _out, err = ready("pack", "accept", REF, "it.tfreturn", at="2014-09-30T09:00")
    assert code == 2
    assert "it.tfreturn is not a pack" in err


def test_the_wrong_key_file_is_refused_before_anybody_types_a_passphrase(ready, monkeypatch):
    checked(ready)
    well(ready("panel", "invite", REF, "carys", at="2014-09-29T09:00"))
    Path("carys-invitation-1.tfpack").rename("it.tfreturn")
    monkeypatch.delenv("TENDER_FLOW_PASSPHRASE_FILE")
    code, _out, err = ready(
        "pack", "accept", REF, "it.tfreturn", "--key", "cath.tfkey", at="2014-09-30T09:00"
    )
    assert code == 2
    assert "personal key" in err

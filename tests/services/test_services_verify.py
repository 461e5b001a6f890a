"""Verify: a record in order says so; every attack on it is seen and named."""

import json
import re
from hashlib import sha256

import pytest
from attacks import attack
from builders import REF, a_small_procurement, an_office, filed, model_published

from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.records.database import open_database
from tender_flow.services import deadlines, moves, overview
from tender_flow.services.verify import VerifyReport, verify


@pytest.fixture
def record(database_url):
    """A small procurement that was moved once; gives its address."""
    office = an_office(database_url)
    a_small_procurement(office)
    filed(office, "consultation_report")
    deadlines.deadline(office, REF, local="2014-09-26T12:00")
    model_published(office)
    moves.advance(office, REF)
    office.database.close()
    return database_url


def found(report: VerifyReport) -> dict[str, set[str]]:
    """Codes by step, without the steps in order."""
    return {
        step.name: {finding.code for finding in step.findings}
        for step in report.steps
        if step.findings
    }


def chain_of(url: str) -> str:
    with open_database(url).snapshot() as rows:
        return rows.one("procurement", ref=REF)["id"]


def test_a_record_in_order_passes_every_step(record):
    report = verify(record)

    assert report.findings == ()
    assert report.exit_code == 0
    assert [(step.number, step.name) for step in report.steps] == [
        (1, "chain"),
        (2, "rows"),
        (3, "chain"),
        (4, "rows"),
        (5, "signatures"),
        (6, "stages"),
        (7, "marks"),
        (8, "results"),
        (9, "standstills"),
    ]
    assert [step.checked for step in report.steps if step.name == "stages"] == [1]


def test_the_head_from_a_paper_is_found(record):
    head = overview.show(an_office(record), REF).head

    assert verify(record, REF, head=head).exit_code == 0
    assert verify(record, head=head).exit_code == 0
    assert dict(verify(record, REF).heads)[REF] == head


def test_an_unknown_procurement_is_bad_input(record):
    with pytest.raises(BadInputError):
        verify(record, "nowhere")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update procurement set title = 'Another'", "row-differs"),
        ("update document set dated = '2014-01-01'", "row-differs"),
        ("update lot set outcome = 'awarded' where code = 'east'", "row-differs"),
        ("delete from document", "row-missing"),
        ("delete from lot where code = 'west'", "row-missing"),
        (
            "insert into suspension (id, procurement, scope, subject, reason, began_at)"
            " select 'x', id, 'lot', '', 'r', created_at from procurement",
            "row-extra",
        ),
    ],
)
def test_a_row_changed_by_hand_is_seen(record, statement, code):
    attack(record, statement)

    report = verify(record, REF)
    assert found(report) == {"rows": {code}}
    assert report.exit_code == 3


@pytest.mark.parametrize(
    ("statement", "seen"),
    [
        ("update document set dated = 'soon'", {"row-unreadable"}),
        ("update procurement set created_at = '2014-06-02'", {"row-unreadable"}),
        ("update procurement set ceiling = 'a lot'", {"row-unreadable"}),
        ("update document set dated = 'soon', author = 'Me'", {"row-unreadable"}),
    ],
)
def test_a_value_that_cannot_be_read_is_seen_and_does_not_end_the_check(record, statement, seen):
    attack(record, statement, "update lot set outcome = 'awarded' where code = 'east'")

    report = verify(record, REF)
    assert found(report) == {"rows": seen | {"row-differs"}}
    assert report.exit_code == 3


def test_a_name_changed_by_hand_is_seen_in_the_portfolio(record):
    attack(record, "update person set name = 'Somebody Else'")

    report = verify(record, REF)
    assert [step.subject for step in report.steps if step.findings] == ["portfolio"]
    assert report.exit_code == 3


def test_a_deleted_entry_is_seen(record):
    attack(record, f"delete from journal_entry where chain = '{chain_of(record)}' and sequence = 3")

    report = verify(record, REF)
    assert {"journal-gap", "journal-unlinked"} <= found(report)["chain"]
    assert report.exit_code == 3


@pytest.mark.parametrize("which", ["chain <> 'portfolio'", "sequence = 1", "true"])
def test_a_procurement_without_its_journal_is_broken_and_not_unknown(record, which):
    attack(record, f"delete from journal_entry where {which}")

    assert verify(record, REF).exit_code == 3


@pytest.mark.parametrize(
    "statement",
    [
        "update journal_entry set body = '{}' where chain = 'portfolio'",
        "update journal_entry set body = '[]'",
        "update journal_entry set body = 'x'",
        "update chain_head set at = 'x'",
        "delete from chain_head",
    ],
)
def test_a_journal_of_other_text_is_broken_and_does_not_end_the_check(record, statement):
    attack(record, statement)

    assert verify(record, REF).exit_code == 3


def test_a_table_without_its_column_is_a_damaged_record_and_no_mistake_of_ours(record):
    attack(record, "alter table document rename column author to writer")

    with pytest.raises(BrokenRecordError) as caught:
        verify(record, REF)
    assert [finding.code for finding in caught.value.findings] == ["database-damaged"]
    assert "author" in str(caught.value.findings[0].facts["reason"])


def test_an_entry_whose_text_was_changed_is_seen(record):
    attack(
        record,
        "update journal_entry set body = replace(body, 'consultation_report', 'another_report')",
    )

    assert "journal-altered" in found(verify(record, REF))["chain"]


def test_an_entry_changed_with_its_digest_no_longer_links(record):
    with open_database(record).snapshot() as rows:
        [entry] = rows.of("journal_entry", chain=chain_of(record), sequence=2)
    body = entry["body"].replace("consultation_report", "another_report")
    digest = sha256(b"tender-flow journal 1\n" + body.encode()).hexdigest()
    attack(
        record,
        f"update journal_entry set body = '{body}', digest = '{digest}'"
        f" where digest = '{entry['digest']}'",
    )

    assert found(verify(record, REF))["chain"] == {"journal-unlinked"}


def test_a_sealed_value_that_was_swapped_is_seen(record):
    attack(record, "update sealed_value set body = replace(body, 'Jo', 'Al')")

    assert "sealed-altered" in found(verify(record))["chain"]


def test_a_model_text_with_a_swapped_byte_is_seen(record):
    with open_database(record).snapshot() as rows:
        digest = rows.of("definition", kind="model")[0]["digest"]
        body = rows.artefact(digest).replace(b"weight: 60", b"weight: 06")
    given = f"x'{body.hex()}'" if record.startswith("sqlite") else f"'\\x{body.hex()}'"
    attack(record, f"update artefact set body = {given} where digest = '{digest}'")

    report = verify(record, REF)
    assert found(report)["chain"] == {"artefact-altered"}
    assert report.exit_code == 3


def cut_the_tail(url: str, chain: str) -> str:
    """Takes the last entry away and sets the head back, as if it had never been; its digest."""
    with open_database(url).snapshot() as rows:
        entries = rows.of("journal_entry", chain=chain)
    last, before = entries[-1], entries[-2]
    at = json.loads(before["body"])["at"]
    attack(
        url,
        f"delete from sealed_value where chain = '{chain}' and sequence = {last['sequence']}",
        f"delete from journal_entry where chain = '{chain}' and sequence = {last['sequence']}",
        f"update chain_head set sequence = {before['sequence']}, digest = '{before['digest']}',"
        f" at = '{at}' where chain = '{chain}'",
        "delete from move",
        "delete from notice",
        "update procurement set stage = 'prepare', version = 1",
    )
    return str(last["digest"])


def test_a_cut_tail_is_seen_only_with_the_head_from_a_paper(record):
    printed = cut_the_tail(record, chain_of(record))

    assert verify(record, REF).exit_code == 0
    assert found(verify(record, REF, head=printed)) == {"chain": {"head-unknown"}}
    assert found(verify(record, head=printed)) == {"chain": {"head-unknown"}}


def rewritten(url: str, change) -> None:
    """Changes entries and makes every digest after them fit again: a forger with patience."""
    chain = chain_of(url)
    with open_database(url).snapshot() as rows:
        entries = rows.of("journal_entry", chain=chain)
    statements, previous = [], None
    for entry in entries:
        body = change(json.loads(entry["body"]))
        body["previous"] = previous
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = sha256(b"tender-flow journal 1\n" + text.encode()).hexdigest()
        quoted = text.replace("'", "''")
        statements.append(
            f"update journal_entry set body = '{quoted}', digest = '{previous}'"
            f" where chain = '{chain}' and sequence = {entry['sequence']}"
        )
    statements.append(f"update chain_head set digest = '{previous}' where chain = '{chain}'")
    attack(url, *statements)


def without_the_report(entry):
    """The filing of the consultation report becomes the filing of a note."""
    text = json.dumps(entry).replace('"consultation_report"', '"note"')
    return json.loads(text)


def test_a_forged_chain_is_seen_by_the_gates_of_its_moves(record):
    rewritten(record, without_the_report)
    attack(record, "update document set kind = 'note', title = 'note'")

    report = verify(record)
    assert found(report) == {"stages": {"gate-not-met-then", "document-missing"}}
    assert report.exit_code == 1


def by_another_key(entry):
    """The case is made to name another council's key from the start."""
    return json.loads(re.sub(r"([0-9A-F]{4} ){4}[0-9A-F]{4}", "0000", json.dumps(entry)))


def test_a_chain_that_was_forged_from_its_first_entry_is_seen_by_the_portfolio(record):
    rewritten(record, by_another_key)
    attack(record, "update procurement set authority_fingerprint = '0000'")

    assert verify(record, REF).exit_code == 3
    assert found(verify(record, REF)) == {"chain": {"chain-unmirrored"}}


def without_the_move(entry):
    """The move's row is taken out of its entry; the stage changes all the same."""
    writes = [write for write in entry["public"]["writes"] if write["table"] != "move"]
    entry["public"]["writes"] = writes
    return entry


def test_a_stage_that_changes_without_a_move_is_seen(record):
    rewritten(record, without_the_move)
    attack(record, "delete from move")

    assert found(verify(record, REF)) == {"stages": {"stage-changed-without-move"}}


def to_the_end(entry):
    """The move leads to another stage than the workflow's."""
    return json.loads(json.dumps(entry).replace('"tender"', '"done"'))


def test_a_move_that_the_workflow_does_not_have_is_seen(record):
    rewritten(record, to_the_end)
    attack(record, "update procurement set stage = 'done'", "update move set target = 'done'")

    report = verify(record, REF)
    assert found(report) == {"stages": {"move-not-of-the-workflow"}}
    assert report.exit_code == 3


def test_an_erased_person_leaves_a_note_and_the_chain_in_order(record):
    attack(
        record,
        "update sealed_value set salt = null, body = null, erased_under = 'UK GDPR art. 17'"
        " where chain = 'portfolio'",
        "update person set name = '', email = '', telephone = ''",
    )

    report = verify(record)
    assert found(report) == {"chain": {"sealed-erased"}}
    assert report.exit_code == 0

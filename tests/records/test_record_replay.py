"""The tables follow from the journal: rebuilt, compared, and every kind of tampering found."""

import json
from hashlib import sha256

import pytest

from cases import NOW, append, later, lot, member, new_case, person
from tender_flow.errors import BrokenRecordError
from tender_flow.i18n.sentences import line
from tender_flow.records.chains import chain_names, check_chain, check_portfolio
from tender_flow.records.guards import GUARDS
from tender_flow.records.journal import canonical, digest_of, read_entries
from tender_flow.records.replay import MemoryRows, compare, rebuilt, replay
from tender_flow.records.shapes import PORTFOLIO


@pytest.fixture
def case(database):
    """A case with three entries: lots, a person with a member, an update."""
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        asha = deed.insert("person", person())
        deed.insert("member", member(asha))
        deed.keep("model", b"format: 1\n")
        append(deed, "panel.add")
    with database.transaction(case, now=later(2)) as deed:
        east = deed.first("lot", code="east")["id"]
        deed.update("lot", east, {"outcome": "awarded"})
        one = deed.first("member")["id"]
        deed.update(
            "member", one, {"status": "withdrawn", "status_reason": "illness", "ended_at": later(2)}
        )
        append(deed, "lot.award")
    return case


@pytest.fixture
def tamper(database):
    """Changes the database behind the program's back, with the guards taken off."""
    run = database._writer.run
    on = " on {}" if database.dialect == "postgresql" else ""
    for table, event, *_ in GUARDS:
        run(f"drop trigger guard_{table}_{event}" + on.format(table))

    def change(sql, *values):
        return run(sql if database.dialect == "sqlite" else sql.replace("?", "%s"), values)

    return change


def codes(database, case, head=None):
    with database.snapshot() as rows:
        findings = check_chain(rows, case, head)
    assert all(line(finding) for finding in findings)
    return [finding.code for finding in findings]


def differences(database, chain):
    with database.snapshot() as rows:
        findings = compare(rebuilt(read_entries(rows, chain)), rows, chain)
    assert all(line(finding) for finding in findings)
    return [(finding.code, finding.facts.get("column")) for finding in findings]


def test_the_rebuilt_tables_are_the_tables(database, case):
    assert differences(database, case) == []
    assert differences(database, PORTFOLIO) == []
    with database.snapshot() as rows:
        memory = rebuilt(read_entries(rows, case), rows.artefact)
        for table in ("procurement", "lot", "member"):
            assert memory.of(table) == rows.of(table)
        one = rows.first("lot", code="east")
        assert memory.one("lot", id=one["id"]) == one == memory.first("lot", outcome="awarded")
        digest = rows.of("artefact")[0]["digest"]
        assert memory.artefact(digest) == b"format: 1\n"


def test_a_replay_shows_the_rows_as_they_were(database, case):
    with database.snapshot() as rows:
        outcomes = [
            (entry.deed, memory.first("lot", code="east")["outcome"], len(memory.of("member")))
            for entry, memory in replay(read_entries(rows, case))
        ]
    assert outcomes == [
        ("procurement.new", "open", 0),
        ("panel.add", "open", 1),
        ("lot.award", "awarded", 1),
    ]


def test_rebuilt_rows_cannot_be_changed_from_outside(database, case):
    with database.snapshot() as rows:
        memory = rebuilt(read_entries(rows, case))
    memory.of("lot")[0]["outcome"] = "forged"
    assert memory.of("lot", outcome="forged") == []


def test_memory_refuses_what_the_database_refuses():
    with pytest.raises(KeyError):
        MemoryRows().of("lot", colour="red")
    with pytest.raises(TypeError):
        MemoryRows().of("lot", position="1")
    with pytest.raises(BrokenRecordError):
        MemoryRows().artefact("0" * 64)
    with pytest.raises(BrokenRecordError):
        MemoryRows().one("lot", code="east")


def test_an_untouched_record_has_no_findings(database, case):
    assert codes(database, case) == []
    assert codes(database, PORTFOLIO) == []
    with database.snapshot() as rows:
        assert check_portfolio(rows) == []
        assert chain_names(rows) == [case, PORTFOLIO]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("update lot set outcome = 'open' where code = 'east'", ("row-differs", "outcome")),
        ("update lot set position = 9 where code = 'east'", ("row-differs", "position")),
        ("update member set status_reason = 'x'", ("row-differs", "status_reason")),
        ("update procurement set rehearsal = not rehearsal", ("row-differs", "rehearsal")),
        ("update procurement set ceiling = '1.00'", ("row-differs", "ceiling")),
        ("delete from lot where code = 'west'", ("row-missing", None)),
        (
            "insert into lot select 'x', procurement, 'north', title, description, 3, outcome"
            " from lot where code = 'east'",
            ("row-extra", None),
        ),
    ],
)
def test_a_row_changed_behind_the_journal_is_found(database, case, tamper, sql, found):
    tamper(sql)
    assert differences(database, case) == [found]
    assert codes(database, case) == []


def test_amounts_differ_by_their_digits(database, case, tamper):
    with database.transaction(case, now=later(3)) as deed:
        from decimal import Decimal

        deed.update("procurement", case, {"ceiling": Decimal("3500000.00")})
        append(deed)
    tamper("update procurement set ceiling = '3500000.0'")
    assert differences(database, case) == [("row-differs", "ceiling")]


def test_a_person_changed_behind_the_journal_is_found(database, case, tamper):
    tamper("update person set name = 'Somebody Else'")
    assert differences(database, PORTFOLIO) == [("row-differs", "name")]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("update journal_entry set body = body || ' ' where sequence = 2", {"journal-altered"}),
        (
            "update journal_entry set body = '[' where sequence = 2",
            {"journal-altered", "journal-unreadable"},
        ),
        (
            "update journal_entry set body = '{}' where sequence = 2",
            {"journal-altered", "journal-unreadable"},
        ),
        (
            "update journal_entry set body = '[]' where sequence = 2",
            {"journal-altered", "journal-unreadable"},
        ),
        (
            "update journal_entry set digest = 'x' where sequence = 2",
            {"journal-altered", "journal-unlinked"},
        ),
        ("delete from journal_entry where sequence = 2", {"journal-gap", "journal-unlinked"}),
        ("delete from journal_entry where sequence = 3", {"head-differs"}),
        ("delete from chain_head", {"head-differs"}),
        ("update chain_head set sequence = 2", {"head-differs"}),
        ("update chain_head set at = 'x'", {"head-differs"}),
        ("update sealed_value set body = 'x'", {"sealed-altered"}),
        ("update sealed_value set salt = 'zz'", {"sealed-altered"}),
        ("update sealed_value set body = null", {"sealed-missing"}),
        ("update sealed_value set body = null, salt = null", {"sealed-missing"}),
        ("delete from sealed_value", {"sealed-missing"}),
        ("update sealed_value set ordinal = 5", {"sealed-missing", "sealed-unknown"}),
        ("update artefact set digest = 'x'", {"artefact-missing"}),
        ("delete from artefact", {"artefact-missing"}),
    ],
)
def test_a_journal_changed_behind_the_program_is_found(database, case, tamper, sql, expected):
    if "where" in sql:
        tamper(f"{sql} and chain = ?", case)
    else:
        tamper(sql)
    assert set(codes(database, case)) == expected


def test_a_kept_file_that_was_changed_is_found(database, case, tamper):
    tamper("update artefact set body = ?", b"format: 2\n")
    assert codes(database, case) == ["artefact-altered"]


def rewrite(tamper, case, change):
    """What a careful forger does: changes entries and makes every digest fit again."""
    order = "select sequence, body from journal_entry where chain = ? order by sequence"
    previous = None
    for sequence, before in tamper(order, case).fetchall():
        entry = json.loads(before)
        change(entry)
        entry["previous"] = previous
        body = canonical(entry)
        previous = digest_of(body)
        row = "update journal_entry set body = ?, digest = ? where chain = ? and sequence = ?"
        tamper(row, body, previous, case, sequence)
        tamper("update chain_head set digest = ? where chain = ?", previous, case)


def forge_lot(entry):
    for write in entry["public"]["writes"]:
        if write["set"].get("outcome") == "awarded":
            write["set"]["outcome"] = "withdrawn"


def test_a_rewritten_journal_fits_itself_and_not_the_paper(database, case, tamper):
    with database.snapshot() as rows:
        printed = rows.one("chain_head", chain=case)["digest"]
    assert codes(database, case, printed) == []
    rewrite(tamper, case, forge_lot)
    assert codes(database, case) == []
    assert codes(database, case, printed) == ["head-unknown"]
    assert differences(database, case) == [("row-differs", "outcome")]


def test_a_rewritten_first_entry_is_not_the_one_that_the_portfolio_names(database, case, tamper):
    rewrite(tamper, case, lambda entry: entry.update(actor="nobody"))
    with database.snapshot() as rows:
        found = [(finding.code, finding.facts["sequence"]) for finding in check_portfolio(rows)]
    assert found == [("chain-unmirrored", 1), ("chain-unmirrored", 2)]


def test_an_entry_dated_back_is_found(database, case, tamper):
    def date_back(entry):
        if entry["sequence"] == "2":
            entry["at"] = "2025-01-01T00:00:00.000000Z"

    rewrite(tamper, case, date_back)
    assert codes(database, case) == ["journal-clock-went-back"]


def test_an_entry_of_another_place_is_found(database, case, tamper):
    rewrite(tamper, case, lambda entry: entry.update(sequence="9"))
    assert set(codes(database, case)) == {"journal-unlinked"}


def test_an_entry_of_another_chain_is_found(database, case, tamper):
    rewrite(tamper, case, lambda entry: entry.update(chain="another"))
    assert set(codes(database, case)) == {"journal-unlinked"}


def test_a_cut_end_is_found_by_the_paper(database, case, tamper):
    with database.snapshot() as rows:
        printed = rows.one("chain_head", chain=case)["digest"]
    tamper("delete from journal_entry where chain = ? and sequence = 3", case)
    second = tamper("select digest from journal_entry where chain = ? and sequence = 2", case)
    [(digest,)] = second.fetchall()
    at = json.loads(
        tamper("select body from journal_entry where chain = ? and sequence = 2", case).fetchone()[
            0
        ]
    )["at"]
    tamper("delete from sealed_value where chain = ? and sequence = 3", case)
    tamper(
        "update chain_head set sequence = 2, digest = ?, at = ? where chain = ?", digest, at, case
    )
    assert codes(database, case) == []
    assert codes(database, case, printed) == ["head-unknown"]
    assert ("row-differs", "outcome") in differences(database, case)


def test_a_paper_of_an_earlier_day_still_fits(database, case):
    with database.snapshot() as rows:
        printed = rows.of("journal_entry", chain=case)[0]["digest"]
    assert codes(database, case, printed) == []


def test_a_case_deleted_as_a_whole_is_missed(database, case, tamper):
    for table in ("journal_entry", "sealed_value", "chain_head"):
        tamper(f"delete from {table} where chain = ?", case)
    with database.snapshot() as rows:
        found = [(finding.code, finding.facts["chain"]) for finding in check_portfolio(rows)]
    assert found == [("chain-unknown", case)]


def test_rows_of_a_case_that_never_was_are_found(database, case, tamper):
    tamper("update lot set procurement = 'phantom' where code = 'west'")
    with database.snapshot() as rows:
        found = [(finding.code, finding.facts["chain"]) for finding in check_portfolio(rows)]
    assert found == [("chain-unknown", "phantom")]


def test_erased_values_are_a_note_and_the_chain_holds(database, case):
    run = database._writer.run
    run(
        "update sealed_value set salt = null, body = null, erased_under = 'UK GDPR art 17'"
        " where chain = 'portfolio'"
    )
    with database.snapshot() as rows:
        [note] = check_chain(rows, PORTFOLIO)
        memory = rebuilt(read_entries(rows, PORTFOLIO))
    assert note.code == "sealed-erased"
    assert not note.stops
    assert note.facts == {"chain": PORTFOLIO, "ground": "UK GDPR art 17", "count": 1}
    assert memory.of("person")[0]["name"] is None
    assert {column for _, _, column in memory.erased} == {"name", "email", "telephone"}
    assert differences(database, PORTFOLIO) == []


def test_an_update_after_an_erasure_counts_again(database):
    with database.transaction(PORTFOLIO, now=NOW) as deed:
        asha = deed.insert("person", person())
        append(deed)
    database._writer.run(
        "update sealed_value set salt = null, body = null, erased_under = 'on request'"
    )
    with database.transaction(PORTFOLIO, now=NOW) as deed:
        deed.update("person", asha, {"name": "A. O."})
        append(deed)
    with database.snapshot() as rows:
        memory = rebuilt(read_entries(rows, PORTFOLIO))
    assert memory.one("person", id=asha)["name"] == "A. O."
    assert {column for _, _, column in memory.erased} == {"email", "telephone"}


def test_entries_that_write_the_impossible_are_a_broken_record(database, case, tamper):
    def again(entry):
        entry["public"]["writes"] *= 2

    rewrite(tamper, case, again)
    with database.snapshot() as rows, pytest.raises(BrokenRecordError) as broken:
        rebuilt(read_entries(rows, case))
    assert broken.value.findings[0].facts == {"chain": case, "sequence": 1}


def test_an_outsider_can_check_the_chain_with_a_few_lines(database, case):
    with database.snapshot() as rows:
        entries = rows.of("journal_entry", chain=case)
        sealed = rows.of("sealed_value", chain=case)
    previous = None
    for entry in entries:
        body = json.loads(entry["body"])
        text = ("tender-flow journal 1\n" + entry["body"]).encode()
        assert sha256(text).hexdigest() == entry["digest"]
        assert body["previous"] == previous
        previous = entry["digest"]
        mine = [value for value in sealed if value["sequence"] == entry["sequence"]]
        assert body["sealed"] == [
            sha256(bytes.fromhex(value["salt"]) + value["body"].encode()).hexdigest()
            for value in mine
        ]


@pytest.mark.parametrize("deeds", [5, 6, 7])
def test_a_chain_longer_than_a_batch_is_read_whole(database, monkeypatch, deeds):
    from tender_flow.records import journal

    monkeypatch.setattr(journal, "_BATCH", 3)
    case = new_case(database)
    for number in range(deeds):
        with database.transaction(case, now=later(number)) as deed:
            deed.insert("lot", lot(f"lot{number}", number))
            append(deed)
    with database.snapshot() as rows:
        found = [entry.sequence for entry in read_entries(rows, case)]
    assert found == list(range(1, deeds + 2))
    assert codes(database, case) == []
    assert differences(database, case) == []

"""One deed is one transaction and one journal entry, on both databases."""

import json
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
import rfc8785

from cases import NOW, append, later, lot, member, new_case, person, procurement
from tender_flow.errors import BadInputError, BrokenRecordError, RefusedError
from tender_flow.records.database import open_database
from tender_flow.records.ids import new_id
from tender_flow.records.journal import read_entries
from tender_flow.records.replay import rebuilt
from tender_flow.records.shapes import PORTFOLIO


def test_a_deed_writes_its_rows_and_one_entry(database):
    case = new_case(database)
    with database.snapshot() as rows:
        assert [row["code"] for row in rows.of("lot", procurement=case)] == ["east", "west"]
        assert [row["sequence"] for row in rows.of("journal_entry", chain=case)] == [1]
        head = rows.one("chain_head", chain=case)
        assert head["digest"] == rows.one("journal_entry", chain=case)["digest"]


def test_rows_come_back_as_they_went_in(database):
    case = new_case(database)
    values = {
        "kind": "funding",
        "title": "Funding e\u0301",
        "file_name": "",
        "size": 2_000_000_000,
        "digest": "",
        "author": "",
        "dated": date(2014, 4, 1),
        "amount": Decimal("3500000.00"),
        "period": "year",
        "filed_at": NOW + timedelta(microseconds=1),
    }
    with database.transaction(case, now=later(1)) as deed:
        document = deed.insert("document", values)
        append(deed)
        found = deed.one("document", id=document)
    assert found == values | {"id": document, "procurement": case, "title": "Funding \u00e9"}
    assert str(found["amount"]) == "3500000.00"
    with database.snapshot() as rows:
        assert rows.one("document", id=document) == found
        assert rows.first("document", amount=None) is None
        assert rows.first("document", dated=date(2014, 4, 1)) == found


def test_rows_of_several_ids_are_one_question_with_the_same_answer_from_the_journal(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        asha, _ben, cai = (deed.insert("person", person(login=name)) for name in ("a", "b", "c"))
        append(deed)
    with database.snapshot() as rows:
        found = rows.any_of("person", "id", [cai, asha, cai, "nobody"])
        assert [row["login"] for row in found] == ["a", "c"]
        assert rows.any_of("person", "id", []) == []
        memory = rebuilt(read_entries(rows, PORTFOLIO))
        assert memory.any_of("person", "id", [cai, asha, "nobody"]) == found


def test_an_update_is_seen_and_journaled(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        east = deed.first("lot", code="east")["id"]
        deed.update("lot", east, {"outcome": "awarded", "position": 7})
        append(deed)
    with database.snapshot() as rows:
        assert rows.one("lot", id=east)["outcome"] == "awarded"
        entry = json.loads(rows.of("journal_entry", chain=case)[-1]["body"])
    write = {"op": "update", "table": "lot", "id": east, "sealed": None}
    assert entry["public"]["writes"] == [write | {"set": {"outcome": "awarded", "position": "7"}}]


def test_an_entry_is_rfc_8785_text_and_is_hashed_as_stored(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        append(deed, text='"\\\u0007\u007f é😀', flag=True, none=None, many=["1", "é"])
    with database.snapshot() as rows:
        first, second = rows.of("journal_entry", chain=case)
    body = second["body"].encode()
    assert body == rfc8785.dumps(json.loads(body))
    assert second["digest"] == sha256(b"tender-flow journal 1\n" + body).hexdigest()
    assert json.loads(body)["previous"] == first["digest"]
    assert json.loads(first["body"])["previous"] is None


def test_names_are_sealed_and_the_entry_holds_only_a_salted_digest(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        asha = deed.insert("person", person())
        deed.insert("member", member(asha))
        append(deed)
    with database.snapshot() as rows:
        entry = rows.of("journal_entry", chain="portfolio")[-1]
        sealed = rows.one("sealed_value", chain="portfolio")
    assert "Okafor" not in entry["body"]
    assert json.loads(sealed["body"])["name"] == "Asha Okafor"
    digest = sha256(bytes.fromhex(sealed["salt"]) + sealed["body"].encode()).hexdigest()
    assert json.loads(entry["body"])["sealed"] == [digest]
    assert len(sealed["salt"]) == 64


def test_a_case_is_named_in_the_portfolio_by_the_digest_of_its_first_entry(database):
    case = new_case(database)
    with database.snapshot() as rows:
        first = rows.one("journal_entry", chain=case)
        mirror = json.loads(rows.of("journal_entry", chain="portfolio")[-1]["body"])
    assert mirror["public"]["facts"] == {"case": case, "sequence": "1", "digest": first["digest"]}


def test_only_the_first_entry_of_a_case_and_persons_reach_the_portfolio(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        append(deed)
    with database.snapshot() as rows:
        assert len(rows.of("journal_entry", chain="portfolio")) == 2


def test_an_exception_undoes_everything(database):
    case = new_case(database)

    def break_off():
        with database.transaction(case, now=later(1)) as deed:
            deed.insert("lot", lot("north", 3))
            deed.keep("file", b"bytes")
            append(deed)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    with database.snapshot() as rows:
        assert len(rows.of("lot")) == 2
        assert rows.of("artefact") == []
        assert rows.one("chain_head", chain=case)["sequence"] == 1


def test_a_dry_run_sees_its_writes_and_keeps_none(database):
    case = new_case(database)
    with database.transaction(case, now=later(1), dry_run=True) as deed:
        deed.insert("lot", lot("north", 3))
        assert append(deed).sequence == 2
        assert len(deed.of("lot", procurement=case)) == 3
    with database.snapshot() as rows:
        assert len(rows.of("lot")) == 2
        assert rows.one("chain_head", chain=case)["sequence"] == 1


def test_a_clock_before_the_last_entry_is_refused(database):
    case = new_case(database, now=later(10))
    with (
        pytest.raises(RefusedError) as refused,
        database.transaction(case, now=later(9)),
    ):
        pass
    assert refused.value.findings[0].code == "clock-went-back"
    with database.transaction(case, now=later(10)) as deed:
        append(deed)


def test_a_rehearsal_of_another_year_still_reaches_the_portfolio(database):
    new_case(database, "A", now=later(10))
    new_case(database, "B", now=later(-1_000_000))
    with database.snapshot() as rows:
        assert len(rows.of("procurement")) == 2


def test_rows_without_an_entry_are_a_mistake_and_not_kept(database):
    case = new_case(database)
    with pytest.raises(RuntimeError), database.transaction(case, now=later(1)) as deed:
        deed.insert("lot", lot("north", 3))
    with database.snapshot() as rows:
        assert len(rows.of("lot")) == 2


def test_nothing_is_written_after_the_entry(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        append(deed)
        with pytest.raises(RuntimeError):
            deed.insert("lot", lot("north", 3))
        with pytest.raises(RuntimeError):
            append(deed)


def test_a_case_begins_with_its_procurement(database):
    with database.transaction(new_id(NOW), now=NOW, dry_run=True) as deed:
        deed.keep("file", b"bytes")
        with pytest.raises(RuntimeError):
            append(deed)
        deed.insert("procurement", procurement(), id=deed.chain)
        append(deed)


def test_a_deed_on_one_case_cannot_write_rows_of_another(database):
    one, other = new_case(database, "A"), new_case(database, "B")
    with database.snapshot() as rows:
        foreign = rows.first("lot", procurement=other)["id"]
    with pytest.raises(BrokenRecordError), database.transaction(one, now=later(1)) as deed:
        deed.update("lot", foreign, {"outcome": "awarded"})
    with (
        pytest.raises(ValueError, match="another case"),
        database.transaction(one, now=later(1)) as deed,
    ):
        deed.insert("lot", lot("x", 1) | {"procurement": other})


def test_a_second_row_with_the_same_name_is_refused(database):
    new_case(database, "A")
    with pytest.raises(RefusedError) as refused:
        new_case(database, "A")
    assert refused.value.findings[0].code == "row-not-unique"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"code": 1}, TypeError),
        ({"position": True}, TypeError),
        ({"position": 2**31}, ValueError),
        ({"title": None}, ValueError),
        ({"colour": "red"}, KeyError),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_mistake(database, values, error):
    case = new_case(database)
    with pytest.raises(error), database.transaction(case, now=later(1)) as deed:
        deed.insert("lot", lot("x", 1) | values)


@pytest.mark.parametrize("text", ["a\0b", "half \ud800", "é\0"])
def test_a_text_that_no_database_keeps_is_a_finding(database, text):
    case = new_case(database)
    with pytest.raises(BadInputError) as bad, database.transaction(case, now=later(1)) as deed:
        deed.insert("lot", lot("x", 1) | {"title": text})
    assert bad.value.findings[0].code == "text-unstorable"


def test_an_artefact_is_kept_once_and_named_by_each_entry(database):
    case = new_case(database)
    for minute in (1, 2):
        with database.transaction(case, now=later(minute)) as deed:
            digest = deed.keep("model", b"format: 1\n")
            assert deed.keep("model", b"format: 1\n") == digest
            append(deed)
    with database.snapshot() as rows:
        assert rows.artefact(digest) == b"format: 1\n"
        assert len(rows.of("artefact")) == 1
        entries = [json.loads(row["body"]) for row in rows.of("journal_entry", chain=case)]
        assert [entry["artefacts"] for entry in entries] == [[], [digest], [digest]]
        with pytest.raises(BrokenRecordError):
            rows.artefact("0" * 64)


def test_rows_sort_as_written_also_when_the_clock_stands_still(database):
    case = new_case(database)
    for number in range(5):
        with database.transaction(case, now=NOW) as deed:
            for part in range(3):
                deed.insert("lot", lot(f"lot{number}{part}", number * 3 + part))
            append(deed)
    with database.snapshot() as rows:
        codes = [row["code"] for row in rows.of("lot")]
    assert codes[2:] == [f"lot{number}{part}" for number in range(5) for part in range(3)]


def test_a_snapshot_stays_at_its_moment(database):
    case = new_case(database)
    with database.snapshot() as rows:
        with database.transaction(case, now=later(1)) as deed:
            deed.insert("lot", lot("north", 3))
            append(deed)
        assert len(rows.of("lot")) == 2
    with database.snapshot() as rows:
        assert len(rows.of("lot")) == 3


def test_a_second_deed_on_the_same_case_waits_and_then_says_so(database, database_url):
    case = new_case(database)
    other = open_database(database_url, wait_seconds=1)
    with database.transaction(case, now=later(1)) as deed:
        with pytest.raises(BadInputError) as bad, other.transaction(case, now=later(1)):
            pass
        append(deed)
    assert bad.value.findings[0].code == "database-locked"
    with other.transaction(case, now=later(2)) as deed:
        assert append(deed).sequence == 3
    other.close()


def test_a_refused_first_deed_leaves_nothing(database):
    case = new_id(NOW)

    def begin():
        with database.transaction(case, now=NOW) as deed:
            deed.insert("procurement", procurement(), id=case)
            raise RefusedError

    with pytest.raises(RefusedError):
        begin()
    with database.snapshot() as rows:
        assert rows.of("procurement") == []


def test_a_snapshot_within_a_snapshot_is_the_same_moment(database):
    case = new_case(database)
    with database.snapshot() as outer:
        with database.snapshot() as inner:
            assert inner.of("lot") == outer.of("lot")
        assert len(outer.of("lot", procurement=case)) == 2


def test_a_transaction_within_a_transaction_is_a_mistake(database):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        with pytest.raises(RuntimeError), database.transaction(case, now=later(1)):
            pass
        append(deed)
    with database.snapshot() as rows:
        assert rows.one("chain_head", chain=case)["sequence"] == 2

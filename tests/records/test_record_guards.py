"""The guards in the database: each is listed and attacked, on both databases."""

import sqlite3

import pytest

from cases import append, later, new_case, person
from tender_flow.records.addresses import address_of
from tender_flow.records.connections import connect
from tender_flow.records.guards import guard_names, missing_guards
from tender_flow.records.upgrade import upgrade
from tender_flow.records.versions import VERSIONS


@pytest.fixture(params=VERSIONS)
def attacked(request, empty_url):
    """A record that was made at each version and upgraded, with entries, and a raw connection."""
    import older

    from tender_flow.records.database import open_database

    older.make(empty_url, request.param)
    upgrade(empty_url)
    database = open_database(empty_url)
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        deed.insert("person", person())
        deed.keep("file", b"bytes")
        append(deed)
    database.close()
    connection = connect(address_of(empty_url))
    yield connection, case
    connection.close()


def refused(connection, sql, *values):
    """The guard's own words, or a failure."""
    marks = "?" if connection.dialect == "sqlite" else "%s"
    with pytest.raises(Exception, match="tender-flow guard") as error:
        connection.run(sql.replace("?", marks), values)
    return str(error.value)


def test_every_guard_is_there_after_an_upgrade_from_every_version(attacked):
    connection, _ = attacked
    assert missing_guards(connection) == []
    assert (
        len(guard_names(connection.dialect)) == {"sqlite": 12, "postgresql": 16}[connection.dialect]
    )


def test_a_guard_that_is_taken_away_is_missed(attacked):
    connection, _ = attacked
    on = "" if connection.dialect == "sqlite" else " on artefact"
    connection.run(f"drop trigger guard_artefact_delete{on}")
    assert missing_guards(connection) == ["guard_artefact_delete"]


@pytest.mark.parametrize("table", ["journal_entry", "artefact", "sealed_value", "chain_head"])
def test_nothing_of_the_journal_is_deleted(attacked, table):
    connection, _ = attacked
    refused(connection, f"delete from {table}")


@pytest.mark.parametrize(
    "sql",
    [
        "update journal_entry set body = ''",
        "update journal_entry set sequence = sequence + 100",
        "update journal_entry set digest = digest",
        "update artefact set kind = 'x'",
        "update sealed_value set body = 'x'",
        "update sealed_value set salt = null, body = null",
        "update sealed_value set salt = null, body = null, erased_under = ''",
        "update sealed_value set salt = null, body = null, erased_under = 'x', ordinal = 9",
        "update sealed_value set body = null, erased_under = 'x'",
        "update chain_head set sequence = sequence - 1",
        "update chain_head set sequence = sequence + 1",
        "update chain_head set digest = 'x'",
        "update chain_head set at = 'x'",
        "update chain_head set chain = 'x'",
    ],
)
def test_nothing_of_the_journal_is_changed(attacked, sql):
    connection, _ = attacked
    refused(connection, sql)


@pytest.mark.parametrize("step", [-1, 0, 2, 100])
def test_an_entry_that_is_not_the_next_one_is_refused(attacked, step):
    connection, case = attacked
    refused(connection, "insert into journal_entry values (?, ?, '{}', 'x')", case, 2 + step)


def test_a_chain_that_does_not_begin_at_one_is_refused(attacked):
    connection, _ = attacked
    refused(connection, "insert into journal_entry values ('new', 2, '{}', 'x')")
    refused(
        connection, "insert into chain_head (chain, sequence, digest, at) values ('n', 1, 'x', '')"
    )


def test_an_entry_that_is_not_yet_headed_is_not_replaced(attacked):
    connection, case = attacked
    marks = "?" if connection.dialect == "sqlite" else "%s"
    connection.run("insert into journal_entry values (?, 3, '{}', 'x')".replace("?", marks), [case])
    verb = "insert or replace" if connection.dialect == "sqlite" else "insert"
    refused(connection, f"{verb} into journal_entry values (?, 3, '[]', 'y')", case)


def test_a_sealed_value_is_not_slipped_under_an_old_entry(attacked):
    connection, _ = attacked
    refused(connection, "insert into sealed_value values ('portfolio', 3, 7, '00', '{}', null)")
    refused(connection, "insert into sealed_value values ('portfolio', 3, 0, '00', '{}', null)")


def test_an_artefact_that_is_there_is_not_written_again(attacked):
    connection, _ = attacked
    digest = connection.run("select digest from artefact").fetchone()[0]
    refused(connection, "insert into artefact values (?, 'x', ?)", digest, b"other")


def test_an_upsert_is_refused(attacked):
    connection, case = attacked
    refused(
        connection,
        "insert into journal_entry values (?, 1, '{}', 'x')"
        " on conflict (chain, sequence) do update set body = excluded.body",
        case,
    )
    digest = connection.run("select digest from artefact").fetchone()[0]
    refused(
        connection,
        "insert into artefact values (?, 'x', ?) on conflict (digest) do update set kind = 'x'",
        digest,
        b"other",
    )
    refused(
        connection,
        "insert into chain_head (chain, sequence, digest, at) values (?, 1, 'x', '')"
        " on conflict (chain) do update set sequence = 1",
        case,
    )


@pytest.mark.parametrize("table", ["journal_entry", "artefact", "sealed_value", "chain_head"])
def test_replacing_and_emptying_are_refused(attacked, table):
    connection, _ = attacked
    if connection.dialect == "sqlite":
        refused(connection, f"insert or replace into {table} select * from {table}")
    else:
        refused(connection, f"truncate {table}")
        refused(connection, f"truncate {table} cascade")


def test_a_sealed_value_can_be_erased_once(attacked):
    connection, _ = attacked
    erase = "update sealed_value set salt = null, body = null, erased_under = 'UK GDPR art 17'"
    connection.run(erase)
    refused(connection, erase)
    refused(connection, "update sealed_value set salt = '00', body = 'x', erased_under = null")


def test_recursive_triggers_change_nothing(attacked):
    connection, _ = attacked
    if connection.dialect == "sqlite":
        connection.run("pragma recursive_triggers=on")
        refused(connection, "insert or replace into artefact select * from artefact")
        assert isinstance(connection.driver, sqlite3.Connection)

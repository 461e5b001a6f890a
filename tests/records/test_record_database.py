"""Making, opening, upgrading and looking at a record: what is there, what is not, what is wrong."""

import json
import sqlite3
import stat
import subprocess
import sys

import older
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlmodel import SQLModel

from cases import NOW, append, later, new_case
from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.i18n.sentences import catalogue, line
from tender_flow.records.addresses import address_of
from tender_flow.records.connections import connect
from tender_flow.records.database import open_database
from tender_flow.records.inspection import check
from tender_flow.records.upgrade import upgrade
from tender_flow.records.versions import CURRENT, VERSIONS


def code_of(call, *arguments, **named):
    """The code of the finding that stops a call, once its sentence can be said."""
    with pytest.raises(BadInputError) as bad:
        call(*arguments, **named)
    [finding] = bad.value.findings
    assert line(finding)
    return finding.code


def engine(url):
    prefix = "postgresql+psycopg" if url.startswith("postgresql") else "sqlite"
    return create_engine(prefix + url[url.index(":") :])


def run(url, sql):
    connection = connect(address_of(url))
    found = connection.run(sql)
    rows = found.fetchall() if found.description else []
    connection.close()
    return rows


def test_migrating_from_nothing_gives_exactly_the_tables(empty_url):
    open_database(empty_url, create=True).close()
    with engine(empty_url).connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, *_: name != "alembic_version"}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrating_from_nothing_gives_the_same_keys_and_checks(empty_url):
    open_database(empty_url, create=True).close()
    found = inspect(engine(empty_url))
    for table in SQLModel.metadata.sorted_tables:
        checks = {check["name"] for check in found.get_check_constraints(table.name)}
        assert checks == {
            constraint.name
            for constraint in table.constraints
            if type(constraint).__name__ == "CheckConstraint"
        }
        key = found.get_pk_constraint(table.name)["constrained_columns"]
        assert key == [column.name for column in table.primary_key.columns]


def test_the_versions_are_those_of_the_migrations():
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tender_flow.records:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(VERSIONS)


def test_making_a_record_is_its_first_entry(empty_url):
    with_clock = open_database(empty_url, create=True, now=NOW)
    with with_clock.snapshot() as rows:
        [entry] = [json.loads(row["body"]) for row in rows.of("journal_entry")]
    with_clock.close()
    assert entry["deed"] == "database.create"
    assert entry["at"] == "2026-01-05T09:00:00.000000Z"
    assert entry["public"]["facts"]["to"] == CURRENT


def test_a_record_that_is_there_is_opened_and_not_made_again(database_url):
    open_database(database_url, create=True).close()
    assert run(database_url, "select count(*) from journal_entry") == [(1,)]


def test_nothing_there_is_said_and_nothing_is_made(empty_url, tmp_path):
    assert code_of(open_database, empty_url) == "database-missing"
    assert code_of(upgrade, empty_url) == "database-missing"
    assert code_of(check, empty_url) == "database-missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["mysql://x/y", "tender.db", "sqlite:///", "sqlite:///:memory:"])
def test_an_address_that_is_none_is_refused(url):
    assert code_of(open_database, url) == "database-url-unknown"


def test_a_password_is_never_shown():
    address = address_of("postgres://asha:s3cret@host/kent?password=hush&x=1")
    assert address.target == "postgresql://asha:s3cret@host/kent?password=hush&x=1"
    assert address.shown == "postgresql://asha:…@host/kent?password=…&x=1"


def test_a_newer_record_is_refused(database_url):
    run(database_url, "update alembic_version set version_num = '9999'")
    assert code_of(open_database, database_url) == "database-newer"
    assert code_of(upgrade, database_url) == "database-newer"


def test_an_older_record_names_the_upgrade(database_url, monkeypatch):
    from tender_flow.records import versions

    monkeypatch.setattr(versions, "VERSIONS", ("0000", *VERSIONS))
    run(database_url, "update alembic_version set version_num = '0000'")
    with pytest.raises(BadInputError) as bad:
        open_database(database_url)
    [finding] = bad.value.findings
    assert finding.code == "database-older"
    assert finding.hint.deed == "database.upgrade"
    assert "tender-flow database upgrade" in line(finding)


def test_another_programs_database_is_left_as_it_is(empty_url):
    if empty_url.startswith("sqlite"):
        sqlite3.connect(address_of(empty_url).path).execute("create table diary (x)").close()
    else:
        run(empty_url, "create table diary (x text)")
    assert code_of(open_database, empty_url) == "database-foreign"
    assert code_of(open_database, empty_url, create=True) == "database-foreign"
    assert code_of(upgrade, empty_url) == "database-foreign"
    with engine(empty_url).connect() as connection:
        assert inspect(connection).get_table_names() == ["diary"]


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 50)
    assert code_of(open_database, f"sqlite:///{path}") == "database-foreign"
    assert code_of(open_database, f"sqlite:///{path}", create=True) == "database-foreign"
    assert path.read_text().startswith("Dear Sir")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    url = f"sqlite:///{tmp_path / 'no' / 'folder.db'}"
    assert code_of(open_database, url, create=True) == "database-unreachable"


def test_a_server_that_does_not_answer_is_said(tmp_path):
    assert code_of(open_database, f"postgresql:///x?host={tmp_path}") == "database-unreachable"


def test_a_database_that_the_server_does_not_have_is_missing(cluster):
    assert code_of(open_database, cluster.url("nowhere")) == "database-missing"


def test_a_cut_file_is_damaged(database, database_url):
    if database.dialect == "postgresql":
        return  # the server looks after its files
    new_case(database)
    database.close()
    path = address_of(database_url).path
    path.write_bytes(path.read_bytes()[: 4096 * 20])
    with pytest.raises(BrokenRecordError) as broken:
        check(database_url)
    assert broken.value.findings[0].code == "database-damaged"


def test_only_the_owner_may_read_a_new_record(tmp_path):
    path = tmp_path / "new.db"
    open_database(f"sqlite:///{path}", create=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_sqlite_keeps_a_write_ahead_log_and_waits_for_the_disk(database):
    if database.dialect == "sqlite":
        run = database._writer.run
        assert run("pragma journal_mode").fetchone() == ("wal",)
        assert run("pragma synchronous").fetchone() == (2,)
        assert run("pragma foreign_keys").fetchone() == (1,)


def test_two_programs_may_make_the_same_record_at_once(empty_url):
    program = (
        "from tender_flow.records.database import open_database;"
        f"open_database({empty_url!r}, create=True).close()"
    )
    programs = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [program.wait() for program in programs] == [0, 0, 0]
    assert run(empty_url, "select count(*) from journal_entry") == [(1,)]


def test_upgrading_a_current_record_changes_nothing(database_url):
    assert upgrade(database_url) == (CURRENT, CURRENT)
    assert run(database_url, "select count(*) from journal_entry") == [(1,)]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_upgrade_keeps_the_entries_and_is_journaled(empty_url, version):
    older.make(empty_url, version)
    first = run(empty_url, "select body from journal_entry")
    assert upgrade(empty_url, now=NOW, actor="asha") == (version, CURRENT)
    entries = run(empty_url, "select body from journal_entry order by sequence")
    assert entries[:1] == first
    deeds = [json.loads(body)["deed"] for (body,) in entries]
    assert deeds == ["database.create"] + ["database.upgrade"] * (version != CURRENT)
    assert check(empty_url) == []


def test_a_migration_that_breaks_off_leaves_nothing(empty_url, monkeypatch):
    from tender_flow.records import upgrade as module

    def break_off(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(module, "_facts", break_off)
    with pytest.raises(ZeroDivisionError):
        open_database(empty_url, create=True)
    assert code_of(open_database, empty_url) == "database-missing"


def test_a_record_in_order_has_no_findings(database, database_url):
    new_case(database)
    assert check(database_url) == []


def test_lost_guards_and_changed_tables_are_found_and_the_guards_put_back(database_url):
    on = "" if database_url.startswith("sqlite") else " on artefact"
    run(database_url, f"drop trigger guard_artefact_delete{on}")
    run(database_url, "alter table lot add column colour text")
    guards, tables = check(database_url)
    assert (guards.code, tables.code) == ("guards-missing", "table-differs")
    assert tables.facts == {"table": "lot", "columns": ("colour",)}
    upgrade(database_url)
    assert [finding.code for finding in check(database_url)] == ["table-differs"]
    body = run(database_url, "select body from journal_entry order by sequence desc")[0][0]
    assert json.loads(body)["deed"] == "database.guard"
    assert json.loads(body)["public"]["facts"]["guards_missing"] == ["guard_artefact_delete"]


def test_a_read_only_place_is_said(database, database_url):
    case = new_case(database)
    read_only = "query_only=on" if database.dialect == "sqlite" else ""
    if read_only:
        database._writer.run(f"pragma {read_only}")
    else:
        database._writer.run("set default_transaction_read_only = on")

    def write():
        with database.transaction(case, now=later(1)) as deed:
            append(deed)

    assert code_of(write) == "database-read-only"


def test_every_finding_of_the_record_has_its_sentence():
    assert {"database-locked", "row-differs", "sealed-erased"} <= set(catalogue())

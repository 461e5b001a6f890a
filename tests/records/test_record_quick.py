"""The quick list says what the normal way says, and loads no database package."""

import re
import subprocess
import sys

import pytest
from sqlalchemy import exists, select

from cases import NOW, append, later, new_case
from tender_flow.errors import BadInputError
from tender_flow.records import statements
from tender_flow.records.quick import SQL, ListedProcurement, list_procurements
from tender_flow.records.shapes import metadata_table


def test_the_list_shows_each_procurement(database, database_url):
    new_case(database, "B-2")
    case = new_case(database, "A-1")
    with database.transaction(case, now=later(1)) as deed:
        deed.update(
            "procurement",
            case,
            {"deadline_local": "2014-09-26T12:00", "deadline_zone": "Europe/London"},
        )
        suspension = {"scope": "procurement", "subject": "", "reason": "a claim", "began_at": NOW}
        deed.insert("suspension", suspension)
        append(deed)
    title = "Kent Integrated Domestic Abuse Service"
    assert list_procurements(database_url) == [
        ListedProcurement(
            "A-1", title, "planning", "2014-09-26T12:00", "Europe/London", True, True, False
        ),
        ListedProcurement("B-2", title, "planning", None, None, False, True, False),
    ]


def test_a_suspension_that_ended_is_not_shown(database, database_url):
    case = new_case(database)
    with database.transaction(case, now=later(1)) as deed:
        suspension = {"scope": "procurement", "subject": "", "reason": "a claim", "began_at": NOW}
        row = deed.insert("suspension", suspension)
        append(deed)
    with database.transaction(case, now=later(2)) as deed:
        deed.update("suspension", row, {"ended_at": later(2), "ended_reason": "settled"})
        deed.update("procurement", case, {"ended_at": later(2)})
        append(deed)
    [listed] = list_procurements(database_url)
    assert not listed.suspended
    assert listed.ended


def test_its_sql_is_the_statement_over_the_tables():
    case, stop = metadata_table("procurement").c, metadata_table("suspension").c
    running = exists(stop.id).where(
        stop.procurement == case.id, stop.scope == "procurement", stop.ended_at.is_(None)
    )
    columns = (case.ref, case.title, case.stage, case.deadline_local, case.deadline_zone)
    statement = select(
        *columns, running.label("suspended"), case.rehearsal, case.ended_at
    ).order_by(case.ref)
    prepared = statements.prepare("sqlite", statement)
    compiled = prepared.sql.replace("?", "'procurement'")
    assert re.sub(r"\s+", " ", compiled) == re.sub(r"\s+", " ", SQL)


def test_it_loads_no_database_package(sqlite_template):
    program = (
        "import sys; from tender_flow.records.quick import list_procurements;"
        f"list_procurements({f'sqlite:///{sqlite_template}'!r});"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'babel')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_record_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(BadInputError) as bad:
        list_procurements(f"sqlite:///{tmp_path / 'none.db'}")
    assert bad.value.findings[0].code == "database-missing"
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_said_to_be_foreign(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(BadInputError) as bad:
        list_procurements(f"sqlite:///{path}")
    assert bad.value.findings[0].code == "database-foreign"

"""The checker in docs/journal.md is run as it stands there, against a real record."""

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tender_flow.records import journal

AT = datetime(2014, 6, 2, 9, 0, tzinfo=UTC)
PAGE = Path(__file__).parents[2] / "docs" / "journal.md"


@pytest.fixture
def checker(tmp_path):
    """The page's Python, saved to a file; gives a function that runs it on a record."""
    [source] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "check.py"
    path.write_text(source, encoding="utf-8")

    def run(record: Path) -> tuple[int, str]:
        # -I: nothing of tender-flow can be imported by accident from the working folder.
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(path), str(record)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


@pytest.fixture
def record(sqlite_template, tmp_path):
    """A record with a procurement, a document, a person in the portfolio and a model's text."""
    from builders import REF, a_small_procurement, an_office, filed, model_published

    path = tmp_path / "tender-flow.db"
    shutil.copy(sqlite_template, path)
    office = an_office(f"sqlite:///{path}")
    a_small_procurement(office)
    filed(office, "consultation_report")
    model_published(office)
    with office.reading(REF) as reading:
        head = reading.rows.one("chain_head", chain=reading.id)
    office.database.close()
    return path, head


def test_the_pages_checker_finds_a_real_record_in_order(checker, record):
    path, head = record

    code, out = checker(path)

    assert code == 0
    assert out.endswith("in order\n")
    assert f"{head['chain']}: 3 entries, head {head['digest']}" in out


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update journal_entry set body = replace(body, 'consultation', 'c')", "not the one"),
        ("delete from journal_entry where chain <> 'portfolio' and sequence = 2", "come after"),
        ("update sealed_value set body = replace(body, 'Jo', 'Al')", "not what was sealed"),
        ("update artefact set body = x'00'", "missing or changed"),
        ("update chain_head set sequence = sequence + 1", "head is not the last"),
    ],
)
def test_the_pages_checker_sees_what_was_changed(checker, record, statement, said):
    from attacks import attack

    path, _head = record
    attack(f"sqlite:///{path}", statement)

    code, out = checker(path)
    assert code == 1
    assert said in out


def test_the_page_names_the_format_that_is_written():
    page = PAGE.read_text(encoding="utf-8")

    assert f'"{journal.FORMAT}"' in page
    assert journal._PREFIX.decode().strip() in page
    written = journal.entry_body(
        journal.Head("c", 0, "", None), at=AT, actor="a", on_behalf_of=None, deed="d",
        facts={}, writes=[], sealed=[], artefacts=[],
    )  # fmt: skip
    for key in json.loads(written):
        assert f"`{key}`" in page, key

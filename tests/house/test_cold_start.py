"""What a command imports: the start stays fast because nothing is imported that isn't used."""

import subprocess
import sys

import pytest

from tender_flow.records.database import open_database

HEAVY = {
    "alembic",
    "babel",
    "cryptography",
    "holidays",
    "numpy",
    "pydantic",
    "pyrage",
    "reportlab",
    "ruamel",
    "sqlalchemy",
    "sqlmodel",
    "textual",
    "transitions",
}

REPORT = """
import sys
from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program
code = ended_with(program, sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""

MODEL = """
format: 1
id: small
title: A small model
combine: weighted_sum
scales:
  zero_to_two:
    0: {name: None, description: Nothing.}
    1: {name: Some, description: Something.}
    2: {name: All, description: Everything.}
"""


def run(folder, *arguments):
    """Exit code and imported modules of one run in a fresh interpreter."""
    command = [sys.executable, "-c", REPORT, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    code, *modules = done.stderr.splitlines()[-1].split()
    return int(code), modules, {name.split(".")[0] for name in modules} & HEAVY


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_version_and_help_import_click_and_the_words_and_nothing_else(arguments, tmp_path):
    code, modules, heavy = run(tmp_path, *arguments)
    assert (code, heavy) == (0, set())
    ours = {name for name in modules if name.startswith("tender_flow")}
    # failures is what run() itself imports to end well
    assert ours - {"tender_flow.errors"} == {
        "tender_flow",
        "tender_flow.cli",
        "tender_flow.cli.classes",
        "tender_flow.cli.failures",
        "tender_flow.cli.main",
        "tender_flow.cli.options",
        "tender_flow.i18n",
        "tender_flow.i18n.texts",
    }
    assert not {"dataclasses", "importlib.metadata", "json", "decimal", "pathlib"} & set(modules)


ALLOWED = {
    ("model", "list"): set(),
    ("workflow", "list"): {"ruamel"},
    ("model", "show", "kent_domestic_abuse_2014"): {"ruamel", "babel"},
    ("workflow", "show", "kent_part_b_2014"): {"ruamel", "babel"},
}


@pytest.mark.parametrize("arguments", ALLOWED, ids=" ".join)
def test_a_command_imports_only_what_it_uses(arguments, tmp_path):
    code, _, heavy = run(tmp_path, *arguments)
    assert code == 0
    assert heavy <= ALLOWED[arguments]


def test_listing_procurements_reads_the_record_without_the_machinery_that_writes_it(tmp_path):
    open_database(f"sqlite:///{tmp_path / 'tender-flow.db'}", create=True).close()
    code, _, heavy = run(tmp_path, "procurement", "list")
    assert code == 0
    assert heavy <= {"babel"}


def test_ranking_a_file_needs_no_storage_no_screen_and_no_floats(tmp_path):
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "bids.yaml").write_text("bids: []\n", encoding="utf-8")
    _, modules, heavy = run(tmp_path, "evaluate", "model.yaml", "bids.yaml")
    assert heavy <= {"ruamel", "babel"}
    assert "tender_flow.rules.evaluation.ranking" in modules


def test_an_error_is_said_without_what_the_command_would_have_used(tmp_path):
    code, _, heavy = run(tmp_path, "evaluate", "none.yaml", "none.yaml")
    assert (code, heavy) == (2, set())

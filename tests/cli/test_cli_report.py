"""`tender-flow report` from the command line, on SQLite."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from award_flow import prices_opened, until_quality_locked
from builders import LEAD, REF


@pytest.fixture(scope="module")
def made(sqlite_template, tmp_path_factory):
    """A record with opened prices, made once, and the time of the next deed."""
    folder = tmp_path_factory.mktemp("record")
    path = folder / "record.db"
    shutil.copy(sqlite_template, path)
    flow = until_quality_locked(f"sqlite:///{path}", folder)
    prices_opened(flow)
    now = flow.later().now().isoformat()
    flow.lead.database.close()
    return path, now


@pytest.fixture
def record(made, tmp_path):
    """A copy of it for one test."""
    path = tmp_path / "record.db"
    shutil.copy(made[0], path)
    return path, made[1]


def run(record, folder, *arguments):
    path, now = record
    command = [sys.executable, "-m", "tender_flow", "report", "evaluation", *arguments]
    options = ["--database", str(path), "--as", LEAD.login, "--now", now]
    return subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_command_writes_the_report_and_says_how_to_check_it(record, tmp_path):
    done = run(record, tmp_path, REF, "--out", "report.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "Evaluation report, version 1: report.pdf" in done.stdout
    assert "Draft: not a decision." in done.stdout
    assert f"tender-flow verify {REF} --head " in done.stdout
    again = run(record, tmp_path, REF, "--version", "1", "--out", "again.pdf")
    assert again.returncode == 0, again.stderr
    assert "the same to the byte" in again.stdout
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "report.pdf").read_bytes()


def test_json_has_version_pages_and_digests(record, tmp_path):
    done = run(record, tmp_path, REF, "--out", "r.pdf", "--json")
    answer = json.loads(done.stdout)
    assert answer["version"] == 1
    assert answer["written"] is True
    assert answer["pages"] > 5
    assert len(answer["digest"]) == len(answer["head"]) == 64


def test_a_dry_run_writes_nothing(record, tmp_path):
    done = run(record, tmp_path, REF, "--out", "r.pdf", "--dry-run")
    assert done.returncode == 0
    assert "Nothing was kept: this was a dry run." in done.stdout
    assert not (tmp_path / "r.pdf").exists()


def test_a_folder_that_is_not_there_is_named_and_nothing_is_recorded(record, tmp_path):
    done = run(record, tmp_path, REF, "--out", "nowhere/r.pdf")
    assert done.returncode == 2
    assert "The report can't be written to nowhere/r.pdf" in done.stderr
    assert run(record, tmp_path, REF, "--version", "1", "--out", "r.pdf").returncode == 2


def test_version_and_dry_run_do_not_go_together(record, tmp_path):
    done = run(record, tmp_path, REF, "--out", "r.pdf", "--version", "1", "--dry-run")
    assert done.returncode == 2
    assert "don't go together" in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_ordinary_file_is_never_replaced_by_a_report(record, tmp_path):
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    done = run(record, tmp_path, REF, "--out", "pipe.pdf")
    assert done.returncode == 2
    assert "no ordinary file" in done.stderr
    assert pipe.is_fifo()


@pytest.mark.parametrize("version", ["0", "-1", "9" * 400, "１e5"])
def test_a_version_that_no_report_has_is_one_sentence(record, tmp_path, version):
    done = run(record, tmp_path, REF, "--out", "again.pdf", f"--version={version}")
    assert done.returncode == 2
    assert "--version can't be used" in done.stderr
    assert not (tmp_path / "again.pdf").exists()

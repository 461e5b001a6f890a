"""`tender-flow demo`: what it prints, and how it names the two commands at the end."""

from __future__ import annotations

import shlex
import sys

import pytest
from click.testing import CliRunner

from tender_flow.cli import demo as cli
from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program


@pytest.fixture
def printed(demo_record, capsys):
    for said in (*demo_record.said, demo_record.left):
        cli._show(said)
    return capsys.readouterr().out


def test_the_last_two_commands_can_be_copied_from_the_last_lines(printed, demo_record):
    *_, moderate, _sentence, score = printed.strip().splitlines()
    assert shlex.split(moderate)[-6:] == [
        "moderate", "kent-da-2", "--database", str(demo_record.left.record), "--as", "jo.lowe",
    ]  # fmt: skip
    assert shlex.split(score)[-2:] == ["score", str(demo_record.left.pack)]
    assert demo_record.left.passphrase in _sentence


def test_a_refusal_is_told_with_its_rule_and_what_to_do(printed):
    assert "There is no consultation report on file. Rule: Review of the HIA tender" in printed
    assert "Run: tender-flow document add kent-da FILE --kind consultation_report" in printed


def test_every_step_is_numbered_in_a_pipe_too(printed):
    assert "[1 of " in printed
    assert "\x1b" not in printed


def test_a_program_outside_the_path_is_named_by_its_path(monkeypatch, tmp_path):
    own = tmp_path / "bin" / "tender-flow"
    own.parent.mkdir()
    own.write_text("#!/bin/sh\n")
    monkeypatch.setattr(sys, "argv", [str(own), "demo"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli._program() == [str(own)]


def test_a_program_on_the_path_is_named_as_it_is_typed(monkeypatch, tmp_path):
    own = tmp_path / "tender-flow"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(own), "demo"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli._program() == ["tender-flow"]


def test_a_folder_that_is_used_ends_with_2_and_a_sentence(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("kept")
    assert ended_with(program, ["demo", "--folder", str(tmp_path)]) == 2
    assert "isn't empty" in capsys.readouterr().err


def test_help_says_that_everything_is_invented():
    assert "invented" in CliRunner().invoke(cli.demo, ["--help"]).output

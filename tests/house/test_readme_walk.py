"""The README's walk by hand works: its lines are run as they stand, its keys are pressed.

A block that begins with three backticks and `sh walk` is run in a folder that is empty at first;
`refused=1` says that each of its commands ends with that exit code. Commands run in this
process, screens without a terminal but with real keys.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from panel_flow import without_scrypt
from walking import PASSPHRASE, moderate, score

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```sh walk(?: refused=(\d))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPINIONS = re.compile(r"^\| (\w+ \w+) \| (\d) \| (\d) \|$", re.MULTILINE)
NAMED = (
    "workflow list|show|check|diagram; model list|show|check; evaluate; "
    "procurement new|list|show|gates|advance|amend|plan|delay|suspend|resume|terminate|history; "
    "document add|list; database upgrade|check; bids import|open|check; "
    "query open|answer|close; key authority; panel add|assign|coverage|invite|clear; "
    "pack issue|accept; score; moderate; prices open; "
    "award rank|recommend|approve|notify|conclude; report evaluation; verify; demo"
)


def blocks() -> list[tuple[int, list[str]]]:
    """The exit code that each block's commands have, and its lines."""
    text = README.read_text(encoding="utf-8")
    return [(int(code or 0), body.splitlines()) for code, body in BLOCK.findall(text)]


def opinions() -> dict[str, dict[str, int]]:
    """Who gives which mark to whom, from the README's table."""
    rows = OPINIONS.findall(README.read_text(encoding="utf-8"))
    return {name: {"Elm Housing": int(elm), "Medway Refuge": int(med)} for name, elm, med in rows}


class Walker:
    """Follows the README in a folder; `said` is what the last command printed."""

    def __init__(self, monkeypatch, capsys) -> None:
        self.environment, self.capsys, self.said = monkeypatch, capsys, ""
        self.fingerprint = ""

    def line(self, line: str) -> int:
        """Does one line; its exit code."""
        words = shlex.split(line)
        if words[0] == "export":
            self.environment.setenv(*words[1].split("=", 1))
            return 0
        if words[0] != "tender-flow":
            return subprocess.run(line, shell=True, check=False).returncode
        if words[1] == "score":
            score(Path(words[2]), opinions())
            return 0
        if words[1] == "moderate" and "--list" not in words:
            moderate(words[2], words[words.index("--as") + 1])
            return 0
        return self.command(words[1:])

    def command(self, words: list[str]) -> int:
        try:
            code = ended_with(
                program, [self.fingerprint if w == "FINGERPRINT" else w for w in words]
            )
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self.capsys.readouterr()
        self.said = out + err
        if found := re.search(r"Fingerprint: ([0-9A-F ]+)", out):
            self.fingerprint = found[1]
        return code


@pytest.fixture
def walker(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE", "USER", "NOW", "PASSPHRASE_FILE", "LOCALE"):
        monkeypatch.delenv(f"TENDER_FLOW_{name}", raising=False)
    return Walker(monkeypatch, capsys)


def test_the_walk_names_every_command_of_the_main_job():
    lines = "\n".join(line for _code, body in blocks() for line in body)
    for part in NAMED.split("; "):
        noun, _, verbs = part.partition(" ")
        for verb in verbs.split("|"):
            assert f"tender-flow {noun} {verb}".strip() in lines


@pytest.mark.slow
def test_the_walk_by_hand_leads_from_an_empty_folder_to_a_concluded_award(walker, tmp_path):
    with without_scrypt():
        for expected, body in blocks():
            for line in body:
                assert walker.line(line) == expected, f"{line}\n{walker.said}"
        assert walker.command(["procurement", "show", "walk"]) == 0
        assert "Stage: Closed" in walker.said
        assert re.search(r"east_kent +East Kent +awarded", walker.said)
        assert walker.command(["verify", "walk"]) == 0
        assert "Everything agrees." in walker.said
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "passphrase.txt").read_text().strip() == PASSPHRASE

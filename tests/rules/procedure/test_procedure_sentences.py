"""Each finding of the procedure wing can be said in words, with the facts that it has."""

import ast
from datetime import date
from pathlib import Path

import pytest

import tender_flow
from tender_flow.i18n.sentences import catalogue, remedy, say
from tender_flow.i18n.sentences.procedure import SENTENCES
from tender_flow.rules.findings import Finding

SOURCE = Path(tender_flow.__file__).parent
FILES = [
    *sorted((SOURCE / "rules" / "procedure").rglob("*.py")),
    *sorted((SOURCE / "definitions").glob("workflow*.py")),
    SOURCE / "definitions" / "holidays.py",
]


def texts_in(path: Path) -> set[str]:
    """All texts in a source file that look like a finding's code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {text for text in found if isinstance(text, str) and text in catalogue()}


def codes_made_in(path: Path) -> set[str]:
    """The codes given straight to `Finding(…)` or `.problem(…)`."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    return {
        call.args[0].value
        for call in calls
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in {"Finding", "problem"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_code_has_its_sentence(path):
    assert codes_made_in(path) <= set(catalogue())


def test_no_sentence_is_left_over():
    used = set().union(*(texts_in(path) for path in FILES))
    assert set(SENTENCES) - used == set()


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_are_plain(code):
    text = " ".join(SENTENCES[code]).lower()
    for word in ("please", "sorry", "invalid", "failed", "error code"):
        assert word not in text


def test_a_shortfall_is_said_in_pounds():
    from decimal import Decimal

    sums = {
        "identified": Decimal("2000000.00"),
        "ceiling": Decimal("3500000.00"),
        "shortfall": Decimal("1500000.00"),
    }
    assert say(Finding("funding-short", sums)) == (
        "Funding of £2,000,000.00 is on file for a ceiling of £3,500,000.00: £1,500,000.00 short."
    )


def test_a_running_standstill_is_said_with_its_last_day():
    finding = Finding("standstill-running", {"lot": "East Kent", "ends_on": date(2014, 11, 24)})
    assert "end of 24 November 2014" in say(finding)
    assert remedy(finding) == "Wait until the day after."

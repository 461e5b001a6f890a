"""`tender-flow moderate --list`: the agenda as text and as JSON, without a screen."""

import json

import pytest
from builders import LEAD, an_office
from click.testing import CliRunner
from moderation_builders import BEACON, ELM, marked

from tender_flow.cli.main import program
from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import moderation

REF = "kent-da"


@pytest.fixture
def record(sqlite_template, tmp_path):
    """A record with every mark in, and the office on it."""
    import shutil

    path = tmp_path / "one.db"
    shutil.copy(sqlite_template, path)
    office = an_office(f"sqlite:///{path}")
    case = marked(
        office, {("safeguarding", ELM): (2, 3, 3, 4)}, questions=("safeguarding",),
        conflicts=[("david.hill", BEACON)],
    )  # fmt: skip
    yield path, office, case
    office.database.close()


def run(path, *words):
    return CliRunner().invoke(
        program, ["moderate", REF, *words, "--database", str(path), "--as", LEAD.login]
    )


def opened(office):
    moderation.open_meeting(
        office, REF, round_name="written", chair="r.price", note_taker=LEAD.login, quorum=3
    )


def test_the_list_shows_marks_and_what_is_to_do(record):
    path, office, _case = record
    opened(office)
    shown = run(path, "--list")
    assert shown.exit_code == 0, shown.output
    assert "Rehearsal: not a real procurement" in shown.output
    assert "2 3 3 4" in shown.output
    assert "4 4 4 --" in shown.output
    assert "to discuss" in shown.output
    assert "to adopt" in shown.output
    assert "Here: nobody. Quorum 3: not met !" in shown.output


def test_the_json_gives_the_same_for_programs(record):
    path, office, case = record
    opened(office)
    found = json.loads(run(path, "--json").output)
    item = next(one for one in found["items"] if one["answer"] == case.answers["safeguarding", ELM])
    assert [one["mark"] for one in item["marks"]] == ["2", "3", "3", "4"]
    assert item["to_table"] == ["outside-tolerance", "minimum-at-stake"]
    assert item["agreed"] is None
    assert found["meeting"]["quorum"] == 3
    assert found["stops"] == ["item-not-agreed"] * 3


def test_an_override_needs_a_model_that_allows_it_and_names_the_item_by_its_number(record):
    path, office, _case = record
    opened(office)
    for words, code in (
        (("--override", "1", "--mark", "3", "--reason", "Why."), "override-not-published"),
        (("--override", "9", "--mark", "3"), "item-number-unknown"),
        (("--override", "1", "--mark", "good"), "override-without-mark"),
    ):
        shown = run(path, *words)
        assert [one.code for one in shown.exception.findings] == [code]


def test_before_the_meeting_the_list_says_so(record):
    path, _office, _case = record
    refused = run(path, "--list")
    assert isinstance(refused.exception, RefusedError)
    assert refused.exception.findings[0].code == "meeting-not-open"


def test_the_screens_are_refused_without_a_terminal(record):
    path, office, _case = record
    opened(office)
    shown = run(path)
    assert isinstance(shown.exception, BadInputError)
    assert [one.code for one in shown.exception.findings] == ["terminal-needed"]

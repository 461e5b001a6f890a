"""A meeting of four evaluators on three bidders, made once and copied for each test."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "panel"))  # terminal: the program behind a pty

from meeting_case import Table, in_golden_order, prepared, without_meeting


@pytest.fixture(scope="session")
def meeting_template(sqlite_template, tmp_path_factory):
    """A record with an open meeting, and the case's ids.

    Each meeting takes the bidders in an order of its own, made from its id: meetings are made
    until one has the order of the golden files.
    """
    path = tmp_path_factory.mktemp("meeting") / "meeting.db"
    for _try in range(200):
        shutil.copy(sqlite_template, path)
        case = prepared(path)
        if in_golden_order(path):
            return path, case
    raise AssertionError("no meeting had the order of the golden files")


@pytest.fixture
def table(meeting_template, tmp_path):
    """A meeting of this test's own."""
    source, case = meeting_template
    path = tmp_path / "meeting.db"
    shutil.copy(source, path)
    yield (opened := Table(path, case))
    opened.office.database.close()


@pytest.fixture
def before(sqlite_template, tmp_path):
    """A record with every mark in and no meeting yet."""
    path = tmp_path / "before.db"
    shutil.copy(sqlite_template, path)
    yield (opened := Table(path, without_meeting(path)))
    opened.office.database.close()

"""A meeting of four evaluators on three bidders, made once and copied for each test."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "panel"))  # terminal: the program behind a pty

from meeting_case import Table, prepared, without_meeting


@pytest.fixture(scope="session")
def meeting_template(sqlite_template, tmp_path_factory):
    """A record with an open meeting, and the case's ids."""
    path = tmp_path_factory.mktemp("meeting") / "meeting.db"
    shutil.copy(sqlite_template, path)
    return path, prepared(path)


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

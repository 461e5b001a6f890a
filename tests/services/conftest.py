"""A record on SQLite alone, for what doesn't depend on the database."""

import shutil

import pytest


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    """The address of a migrated, empty SQLite record of this test's own."""
    path = tmp_path / "one.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"

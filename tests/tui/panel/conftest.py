"""Fixtures of the panel's screens; the invented case is in `panel_case`."""

from __future__ import annotations

import pytest
from panel_case import Keys, opened_app, outcome, pack_file, scoring


@pytest.fixture(scope="session")
def keys() -> Keys:
    """Council and member."""
    return Keys()


@pytest.fixture
def pack(tmp_path, keys):
    """A scoring pack in an empty folder."""
    return pack_file(tmp_path, keys, scoring(keys.authority))


@pytest.fixture
def panel(pack, keys):
    """The program with the scoring pack open."""
    app = opened_app(pack, keys)
    yield app
    app.close()


@pytest.fixture
def slip(tmp_path, keys):
    """The program with an outcome open."""
    app = opened_app(pack_file(tmp_path, keys, outcome(keys.authority)), keys)
    yield app
    app.close()

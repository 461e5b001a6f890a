"""Fixtures for everyone: a record on SQLite and one on PostgreSQL, empty or migrated.

`database_url` is a migrated record of its own per test, once on each database. Without a
PostgreSQL the second is skipped; TENDER_FLOW_TEST_POSTGRES=required makes that a failure.
"""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

from postgresql import Cluster, NoPostgresqlError

DATABASES = ("sqlite", "postgresql")

# A busy machine is no fault of the code: examples have no time limit.
settings.register_profile("tender-flow", deadline=None)
settings.load_profile("tender-flow")


@pytest.fixture(scope="session")
def cluster():
    """A private PostgreSQL server for this run."""
    server = Cluster()
    try:
        server.start()
    except (NoPostgresqlError, OSError) as error:
        server.stop()
        if os.environ.get("TENDER_FLOW_TEST_POSTGRES") == "required":
            pytest.fail(f"PostgreSQL is required here: {error}")
        pytest.skip(f"no PostgreSQL: {error}")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated SQLite record to copy."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    _make(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template(cluster):
    """A migrated PostgreSQL record to copy."""
    name = cluster.new_database()
    _make(cluster.url(name))
    return name


@pytest.fixture(params=DATABASES)
def database_url(request, tmp_path):
    """The address of a migrated, empty record of this test's own."""
    if request.param == "sqlite":
        path = tmp_path / "tender-flow.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    cluster = request.getfixturevalue("cluster")
    name = cluster.new_database(request.getfixturevalue("postgresql_template"))
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture(params=DATABASES)
def empty_url(request, tmp_path):
    """The address of a place where a record can be made and none is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    cluster = request.getfixturevalue("cluster")
    name = cluster.new_database()
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def database(database_url):
    """An open, migrated, empty record, on each database."""
    from tender_flow.records.database import open_database

    opened = open_database(database_url, wait_seconds=1)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory):
    """The record, files and words of the demonstration, run once (`demo_record.DemoRecord`)."""
    from demo_record import played

    return played(tmp_path_factory.mktemp("demo") / "run")


def _make(url):
    from tender_flow.records.database import open_database

    open_database(url, create=True).close()

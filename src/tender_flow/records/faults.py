"""Turns what database drivers raise into findings, so that no traceback reaches a person.

Only what a person can mend is turned: a missing, locked, full, foreign or damaged database, a
row that is there already. Anything else is a mistake in the code and goes on as it is.
Standard library only; the PostgreSQL driver is looked at if somebody has loaded it.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, BrokenRecordError, RefusedError, TenderFlowError
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.records.addresses import Address

_SQLITE_SIGNS = (
    ("locked", "database-locked"),
    ("busy", "database-locked"),
    ("not a database", "database-foreign"),
    ("unable to open", "database-unreachable"),
    ("readonly", "database-read-only"),
    ("read-only", "database-read-only"),
    ("is full", "database-full"),
    ("disk i/o error", "database-unreachable"),
    ("malformed", "database-damaged"),
    ("no such column", "database-damaged"),
    ("no such table", "database-damaged"),
    ("has no column named", "database-damaged"),
)
_POSTGRESQL_SIGNS = {
    "55P03": "database-locked",
    "40P01": "database-locked",
    "3D000": "database-missing",
    "25006": "database-read-only",
    "42501": "database-read-only",
    "53100": "database-full",
    "42703": "database-damaged",
    "42P01": "database-damaged",
    "XX001": "database-damaged",
    "XX002": "database-damaged",
}


@contextmanager
def spoken(address: Address) -> Iterator[None]:
    """Within this, a driver's error that a person can mend becomes a finding."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy wraps what a migration meets
        fault = _fault_of(cause, address)
        if fault is None:
            raise
        raise fault from error


def _fault_of(error: Any, address: Address) -> TenderFlowError | None:
    if isinstance(error, sqlite3.Error):
        return sqlite_fault(error, address)
    driver = sys.modules.get("psycopg")
    if driver is not None and isinstance(error, driver.Error):
        return postgresql_fault(error, address)
    return None


def sqlite_fault(error: sqlite3.Error, address: Address) -> TenderFlowError | None:
    """What SQLite's error means to a person; None if it is a mistake in the code."""
    text = str(error)
    if text.startswith("UNIQUE constraint failed: "):
        what = text.removeprefix("UNIQUE constraint failed: ")
        return RefusedError(Finding("row-not-unique", {"what": what}))
    for sign, code in _SQLITE_SIGNS:
        if sign in text.lower():
            return _fault(code, address, text)
    return None


def postgresql_fault(error: Any, address: Address) -> TenderFlowError | None:
    """What PostgreSQL's error means to a person; None if it is a mistake in the code."""
    state = getattr(error, "sqlstate", None) or ""
    if state == "23505":
        return RefusedError(Finding("row-not-unique", {"what": error.diag.constraint_name or ""}))
    if state in _POSTGRESQL_SIGNS:
        return _fault(_POSTGRESQL_SIGNS[state], address, _first_line(error))
    if type(error).__name__ == "OperationalError" or state.startswith(("08", "28", "57")):
        code = "database-missing" if "does not exist" in str(error) else "database-unreachable"
        return _fault(code, address, _first_line(error))
    return None


def _fault(code: str, address: Address, reason: str) -> TenderFlowError:
    finding = Finding(code, {"database": address.shown, "reason": reason})
    return (BrokenRecordError if code == "database-damaged" else BadInputError)(finding)


def _first_line(error: Any) -> str:
    """What the server says in its own first words; of a connection that failed, the last line."""
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    return said or (str(error).strip().splitlines() or [type(error).__name__])[-1]

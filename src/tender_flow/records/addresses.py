"""Where a record is: `sqlite:///file.db` or `postgresql://host/name`, as the person gave it.

Standard library only: the quick list reads this without loading any database package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding

_POSTGRESQL = re.compile(r"(?:postgresql|postgres)(?:\+psycopg)?://(.*)\Z", re.DOTALL)
_PASSWORD = re.compile(r"://([^:/@]*):[^@]*@|(password=)[^&\s]*")


@dataclass(frozen=True, slots=True)
class Address:
    """A record's address: which database, and its file or its connection text."""

    dialect: Literal["sqlite", "postgresql"]
    target: str
    """The file's path, or a `postgresql://` text as the driver takes it."""

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return Path(self.target)

    @property
    def shown(self) -> str:
        """The address for sentences: never with a password."""
        if self.dialect == "sqlite":
            return self.target
        return _PASSWORD.sub(
            lambda found: f"{found[2]}…" if found[2] else f"://{found[1]}:…@", self.target
        )


def address_of(url: str) -> Address:
    """The address that a URL names; any other URL is a `database-url-unknown` finding."""
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///") and ":memory:" not in url:
        return Address("sqlite", url.removeprefix("sqlite:///"))
    found = _POSTGRESQL.match(url)
    if found is None:
        raise BadInputError(
            Finding("database-url-unknown", {"url": Address("postgresql", url).shown})
        )
    return Address("postgresql", f"postgresql://{found[1]}")

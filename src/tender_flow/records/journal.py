r"""The journal's own arithmetic: an entry's text, its digest, and the sealing of values.

An entry is RFC 8785 JSON of a few keys, kept and hashed as text, byte for byte:

    digest = SHA-256("tender-flow journal 1\n" + body)

`public.writes` says which rows the deed wrote, so the tables can be rebuilt from the journal
alone. What not every role may see is not in the entry: it is a *sealed value*, a row of its
own with 32 random bytes of salt, and the entry holds only `SHA-256(salt + body)`. A person can
so be erased, and the chain still verifies.

Every value is text, yes/no or empty, never a number. For such values Python's own compact JSON
with sorted keys is RFC 8785 to the byte, and ten times faster (a test compares them).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from tender_flow.records import statements
from tender_flow.records.columns import instant_of, instant_text
from tender_flow.records.shapes import journal_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tender_flow.records.rows import StoredRows

FORMAT = "1"
_PREFIX = b"tender-flow journal 1\n"
_SALT_BYTES = 32
_BATCH = 500
"""Entries read at once: a long chain never stands in memory as a whole."""

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Head(NamedTuple):
    """The last entry of a chain; sequence 0 and an empty digest before the first."""

    chain: str
    sequence: int
    digest: str
    at: datetime | None


class Sealed(NamedTuple):
    """A sealed value: its salt in hex, its JSON, and the digest that the entry holds."""

    salt: str
    body: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was read: what it says, and its sealed values (None where erased)."""

    chain: str
    sequence: int
    digest: str
    at: datetime
    actor: str
    on_behalf_of: str | None
    deed: str
    previous: str | None
    facts: Mapping[str, Any]
    writes: Sequence[Mapping[str, Any]]
    artefacts: Sequence[str]
    secrets: Mapping[int, str | None]


def canonical(value: object) -> str:
    """RFC 8785 JSON of texts, yes/no, empty, lists and mappings with plain ASCII keys."""
    return _canonical(value)


def digest_of(body: str) -> str:
    """The digest of an entry's text."""
    return sha256(_PREFIX + body.encode()).hexdigest()


def seal(values: Mapping[str, object]) -> Sealed:
    """Seals the values of a row's sealed columns together, under a salt of their own."""
    salt = os.urandom(_SALT_BYTES)
    body = canonical(values)
    return Sealed(salt.hex(), body, sealed_digest(salt, body))


def sealed_digest(salt: bytes, body: str) -> str:
    """The digest that an entry holds of a sealed value."""
    return sha256(salt + body.encode()).hexdigest()


def entry_body(
    head: Head,
    *,
    at: datetime,
    actor: str,
    on_behalf_of: str | None,
    deed: str,
    facts: Mapping[str, object],
    writes: Sequence[Mapping[str, object]],
    sealed: Sequence[str],
    artefacts: Sequence[str],
) -> str:
    """The text of the entry that follows `head`."""
    return canonical(
        {
            "v": FORMAT,
            "chain": head.chain,
            "sequence": str(head.sequence + 1),
            "at": instant_text(at),
            "actor": journal_value(actor),
            "on_behalf_of": journal_value(on_behalf_of),
            "deed": deed,
            "previous": head.digest or None,
            "public": {"facts": journal_value(facts), "writes": writes},
            "sealed": sealed,
            "artefacts": artefacts,
        }
    )


def entry_of(chain: str, body: str, digest: str, secrets: Mapping[int, str | None]) -> Entry:
    """An entry from its text; a text that is no entry raises ValueError, KeyError or TypeError."""
    parts = json.loads(body)
    return Entry(
        chain=chain,
        sequence=int(parts["sequence"]),
        digest=digest,
        at=instant_of(parts["at"]),
        actor=parts["actor"],
        on_behalf_of=parts["on_behalf_of"],
        deed=parts["deed"],
        previous=parts["previous"],
        facts=parts["public"]["facts"],
        writes=parts["public"]["writes"],
        artefacts=parts["artefacts"],
        secrets=secrets,
    )


class Stored(NamedTuple):
    """An entry as it stands in the database, with its sealed values by ordinal."""

    sequence: int
    body: str
    digest: str
    sealed: Mapping[int, tuple[str | None, str | None, str | None]]
    """ordinal → salt, body, erased under."""


def stored_entries(rows: StoredRows, chain: str) -> Iterator[Stored]:
    """The stored entries of a chain in order, read in batches."""
    dialect = rows.connection.dialect
    last = next(rows.query(statements.last_sequence(dialect), chain=chain))[0] or 0
    for first in range(1, last + 1, _BATCH):
        window = {"chain": chain, "first": first, "last": first + _BATCH - 1}
        sealed: dict[int, dict[int, tuple[str | None, str | None, str | None]]] = {}
        for sequence, ordinal, *value in rows.query(statements.sealed_batch(dialect), **window):
            sealed.setdefault(sequence, {})[ordinal] = (value[0], value[1], value[2])
        for sequence, body, digest in rows.query(statements.journal_batch(dialect), **window):
            yield Stored(sequence, body, digest, sealed.get(sequence, {}))


def read_entries(rows: StoredRows, chain: str) -> Iterator[Entry]:
    """The entries of a chain in order, with their sealed values opened; unchecked."""
    for stored in stored_entries(rows, chain):
        secrets = {ordinal: body for ordinal, (_, body, _) in stored.sealed.items()}
        yield entry_of(chain, stored.body, stored.digest, secrets)

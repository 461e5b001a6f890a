"""Persons, once for all procurements, and the council's public key: both in the portfolio.

Names, addresses and telephone numbers are sealed values: the journal holds only their digests,
so that a person can be erased lawfully while the chain still verifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.packs.keys import PublicKey
    from tender_flow.records.rows import Rows
    from tender_flow.records.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Contact:
    """A person by login, with how to reach them; the telephone stands in the packs."""

    login: str
    name: str
    email: str = ""
    telephone: str = ""


def person_by_login(rows: Rows, login: str) -> dict[str, Any] | None:
    """The person with this login, or None."""
    return rows.first("person", login=login)


def ensure_person(transaction: Transaction, contact: Contact) -> str:
    """The person's id; somebody new is added, and details that were given anew replace the old."""
    known = person_by_login(transaction, contact.login)
    details = {"name": contact.name, "email": contact.email, "telephone": contact.telephone}
    if known is None:
        return transaction.insert("person", {"login": contact.login, **details})
    changed = {key: value for key, value in details.items() if value and value != known[key]}
    if changed:
        transaction.update("person", known["id"], changed)
    return str(known["id"])


def ensure_key(transaction: Transaction, key: PublicKey, now: datetime) -> str:
    """The council's public key in the portfolio, added where it is new; gives its fingerprint."""
    if transaction.first("authority_key", fingerprint=key.fingerprint) is None:
        transaction.insert(
            "authority_key",
            {
                "name": key.name,
                "fingerprint": key.fingerprint,
                "verify_key": key.verify_key,
                "seal_key": key.seal_key,
                "made_at": now,
            },
        )
    return key.fingerprint

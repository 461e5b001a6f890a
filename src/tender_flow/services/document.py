"""Filing documents: each is a deed with the file's digest, date and author.

The file stays where it is; the record keeps its size and SHA-256, so that anyone who has the
file can show that it is the one. Gates ask for documents by kind (`consultation_report`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Hint, Place

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from pathlib import Path

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading

LARGEST = 200_000_000
"""Bytes; a larger file is no document that a committee reads."""

KEPT_TEXTS = ("confidentiality_agreement", "evaluation_guidance")
"""Kinds whose text goes to the panel in packs: kept whole under its digest, as plain text."""

_KIND = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document as filed."""

    id: str
    kind: str
    title: str
    file_name: str
    size: int
    digest: str
    dated: date | None
    author: str
    amount: Decimal | None
    """Pounds, for one `period`; funding statements have it."""
    period: str
    filed_at: datetime


def add(
    office: Office,
    ref: str,
    *,
    path: Path,
    kind: str,
    title: str = "",
    dated: date | None = None,
    author: str = "",
    amount: Decimal | None = None,
    period: str = "",
    dry_run: bool = False,
) -> FiledDocument:
    """Files a document. Without `dated` it is a draft: a gate that asks for an issued one waits.

    Refused: the same file under the same kind twice (unless its date or its amount was left out
    before), an amount that isn't positive. An amount is for the period of the procurement's
    ceiling unless another is named.
    """
    size, digest = _measured(path)
    with office.deed("document.add", ref, roles=("lead",), dry_run=dry_run) as deed:
        deed.refuse(_faults(deed, kind, digest, dated, amount, period))
        values = {
            "kind": kind,
            "title": title.strip() or path.stem,
            "file_name": path.name,
            "size": size,
            "digest": digest,
            "dated": dated,
            "author": author,
            "amount": amount,
            "period": (period or deed.case["ceiling_period"]) if amount is not None else "",
            "filed_at": deed.now,
        }
        row_id = deed.insert("document", values)
        if kind in KEPT_TEXTS:
            deed.keep("document", _text_of(path))
        deed.note(document=row_id, kind=kind, digest=digest)
        return _view({"id": row_id, **values})


def list_documents(office: Office, ref: str) -> tuple[FiledDocument, ...]:
    """Every document of a procurement, oldest first."""
    with office.reading(ref) as reading:
        return documents(reading)


def documents(reading: Reading) -> tuple[FiledDocument, ...]:
    """Every document of a procurement that is being read."""
    return tuple(_view(row) for row in reading.of("document"))


def _view(row: Row) -> FiledDocument:
    return FiledDocument(**{name: row[name] for name in FiledDocument.__slots__})


def _measured(path: Path) -> tuple[int, str]:
    """The file's size and SHA-256, read in pieces."""
    place = Place(str(path))
    hashed = sha256()
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInputError(Finding("file-too-long", {"bytes": size}, place=place))
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                hashed.update(piece)
    except FileNotFoundError:
        raise BadInputError(Finding("file-not-found", {"path": str(path)}, place=place)) from None
    except OSError as error:
        facts = {"path": str(path), "reason": error.strerror or "unreadable"}
        raise BadInputError(Finding("file-unreadable", facts, place=place)) from None
    if size == 0:
        raise BadInputError(Finding("document-empty", {"path": str(path)}, place=place))
    return size, hashed.hexdigest()


def _text_of(path: Path) -> bytes:
    """The bytes of a plain text (UTF-8), so that a pack can carry exactly what was filed."""
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(str(path), data[: error.start].count(b"\n") + 1)
        raise BadInputError(
            Finding("document-not-text", {"path": str(path)}, place=place)
        ) from None
    return data


def _says_more(before: list[Row], dated: date | None, amount: Decimal | None) -> bool:
    """Does it add the date or the amount that every earlier filing left out?

    An amount that one of them has isn't taken again: it would count twice.
    """
    new_date = dated is not None and all(row["dated"] is None for row in before)
    usable = amount is not None and amount.is_finite() and amount > 0
    new_amount = usable and all(row["amount"] is None for row in before)
    return new_amount or (new_date and amount is None)


def _faults(
    deed: Deed,
    kind: str,
    digest: str,
    dated: date | None,
    amount: Decimal | None,
    period: str,
) -> list[Finding]:
    found = []
    if not _KIND.match(kind):
        found.append(Finding("document-kind-unusable", {"kind": kind}))
    before = deed.of("document", kind=kind, digest=digest)
    if before and not _says_more(before, dated, amount):
        earlier = before[0]
        facts = {"title": earlier["title"], "filed_at": earlier["filed_at"]}
        found.append(Finding("document-filed-already", facts, hint=Hint("document.list")))
    if amount is not None and (not amount.is_finite() or amount <= 0):
        found.append(Finding("amount-not-positive", {"amount": str(amount)}))
    ceiling_period = deed.case["ceiling_period"]
    if amount is not None and period and ceiling_period and period != ceiling_period:
        periods = {"period": period, "ceiling": ceiling_period}
        found.append(Finding("amount-for-another-period", periods))
    return found

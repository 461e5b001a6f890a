"""Tenders: suppliers, bids, answers, files, interviews, prices, pass/fail checks and queries."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Supplier(SQLModel, table=True):
    """A supplier that tenders; screens and reports say bidder."""

    __tablename__ = "supplier"
    id: str = c.identity()
    procurement: str = c.case()
    name: str = c.text(sealed=True)


class Tender(SQLModel, table=True):
    """What one supplier sent. Status: received, late, refused, opened, withdrawn, excluded."""

    __tablename__ = "tender"
    __table_args__ = (
        UniqueConstraint("procurement", "supplier", name="one_tender_per_supplier"),
        CheckConstraint(
            "status in ('received', 'late', 'refused', 'opened', 'withdrawn', 'excluded')",
            name="tender_has_status",
        ),
    )
    id: str = c.identity()
    procurement: str = c.case()
    supplier: str = c.text()
    folder: str = c.text(sealed=True)
    """The folder's name in the import, to say what differs the next time."""
    received_at: datetime = c.instant()
    late: bool = c.flag()
    status: str = c.text()
    imported_at: datetime = c.instant()
    opened_at: datetime | None = c.instant(null=True)
    opened_by: str | None = c.text(null=True)
    opened_with: str | None = c.text(null=True)
    decided_by: str | None = c.text(null=True)
    """Who decided on a late tender, an exclusion or accepted a withdrawal."""
    decided_at: datetime | None = c.instant(null=True)
    decided_reason: str | None = c.text(null=True, sealed=True)


class Partner(SQLModel, table=True):
    """A member of a consortium; the supplier itself is the lead."""

    __tablename__ = "partner"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    name: str = c.text(sealed=True)
    left_at: datetime | None = c.instant(null=True)
    """When its leaving was recorded; None while it is a member."""


class Bid(SQLModel, table=True):
    """A tender's bid for one lot. Status: in, withdrawn, excluded.

    What was decided about the whole tender stands in `tender`.
    """

    __tablename__ = "bid"
    __table_args__ = (UniqueConstraint("tender", "lot", name="one_bid_per_tender_and_lot"),)
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    lot: str = c.text()
    status: str = c.text()
    decided_by: str | None = c.text(null=True)
    """Who excluded this bid alone, or accepted its withdrawal."""
    decided_at: datetime | None = c.instant(null=True)
    decided_reason: str | None = c.text(null=True, sealed=True)


class TenderFile(SQLModel, table=True):
    """A file of a tender as it came: its path in the folder, size and digest."""

    __tablename__ = "tender_file"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    path: str = c.text(sealed=True)
    kind: str = c.text()
    """tender, answer, price or other."""
    size: int = c.whole()
    digest: str = c.text()


class Answer(SQLModel, table=True):
    """The answer to one question; `lot` is None where the question is shared by the lots."""

    __tablename__ = "answer"
    __table_args__ = (
        # which question each answer belongs to, without reading past the answers' texts
        Index("answer_places", "procurement", "lot", "tender", "question", "id"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    question: str = c.text()
    lot: str | None = c.text(null=True)
    round: str = c.text()
    text: str = c.text(sealed=True)
    words: int = c.whole()
    digest: str = c.text(sealed=True)
    recorded_at: datetime = c.instant()


class Interview(SQLModel, table=True):
    """An interview whose note is an answer; the latest row of an answer is the one in force."""

    __tablename__ = "interview"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    answer: str = c.text()
    """Question, lot and text stand there."""
    held_on: date = c.day()
    present: str = c.text()
    """Who heard the bidder: the persons' ids, with commas between."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()
    reason: str = c.text(sealed=True)
    """Why it replaced an earlier record; empty for the first one."""


class PriceEnvelope(SQLModel, table=True):
    """A tender's price file, sealed in two layers. State: sealed, opened, kept (never opened)."""

    __tablename__ = "price_envelope"
    __table_args__ = (UniqueConstraint("tender", name="one_price_envelope_per_tender"),)
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    artefact: str = c.text()
    """Digest of the ciphertext."""
    salted_digest: str = c.text()
    salt: str = c.text(sealed=True)
    custodian: str = c.text()
    witness: str = c.text()
    state: str = c.text()
    opened_at: datetime | None = c.instant(null=True)


class Price(SQLModel, table=True):
    """The price of a bid, written when the envelopes are opened."""

    __tablename__ = "price"
    __table_args__ = (UniqueConstraint("bid", name="one_price_per_bid"),)
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    bid: str = c.text()
    lot: str = c.text()
    amount: Decimal = c.exact(sealed=True)
    opened_at: datetime = c.instant()


class RequirementCheck(SQLModel, table=True):
    """Pass or fail of one requirement, by revision; from fail to pass needs a second approver.

    `lot` is None where the requirement is shared by the lots.
    """

    __tablename__ = "requirement_check"
    __table_args__ = (
        UniqueConstraint("tender", "requirement", "lot", "revision", name="one_check_per_revision"),
        # a constraint holds two empty lots for different
        Index(
            "one_shared_check_per_revision",
            "tender",
            "requirement",
            "revision",
            unique=True,
            sqlite_where=sql("lot IS NULL"),
            postgresql_where=sql("lot IS NULL"),
        ),
        CheckConstraint("outcome in ('pass', 'fail')", name="check_has_outcome"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    requirement: str = c.text()
    lot: str | None = c.text(null=True)
    revision: int = c.whole()
    outcome: str = c.text()
    evidence: str = c.text(sealed=True)
    reason: str = c.text(sealed=True)
    decided_by: str = c.text()
    second_approver: str | None = c.text(null=True)
    decided_at: datetime = c.instant()


class Query(SQLModel, table=True):
    """A question to or from a bidder. Status: open, answered, closed."""

    __tablename__ = "query"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str | None = c.text(null=True)
    """The bidder that it concerns; None for a question to or from all."""
    question: str | None = c.text(null=True)
    direction: str = c.text()
    """to_bidder or from_bidder."""
    text: str = c.text(sealed=True)
    asked_by: str = c.text()
    asked_at: datetime = c.instant()
    answer: str | None = c.text(null=True, sealed=True)
    answered_by: str | None = c.text(null=True)
    answered_at: datetime | None = c.instant(null=True)
    to_all: bool = c.flag()
    """The same answer went to all bidders."""
    not_to_all_reason: str | None = c.text(null=True, sealed=True)
    status: str = c.text()
    closed_at: datetime | None = c.instant(null=True)

"""Decisions of bodies and officers: the council's rules, what is to be decided, notice, effect."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class RuleBook(SQLModel, table=True):
    """The council's rule book that a procurement follows; the newest counts."""

    __tablename__ = "rule_book"
    id: str = c.identity()
    procurement: str = c.case()
    name: str = c.text()
    digest: str = c.text()
    """Digest of the artefact with its exact text."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class DecisionMatter(SQLModel, table=True):
    """Something that a body is to decide: what, who, and what it waits for."""

    __tablename__ = "decision_matter"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    title: str = c.text()
    body: str = c.text()
    """The id of a body in the rule book."""
    wards: int = c.whole()
    """In how many wards it has significant effects."""
    waits_for: str | None = c.text(null=True)
    """The matter that must be decided and in force before."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class MatterContract(SQLModel, table=True):
    """A contract that a matter is about; `lot` is None for one outside this procurement."""

    __tablename__ = "matter_contract"
    id: str = c.identity()
    procurement: str = c.case()
    matter: str = c.text()
    lot: str | None = c.text(null=True)
    title: str = c.text(sealed=True)
    per_year: Decimal = c.exact(sealed=True)
    starts_on: date = c.day()
    months: int = c.whole()
    options: str = c.text()
    """The months of each extension, such as 6,6; empty where there is none."""


class MatterNotice(SQLModel, table=True):
    """A notice of a decision to come, or the agreement that it can't be deferred."""

    __tablename__ = "matter_notice"
    id: str = c.identity()
    procurement: str = c.case()
    matter: str = c.text()
    kind: str = c.text()
    published_on: date = c.day()
    reference: str = c.text()
    reason: str = c.text(sealed=True)
    agreed_by: str = c.text(sealed=True)
    agreed_as: str = c.text()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class BodyDecision(SQLModel, table=True):
    """What a body or an officer decided; `matter` is None for a report that was only noted."""

    __tablename__ = "body_decision"
    id: str = c.identity()
    procurement: str = c.case()
    matter: str | None = c.text(null=True)
    kind: str = c.text()
    title: str = c.text()
    body: str = c.text()
    maker: str = c.text(sealed=True)
    """The officer's name; the chair's of a meeting, or empty."""
    meeting: str = c.text()
    minute: str = c.text()
    dated: date = c.day()
    published_on: date | None = c.day(null=True)
    exempt: str = c.text()
    """Why it isn't open to the public; empty for an open item."""
    key_decision: bool = c.flag()
    route: str = c.text()
    call_in_ends: date | None = c.day(null=True)
    no_call_in: str = c.text()
    """Why it can't be called in although such decisions can; empty otherwise."""
    reasons: str = c.text(sealed=True)
    rejected: str = c.text(sealed=True)
    """The options that were considered and rejected."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class DecisionCall(SQLModel, table=True):
    """A decision that was called in, and how that ended."""

    __tablename__ = "decision_call"
    id: str = c.identity()
    procurement: str = c.case()
    decision: str = c.text()
    called_on: date = c.day()
    called_by: str = c.text(sealed=True)
    reason: str = c.text(sealed=True)
    settled_on: date | None = c.day(null=True)
    outcome: str | None = c.text(null=True)
    settlement: str | None = c.text(null=True, sealed=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class Waiver(SQLModel, table=True):
    """An entry of the register of waivers of the council's contract rules."""

    __tablename__ = "waiver"
    id: str = c.identity()
    procurement: str = c.case()
    matter: str = c.text()
    decision: str = c.text()
    rules: str = c.text()
    """The rules' ids in the rule book, one on each line."""
    reason: str = c.text(sealed=True)
    report: str = c.text()
    """The document with the report that asked for it."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()

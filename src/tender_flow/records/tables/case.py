"""The procurement: people, keys, plan, definitions, lots, documents, moves and notices."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Person(SQLModel, table=True):
    """A person, once for all procurements (chain `portfolio`)."""

    __tablename__ = "person"
    id: str = c.identity()
    login: str = c.text(unique=True)
    name: str = c.text(sealed=True)
    email: str = c.text(sealed=True)
    telephone: str = c.text(sealed=True)


class AuthorityKey(SQLModel, table=True):
    """The public halves of the council's key (chain `portfolio`)."""

    __tablename__ = "authority_key"
    id: str = c.identity()
    name: str = c.text()
    fingerprint: str = c.text(unique=True)
    verify_key: str = c.text()
    seal_key: str = c.text()
    made_at: datetime = c.instant()


class Procurement(SQLModel, table=True):
    """One case: its stage, its frozen definitions' versions, its deadline."""

    __tablename__ = "procurement"
    id: str = c.identity()
    ref: str = c.text(unique=True)
    title: str = c.text()
    description: str = c.text()
    authority: str = c.text()
    """The council's name, as on papers."""
    regime: str = c.text()
    rehearsal: bool = c.flag()
    illustrative: str = c.text()
    """Why this case is not real; empty for a real one."""
    stage: str = c.text()
    version: int = c.whole()
    workflow_version: int = c.whole()
    model_version: int = c.whole()
    ceiling: Decimal | None = c.exact(null=True)
    ceiling_period: str = c.text()
    deadline_local: str | None = c.text(null=True)
    """Local date and hour, 2014-09-26T12:00, with its zone; never only the instant."""
    deadline_zone: str | None = c.text(null=True)
    deadline_at: datetime | None = c.instant(null=True)
    authority_fingerprint: str = c.text()
    created_at: datetime = c.instant()
    ended_at: datetime | None = c.instant(null=True)


class Definition(SQLModel, table=True):
    """A version of the case's workflow or model; its text is the artefact of the digest."""

    __tablename__ = "definition"
    __table_args__ = (
        UniqueConstraint("procurement", "kind", "version", name="one_definition_per_version"),
        CheckConstraint("kind in ('workflow', 'model')", name="definition_has_kind"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    version: int = c.whole()
    digest: str = c.text()
    reason: str = c.text()
    approver: str = c.text(sealed=True)
    dated: date | None = c.day(null=True)
    told: str = c.text(sealed=True)
    recorded_at: datetime = c.instant()
    published_at: datetime | None = c.instant(null=True)


class Lot(SQLModel, table=True):
    """A part of the procurement that can be awarded by itself."""

    __tablename__ = "lot"
    __table_args__ = (UniqueConstraint("procurement", "code", name="one_lot_per_code"),)
    id: str = c.identity()
    procurement: str = c.case()
    code: str = c.text()
    title: str = c.text()
    description: str = c.text()
    position: int = c.whole()
    outcome: str = c.text()


class PlanBaseline(SQLModel, table=True):
    """A plan as it was agreed once; later plans stand beside it."""

    __tablename__ = "plan_baseline"
    __table_args__ = (UniqueConstraint("procurement", "number", name="one_baseline_per_number"),)
    id: str = c.identity()
    procurement: str = c.case()
    number: int = c.whole()
    title: str = c.text()
    source: str = c.text()
    dated: date = c.day()
    recorded_at: datetime = c.instant()


class PlanTask(SQLModel, table=True):
    """One task of a baseline: `planned` is a month (2014-11), a day or a range of either."""

    __tablename__ = "plan_task"
    id: str = c.identity()
    procurement: str = c.case()
    baseline: int = c.whole()
    position: int = c.whole()
    title: str = c.text()
    stage: str = c.text()
    """The stage it plans; empty for a task that is no stage of the workflow."""
    planned: str = c.text()
    planned_end: str = c.text()


class Delay(SQLModel, table=True):
    """A stage that comes later than planned, with its reason and who was told."""

    __tablename__ = "delay"
    id: str = c.identity()
    procurement: str = c.case()
    stage: str = c.text()
    expected: str = c.text()
    reason: str = c.text()
    told: str = c.text(sealed=True)
    recorded_at: datetime = c.instant()


class Suspension(SQLModel, table=True):
    """An interval in which the procurement, a lot or a decision stands still."""

    __tablename__ = "suspension"
    id: str = c.identity()
    procurement: str = c.case()
    scope: str = c.text()
    subject: str = c.text()
    reason: str = c.text()
    began_at: datetime = c.instant()
    ended_at: datetime | None = c.instant(null=True)
    ended_reason: str | None = c.text(null=True)


class Move(SQLModel, table=True):
    """A move from stage to stage."""

    __tablename__ = "move"
    id: str = c.identity()
    procurement: str = c.case()
    name: str = c.text()
    source: str = c.text()
    target: str = c.text()
    reason: str = c.text()
    workflow_version: int = c.whole()
    moved_at: datetime = c.instant()


class Document(SQLModel, table=True):
    """A document that was filed: its digest, date and author; the file stays where it is."""

    __tablename__ = "document"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    title: str = c.text()
    file_name: str = c.text()
    size: int = c.whole()
    digest: str = c.text()
    dated: date | None = c.day(null=True)
    author: str = c.text(sealed=True)
    amount: Decimal | None = c.exact(null=True)
    period: str = c.text()
    filed_at: datetime = c.instant()


class Notice(SQLModel, table=True):
    """A notice owed to the public."""

    __tablename__ = "notice"
    id: str = c.identity()
    procurement: str = c.case()
    lot: str = c.text()
    kind: str = c.text()
    source: str = c.text()
    due_on: date = c.day()
    published_on: date | None = c.day(null=True)
    reference: str = c.text()

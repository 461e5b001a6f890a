"""The panel: members and their roles, assignment, declarations, packs and returns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Member(SQLModel, table=True):
    """A person on the case with one role. Status: active, withdrawn, replaced."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("procurement", "person", "role", name="one_member_per_person_and_role"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    person: str = c.text()
    role: str = c.text()
    organisation: str = c.text()
    specialisms: str = c.text()
    """Separated by commas, as the model names them."""
    status: str = c.text()
    status_reason: str = c.text(sealed=True)
    replaced_by: str | None = c.text(null=True)
    added_at: datetime = c.instant()
    ended_at: datetime | None = c.instant(null=True)
    agreement_signed_at: datetime | None = c.instant(null=True)
    guidance_acknowledged_at: datetime | None = c.instant(null=True)
    verify_key: str | None = c.text(null=True)
    seal_key: str | None = c.text(null=True)
    fingerprint: str | None = c.text(null=True)
    cleared_at: datetime | None = c.instant(null=True)
    cleared_by: str | None = c.text(null=True)
    fingerprint_compared: str = c.text()
    """How the fingerprint was compared: by telephone, in person."""


class Assignment(SQLModel, table=True):
    """A question that an evaluator marks; `lot` is None for all its lots."""

    __tablename__ = "assignment"
    id: str = c.identity()
    procurement: str = c.case()
    member: str = c.text()
    question: str = c.text()
    active: bool = c.flag()
    assigned_at: datetime = c.instant()


class Declaration(SQLModel, table=True):
    """What a member declares about one bidder (with its partners and lots), and the decision.

    `choice` is none, may or ask; `decision` is clear, conflict or None while nobody has decided.
    The latest row by `revision` counts; earlier ones stay.
    """

    __tablename__ = "declaration"
    __table_args__ = (
        UniqueConstraint(
            "member", "tender", "party", "lot", "revision", name="one_declaration_per_revision"
        ),
    )
    id: str = c.identity()
    procurement: str = c.case()
    member: str = c.text()
    tender: str = c.text()
    party: str = c.text()
    """The tender's supplier or partner by id."""
    lot: str = c.text()
    revision: int = c.whole()
    choice: str = c.text()
    explanation: str = c.text(sealed=True)
    declared_at: datetime = c.instant()
    decision: str | None = c.text(null=True)
    decision_reason: str | None = c.text(null=True, sealed=True)
    decided_by: str | None = c.text(null=True)
    decided_at: datetime | None = c.instant(null=True)


class Pack(SQLModel, table=True):
    """A sealed file that went out. Kind: invitation, scoring, slip. Status: in_force, replaced."""

    __tablename__ = "pack"
    __table_args__ = (
        UniqueConstraint("member", "kind", "round", "number", name="one_pack_per_number"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    member: str = c.text()
    kind: str = c.text()
    round: str = c.text()
    number: int = c.whole()
    file_name: str = c.text()
    digest: str = c.text()
    check_code: str = c.text()
    model_version: int = c.whole()
    contents: str = c.text()
    """Digest of the artefact with what the pack holds, so that it can be shown again."""
    reason: str = c.text()
    status: str = c.text()
    issued_at: datetime = c.instant()
    closes_at: datetime | None = c.instant(null=True)


class PackReturn(SQLModel, table=True):
    """A return file that was accepted; its exact signed bytes are an artefact."""

    __tablename__ = "pack_return"
    __table_args__ = (UniqueConstraint("procurement", "digest", name="one_acceptance_per_file"),)
    id: str = c.identity()
    procurement: str = c.case()
    member: str = c.text()
    pack: str = c.text()
    kind: str = c.text()
    digest: str = c.text()
    signed: str = c.text()
    """Digest of the artefact with the signed bytes."""
    signature: str = c.text()
    verify_key: str = c.text()
    partial: bool = c.flag()
    signed_at: datetime = c.instant()
    accepted_at: datetime = c.instant()

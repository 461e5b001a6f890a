"""The journal: append-only chains, sealed values, artefacts. Guarded in the database itself."""

from __future__ import annotations

from sqlalchemy import LargeBinary, PrimaryKeyConstraint
from sqlmodel import Column, Field, Integer, SQLModel, Text


class ChainHead(SQLModel, table=True):
    """The last entry of each chain; its row is locked and moved in each deed."""

    __tablename__ = "chain_head"
    chain: str = Field(sa_column=Column(Text, primary_key=True))
    sequence: int = Field(sa_column=Column(Integer, nullable=False))
    digest: str = Field(sa_column=Column(Text, nullable=False))
    at: str = Field(sa_column=Column(Text, nullable=False))


class JournalEntry(SQLModel, table=True):
    """One deed, as the exact text that was hashed."""

    __tablename__ = "journal_entry"
    __table_args__ = (PrimaryKeyConstraint("chain", "sequence", name="one_entry_per_sequence"),)
    chain: str = Field(sa_column=Column(Text, nullable=False))
    sequence: int = Field(sa_column=Column(Integer, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    digest: str = Field(sa_column=Column(Text, nullable=False))


class SealedValue(SQLModel, table=True):
    """What not every role may see: salt (hex) and body; both go when a person is erased."""

    __tablename__ = "sealed_value"
    __table_args__ = (
        PrimaryKeyConstraint("chain", "sequence", "ordinal", name="one_sealed_value_per_place"),
    )
    chain: str = Field(sa_column=Column(Text, nullable=False))
    sequence: int = Field(sa_column=Column(Integer, nullable=False))
    ordinal: int = Field(sa_column=Column(Integer, nullable=False))
    salt: str | None = Field(sa_column=Column(Text, nullable=True))
    body: str | None = Field(sa_column=Column(Text, nullable=True))
    erased_under: str | None = Field(default=None, sa_column=Column(Text, nullable=True))


class Artefact(SQLModel, table=True):
    """Exact bytes kept under their SHA-256: signed returns, model texts, sealed prices."""

    __tablename__ = "artefact"
    digest: str = Field(sa_column=Column(Text, primary_key=True))
    kind: str = Field(sa_column=Column(Text, nullable=False))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))

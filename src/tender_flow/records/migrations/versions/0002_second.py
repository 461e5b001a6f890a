"""The record's second version: what was added after the first.

It only adds: new tables, and columns that may be empty in rows that are there already.
"""

from __future__ import annotations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass

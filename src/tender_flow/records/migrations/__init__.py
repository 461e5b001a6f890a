"""The record's versions, one alembic migration each. Run by `records.upgrade` alone."""

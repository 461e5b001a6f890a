"""Runs migrations over the connection that `records.upgrade` hands in, then puts the guards back.

The caller began the transaction and ends it: migration, guards and the journal entry about it
come together or not at all.
"""

from alembic import context

from tender_flow.records.guards import install_guards

connection = context.config.attributes["connection"]
record = context.config.attributes["record"]

context.configure(connection=connection, transactional_ddl=False, render_as_batch=False)
context.run_migrations()
install_guards(record)

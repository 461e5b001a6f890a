"""Attacks on a record by somebody who has the database itself and takes the guards away."""

from __future__ import annotations

import sqlite3

from tender_flow.records.addresses import address_of


def attack(url: str, *statements: str) -> None:
    """Runs SQL with every guard switched off, as a person with the database's own tools could."""
    address = address_of(url)
    if address.dialect == "sqlite":
        with sqlite3.connect(address.path) as connection:
            triggers = connection.execute("select name from sqlite_master where type = 'trigger'")
            for (name,) in triggers.fetchall():
                connection.execute(f"drop trigger {name}")
            for statement in statements:
                connection.execute(statement)
        connection.close()
        return
    import psycopg

    with psycopg.connect(address.target) as connection:
        connection.execute("set session_replication_role = replica")
        for statement in statements:
            connection.execute(statement)

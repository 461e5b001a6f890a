"""Makes a record as an older version of the program would have left it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from tender_flow.records.addresses import address_of
from tender_flow.records.connections import connect
from tender_flow.records.upgrade import migrate

THEN = datetime(2025, 1, 1, tzinfo=UTC)


def make(url, version):
    address = address_of(url)
    if address.dialect == "sqlite":
        os.close(os.open(address.path, os.O_CREAT))
    connection = connect(address)
    migrate(connection, address, THEN, "older", version)
    connection.close()

"""Ids: UUIDv7 as text, so that a list in order of id is a list in order of time.

Two ways to make one, both RFC 9562's version 7 (48 bits of milliseconds, then 74 more):

* `new_id` for something that has no journal entry yet, such as a new case: the other bits are
  random, and counted up within a process so that ids never run backwards.
* `row_id` for a row that a journal entry writes: the entry's sequence, the row's place in it
  and 32 random bits. Rows of a case sort exactly as they were written, also where the clock
  stood still between two commands (a rehearsal's clock is set by hand).
"""

from __future__ import annotations

import os
import uuid
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_TAIL_BITS = 74
_SEQUENCE_BITS, _ORDINAL_BITS, _RANDOM_BITS = 24, 18, 32
_VERSION_7, _VARIANT = 0x7, 0b10

_lock = Lock()
_last = [(-1, 0)]


def new_id(now: datetime) -> str:
    """An id for something new at `now`; later calls in this process give later ids."""
    moment = (_milliseconds(now), int.from_bytes(os.urandom(9)))
    with _lock:
        if moment <= _last[0]:
            moment = (_last[0][0], _last[0][1] + 1)
        _last[0] = moment
    return _uuid7(*moment)


def row_id(now: datetime, sequence: int, ordinal: int) -> str:
    """The id of the row that entry number `sequence` writes as its row number `ordinal`."""
    place = (sequence % (1 << _SEQUENCE_BITS)) << _ORDINAL_BITS | ordinal % (1 << _ORDINAL_BITS)
    return _uuid7(_milliseconds(now), place << _RANDOM_BITS | int.from_bytes(os.urandom(4)))


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000)


def _uuid7(milliseconds: int, tail: int) -> str:
    tail &= (1 << _TAIL_BITS) - 1
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    number = milliseconds << 80 | _VERSION_7 << 76 | high << 64 | _VARIANT << 62 | low
    return str(uuid.UUID(int=number))

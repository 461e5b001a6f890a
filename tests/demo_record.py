"""The demonstration, run once for a whole test session and kept for whoever asks of its record.

Everything goes its real way, but scrypt (`panel_flow.without_scrypt`): 20 files would take a
minute. `tender-flow demo` itself goes through scrypt in `make demo`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from panel_flow import without_scrypt

from tender_flow.demo.script import Left, run
from tender_flow.packs.keys import PrivateKey, load_key


@dataclass(frozen=True)
class DemoRecord:
    """What the demonstration left: its folder, its record, what it said, the member's key."""

    folder: Path
    url: str
    said: tuple
    left: Left
    key: PrivateKey


def played(folder: Path, url: str | None = None) -> DemoRecord:
    """Runs the demonstration in a new folder, on SQLite unless another address is given."""
    with without_scrypt():
        *said, left = run(folder, url=url, parallel=False)
        key = load_key(next(left.pack.parent.glob("*.tfkey")), left.passphrase)
    return DemoRecord(folder, url or f"sqlite:///{left.record}", tuple(said), left, key)

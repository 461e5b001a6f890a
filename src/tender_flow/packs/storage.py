"""`X.tfwork`: the member's work on disk, sealed to their own key, held by one window.

A work file is a sealed file like a pack (kind `work`) from the member to themselves. The
generation before stays as `X.tfwork~`; a damaged file falls back to it and says so. A
temporary file left by a crash is never read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from tender_flow.errors import BadInputError
from tender_flow.packs.codec import MisfitError, canonical, from_plain, parse
from tender_flow.packs.envelope import (
    LARGEST_PACK,
    Header,
    Manifest,
    Opened,
    open_sealed,
    peek,
    seal,
)
from tender_flow.packs.files import backup_of, read_whole, replace_file
from tender_flow.rules.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from pathlib import Path

    import pyrage

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.rules.findings import Fact

STATE = "state.json"
HEADER_BYTES = 9_000


@dataclass(frozen=True, slots=True)
class Stored:
    """What a work file holds: whose and which work, when saved, and the state as plain JSON."""

    case_id: str
    member_id: str
    kind: str
    pack: int
    saved_at: datetime
    state: dict[str, Any] = field(default_factory=dict)
    """As it was read, with keys that this program doesn't know."""
    round: str = ""
    """Of a scoring pack: each round numbers its packs from 1."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who seals and opens a work file: the member's key, or an invitation's one-off key."""

    signer: PrivateKey
    identity: pyrage.x25519.Identity
    fingerprint: str
    """The recipient in the clear line; empty for an invitation."""

    @property
    def seal_key(self) -> str:
        """The age recipient of the work file."""
        return str(self.identity.to_public())


def work_path(pack: Path) -> Path:
    """`evans.tfwork` beside `evans.tfpack`."""
    return pack.with_suffix(".tfwork")


def lock_work(work: Path) -> BaseFileLock | None:
    """The one lock on a work file; None where the file system can't lock (read-only then).

    The operating system frees it when the process dies. Raises `BadInputError`
    `pack-open-twice`. A "soft" lock (a mere file) would outlive a crash, so it counts as none.
    """
    lock: BaseFileLock = FileLock(
        work.with_name(work.name + ".lock"), timeout=0, thread_local=False
    )
    try:
        lock.acquire()
    except Timeout as error:
        twice = Finding("pack-open-twice", {"file": work.name}, place=Place(str(work)))
        raise BadInputError(twice) from error
    except (OSError, NotImplementedError):  # a folder that knows no locks: read-only, said there
        return None
    if isinstance(lock, SoftFileLock):
        lock.release()
        return None
    return lock


def store(
    work: Path, stored: Stored, header: Header, keeper: Keeper, since: datetime | None
) -> None:
    """Writes a work file; on disk when it returns. Raises `SaveError` (errors 16 to 18)."""
    manifest = Manifest(
        kind=header.kind,
        case_id=stored.case_id,
        case_ref="",
        recipient=keeper.fingerprint,
        sender=keeper.signer.public,
        at=stored.saved_at,
        made_from=stored.pack,
    )
    body = canonical(stored)
    data = seal({STATE: body}, header, manifest, signer=keeper.signer, seal_key=keeper.seal_key)
    replace_file(work, data, since)


def recall(work: Path, keeper: Keeper) -> tuple[Stored | None, tuple[Finding, ...]]:
    """The newest generation that can be read, and what to say about it.

    None with no finding: there is no work yet. Raises `BadInputError` `work-damaged` where
    files are there and none can be read: a fresh start over them would lose what they hold.
    """
    tried = False
    for path in (work, backup_of(work)):
        if not path.exists():
            continue
        stored = _read_one(path, keeper)
        if stored is not None:
            return stored, _fell_back(path, stored) if tried else ()
        tried = True
    if tried:
        facts = {"file": work.name, "folder": str(work.parent)}
        raise BadInputError(Finding("work-damaged", facts, place=Place(str(work))))
    return None, ()


def read_for(path: Path, keeper: Keeper) -> Stored | None:
    """Another work file in the folder, if this member's key opens it."""
    try:
        with path.open("rb") as file:
            header = peek(file.read(HEADER_BYTES), path.name)
    except (OSError, BadInputError):
        return None
    return _read_one(path, keeper) if header.recipient_key == keeper.fingerprint else None


def _read_one(path: Path, keeper: Keeper) -> Stored | None:
    try:
        opened = open_sealed(read_whole(path, LARGEST_PACK), keeper.identity, path.name)
        stored = _stored(opened)
    except (BadInputError, MisfitError):
        return None
    signed_by_them = opened.manifest.sender == keeper.signer.public
    return stored if signed_by_them or not keeper.fingerprint else None


def _stored(opened: Opened) -> Stored:
    plain = parse(opened.parts.get(STATE, b""))
    if not isinstance(plain, dict) or not isinstance(plain.get("state"), dict):
        raise MisfitError("state")
    state = plain.pop("state")
    head = from_plain(Stored, plain)
    return replace(head, state=state)


def _fell_back(path: Path, stored: Stored) -> tuple[Finding, ...]:
    facts: dict[str, Fact] = {"file": path.name, "saved": stored.saved_at}
    return (Finding("work-fell-back", facts, Severity.WARNING, Place(str(path))),)

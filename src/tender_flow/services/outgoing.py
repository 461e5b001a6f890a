"""A pack that goes out: sealed, recorded with its number and contents, written as a file.

One way for invitations, scoring packs and outcomes: the row and the journal entry are written
in the deed, the file last; a deed that is refused leaves no file behind. What a pack held is
kept, so that it can be shown and compared with what comes back.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from tender_flow.errors import BrokenRecordError
from tender_flow.packs.codec import MisfitError, canonical, read
from tender_flow.packs.contents import InvitationContents
from tender_flow.packs.envelope import peek
from tender_flow.packs.files import write_new
from tender_flow.packs.post import seal_pack
from tender_flow.packs.returns import kind_of
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tender_flow.packs.contents import PackContents
    from tender_flow.packs.keys import PrivateKey, PublicKey
    from tender_flow.services.office import Deed, Reading

Row = dict[str, Any]
T = TypeVar("T")

IN_FORCE, REPLACED = "in_force", "replaced"


@dataclass(frozen=True, slots=True)
class IssuedPack:
    """A pack as it went out, with the e-mail to copy."""

    member: str
    kind: str
    round: str
    number: int
    path: Path
    check_code: str
    closes_at: datetime | None
    questions: int
    answers: int
    carried_over: int
    """Marks from an earlier pack that travel with it."""
    mail: str
    email: str
    """The member's address."""


@contextmanager
def nothing_left_behind() -> Iterator[list[Path]]:
    """Takes away the files of a deed that doesn't end well."""
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def next_number(reading: Reading, member: str, kind: str, round: str) -> int:
    """The number of a member's next pack of a kind in a round, from 1."""
    packs = reading.of("pack", member=member, kind=kind, round=round)
    return 1 + max((pack["number"] for pack in packs), default=0)


def in_force(reading: Reading, member: str, kind: str, round: str) -> Row | None:
    """The member's pack that counts now."""
    return reading.last("pack", member=member, kind=kind, round=round, status=IN_FORCE)


def pack_path(folder: Path, login: str, what: str, number: int) -> Path:
    """Where the file goes: `carys.evans-written-1.tfpack`; only letters that any disk takes."""
    stem = re.sub(r"[^a-z0-9.]+", "-", login.casefold()).strip("-.") or "member"
    return folder / f"{stem}-{what}-{number}.tfpack"


def send(
    deed: Deed,
    member: Row,
    contents: PackContents,
    authority: PrivateKey,
    path: Path,
    *,
    seal_to: PublicKey | None = None,
    passphrase: str = "",
    round: str = "",
    closes_at: datetime | None = None,
    reason: str = "",
    written: list[Path] | None = None,
) -> tuple[str, str]:
    """Seals a pack and records it; gives its row's id and check code.

    Earlier packs of the same kind and round are no longer in force. The file is written unless
    `written` is None (a rehearsal of the deed).
    """
    kind = kind_of(contents)
    data = seal_pack(
        contents,
        authority,
        at=deed.now,
        member=seal_to,
        passphrase=passphrase,
        head_digest=deed.transaction.head.digest,
    )
    check_code = peek(data, path.name).check_code
    for pack in deed.of("pack", member=member["id"], kind=kind, round=round, status=IN_FORCE):
        deed.update("pack", pack["id"], status=REPLACED)
    row_id = deed.insert(
        "pack",
        {
            "member": member["id"],
            "kind": kind,
            "round": round,
            "number": contents.number,
            "file_name": path.name,
            "digest": hashlib.sha256(data).hexdigest(),
            "check_code": check_code,
            "model_version": deed.case["model_version"],
            "contents": deed.keep("pack", canonical(_without_secret(contents))),
            "reason": reason.strip(),
            "status": IN_FORCE,
            "issued_at": deed.now,
            "closes_at": closes_at,
        },
    )
    deed.note(member=member["id"], pack=row_id, number=str(contents.number), check_code=check_code)
    if written is not None:
        write_new(path, data)
        written.append(path)
    return row_id, check_code


def contents_of(reading: Reading, pack: Row, kind: type[T]) -> T:
    """What a pack held when it went out."""
    try:
        return read(kind, reading.rows.artefact(pack["contents"]))
    except MisfitError as error:
        facts = {"pack": pack["file_name"]}
        raise BrokenRecordError(Finding("stored-pack-unreadable", facts)) from error


def _without_secret(contents: PackContents) -> PackContents:
    """An invitation without its one-off key: whoever reads the record must not have it."""
    return replace(contents, work_key="") if isinstance(contents, InvitationContents) else contents

"""The last step of every job: signing with the retyped passphrase and making the return file.

The work is saved first, with the return in its list and its marks as sent, and the file is
written after that: if the machine dies in between, a number is skipped, but no mark can change
under a revision that somebody already has.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.contents import InvitationContents
from tender_flow.packs.declaring import Declaring
from tender_flow.packs.envelope import lead_of, peek
from tender_flow.packs.files import SaveError, write_new
from tender_flow.packs.keys import PrivateKey, make_key, save_key
from tender_flow.packs.mark_state import SentReturn, next_number
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import seal_return
from tender_flow.packs.returns import MarksReturn, ReturnContents, kind_of
from tender_flow.packs.work import save
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tender_flow.packs.work import Work


@dataclass(frozen=True, slots=True)
class MadeReturn:
    """A return file on disk, to be sent by e-mail."""

    path: Path
    check_code: str
    returned: ReturnContents


def member_key_path(work: Work) -> Path:
    """Where the member's key belongs: `evans.tfkey` beside `evans.tfpack`."""
    return work.path.with_suffix(".tfkey")


def new_member_key(work: Work, passphrase: str) -> PrivateKey:
    """Makes and keeps the member's own key (2.5 seconds); it trusts this council's packs only.

    Raises `BadInputError`: `file-exists` (then `use_member_key` the one that is there),
    `passphrase-empty`, or `SaveError`.
    """
    contents = work.pack.contents
    key = make_key(contents.member.name, "member", trusts=(contents.authority.fingerprint,))
    work.key = save_key(member_key_path(work), key, passphrase)
    return work.key


def use_member_key(work: Work, key: PrivateKey) -> None:
    """Signs with a key that the member has already ("Change my declaration").

    Raises `BadInputError` `key-of-another` if it is an authority's, another person's or made
    for another council.
    """
    contents = work.pack.contents
    fits = (
        key.public.kind == "member"
        and key.public.name == contents.member.name
        and contents.authority.fingerprint in (key.trusts or (contents.authority.fingerprint,))
    )
    if not fits:
        facts = {"name": key.public.name, "member": contents.member.name}
        raise BadInputError(Finding("key-of-another", facts))
    work.key = key


def make_return(
    work: Work,
    passphrase: str,
    now: datetime,
    *,
    part: bool = False,
    conflicts_only: bool = False,
    folder: Path | None = None,
) -> MadeReturn:
    """Signs what the member has done and writes the return file beside the pack.

    `part` and `conflicts_only` are for marks: what is finished now, or nothing but a conflict
    found late. Raises `RefusedError` with everything that is missing, `BadInputError`
    `key-missing` or `key-passphrase-wrong`, `SaveError`.
    """
    key = _confirmed(work, passphrase)
    _refuse_closed(work, now)
    number, path = _place(work, folder or work.path.parent)
    returned = _value(work, key, now, part=part, conflicts_only=conflicts_only, number=number)
    data = seal_return(returned, key, work.pack, number)
    made = MadeReturn(path, peek(data[:9_000]).check_code, returned)
    before = work.job.state.returns
    _remember(work, made, number, now)
    try:
        save(work, now)
        write_new(path, data)
    except SaveError:
        work.job.state.returns = before
        with suppress(SaveError):
            save(work, now)
        raise
    return made


def _remember(work: Work, made: MadeReturn, number: int, now: datetime) -> None:
    returned = made.returned
    count = part = 0
    if isinstance(returned, MarksReturn):
        work.marking.was_sent(returned)
        count, part = len(returned.marks), returned.part
    sent = SentReturn(number, made.path.name, made.check_code, now, bool(part), count)
    work.job.state.returns = (*work.job.state.returns, sent)


def _confirmed(work: Work, passphrase: str) -> PrivateKey:
    if work.key is None:
        raise BadInputError(Finding("key-missing", {"file": member_key_path(work).name}))
    if not work.key.confirm(passphrase):
        facts = {"file": member_key_path(work).name}
        raise BadInputError(Finding("key-passphrase-wrong", facts))
    return work.key


def _refuse_closed(work: Work, now: datetime) -> None:
    contents = work.pack.contents
    closes_at = getattr(contents, "closes_at", None)
    if closes_at is not None and now > closes_at:
        facts = {"closed": closes_at, "lead": lead_of(work.header)}
        raise RefusedError(Finding("pack-closed", facts))


_NAMES = {"invitation": "declaration", "scoring": "marks", "outcome": "slip"}


def _place(work: Work, folder: Path) -> tuple[int, Path]:
    """The number and path of the next return file; an existing file is never written over."""
    number = next_number(work.job.state.returns)
    while True:
        # The first declaration is evans-declaration.tfreturn, as the page says it (ux.md 2.4).
        first = number == 1 and isinstance(work.pack.contents, InvitationContents)
        tail = "" if first else f"-{number}"
        path = folder / f"{work.path.stem}-{_NAMES[work.kind]}{tail}.tfreturn"
        if not path.exists():
            return number, path
        number += 1


def _value(
    work: Work, key: PrivateKey, now: datetime, *, part: bool, conflicts_only: bool, number: int
) -> ReturnContents:
    job = work.job
    if isinstance(job, Declaring):
        return job.declaration(key.public, now)
    if isinstance(job, Marking):
        return job.marks_return(now, part=part, conflicts_only=conflicts_only, number=number)
    return job.slip(work.pack.contents.member.name, now)


def kind_returned(made: MadeReturn) -> str:
    """`declaration`, `marks` or `slip`."""
    return kind_of(made.returned)

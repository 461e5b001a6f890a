"""The member's work beside a pack: opening, saving, and the return file.

    work = open_work(Path("evans.tfpack"), key, now)      # or the invitation's passphrase
    work.marking.give_mark(answer_id, Decimal(3), now)
    save(work, now)                                       # on disk when it returns
    made = make_return(work, passphrase, now, part=True)  # in `sending`
    close(work)

`X.tfpack` is never written. The work is in `X.tfwork`, sealed to the member's own key (that of
an invitation to the one-off key inside it, since no other exists yet). Only one window can
write; where the file system has no locks, or the pack has closed, the work is read-only and
`work.findings` says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyrage

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.carrying import carry_over, marks_of, second_looks
from tender_flow.packs.codec import MisfitError, from_plain, to_plain
from tender_flow.packs.contents import (
    InvitationContents,
    OutcomeContents,
    PackContents,
    ScoringContents,
)
from tender_flow.packs.declaring import Declaring, DeclaringState
from tender_flow.packs.envelope import LARGEST_PACK, Header, lead_of, peek
from tender_flow.packs.files import read_whole, write_new
from tender_flow.packs.keys import PrivateKey, make_key
from tender_flow.packs.mark_state import MarkingState
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import OpenedPack, open_pack
from tender_flow.packs.returns import kind_of
from tender_flow.packs.slips import Agreeing, AgreeingState
from tender_flow.packs.storage import (
    HEADER_BYTES,
    Keeper,
    Stored,
    lock_work,
    read_for,
    recall,
    store,
    work_path,
)
from tender_flow.rules.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from filelock import BaseFileLock

    from tender_flow.rules.findings import Fact

Job = Declaring | Marking | Agreeing
_STATES: dict[str, type] = {
    "invitation": DeclaringState,
    "scoring": MarkingState,
    "outcome": AgreeingState,
}
MOST_NEIGHBOURS = 200
"""Files of a folder that are looked at for newer packs and earlier work."""


@dataclass(slots=True)
class Work:
    """An opened pack with the member's work on it."""

    path: Path
    """The pack; the work is beside it."""
    pack: OpenedPack
    job: Job
    keeper: Keeper
    key: PrivateKey | None
    """None for an invitation until `sending.new_member_key` or `use_member_key`."""
    data: bytes = field(repr=False)
    """The pack's bytes, so that the work can move to another folder whole."""
    findings: tuple[Finding, ...] = ()
    read_only: bool = False
    saved_at: datetime | None = None
    unknown: dict[str, Any] = field(default_factory=dict)
    """Keys of the work file that a newer program wrote; written back as they were."""
    lock: BaseFileLock | None = None

    @property
    def kind(self) -> str:
        """`invitation`, `scoring` or `outcome`."""
        return kind_of(self.pack.contents)

    @property
    def header(self) -> Header:
        """The clear line: whom to ring, the check code."""
        return self.pack.opened.header

    @property
    def declaring(self) -> Declaring:
        """The work on an invitation."""
        assert isinstance(self.job, Declaring)
        return self.job

    @property
    def marking(self) -> Marking:
        """The work on a scoring pack."""
        assert isinstance(self.job, Marking)
        return self.job

    @property
    def agreeing(self) -> Agreeing:
        """The work on an outcome."""
        assert isinstance(self.job, Agreeing)
        return self.job


def peek_file(path: Path) -> Header:
    """The clear line of a file on disk: for whom it is and what kind, without opening it."""
    try:
        with path.open("rb") as file:
            return peek(file.read(HEADER_BYTES), path.name)
    except OSError as error:
        facts = {"file": path.name, "reason": error.strerror or "unreadable"}
        raise BadInputError(Finding("pack-unreadable", facts, place=Place(str(path)))) from error


def open_work(path: Path, unlock: PrivateKey | str, now: datetime) -> Work:
    """Opens a pack with the work done on it so far; carries marks over from an earlier pack.

    Raises `BadInputError`: every reason of `post.open_pack`, `pack-open-twice`, `pack-stale`
    (a newer one lies beside it) and `work-damaged`.
    """
    data = read_whole(path, LARGEST_PACK)
    pack = open_pack(data, unlock, path.name)
    keeper = _keeper(pack.contents, unlock)
    key = unlock if isinstance(unlock, PrivateKey) else None
    _refuse_stale(path, pack, key)
    lock = lock_work(work_path(path))
    try:
        stored, findings = recall(work_path(path), keeper)
        job, unknown, more = _begin(path, pack, stored, keeper)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    work = Work(path, pack, job, keeper, key, data, unknown=unknown, lock=lock)
    work.saved_at = stored.saved_at if stored else None
    work.findings = (*findings, *more, *_at_opening(work, now))
    work.read_only = lock is None or _is_closed(work.findings)
    return work


def save(work: Work, now: datetime) -> None:
    """Puts the work on disk; when it returns, it is saved. `SaveError` says why it isn't."""
    prepare_save(work, now)()


def prepare_save(work: Work, now: datetime) -> Callable[[], None]:
    """The write of the work as it is now, to be made in another thread.

    What is changed after this call is not in it. Calling the result raises what `save` raises.
    """
    if work.read_only:
        raise RefusedError(Finding("work-read-only", {"file": work.path.name}))
    frozen = _frozen(work.job.state)
    contents, path, since = work.pack.contents, work_path(work.path), work.saved_at
    header = _header_of_work(work)

    def write() -> None:
        state = {**work.unknown, **to_plain(frozen)}
        head = (contents.case.id, contents.member.id, work.kind, contents.number)
        round_ = contents.round if isinstance(contents, ScoringContents) else ""
        store(path, Stored(*head, now, state, round_), header, work.keeper, since)
        work.saved_at = now

    return write


def _frozen(state: DeclaringState | MarkingState | AgreeingState) -> object:
    """The state with its own dicts; everything in them is immutable."""
    held = ((item.name, getattr(state, item.name)) for item in fields(state))
    own: dict[str, Any] = {name: dict(value) for name, value in held if isinstance(value, dict)}
    return replace(state, **own)


def close(work: Work) -> None:
    """Frees the lock; the work is not usable afterwards."""
    if work.lock is not None:
        work.lock.release()


def move_work(work: Work, folder: Path, now: datetime) -> None:
    """Moves the work to another folder whole, pack included (error 17), and saves it there.

    What lies in the old folder stays as it is. Raises `SaveError`, or `BadInputError`
    `file-exists` (another pack of that name) or `work-read-only`; the work is then where it was.
    """
    path = folder / work.path.name
    lock = lock_work(work_path(path))
    if lock is None:
        raise BadInputError(Finding("work-read-only", {"file": path.name}, place=Place(str(path))))
    before = (work.path, work.lock, work.read_only, work.findings)
    try:
        _copy_pack(work, path)
        work.path, work.lock = path, lock
        work.findings = tuple(f for f in work.findings if f.code != "work-read-only")
        work.read_only = _is_closed(work.findings)
        save(work, now)
    except BaseException:
        lock.release()
        work.path, work.lock, work.read_only, work.findings = before
        raise
    if before[1] is not None:
        before[1].release()


def _copy_pack(work: Work, path: Path) -> None:
    if not path.exists():
        write_new(path, work.data)
    elif read_whole(path, LARGEST_PACK) != work.data:
        raise BadInputError(Finding("file-exists", {"file": path.name}, place=Place(str(path))))


def _is_closed(findings: tuple[Finding, ...]) -> bool:
    return any(finding.code == "pack-closed" for finding in findings)


def _keeper(contents: PackContents, unlock: PrivateKey | str) -> Keeper:
    if isinstance(unlock, PrivateKey):
        return Keeper(unlock, unlock.identity, unlock.public.fingerprint)
    assert isinstance(contents, InvitationContents)
    identity = pyrage.x25519.Identity.from_str(contents.work_key)
    return Keeper(make_key(contents.member.name, "member"), identity, "")


def _header_of_work(work: Work) -> Header:
    header = work.header
    return Header(
        kind="work",
        recipient=header.recipient,
        recipient_key=work.keeper.fingerprint,
        lead=header.lead,
        telephone=header.telephone,
        email=header.email,
    )


def _begin(
    path: Path, pack: OpenedPack, stored: Stored | None, keeper: Keeper
) -> tuple[Job, dict[str, Any], tuple[Finding, ...]]:
    """The job to go on with, the unknown keys of its state, and what to say."""
    contents = pack.contents
    state, unknown = _state_of(path, contents, stored)
    if isinstance(contents, InvitationContents):
        return Declaring(contents, state), unknown, ()
    if isinstance(contents, OutcomeContents):
        return Agreeing(contents, state), unknown, ()
    if state is not None:
        return Marking(contents, state), unknown, ()
    earlier = _earlier_work(path, contents, keeper)
    old, unknown = _state_of(path, contents, earlier, check=False)
    marking = Marking(contents, carry_over(old, contents))
    return marking, unknown, _carried(marking)


def _carried(marking: Marking) -> tuple[Finding, ...]:
    count = marks_of(marking.state.marks)
    if not count:
        return ()
    facts: dict[str, Fact] = {"count": count, "changes": marking.contents.changes}
    note = Finding("marks-carried-over", facts, Severity.NOTE)
    return (note, *second_looks(marking))


def _state_of(
    path: Path, contents: PackContents, stored: Stored | None, *, check: bool = True
) -> tuple[Any, dict[str, Any]]:
    """The stored state as a value, and the keys of it that this program doesn't know."""
    if stored is None:
        return None, {}
    kind = _STATES[kind_of(contents)]
    belongs = (contents.case.id, contents.member.id, kind_of(contents), contents.number)
    if check and (stored.case_id, stored.member_id, stored.kind, stored.pack) != belongs:
        facts = {"file": work_path(path).name}
        raise BadInputError(Finding("work-of-another-pack", facts, place=Place(str(path))))
    try:
        state: Any = from_plain(kind, stored.state)
    except MisfitError as error:
        facts = {"file": work_path(path).name, "folder": str(path.parent)}
        raise BadInputError(Finding("work-damaged", facts, place=Place(str(path)))) from error
    known = to_plain(state)
    return state, {key: value for key, value in stored.state.items() if key not in known}


def _earlier_work(path: Path, contents: ScoringContents, keeper: Keeper) -> Stored | None:
    """This member's work on the newest earlier pack of the case, in the same folder."""
    found: list[tuple[int, Path, Stored]] = []
    for other in _neighbours(path, "*.tfwork"):
        stored = read_for(other, keeper)
        if stored is not None and _is_earlier(stored, contents):
            found.append((stored.pack, other, stored))
    if not found:
        return None
    _, newest, _ = max(found, key=lambda each: each[0])
    lock = lock_work(newest)  # an older pack that is open in another window is still changing
    try:
        return read_for(newest, keeper)
    finally:
        if lock is not None:
            lock.release()


def _is_earlier(stored: Stored, contents: ScoringContents) -> bool:
    same = (stored.case_id, stored.member_id, stored.kind, stored.round)
    wanted = (contents.case.id, contents.member.id, "scoring", contents.round)
    return same == wanted and stored.pack < contents.number


def _is_newer(other: ScoringContents, contents: ScoringContents) -> bool:
    """Is it a later pack of the same case and round?"""
    same = (other.case.id, other.round) == (contents.case.id, contents.round)
    return same and other.number > contents.number


def _refuse_stale(path: Path, pack: OpenedPack, key: PrivateKey | None) -> None:
    """Refuses a pack beside which a newer one for the same member and case lies (error 6)."""
    contents = pack.contents
    if key is None or not isinstance(contents, ScoringContents):
        return
    for other in _neighbours(path, "*.tfpack"):
        newer = _pack_of(other, key)
        if newer is None or not _is_newer(newer, contents):
            continue
        facts: dict[str, Fact] = {
            "file": path.name,
            "newer": other.name,
            "issued": newer.issued_at.date(),
        }
        raise BadInputError(Finding("pack-stale", facts, place=Place(str(path))))


def _pack_of(path: Path, key: PrivateKey) -> ScoringContents | None:
    try:
        header = peek_file(path)
        if header.kind != "scoring" or header.recipient_key != key.public.fingerprint:
            return None
        contents = open_pack(read_whole(path, LARGEST_PACK), key, path.name).contents
    except BadInputError:
        return None
    return contents if isinstance(contents, ScoringContents) else None


def _neighbours(path: Path, pattern: str) -> Iterator[Path]:
    others = sorted(other for other in path.parent.glob(pattern) if other.name != path.name)
    yield from others[:MOST_NEIGHBOURS]


def _at_opening(work: Work, now: datetime) -> Iterator[Finding]:
    contents, lead = work.pack.contents, lead_of(work.header)
    if work.lock is None:
        yield Finding("work-read-only", {"file": work.path.name}, Severity.WARNING)
    if isinstance(contents, ScoringContents) and now > contents.closes_at:
        facts: dict[str, Fact] = {"closed": contents.closes_at, "lead": lead}
        yield Finding("pack-closed", facts, Severity.WARNING)
    if now < work.pack.opened.manifest.at - timedelta(days=1):
        yield Finding("clock-looks-wrong", {"now": now}, Severity.WARNING)

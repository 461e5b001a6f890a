"""The members' side: what their own program does with a file, on a laptop of their own.

It goes through `packs` alone and never touches the record: open, declare, mark, sign, send. An
invitation opens with a passphrase, which takes seconds by design; where the machine can, that
runs in a process beside, while the lead seals the next one.
"""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING

from tender_flow.packs.contents import InvitationContents
from tender_flow.packs.declaring import Declaring
from tender_flow.packs.files import write_new
from tender_flow.packs.post import OpenedPack, open_pack, seal_return
from tender_flow.packs.returns import ReturnContents

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tender_flow.packs.keys import PrivateKey


class Laptops:
    """Opens invitations, beside the lead's work where `parallel`."""

    def __init__(self, *, parallel: bool = True) -> None:
        self._pool = ProcessPoolExecutor(1) if parallel else None
        if self._pool is not None:
            self._pool.submit(int).result()  # begun now, before the record is open

    def open_invitation(self, path: Path, passphrase: str) -> Future[OpenedPack]:
        """Begins to open an invitation; the result comes with `.result()`."""
        if self._pool is not None:
            return self._pool.submit(_opened, path, passphrase)
        done: Future[OpenedPack] = Future()
        done.set_result(_opened(path, passphrase))
        return done

    def close(self) -> None:
        """Ends the process beside."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _opened(path: Path, passphrase: str) -> OpenedPack:
    return open_pack(path.read_bytes(), passphrase, path.name)


def declare(
    pack: OpenedPack,
    key: PrivateKey,
    now: datetime,
    conflicts: dict[str, str],
    out: Path,
) -> Path:
    """Signs agreement and declaration: no conflict but those explained, by bidder's name."""
    invitation = pack.contents
    assert isinstance(invitation, InvitationContents)
    job = Declaring(invitation)
    job.agree(invitation.member.name, now)
    for bidder in invitation.bidders:
        if bidder.supplier in conflicts:
            job.declare(bidder.tender_id, "may", conflicts[bidder.supplier])
        else:
            job.declare(bidder.tender_id, "none")
    job.acknowledge_guidance(now)
    return post(job.declaration(key.public, now), key, pack, 1, out)


def post(
    returned: ReturnContents, key: PrivateKey, pack: OpenedPack, number: int, out: Path
) -> Path:
    """Signs and seals what goes back, and writes the file."""
    write_new(out, seal_return(returned, key, pack, number))
    return out

"""Reading and writing whole files so that a crash leaves the old one or the new one.

`replace_file` is what "Saved" on a screen stands on: temporary file in the same folder, flushed
to the disk, the generation before kept as `name~`, renamed, and the folder flushed too.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Place

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class SaveError(BadInputError):
    """The work could not be written; what was typed since is only on the screen."""


def read_whole(path: Path, largest: int) -> bytes:
    """All bytes of a file of at most `largest` bytes, measured before reading.

    Raises `BadInputError`: `pack-not-there`, `pack-unreadable`, `pack-too-large`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as error:
        raise _refused("pack-not-there", path) from error
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise _refused("pack-unreadable", path, reason=reason) from error
    if len(data) > largest:
        raise _refused("pack-too-large", path, largest=largest)
    return data


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that must not exist yet, whole or not at all. Raises `SaveError`."""
    if path.exists():
        raise _refused("file-exists", path)
    try:
        temporary = _write_temporary(path, data)
        temporary.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        raise save_error(error, path, None) from error


def replace_file(path: Path, data: bytes, since: datetime | None) -> None:
    """Replaces a file, keeping the generation before as `name~`; returns once it is on disk.

    `since` is when the last good save happened, for the sentence. Raises `SaveError`; the old
    generation is then still there.
    """
    try:
        temporary = _write_temporary(path, data)
        if path.exists():
            path.replace(backup_of(path))
        temporary.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        raise save_error(error, path, since) from error


def backup_of(path: Path) -> Path:
    """Where the generation before is kept: `X.tfwork~`."""
    return path.with_name(path.name + "~")


def _write_temporary(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _flush_folder(folder: Path) -> None:
    """Puts the new name itself on the disk; Windows has no such call and does it on its own."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # file systems without it
            raise
    finally:
        os.close(handle)


_REASONS = {
    errno.ENOSPC: "not-saved-disk-full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "not-saved-disk-full",
    errno.EROFS: "not-saved-read-only",
    errno.EACCES: "not-saved-read-only",
    errno.EPERM: "not-saved-read-only",
    errno.ENOENT: "not-saved-gone",
    errno.ENODEV: "not-saved-gone",
    errno.EIO: "not-saved-gone",
}


def save_error(error: OSError, path: Path, since: datetime | None) -> SaveError:
    """The reason of the file system as one of the errors 16 to 18 of the screens."""
    code = _REASONS.get(error.errno or 0, "not-saved-other")
    facts = {
        "folder": str(path.parent),
        "file": path.name,
        "since": since,
        "reason": error.strerror or "",
    }
    return SaveError(Finding(code, facts, place=Place(str(path))))


def _refused(code: str, path: Path, **facts: str | int) -> BadInputError:
    return BadInputError(Finding(code, {"file": path.name, **facts}, place=Place(str(path))))

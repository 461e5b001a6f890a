"""Which tender files are on this laptop, and where the member's key is. No path is ever typed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tender_flow.packs.envelope import Header

MOST_FILES = 200
"""Files of a folder that are looked at: a Downloads folder can hold thousands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A tender file and its clear line."""

    path: Path
    header: Header
    changed: float
    """When the file was last changed, seconds since 1970: when it arrived."""


def folders(start: Path | None = None) -> tuple[Path, ...]:
    """The folder in use, Documents and Downloads, as far as they are there."""
    home = Path.home()
    wanted = (start or Path.cwd(), home / "Documents", home / "Downloads")
    return tuple(dict.fromkeys(folder.resolve() for folder in wanted if folder.is_dir()))


def find_packs(where: Iterable[Path]) -> list[Found]:
    """Packs for a member in these folders, the newest first; unreadable files are left out."""
    from tender_flow.errors import BadInputError
    from tender_flow.packs.contents import TO_MEMBER
    from tender_flow.packs.work import peek_file

    found = []
    for path in _files(where, "*.tfpack"):
        with suppress(BadInputError, OSError):
            header = peek_file(path)
            if header.kind in TO_MEMBER:
                found.append(Found(path, header, path.stat().st_mtime))
    return sorted(found, key=lambda each: (-each.changed, each.path.name))


def find_key(beside: Path, fingerprint: str) -> Path | None:
    """The key file that opens a pack: beside it, else in Documents, Downloads or here."""
    from tender_flow.errors import BadInputError
    from tender_flow.packs.keys import read_public

    where = dict.fromkeys((beside.parent.resolve(), *folders()))
    for path in _files(where, "*.tfkey"):
        with suppress(BadInputError, OSError):
            if read_public(path).fingerprint == fingerprint:
                return path
    return None


def _files(where: Iterable[Path], pattern: str) -> list[Path]:
    files: list[Path] = []
    for folder in where:
        with suppress(OSError):
            files += sorted(folder.glob(pattern))[:MOST_FILES]
    return files

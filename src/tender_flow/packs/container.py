"""Several named parts as one run of bytes, the same bytes for the same parts.

`tender-flow parts 1`, a line of JSON with each part's name and size, then the parts one after
the other. Nothing is compressed, so nothing can swell; sizes and counts are checked before
anything is cut out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tender_flow.packs.codec import MisfitError, canonical, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

MAGIC = b"tender-flow parts 1\n"
MOST_PARTS = 2_000
LONGEST_INDEX = 400_000
_NAME = re.compile(r"[a-z0-9][a-z0-9._/-]{0,199}\Z")


def join_parts(parts: Mapping[str, bytes]) -> bytes:
    """The parts in the order of their names."""
    names = sorted(parts)
    if len(names) > MOST_PARTS or not all(_NAME.match(name) for name in names):
        message = "a part's name or their number is outside the format"
        raise ValueError(message)
    index = canonical([[name, len(parts[name])] for name in names])
    return MAGIC + index + b"\n" + b"".join(parts[name] for name in names)


def split_parts(data: bytes) -> dict[str, bytes]:
    """The parts by name; `MisfitError` unless the bytes are exactly what `join_parts` writes."""
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + LONGEST_INDEX)
    if not data.startswith(MAGIC) or end < 0:
        raise MisfitError("no parts")
    parts: dict[str, bytes] = {}
    start = end + 1
    for name, size in _index(parse(data[len(MAGIC) : end])):
        if name in parts or start + size > len(data):
            raise MisfitError(name)
        parts[name] = data[start : start + size]
        start += size
    if join_parts(parts) != data:
        raise MisfitError("not in the form that is written")
    return parts


def _index(plain: object) -> list[tuple[str, int]]:
    if not isinstance(plain, list) or len(plain) > MOST_PARTS:
        raise MisfitError("index")
    return [_entry(entry) for entry in plain]


def _entry(entry: object) -> tuple[str, int]:
    match entry:
        case [str(name), str(size)] if _NAME.match(name) and re.fullmatch("[0-9]{1,12}", size):
            return name, int(size)
    raise MisfitError("index entry")

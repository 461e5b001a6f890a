"""What an accepted return says, read again from the exact bytes that the record keeps.

The artefact holds manifest, signature and parts as they came; anyone with the sender's public
key can check it for ever, without the council's key and without the sealed file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.packs.codec import MisfitError, read
from tender_flow.packs.container import split_parts
from tender_flow.packs.envelope import Manifest, verify_artefact
from tender_flow.packs.post import CONTENTS
from tender_flow.packs.returns import TO_LEAD, ReturnContents

if TYPE_CHECKING:
    from tender_flow.packs.keys import PublicKey


@dataclass(frozen=True, slots=True)
class KeptReturn:
    """A kept return whose signature holds."""

    kind: str
    """`declaration`, `marks` or `slip`."""
    case_id: str
    sender: PublicKey
    contents: ReturnContents


def kept_return(artefact: bytes, verify_key: str) -> KeptReturn | None:
    """The return in an artefact, or None where it isn't whole or not signed with this key."""
    if not verify_artefact(artefact, verify_key):
        return None
    try:
        parts = split_parts(artefact)
        manifest = read(Manifest, parts["manifest.json"])
        contents: ReturnContents = read(TO_LEAD[manifest.kind], parts[CONTENTS])
    except (MisfitError, KeyError):
        return None
    if manifest.sender.verify_key != verify_key:
        return None
    return KeptReturn(manifest.kind, manifest.case_id, manifest.sender, contents)

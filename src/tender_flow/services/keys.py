"""Key files: the council's, and a person's own; what of them everybody may see.

Making one asks for a passphrase and takes about 2.5 seconds; showing one needs none. The
council's public half goes into each case when it is made (`procurement new`), a custodian's or
witness's with `panel add`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.packs.keys import load_key, make_key, read_public, save_key
from tender_flow.rules.findings import Finding, Place

if TYPE_CHECKING:
    from pathlib import Path

    from tender_flow.packs.keys import PrivateKey, PublicKey


def make_authority(path: Path, name: str, passphrase: str) -> PublicKey:
    """Makes the council's key file; never overwrites one."""
    return _make(path, name, "authority", passphrase)


def make_personal(path: Path, name: str, passphrase: str) -> PublicKey:
    """Makes a person's key file, such as a custodian's; never overwrites one."""
    return _make(path, name, "member", passphrase)


def show(path: Path) -> PublicKey:
    """The public halves of a key file, without its passphrase."""
    return read_public(path)


def authority_public(path: Path) -> PublicKey:
    """The council's public halves, for a new case; a personal key is refused."""
    return _of_kind(path, "authority")


def personal_public(path: Path) -> PublicKey:
    """A person's public halves, for the panel; the council's key is refused."""
    return _of_kind(path, "member")


def unlock_authority(path: Path, passphrase: str) -> PrivateKey:
    """The council's key, unlocked (2.5 seconds)."""
    _of_kind(path, "authority")
    return load_key(path, passphrase)


def unlock_personal(path: Path, passphrase: str) -> PrivateKey:
    """A person's key, unlocked (2.5 seconds)."""
    _of_kind(path, "member")
    return load_key(path, passphrase)


def _make(path: Path, name: str, kind: str, passphrase: str) -> PublicKey:
    if not name.strip():
        raise BadInputError(Finding("key-without-name"))
    return save_key(path, make_key(name.strip(), kind), passphrase).public


def _of_kind(path: Path, kind: str) -> PublicKey:
    public = read_public(path)
    if public.kind != kind:
        code = "key-not-authority" if kind == "authority" else "key-not-personal"
        facts = {"name": public.name, "file": path.name}
        raise BadInputError(Finding(code, facts, place=Place(str(path))))
    return public

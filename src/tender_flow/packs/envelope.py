"""The sealed file: signed inside, sealed outside, with one clear line for people.

A file is the line `tender-flow pack 1`, one line of clear JSON (`Header`) and an age
ciphertext. Inside are the parts with a manifest that names each part's SHA-256, the clear
line's, the sender and what the file answers, and the sender's signature over the manifest.

Signing inside keeps the sender's name out of sight and survives the opening: the signed bytes
(`Opened.artefact`) can be kept and checked for ever (`verify_artefact`). Opening checks, in
this order and with one reason each: the first line, the clear line, the version, the check
code, for whom it is, the seal, the parts, the signature.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

import pyrage

from tender_flow import __version__
from tender_flow.errors import BadInputError
from tender_flow.packs.codec import MisfitError, canonical, from_plain, parse, read, to_plain
from tender_flow.packs.container import join_parts, split_parts
from tender_flow.packs.keys import (
    PrivateKey,
    PublicKey,
    grouped,
    is_wrong_passphrase,
    refuse_hard_scrypt,
    verify,
)
from tender_flow.rules.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tender_flow.rules.findings import Fact

FORMAT = 1
MAGIC = b"tender-flow pack 1\n"
_ANY_MAGIC = re.compile(rb"tender-flow pack (\d{1,6})\n")
LEAST_VERSION = "0.1"
"""The oldest tender-flow that opens what this one writes."""
LARGEST_PACK = 64_000_000
"""Bytes; 200 bidders with 60 answers of 1,000 words each are about 80 kB per bidder."""
LONGEST_HEADER = 8_000
_SIGNED = b"tender-flow manifest 1\n"


@dataclass(frozen=True, slots=True)
class Header:
    """The clear line: what somebody who may not open the file can know about it."""

    kind: str
    recipient: str
    recipient_key: str
    """Fingerprint; empty for a file under a passphrase."""
    lead: str
    telephone: str
    email: str
    least_version: str = LEAST_VERSION
    check_code: str = ""
    """`7F3A 91C2`: the beginning of the SHA-256 of the sealed part, for the telephone."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender signs."""

    kind: str
    case_id: str
    case_ref: str
    recipient: str
    """Fingerprint of the key that it is sealed to; empty under a passphrase."""
    sender: PublicKey
    at: datetime
    number: int = 1
    """Pack number, or the number of this return."""
    made_from: int = 0
    """The pack that a return was made from."""
    made_from_digest: str = ""
    """SHA-256 of that pack's file."""
    model_digest: str = ""
    head_digest: str = ""
    """The head of the case's journal when a pack was issued."""
    header: str = ""
    """SHA-256 of the clear line without its check code."""
    parts: dict[str, str] = field(default_factory=dict)
    """SHA-256 by part."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that passed every check."""

    header: Header
    manifest: Manifest
    parts: Mapping[str, bytes]
    signed_bytes: bytes
    """The manifest exactly as it was signed."""
    signature: str
    artefact: bytes
    """Manifest, signature and parts in one, to be kept."""
    file_digest: str
    """SHA-256 of the sealed file."""

    @property
    def check_code(self) -> str:
        """The code that both ends read on their screens."""
        return self.header.check_code


def seal(
    parts: Mapping[str, bytes],
    header: Header,
    manifest: Manifest,
    *,
    signer: PrivateKey,
    seal_key: str = "",
    passphrase: str = "",
) -> bytes:
    """A sealed file for one recipient: the holder of `seal_key`, or of `passphrase`.

    `header`'s check code and `manifest`'s digests are filled in here.
    """
    bare = replace(header, check_code="")
    digests = {name: _sha256(part) for name, part in parts.items()}
    signed = canonical(
        replace(manifest, header=_header_digest(to_plain(bare)), parts=digests, kind=header.kind)
    )
    signature = signer.sign(_SIGNED + signed)
    inside = join_parts(
        {**parts, "manifest.json": signed, "manifest.sig": signature.encode("ascii")}
    )
    body = _encrypt(inside, seal_key, passphrase)
    return MAGIC + canonical(replace(bare, check_code=_check_code(body))) + b"\n" + body


def _encrypt(inside: bytes, seal_key: str, passphrase: str) -> bytes:
    if passphrase:
        return bytes(pyrage.passphrase.encrypt(inside, passphrase))
    return bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(seal_key)]))


def peek(data: bytes, file: str = "") -> Header:
    """The clear line of a file, without opening it; the first 9,000 bytes are enough.

    Raises `BadInputError`: `not-our-file`, `pack-damaged`, `pack-too-new`.
    """
    return _split(data, file)[0]


def open_sealed(
    data: bytes, unlock: PrivateKey | pyrage.x25519.Identity | str, file: str
) -> Opened:
    """Opens a file with a key, a bare identity or a passphrase; `file` is named in findings.

    Raises `BadInputError`: `not-our-file`, `pack-damaged`, `pack-too-new`, `pack-for-another`,
    `passphrase-wrong`, `pack-too-large`.
    """
    if len(data) > LARGEST_PACK:
        raise BadInputError(_finding("pack-too-large", file, largest=LARGEST_PACK))
    # (1) the first line, (2) the clear line, (3) the version
    header, plain, body = _split(data, file)
    # (4) the check code
    if header.check_code != _check_code(body):
        raise damaged(header, file)
    # (5) for whom it is, (6) the seal
    inside = _unseal(body, header, unlock, file)
    # (7) the parts, (8) the signature
    try:
        return _checked(inside, header, _header_digest(plain), _sha256(data))
    except MisfitError as error:
        raise damaged(header, file) from error


def verify_signed(signed_bytes: bytes, signature: str, verify_key: str) -> bool:
    """Did the holder of `verify_key` sign exactly these manifest bytes?"""
    return verify(verify_key, signature, _SIGNED + signed_bytes)


def verify_artefact(artefact: bytes, verify_key: str) -> bool:
    """Is a kept artefact whole: signed with this key, every part as signed?"""
    try:
        manifest, parts, signed, signature = _manifest_of(artefact)
    except MisfitError:
        return False
    return verify_signed(signed, signature, verify_key) and _parts_agree(manifest, parts)


def damaged(header: Header | None, file: str) -> BadInputError:
    """The refusal of a file that was damaged or changed on its way (error 2)."""
    lead = lead_of(header) if header else "–"
    code = header.check_code if header else "–"
    return BadInputError(_finding("pack-damaged", file, lead=lead, check_code=code))


def _split(data: bytes, file: str) -> tuple[Header, dict[str, object], bytes]:
    """Header, the same with its unknown keys, and the sealed part."""
    found = _ANY_MAGIC.match(data)
    if found is None:
        raise BadInputError(_finding("not-our-file", file))
    end = data.find(b"\n", found.end(), found.end() + LONGEST_HEADER)
    if int(found.group(1)) != FORMAT:
        raise BadInputError(_finding("pack-too-new", file, needed="–", have=__version__))
    line = data[found.end() : end] if end > 0 else b""
    try:
        plain = parse(line)
        header = from_plain(Header, plain)
    except MisfitError as error:
        raise damaged(None, file) from error
    if _version(header.least_version) > _version(__version__) or header.format != FORMAT:
        facts: dict[str, Fact] = {"needed": header.least_version, "have": __version__}
        raise BadInputError(_finding("pack-too-new", file, **facts))
    if canonical(plain) != line:
        raise damaged(header, file)
    return header, plain, data[end + 1 :]


def _unseal(
    body: bytes, header: Header, unlock: PrivateKey | pyrage.x25519.Identity | str, file: str
) -> bytes:
    if isinstance(unlock, PrivateKey) and header.recipient_key != unlock.public.fingerprint:
        facts: dict[str, Fact] = {"recipient": header.recipient, "lead": lead_of(header)}
        raise BadInputError(_finding("pack-for-another", file, **facts))
    try:
        return _decrypt(body, unlock, file)
    except pyrage.DecryptError as error:
        if isinstance(unlock, str) and is_wrong_passphrase(error):
            wrong = _finding("passphrase-wrong", file, lead=lead_of(header))
            raise BadInputError(wrong) from error
        raise damaged(header, file) from error


def _decrypt(body: bytes, unlock: PrivateKey | pyrage.x25519.Identity | str, file: str) -> bytes:
    if isinstance(unlock, str):
        refuse_hard_scrypt(body, file, "pack-asks-too-much")
        return bytes(pyrage.passphrase.decrypt(body, unlock))
    identity = unlock.identity if isinstance(unlock, PrivateKey) else unlock
    return bytes(pyrage.decrypt(body, [identity]))


def _checked(inside: bytes, header: Header, header_digest: str, file_digest: str) -> Opened:
    manifest, parts, signed, signature = _manifest_of(inside)
    agrees = (
        manifest.kind == header.kind
        and manifest.header == header_digest
        and manifest.recipient == header.recipient_key
        and _parts_agree(manifest, parts)
        and verify_signed(signed, signature, manifest.sender.verify_key)
    )
    if not agrees:
        raise MisfitError("manifest")
    return Opened(header, manifest, parts, signed, signature, inside, file_digest)


def _manifest_of(inside: bytes) -> tuple[Manifest, dict[str, bytes], bytes, str]:
    parts = split_parts(inside)
    signed, signature = parts.pop("manifest.json", b""), parts.pop("manifest.sig", b"")
    if len(signature) != 128:
        raise MisfitError("signature")
    return read(Manifest, signed), parts, signed, signature.decode("ascii", "replace")


def _parts_agree(manifest: Manifest, parts: Mapping[str, bytes]) -> bool:
    return manifest.parts == {name: _sha256(part) for name, part in parts.items()}


def _header_digest(plain: dict[str, object]) -> str:
    """Of everything in the clear line but the check code, unknown keys included."""
    return _sha256(canonical({key: plain[key] for key in plain if key != "check_code"}))


def _check_code(body: bytes) -> str:
    return grouped(_sha256(body)[:8])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,6}", text)[:4])


def lead_of(header: Header) -> str:
    """The person to ring, with the number."""
    return f"{header.lead} ({header.telephone})"


def _finding(code: str, file: str, **facts: Fact) -> Finding:
    return Finding(code, {"file": file, **facts}, place=Place(file) if file else None)

"""Key pairs of the council and of each panel member, and the files that keep them.

A key is two pairs: Ed25519 to sign, age X25519 to open what is sealed to it. The public halves
travel in packs and declarations; the fingerprint is what lead and member compare by telephone.

A key file is `tender-flow key 1`, one line of clear JSON (name, kind, public halves,
fingerprint) and both private halves sealed under the passphrase (age, scrypt). Opening one
costs about 2.5 seconds and half a gigabyte, once a session: afterwards `PrivateKey.confirm`
compares the retyped passphrase with a salted hash kept in memory.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tender_flow.errors import BadInputError
from tender_flow.packs.codec import MisfitError, canonical, read
from tender_flow.packs.files import read_whole, write_new
from tender_flow.rules.findings import Finding, Place

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"tender-flow key 1\n"
LARGEST_KEY_FILE = 64_000
"""Bytes; a key file has about 1,000."""
HARDEST_SCRYPT = 21
"""Work factor 2^21 needs 2 GiB; a file that asks for more is an attack on the laptop."""
KINDS = ("authority", "member")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The halves that everybody may have."""

    name: str
    kind: str
    """`authority` or `member`."""
    verify_key: str
    """Ed25519, 64 hex digits."""
    seal_key: str
    """age X25519 recipient, `age1…`."""

    @property
    def fingerprint(self) -> str:
        """20 hex digits in fours, to be read out by telephone: `7F3A 91C2 …`."""
        return fingerprint(self)


def fingerprint(public: PublicKey) -> str:
    """80 bits of SHA-256 over both public halves: too many to find a second key that matches."""
    text = f"tender-flow fingerprint 1\n{public.verify_key}\n{public.seal_key}"
    return grouped(hashlib.sha256(text.encode()).hexdigest()[:20])


def grouped(digits: str) -> str:
    """Hex digits as they are read out: `7F3A 91C2`."""
    return " ".join(re.findall("....", digits.upper()))


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A salted hash of the passphrase, so that it can be retyped without a second scrypt.

    It lives in memory beside the unlocked private key, which is worth more; PBKDF2 only keeps
    the words themselves out of a memory dump that misses the key.
    """

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, passphrase: str) -> _Remembered:
        salt = os.urandom(32)
        return cls(salt, _stretched(passphrase, salt))

    def is_it(self, passphrase: str) -> bool:
        return hmac.compare_digest(self.digest, _stretched(passphrase, self.salt))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, 20_000)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """An unlocked key. Never printed: its `repr` is the fingerprint."""

    public: PublicKey
    signing: Ed25519PrivateKey = field(repr=False)
    identity: pyrage.x25519.Identity = field(repr=False)
    trusts: tuple[str, ...] = ()
    """Fingerprints of the councils whose packs this key opens; empty trusts any."""
    remembered: _Remembered | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"<{self.public.kind} key {self.public.fingerprint}>"

    def sign(self, message: bytes) -> str:
        """The Ed25519 signature in hex."""
        return self.signing.sign(message).hex()

    def confirm(self, passphrase: str) -> bool:
        """Is this the passphrase that unlocked the key? Without scrypt, in memory."""
        return self.remembered is not None and self.remembered.is_it(passphrase)


def make_key(name: str, kind: str, trusts: tuple[str, ...] = ()) -> PrivateKey:
    """A new key for a person or council, not yet kept anywhere."""
    if kind not in KINDS:
        message = f"a key is one of {KINDS}"
        raise ValueError(message)
    signing = Ed25519PrivateKey.generate()
    identity = pyrage.x25519.Identity.generate()
    return _assemble(name, kind, signing=signing, identity=identity, trusts=trusts)


def _assemble(
    name: str,
    kind: str,
    *,
    signing: Ed25519PrivateKey,
    identity: pyrage.x25519.Identity,
    trusts: tuple[str, ...],
    remembered: _Remembered | None = None,
) -> PrivateKey:
    verify_key = signing.public_key().public_bytes_raw().hex()
    public = PublicKey(name, kind, verify_key, str(identity.to_public()))
    return PrivateKey(public, signing, identity, trusts, remembered)


def verify(verify_key: str, signature: str, message: bytes) -> bool:
    """Did the holder of the private half sign exactly this message?"""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(verify_key))
        key.verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


@dataclass(frozen=True, slots=True)
class _ClearLine:
    """The second line of a key file."""

    name: str
    kind: str
    verify_key: str
    seal_key: str
    fingerprint: str
    whole: str = ""
    """SHA-256 of this line without it and of the sealed part: a damaged file is told apart from
    a wrong passphrase. (The passphrase seals the public halves too, against a forged line.)"""

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.kind, self.verify_key, self.seal_key)


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What the passphrase seals: both private halves, and the public ones to compare with."""

    public: PublicKey
    signing: str
    identity: str
    trusts: tuple[str, ...]


def save_key(path: Path, key: PrivateKey, passphrase: str) -> PrivateKey:
    """Writes a new key file (2.5 seconds of scrypt) and gives the key, remembering it.

    Never overwrites: a key that is replaced can't open what was sealed to it. Raises
    `BadInputError` (`file-exists`, `passphrase-empty`, or a reason of the file system).
    """
    if not passphrase.strip():
        raise BadInputError(Finding("passphrase-empty"))
    if path.exists():  # before the scrypt; write_new looks again
        raise _trouble("file-exists", path)
    public = key.public
    secrets = _Secrets(public, key.signing.private_bytes_raw().hex(), str(key.identity), key.trusts)
    sealed = pyrage.passphrase.encrypt(canonical(secrets), passphrase)
    line = _ClearLine(
        name=public.name,
        kind=public.kind,
        verify_key=public.verify_key,
        seal_key=public.seal_key,
        fingerprint=public.fingerprint,
    )
    clear = canonical(replace(line, whole=_whole(line, sealed)))
    write_new(path, MAGIC + clear + b"\n" + sealed)
    return PrivateKey(public, key.signing, key.identity, key.trusts, _Remembered.of(passphrase))


def read_public(path: Path) -> PublicKey:
    """The public halves of a key file, without its passphrase."""
    return _read_clear(path)[0]


def load_key(path: Path, passphrase: str) -> PrivateKey:
    """Unlocks a key file; one scrypt, about 2.5 seconds.

    Raises `BadInputError`: `not-a-key-file`, `key-damaged`, `key-passphrase-wrong`.
    """
    public, sealed = _read_clear(path)
    refuse_hard_scrypt(sealed, str(path), "key-damaged")
    try:
        secrets = read(_Secrets, pyrage.passphrase.decrypt(sealed, passphrase))
        signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secrets.signing))
        identity = pyrage.x25519.Identity.from_str(secrets.identity)
    except pyrage.DecryptError as error:
        code = "key-passphrase-wrong" if is_wrong_passphrase(error) else "key-damaged"
        raise _trouble(code, path) from error
    except (ValueError, pyrage.IdentityError) as error:
        raise _trouble("key-damaged", path) from error
    key = _assemble(
        public.name,
        public.kind,
        signing=signing,
        identity=identity,
        trusts=secrets.trusts,
        remembered=_Remembered.of(passphrase),
    )
    if key.public != public or secrets.public != public:
        raise _trouble("key-damaged", path)
    return key


def is_wrong_passphrase(error: pyrage.DecryptError) -> bool:
    """Does age say that the words, and not the file, are at fault?"""
    return "Decryption failed" in str(error)


def refuse_hard_scrypt(sealed: bytes, file: str, code: str) -> None:
    """Refuses a file that would take gigabytes to open, before anything is computed."""
    found = re.search(rb"-> scrypt \S{1,64} (\d{1,4})\n", sealed[:400])
    if found and int(found.group(1)) > HARDEST_SCRYPT:
        raise BadInputError(Finding(code, {"file": file}, place=Place(file)))


def _read_clear(path: Path) -> tuple[PublicKey, bytes]:
    data = read_whole(path, LARGEST_KEY_FILE)
    if not data.startswith(MAGIC):
        raise _trouble("not-a-key-file", path)
    clear, _, sealed = data[len(MAGIC) :].partition(b"\n")
    try:
        line = read(_ClearLine, clear)
    except MisfitError as error:
        raise _trouble("key-damaged", path) from error
    whole = (
        line.public.kind in KINDS
        and line.public.fingerprint == line.fingerprint
        and line.whole == _whole(line, sealed)
        and canonical(line) == clear
    )
    if not whole:
        raise _trouble("key-damaged", path)
    return line.public, sealed


def _whole(line: _ClearLine, sealed: bytes) -> str:
    return hashlib.sha256(canonical(replace(line, whole="")) + b"\n" + sealed).hexdigest()


def _trouble(code: str, path: Path) -> BadInputError:
    return BadInputError(Finding(code, {"file": path.name}, place=Place(str(path))))

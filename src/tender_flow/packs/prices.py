"""Price files that nobody opens alone: sealed to the witness, then to the custodian.

Two layers, not two recipients: a file sealed to two age recipients opens with either key. The
salted digest stands in the journal from the import on, so that what is opened is what was
received.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

import pyrage

from tender_flow.errors import BadInputError
from tender_flow.packs.keys import PrivateKey
from tender_flow.rules.findings import Finding

LARGEST_PRICE_FILE = 16_000_000
"""Bytes of a price file."""


@dataclass(frozen=True, slots=True)
class SealedPrice:
    """A sealed price file with the salt and digest that will prove it unchanged."""

    ciphertext: bytes
    salt: bytes
    """32 bytes; a price has so few digits that a bare digest could be guessed."""
    digest: str
    """SHA-256 of salt and file, in hex."""


def seal_price(data: bytes, witness_seal_key: str, custodian_seal_key: str) -> SealedPrice:
    """Seals a price file so that both private keys are needed to open it.

    Raises `BadInputError` (`price-file-too-large`, `price-keys-the-same`).
    """
    if len(data) > LARGEST_PRICE_FILE:
        facts = {"bytes": len(data), "largest": LARGEST_PRICE_FILE}
        raise BadInputError(Finding("price-file-too-large", facts))
    if witness_seal_key == custodian_seal_key:
        raise BadInputError(Finding("price-keys-the-same"))
    inner = pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(witness_seal_key)])
    outer = pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str(custodian_seal_key)])
    salt = os.urandom(32)
    return SealedPrice(outer, salt, price_digest(data, salt))


def price_digest(data: bytes, salt: bytes) -> str:
    """What the journal keeps of a price before anybody may know it."""
    return hashlib.sha256(salt + data).hexdigest()


def open_price(sealed: SealedPrice, custodian: PrivateKey, witness: PrivateKey) -> bytes:
    """The price file, opened by both keys and compared with the digest of its import.

    Raises `BadInputError`: `price-wrong-custodian` or `price-wrong-witness` where that key
    doesn't open its layer, `price-altered` where the file is not the one received.
    """
    inner = _peel(sealed.ciphertext, custodian, "price-wrong-custodian")
    data = _peel(inner, witness, "price-wrong-witness")
    if not hmac.compare_digest(price_digest(data, sealed.salt), sealed.digest):
        raise BadInputError(Finding("price-altered"))
    return data


def _peel(ciphertext: bytes, key: PrivateKey, if_wrong: str) -> bytes:
    try:
        return bytes(pyrage.decrypt(ciphertext, [key.identity]))
    except pyrage.DecryptError as error:
        wrong = "No matching keys" in str(error)
        code = if_wrong if wrong else "price-altered"
        raise BadInputError(Finding(code, {"name": key.public.name})) from error

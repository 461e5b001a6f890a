"""Tenders before their opening: answers and price, each sealed so that two people are needed.

On import the answers of a tender are sealed to the witness and that to the custodian, as the
price is; nobody can read them from the record before both have opened the tenders after the
deadline. The answers' seal carries its own salt and digest, the price's stand in its envelope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.packs.codec import MisfitError
from tender_flow.packs.container import join_parts, split_parts
from tender_flow.packs.prices import SealedPrice, open_price, seal_price
from tender_flow.rules.findings import Finding
from tender_flow.services.bid_files import AnswerText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tender_flow.packs.keys import PrivateKey

_SALT, _DIGEST = 32, 32
"""Bytes in front of the ciphertext."""


TARGETS_PART = ("0", "targets")
"""Where `open_answers` gives the text of the bidder's figures; ids begin with a letter."""


def seal_answers(
    answers: Iterable[AnswerText], witness: str, custodian: str, targets: bytes = b""
) -> bytes:
    """The answers of a tender under both seal keys, with the salt and digest in front.

    `targets` is the file with the bidder's figures, as it came.
    """
    parts = {_part_name(answer): answer.text.encode() for answer in answers}
    if targets:
        parts[".".join(TARGETS_PART)] = targets
    sealed = seal_price(join_parts(parts), witness, custodian)
    return sealed.salt + bytes.fromhex(sealed.digest) + sealed.ciphertext


def open_answers(
    data: bytes, custodian: PrivateKey, witness: PrivateKey, supplier: str
) -> dict[tuple[str, str | None], str]:
    """The answers by (question, lot code), and the bidder's figures by `TARGETS_PART`.

    Raises:
        BadInputError: `tender-sealed-to-others`, the keys are not those of the import.
        BrokenRecordError: what is stored is not what was sealed.
    """
    head = _SALT + _DIGEST
    sealed = SealedPrice(data[head:], data[:_SALT], data[_SALT:head].hex())
    try:
        parts = split_parts(open_price(sealed, custodian, witness))
    except MisfitError as error:
        raise BrokenRecordError(Finding("tender-seal-broken", {"supplier": supplier})) from error
    except BadInputError as error:
        if any(finding.code == "price-altered" for finding in error.findings):
            raise BrokenRecordError(
                Finding("tender-seal-broken", {"supplier": supplier})
            ) from error
        raise BadInputError(Finding("tender-sealed-to-others", {"supplier": supplier})) from error
    return {_key_of(name): text.decode(errors="replace") for name, text in parts.items()}


def _part_name(answer: AnswerText) -> str:
    return answer.question if answer.lot is None else f"{answer.question}.{answer.lot}"


def _key_of(name: str) -> tuple[str, str | None]:
    question, dot, lot = name.partition(".")
    return question, lot if dot else None

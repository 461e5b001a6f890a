import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tender_flow.errors import BadInputError
from tender_flow.i18n.sentences import line
from tender_flow.packs import prices
from tender_flow.packs.keys import make_key
from tender_flow.packs.prices import SealedPrice, open_price, price_digest, seal_price

PRICE = b'price: "1650000.00"\n'
CUSTODIAN = make_key("R. Price", "member")
WITNESS = make_key("A. Khan", "member")


def sealed() -> SealedPrice:
    return seal_price(PRICE, WITNESS.public.seal_key, CUSTODIAN.public.seal_key)


SEALED = sealed()


def refused(price: SealedPrice, custodian=CUSTODIAN, witness=WITNESS) -> str:
    with pytest.raises(BadInputError) as error:
        open_price(price, custodian, witness)
    assert line(error.value.findings[0])
    return error.value.findings[0].code


def test_a_price_opens_with_both_keys() -> None:
    assert open_price(sealed(), CUSTODIAN, WITNESS) == PRICE


def test_neither_key_opens_a_price_alone() -> None:
    price = sealed()
    assert refused(price, CUSTODIAN, CUSTODIAN) == "price-wrong-witness"
    assert refused(price, WITNESS, WITNESS) == "price-wrong-custodian"
    assert refused(price, WITNESS, CUSTODIAN) == "price-wrong-custodian"


def test_the_digits_stand_nowhere_in_what_is_kept() -> None:
    price = sealed()
    kept = price.ciphertext + price.salt + price.digest.encode()
    assert b"1650000" not in kept


def test_the_digest_is_salted_so_that_a_price_cannot_be_guessed() -> None:
    first, second = sealed(), sealed()
    assert first.digest != second.digest
    assert price_digest(PRICE, first.salt) == first.digest


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_flipped_byte_is_refused(data) -> None:
    price = SEALED
    place = data.draw(st.integers(0, len(price.ciphertext) - 1))
    body = price.ciphertext
    broken = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
    assert refused(SealedPrice(broken, price.salt, price.digest)).startswith("price-")


def test_another_price_under_the_same_keys_is_not_the_one_received() -> None:
    other = seal_price(b"other", WITNESS.public.seal_key, CUSTODIAN.public.seal_key)
    swapped = SealedPrice(other.ciphertext, SEALED.salt, SEALED.digest)
    assert refused(swapped) == "price-altered"


def test_one_person_may_not_be_both(monkeypatch) -> None:
    with pytest.raises(BadInputError) as error:
        seal_price(PRICE, WITNESS.public.seal_key, WITNESS.public.seal_key)
    assert error.value.findings[0].code == "price-keys-the-same"
    monkeypatch.setattr(prices, "LARGEST_PRICE_FILE", 3)
    with pytest.raises(BadInputError) as error:
        sealed()
    assert error.value.findings[0].code == "price-file-too-large"

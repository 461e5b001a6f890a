from pathlib import Path

import pytest
from pack_case import PASSPHRASE

from tender_flow.errors import BadInputError
from tender_flow.packs import keys as keys_module
from tender_flow.packs.files import SaveError
from tender_flow.packs.keys import load_key, make_key, read_public, save_key, verify

FOLDER = Path(__file__).with_name("keys")


def code(error: pytest.ExceptionInfo[BadInputError]) -> str:
    return error.value.findings[0].code


def test_a_signature_holds_for_its_message_and_key_only() -> None:
    key, other = make_key("Carys Evans", "member"), make_key("Carys Evans", "member")
    signature = key.sign(b"message")
    assert verify(key.public.verify_key, signature, b"message")
    assert not verify(key.public.verify_key, signature, b"massage")
    assert not verify(other.public.verify_key, signature, b"message")
    assert not verify("zz", signature, b"message")
    assert not verify(key.public.verify_key, "00", b"message")


def test_a_fingerprint_is_read_out_in_fours_and_differs_between_keys() -> None:
    key = make_key("Carys Evans", "member").public
    groups = key.fingerprint.split(" ")
    assert [len(group) for group in groups] == [4] * 5
    assert key.fingerprint != make_key("Carys Evans", "member").public.fingerprint


def test_a_private_key_never_prints_its_secrets() -> None:
    key = make_key("Carys Evans", "member")
    assert "AGE-SECRET" not in repr(key)
    assert repr(key) == f"<member key {key.public.fingerprint}>"


def test_the_public_halves_are_read_without_a_passphrase() -> None:
    public = read_public(FOLDER / "carys.tfkey")
    assert (public.name, public.kind) == ("Carys Evans", "member")


def test_any_changed_byte_of_a_key_file_is_refused_before_the_passphrase_matters(tmp_path) -> None:
    good = (FOLDER / "carys.tfkey").read_bytes()
    path = tmp_path / "x.tfkey"
    for place in range(len(good)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(BadInputError) as error:
            read_public(path)
        assert code(error) in {"not-a-key-file", "key-damaged"}


@pytest.mark.parametrize(
    "data", [b"", b"tender-flow key 1\n", b"\0" * 70_000, b"tender-flow key 1\n{"]
)
def test_a_file_that_is_no_key_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.tfkey"
    path.write_bytes(data)
    with pytest.raises(BadInputError):
        load_key(path, PASSPHRASE)


def test_a_key_file_that_asks_for_gigabytes_is_refused(tmp_path, monkeypatch) -> None:
    good = (FOLDER / "carys.tfkey").read_bytes()
    monkeypatch.setattr(keys_module, "HARDEST_SCRYPT", 1)
    path = tmp_path / "x.tfkey"
    path.write_bytes(good)
    with pytest.raises(BadInputError) as error:
        load_key(path, PASSPHRASE)
    assert code(error) == "key-damaged"


def test_a_key_is_never_written_over_and_never_without_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "evans.tfkey"
    path.write_bytes(b"here first")
    key = make_key("Carys Evans", "member")
    for words, expected in (("  ", "passphrase-empty"), (PASSPHRASE, "file-exists")):
        with pytest.raises(BadInputError) as error:
            save_key(path, key, words)
        assert code(error) == expected
    assert path.read_bytes() == b"here first"


def test_a_key_in_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(SaveError) as error:
        keys_module.write_new(tmp_path / "gone" / "evans.tfkey", b"x")
    assert code(error) == "not-saved-gone"


@pytest.mark.slow
def test_a_key_goes_through_its_file_and_a_wrong_passphrase_is_told_apart(tmp_path: Path) -> None:
    """The one test that goes through scrypt: one sealing, two openings."""
    path = tmp_path / "evans.tfkey"
    made = save_key(path, make_key("Carys Evans", "member", ("7F3A",)), PASSPHRASE)
    loaded = load_key(path, PASSPHRASE)
    assert loaded.public == made.public
    assert loaded.trusts == ("7F3A",)
    assert verify(made.public.verify_key, loaded.sign(b"x"), b"x")
    assert loaded.confirm(PASSPHRASE)
    assert not loaded.confirm(PASSPHRASE + " ")
    with pytest.raises(BadInputError) as error:
        load_key(path, "another")
    assert code(error) == "key-passphrase-wrong"

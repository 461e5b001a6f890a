"""Files made by somebody who knows the format and every public key, but not the right secret."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pyrage
import pytest
from pack_case import CASE, NOW, scoring, seal_to_carys
from test_pack_post import code, marks_return

from tender_flow.errors import BadInputError
from tender_flow.packs.codec import canonical, parse
from tender_flow.packs.container import join_parts, split_parts
from tender_flow.packs.envelope import MAGIC, Header, Manifest, _check_code
from tender_flow.packs.keys import PrivateKey
from tender_flow.packs.post import CONTENTS, open_pack, read_return
from tender_flow.packs.returns import MarksReturn


def forge(
    header: Header, manifest: Manifest, contents: object, signer: PrivateKey, to: str
) -> bytes:
    """The file as the format says, with nothing filled in or checked on the way."""
    body = canonical(contents)
    clear = {key: value for key, value in parse(canonical(header)).items() if key != "check_code"}
    signed = canonical(
        replace(
            manifest,
            header=hashlib.sha256(canonical(clear)).hexdigest(),
            parts={CONTENTS: hashlib.sha256(body).hexdigest()},
        )
    )
    signature = signer.sign(b"tender-flow manifest 1\n" + signed).encode()
    inside = join_parts({CONTENTS: body, "manifest.json": signed, "manifest.sig": signature})
    sealed = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(to)])
    return MAGIC + canonical({**clear, "check_code": _check_code(sealed)}) + b"\n" + sealed


@pytest.fixture
def honest(keys) -> tuple[Header, Manifest, MarksReturn]:
    data, returned = marks_return(keys)
    opened = read_return(data, keys.authority, "x").opened
    return opened.header, opened.manifest, returned


def read_forged(keys, header, manifest, returned, signer=None):
    signer = signer or keys.carys
    data = forge(header, manifest, returned, signer, keys.authority.public.seal_key)
    return read_return(data, keys.authority, "x")


def test_the_forger_of_these_tests_writes_what_we_read(keys, honest) -> None:
    assert read_forged(keys, *honest).contents == honest[2]


def test_a_return_that_names_a_member_and_is_signed_by_another_is_refused(keys, honest) -> None:
    with pytest.raises(BadInputError) as error:
        read_forged(keys, *honest, signer=keys.ben)
    assert code(error) == "return-damaged"


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "slip"},
        {"recipient": "0000 0000 0000 0000 0000"},
        {"case_id": "another"},
        {"made_from": 7},
        {"at": NOW + timedelta(days=1)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_manifest_that_contradicts_what_it_signs_is_refused(keys, honest, changes) -> None:
    header, manifest, returned = honest
    with pytest.raises(BadInputError) as error:
        read_forged(keys, header, replace(manifest, **changes), returned)
    assert code(error) == "return-damaged"


def test_a_council_cannot_send_itself_a_members_marks(keys, honest) -> None:
    header, manifest, returned = honest
    own = replace(manifest, sender=keys.authority.public)
    with pytest.raises(BadInputError) as error:
        read_forged(keys, header, own, returned, signer=keys.authority)
    assert code(error) == "return-damaged"


@pytest.mark.parametrize("contents", [{}, [], "x", {"case": []}, {"marks": "x"}])
def test_signed_contents_of_another_shape_are_refused(keys, honest, contents) -> None:
    header, manifest, _ = honest
    with pytest.raises(BadInputError) as error:
        read_forged(keys, header, manifest, contents)
    assert code(error) == "return-damaged"


def test_a_clear_line_that_means_the_same_in_other_bytes_is_refused(keys) -> None:
    first, second, body = seal_to_carys(keys, scoring(keys)).split(b"\n", 2)
    with pytest.raises(BadInputError) as error:
        open_pack(b"\n".join((first, second.replace(b'":', b'": '), body)), keys.carys, "x")
    assert code(error) == "pack-damaged"


def test_a_pack_passed_on_to_another_member_does_not_open_there(keys) -> None:
    """Carys could seal what she opened to Ben; the signature says for whom it was."""
    opened = open_pack(seal_to_carys(keys, scoring(keys)), keys.carys, "x").opened
    header = replace(opened.header, recipient="Ben Okafor", check_code="")
    header = replace(header, recipient_key=keys.ben.public.fingerprint)
    assert split_parts(opened.artefact)
    sealed = pyrage.encrypt(
        opened.artefact, [pyrage.x25519.Recipient.from_str(keys.ben.public.seal_key)]
    )
    line = canonical(replace(header, check_code=_check_code(sealed)))
    with pytest.raises(BadInputError) as error:
        open_pack(MAGIC + line + b"\n" + sealed, keys.ben, "x")
    assert code(error) == "pack-damaged"


def test_a_return_of_another_case_is_not_taken_for_this_one(keys, honest) -> None:
    header, manifest, returned = honest
    other = replace(CASE, id="another")
    came = read_forged(
        keys, header, replace(manifest, case_id="another"), replace(returned, case=other)
    )
    assert came.contents.case.id == "another"

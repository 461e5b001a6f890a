"""Packs and returns on their way: whatever happens to a file, it is refused with a sentence."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pack_case import (
    CASE,
    CLOSES,
    NOW,
    PASSPHRASE,
    invitation,
    outcome,
    scoring,
    seal_to_carys,
)

from tender_flow import __version__
from tender_flow.errors import BadInputError
from tender_flow.i18n.sentences import line
from tender_flow.packs import envelope
from tender_flow.packs.codec import canonical, parse
from tender_flow.packs.envelope import MAGIC, peek, verify_artefact, verify_signed
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import (
    Expected,
    check_return,
    open_pack,
    read_return,
    seal_pack,
    seal_return,
)
from tender_flow.packs.returns import MarksReturn


def code(error: pytest.ExceptionInfo[BadInputError]) -> str:
    finding = error.value.findings[0]
    assert line(finding)  # every refusal has its sentence, with facts that fit
    return finding.code


def marks_return(keys, **changes) -> tuple[bytes, MarksReturn]:
    pack = open_pack(seal_to_carys(keys, scoring(keys)), keys.carys, "evans.tfpack")
    marking = Marking(pack.contents)
    marking.give_mark("t-elm-need", Decimal(3), NOW)
    for box in ("strengths", "weaknesses", "why"):
        marking.write("t-elm-need", box, "It says who.", NOW)
    returned = replace(marking.marks_return(NOW, part=True), **changes)
    return seal_return(returned, keys.carys, pack, 1), returned


@pytest.fixture(scope="session")
def sealed(keys) -> bytes:
    return seal_to_carys(keys, scoring(keys))


@pytest.fixture(scope="session")
def returned(keys) -> bytes:
    return marks_return(keys)[0]


def test_a_pack_opens_with_the_members_key_as_it_was_sealed(keys, sealed) -> None:
    pack = open_pack(sealed, keys.carys, "evans.tfpack")
    assert pack.contents == scoring(keys)
    manifest = pack.opened.manifest
    assert (manifest.case_id, manifest.number, manifest.head_digest) == (CASE.id, 1, "cd" * 32)
    assert manifest.sender == keys.authority.public


def test_an_outcome_opens_with_the_members_key_and_names_what_is_signed(keys) -> None:
    contents = open_pack(seal_to_carys(keys, outcome(keys)), keys.carys, "x").contents
    assert contents == outcome(keys)
    other = replace(contents.items[0], agreed_mark=Decimal(4))
    assert replace(contents, items=(other,)).outcome_digest != contents.outcome_digest


def test_the_clear_line_names_the_recipient_and_whom_to_ring_and_nothing_else(sealed) -> None:
    first, second = sealed.split(b"\n", 2)[:2]
    assert first == b"tender-flow pack 1"
    assert set(parse(second)) == {
        "kind", "format", "least_version", "check_code", "recipient", "recipient_key",
        "lead", "telephone", "email",
    }  # fmt: skip
    for secret in (b"Elm", b"Medway", b"Beacon", b"Kent domestic"):
        assert secret not in sealed.split(b"age-encryption")[0]
    assert len(peek(sealed).check_code) == len("7F3A 91C2")


@pytest.mark.parametrize("what", ["pack", "return"])
def test_any_flipped_bit_is_refused(keys, sealed, returned, what) -> None:
    data, read = (
        (sealed, lambda d: open_pack(d, keys.carys, "x"))
        if what == "pack"
        else (returned, lambda d: read_return(d, keys.authority, "x"))
    )
    places = [*range(900), *range(900, len(data), 41), len(data) - 1]
    for place in places:
        with pytest.raises(BadInputError) as error:
            read(data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :])
        assert code(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_cut_or_lengthened_files_are_refused(keys, sealed, data) -> None:
    end = data.draw(st.integers(0, len(sealed) - 1))
    tail = data.draw(st.binary(min_size=1, max_size=20))
    for broken in (sealed[:end], sealed + tail, tail + sealed):
        with pytest.raises(BadInputError) as error:
            open_pack(broken, keys.carys, "x")
        assert code(error) in {"not-our-file", "pack-damaged", "pack-too-new"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_anything_after_our_first_line_is_refused(keys, body) -> None:
    for data in (MAGIC + body, MAGIC + b"{}\n" + body, body):
        with pytest.raises(BadInputError):
            open_pack(data, keys.carys, "x")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "not-our-file"),
        (b"%PDF-1.7 letter", "not-our-file"),
        (b"\0" * 100_000_000, "not-our-file"),
        (MAGIC + b"\0" * 100_000_000, "pack-damaged"),
        (MAGIC + b'{"a":' * 1_500 + b"\n", "pack-damaged"),
        (b"tender-flow pack 2\n{}\n", "pack-too-new"),
    ],
    ids=["empty", "a letter", "zeros", "zeros after our line", "json bomb", "another format"],
)
def test_what_is_not_a_pack_is_one_sentence(keys, data, expected) -> None:
    for read in (
        lambda: open_pack(data, keys.carys, "x"),
        lambda: read_return(data, keys.authority, "x"),
    ):
        with pytest.raises(BadInputError) as error:
            read()
        assert code(error) in {expected, expected.replace("pack-damaged", "return-damaged")}


def test_a_file_above_the_limit_is_not_parsed(keys, sealed, monkeypatch) -> None:
    monkeypatch.setattr(envelope, "LARGEST_PACK", 100)
    with pytest.raises(BadInputError) as error:
        open_pack(sealed, keys.carys, "x")
    assert code(error) == "pack-too-large"


def test_a_pack_for_somebody_else_says_whose_it_is(keys, sealed) -> None:
    with pytest.raises(BadInputError) as error:
        open_pack(sealed, keys.ben, "x")
    assert code(error) == "pack-for-another"
    assert error.value.findings[0].facts["recipient"] == "Carys Evans"


def test_a_pack_of_a_later_program_names_the_version_needed(keys, sealed) -> None:
    first, second, body = sealed.split(b"\n", 2)
    later = canonical({**parse(second), "least_version": "9.4"})
    with pytest.raises(BadInputError) as error:
        open_pack(b"\n".join((first, later, body)), keys.carys, "x")
    assert code(error) == "pack-too-new"
    assert error.value.findings[0].facts["needed"] == "9.4"
    assert error.value.findings[0].facts["have"] == __version__


def test_a_changed_name_in_the_clear_line_is_noticed_although_the_body_is_whole(
    keys, sealed
) -> None:
    first, second, body = sealed.split(b"\n", 2)
    changed = canonical({**parse(second), "telephone": "0900 123456"})
    with pytest.raises(BadInputError) as error:
        open_pack(b"\n".join((first, changed, body)), keys.carys, "x")
    assert code(error) == "pack-damaged"


def test_a_pack_that_another_council_signed_is_not_used(keys) -> None:
    """Anybody can seal to a member's public key; only the council that invited them may."""
    contents = scoring(keys, authority=keys.other_council.public)
    forged = seal_pack(contents, keys.other_council, at=NOW, member=keys.carys.public)
    with pytest.raises(BadInputError) as error:
        open_pack(forged, keys.carys, "x")
    assert code(error) == "pack-not-from-council"


def test_a_pack_that_claims_another_sender_than_signed_it_is_refused(keys) -> None:
    forged = seal_pack(scoring(keys), keys.other_council, at=NOW, member=keys.carys.public)
    with pytest.raises(BadInputError) as error:
        open_pack(forged, keys.carys, "x")
    assert code(error) == "pack-damaged"


def test_a_return_is_read_with_the_councils_key_only(keys, returned) -> None:
    came = read_return(returned, keys.authority, "x")
    assert came.kind == "marks"
    assert came.contents == marks_return(keys)[1]
    with pytest.raises(BadInputError) as error:
        read_return(returned, keys.other_council, "x")
    assert code(error) == "return-for-another-council"


def test_packs_and_returns_are_not_mistaken_for_each_other(keys, sealed, returned) -> None:
    with pytest.raises(BadInputError) as error:
        open_pack(returned, keys.carys, "x")
    assert code(error) == "not-a-pack"
    with pytest.raises(BadInputError) as error:
        read_return(sealed, keys.authority, "x")
    assert code(error) == "not-a-return"


def test_the_signed_bytes_can_be_checked_for_ever(keys, returned) -> None:
    came = read_return(returned, keys.authority, "x")
    verify_key = keys.carys.public.verify_key
    assert verify_signed(came.signed_bytes, came.signature, verify_key)
    assert not verify_signed(came.signed_bytes + b" ", came.signature, verify_key)
    artefact = came.opened.artefact
    assert verify_artefact(artefact, verify_key)
    assert not verify_artefact(artefact, keys.ben.public.verify_key)
    for place in range(0, len(artefact), 7):
        broken = artefact[:place] + bytes([artefact[place] ^ 1]) + artefact[place + 1 :]
        assert not verify_artefact(broken, verify_key)


def expected(keys, known: dict | None = None, **changes) -> Expected:
    usual = Expected(
        case_id=CASE.id,
        keys={"m-evans": keys.carys.public} if known is None else known,
        packs={"m-evans": 1},
        closes_at={"m-evans": CLOSES},
        names={"m-evans": "Carys Evans"},
    )
    return replace(usual, **changes)


def test_a_return_that_fits_the_record_has_nothing_against_it(keys, returned) -> None:
    came = read_return(returned, keys.authority, "x")
    assert check_return(came, expected(keys), NOW) == ()


@pytest.mark.parametrize(
    ("changes", "after", "reasons"),
    [
        ({"case_id": "other"}, 0, ["return-of-another-case"]),
        ({"names": {}}, 0, ["return-of-a-stranger"]),
        ({"packs": {"m-evans": 2}}, 0, ["return-stale"]),
        ({"known": {}}, 0, ["return-key-unknown"]),
        ({}, 30, ["return-too-late"]),
        ({"packs": {"m-evans": 2}, "known": {}}, 30,
         ["return-key-unknown", "return-stale", "return-too-late"]),
    ],
)  # fmt: skip
def test_a_return_that_does_not_fit_says_everything(
    keys, returned, changes, after, reasons
) -> None:
    came = read_return(returned, keys.authority, "x")
    found = check_return(came, expected(keys, **changes), NOW + timedelta(days=after))
    assert [finding.code for finding in found] == reasons
    assert all(line(finding) for finding in found)


def test_a_return_that_was_accepted_is_not_taken_twice(keys, returned) -> None:
    came = read_return(returned, keys.authority, "x")
    known = expected(keys, accepted={came.opened.file_digest: NOW})
    assert [f.code for f in check_return(came, known, NOW)] == ["return-accepted-already"]


@pytest.mark.slow
def test_an_invitation_opens_with_the_passphrase_from_the_telephone(keys) -> None:
    data = seal_pack(invitation(keys), keys.authority, at=NOW, passphrase=PASSPHRASE)
    pack = open_pack(data, PASSPHRASE, "x")
    assert pack.contents.bidders[1].partners == ("Thanet Homes",)
    with pytest.raises(BadInputError) as error:
        open_pack(data, "wrong", "x")
    assert code(error) == "passphrase-wrong"
    with pytest.raises(BadInputError) as error:
        open_pack(data, keys.carys, "x")
    assert code(error) == "pack-needs-passphrase"
    body = data[:-1] + bytes([data[-1] ^ 1])
    with pytest.raises(BadInputError) as error:
        open_pack(body, PASSPHRASE, "x")
    assert code(error) == "pack-damaged"


def test_an_invitation_that_asks_for_gigabytes_is_refused_before_scrypt(keys, sealed) -> None:
    second = sealed.split(b"\n", 2)[1]
    stanza = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\nxx"
    head = {**parse(second), "kind": "invitation", "recipient_key": ""}
    head["check_code"] = envelope._check_code(stanza)
    with pytest.raises(BadInputError) as error:
        open_pack(MAGIC + canonical(head) + b"\n" + stanza, "word", "x")
    assert code(error) == "pack-asks-too-much"


def test_an_unknown_key_in_the_clear_line_is_kept_and_signed(keys, monkeypatch) -> None:
    """A later program may say more in the clear line; this one opens the file all the same."""
    real = envelope.to_plain

    def with_more(value: object) -> object:
        plain = real(value)
        return {**plain, "colour": "blue"} if isinstance(value, envelope.Header) else plain

    monkeypatch.setattr(envelope, "to_plain", with_more)
    monkeypatch.setattr(envelope, "canonical", lambda value: canonical(with_more(value)))
    data = seal_to_carys(keys, scoring(keys))
    monkeypatch.undo()
    assert b'"colour":"blue"' in data
    assert open_pack(data, keys.carys, "x").contents == scoring(keys)
    with pytest.raises(BadInputError):
        open_pack(data.replace(b'"blue"', b'"grey"'), keys.carys, "x")


def test_age_itself_would_open_what_we_seal(keys, sealed) -> None:
    """No format of our own around the cryptography: any age program opens the third line on."""
    body = sealed.split(b"\n", 2)[2]
    assert pyrage.decrypt(body, [keys.carys.identity]).startswith(b"tender-flow parts 1\n")

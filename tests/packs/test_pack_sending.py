"""Making the return file: what is signed, numbered, remembered, and with whose key."""

from decimal import Decimal

import pytest
from pack_case import NOW, PASSPHRASE, invitation, outcome, seal_to_carys

from tender_flow.errors import BadInputError
from tender_flow.i18n.sentences import line
from tender_flow.packs.files import SaveError
from tender_flow.packs.keys import make_key, save_key
from tender_flow.packs.mark_state import BOXES
from tender_flow.packs.post import read_return, seal_pack
from tender_flow.packs.sending import make_return, new_member_key, use_member_key
from tender_flow.packs.work import Work, close, open_work, save

ELM = "t-elm-need"


def refused(kind: type[Exception], deed, *args, **kwargs) -> str:
    with pytest.raises(kind) as error:
        deed(*args, **kwargs)
    assert line(error.value.findings[0])
    return error.value.findings[0].code


def complete(opened: Work, answer_id: str = ELM, mark: int = 3) -> None:
    opened.marking.give_mark(answer_id, Decimal(mark), NOW)
    for box in BOXES:
        opened.marking.write(answer_id, box, f"{box} of it", NOW)


@pytest.fixture
def opened(pack, keys):
    found = open_work(pack, keys.carys, NOW)
    yield found
    close(found)


def test_a_return_file_is_signed_with_the_retyped_passphrase(pack, opened, keys) -> None:
    complete(opened)
    save(opened, NOW)
    wrong = refused(BadInputError, make_return, opened, "another", NOW, part=True)
    assert wrong == "key-passphrase-wrong"
    made = make_return(opened, PASSPHRASE, NOW, part=True)
    assert made.path == pack.parent / "evans-marks-1.tfreturn"
    came = read_return(made.path.read_bytes(), keys.authority, "x")
    assert came.contents == made.returned
    assert came.opened.check_code == made.check_code
    assert came.opened.manifest.made_from_digest == opened.pack.opened.file_digest
    assert came.opened.manifest.head_digest == "cd" * 32


def test_a_second_return_has_a_new_number_and_new_revisions_of_what_changed(opened, keys) -> None:
    complete(opened)
    complete(opened, "t-elm-safe")
    make_return(opened, PASSPHRASE, NOW, part=True)
    opened.marking.give_mark(ELM, Decimal(4), NOW)
    made = make_return(opened, PASSPHRASE, NOW, part=True)
    assert made.path.name == "evans-marks-2.tfreturn"
    revisions = {mark.answer_id: mark.revision for mark in made.returned.marks}
    assert revisions == {ELM: 2, "t-elm-safe": 1}
    assert [sent.number for sent in opened.marking.state.returns] == [1, 2]


def test_a_return_that_cannot_be_written_is_not_remembered_as_made(opened, tmp_path) -> None:
    complete(opened)
    gone = tmp_path / "gone"
    code = refused(SaveError, make_return, opened, PASSPHRASE, NOW, part=True, folder=gone)
    assert code == "not-saved-gone"
    assert opened.marking.state.returns == ()


def test_a_return_file_is_never_written_over(pack, opened) -> None:
    complete(opened)
    (pack.parent / "evans-marks-1.tfreturn").write_bytes(b"here first")
    assert make_return(opened, PASSPHRASE, NOW, part=True).path.name == "evans-marks-2.tfreturn"


def test_the_slip_comes_back_from_the_members_own_machine(tmp_path, keys) -> None:
    path = tmp_path / "evans-outcome.tfpack"
    path.write_bytes(seal_to_carys(keys, outcome(keys)))
    found = open_work(path, keys.carys, NOW)
    assert found.kind == "outcome"
    found.agreeing.disagree("i-1", "The deputy was named.")
    save(found, NOW)
    close(found)
    again = open_work(path, keys.carys, NOW)
    assert again.agreeing.verdict("i-1").reason == "The deputy was named."
    made = make_return(again, PASSPHRASE, NOW)
    came = read_return(made.path.read_bytes(), keys.authority, "x")
    assert (came.kind, came.contents.outcome_digest) == ("slip", outcome(keys).outcome_digest)
    close(again)


def test_another_persons_or_councils_key_does_not_sign(opened, keys) -> None:
    stranger = make_key("Carys Evans", "member", (keys.other_council.public.fingerprint,))
    for key in (keys.ben, keys.authority, stranger):
        assert refused(BadInputError, use_member_key, opened, key) == "key-of-another"
    use_member_key(opened, keys.carys)


@pytest.mark.slow
def test_a_declaration_is_begun_left_and_signed_with_a_key_made_on_the_spot(tmp_path, keys) -> None:
    path = tmp_path / "evans.tfpack"
    path.write_bytes(seal_pack(invitation(keys), keys.authority, at=NOW, passphrase="by telephone"))
    first = open_work(path, "by telephone", NOW)
    first.declaring.agree("Carys Evans", NOW)
    first.declaring.declare("t-elm", "none")
    save(first, NOW)
    close(first)
    again = open_work(path, "by telephone", NOW)
    assert again.declaring.next_page() == "t-medway"
    again.declaring.declare("t-medway", "ask")
    again.declaring.acknowledge_guidance(NOW)
    assert refused(BadInputError, make_return, again, PASSPHRASE, NOW) == "key-missing"
    key = new_member_key(again, PASSPHRASE)
    made = make_return(again, PASSPHRASE, NOW)
    assert made.path.name == "evans-declaration.tfreturn"
    came = read_return(made.path.read_bytes(), keys.authority, "x")
    assert came.contents.key == came.sender == key.public
    assert key.trusts == (keys.authority.public.fingerprint,)
    close(again)
    assert refused(BadInputError, save_key, path.with_suffix(".tfkey"), key, "x y") == "file-exists"

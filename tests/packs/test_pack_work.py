"""The work on disk: what "Saved" promises, who may write, and what a bad file is told apart."""

import errno
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pack_case import (
    ANSWERS,
    CASE,
    CLOSES,
    NOW,
    PASSPHRASE,
    answer,
    scoring,
    seal_to_carys,
)

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.i18n.sentences import line
from tender_flow.packs import files, storage, work
from tender_flow.packs.codec import canonical
from tender_flow.packs.files import SaveError
from tender_flow.packs.mark_state import BOXES
from tender_flow.packs.sending import make_return
from tender_flow.packs.work import Work, close, move_work, open_work, peek_file, save

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


def codes(opened: Work) -> list[str]:
    assert all(line(finding) for finding in opened.findings)
    return [finding.code for finding in opened.findings]


@pytest.fixture
def opened(pack, keys):
    found = open_work(pack, keys.carys, NOW)
    yield found
    close(found)


def test_work_that_was_saved_is_there_again_and_the_pack_untouched(pack, opened, keys) -> None:
    before = pack.read_bytes()
    complete(opened)
    opened.marking.note(ELM, "private")
    opened.marking.move_to(ELM, "why", 12)
    save(opened, NOW)
    close(opened)
    again = open_work(pack, keys.carys, NOW)
    assert again.marking.state == opened.marking.state
    assert again.saved_at == NOW
    assert codes(again) == []
    assert pack.read_bytes() == before
    close(again)


def test_the_work_file_says_nothing_in_clear_and_opens_with_the_members_key_only(
    pack, opened, keys
) -> None:
    complete(opened)
    save(opened, NOW)
    data = pack.with_suffix(".tfwork").read_bytes()
    assert data.startswith(b"tender-flow pack 1\n")
    for secret in (b"strengths of it", b"Elm", b"t-elm"):
        assert secret not in data
    assert refused(BadInputError, open_work, pack, keys.ben, NOW) == "pack-for-another"


def test_only_one_window_can_write(pack, opened, keys) -> None:
    assert refused(BadInputError, open_work, pack, keys.carys, NOW) == "pack-open-twice"
    close(opened)
    close(open_work(pack, keys.carys, NOW))


def test_damaged_work_falls_back_to_the_generation_before_and_says_so(pack, opened, keys) -> None:
    complete(opened, mark=3)
    save(opened, NOW)
    opened.marking.give_mark(ELM, Decimal(4), NOW)
    save(opened, NOW + timedelta(minutes=1))
    close(opened)
    path = pack.with_suffix(".tfwork")
    data = path.read_bytes()
    for broken in (b"", data[:-1], data[:-1] + b"!"):
        path.write_bytes(broken)
        again = open_work(pack, keys.carys, NOW)
        assert codes(again) == ["work-fell-back"]
        assert again.marking.mark(ELM).value == 3
        close(again)
    Path(str(path) + "~").write_bytes(b"x")
    assert refused(BadInputError, open_work, pack, keys.carys, NOW) == "work-damaged"
    assert path.read_bytes() == broken


def test_work_that_somebody_else_sealed_to_the_member_is_not_read(pack, opened, keys) -> None:
    """The member's public key is no secret; only what she signed herself is her work."""
    complete(opened)
    opened.keeper = replace(opened.keeper, signer=keys.ben)
    save(opened, NOW)
    close(opened)
    assert refused(BadInputError, open_work, pack, keys.carys, NOW) == "work-damaged"


def test_a_file_left_half_written_by_a_crash_is_never_read(pack, opened, keys) -> None:
    save(opened, NOW)
    close(opened)
    (pack.parent / ".evans.tfwork.4711.tmp").write_bytes(b"tender-flow pack 1\nhalf")
    close(open_work(pack, keys.carys, NOW))


def test_between_the_two_renames_the_generation_before_is_found(pack, opened, keys) -> None:
    complete(opened)
    save(opened, NOW)
    close(opened)
    path = pack.with_suffix(".tfwork")
    path.rename(files.backup_of(path))
    again = open_work(pack, keys.carys, NOW)
    assert again.marking.mark(ELM).value == 3
    close(again)


def test_keys_that_a_later_program_wrote_are_kept(pack, opened, keys) -> None:
    opened.unknown["citations"] = {"W1": ["paragraph 4"]}
    save(opened, NOW)
    close(opened)
    again = open_work(pack, keys.carys, NOW)
    assert again.unknown == {"citations": {"W1": ["paragraph 4"]}}
    save(again, NOW)
    close(again)
    third = open_work(pack, keys.carys, NOW)
    assert "citations" in third.unknown
    close(third)


SAVER = """
import sys, pickle
from pathlib import Path
from datetime import datetime, UTC
sys.path.insert(0, sys.argv[3])
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tender_flow.packs.keys import PrivateKey, PublicKey
from tender_flow.packs.work import open_work, save
signing, identity, *public = Path(sys.argv[2]).read_text().split("\\n")
key = PrivateKey(PublicKey(*public), Ed25519PrivateKey.from_private_bytes(bytes.fromhex(signing)),
                 pyrage.x25519.Identity.from_str(identity))
work = open_work(Path(sys.argv[1]), key, datetime(2014, 10, 20, 15, tzinfo=UTC))
count = int(work.marking.state.notes.get("t-elm-need", "0"))
print("open", count, flush=True)
while True:
    count += 1
    work.marking.note("t-elm-need", str(count))
    work.marking.note("t-elm-safe", "long " * 20000)
    save(work, datetime(2014, 10, 20, 15, tzinfo=UTC))
    print("saved", count, flush=True)
"""


def test_what_was_shown_as_saved_survives_sigkill_at_any_moment(pack, keys, tmp_path) -> None:
    """A process saves without pause and is killed; every number it printed must be there."""
    key, public = keys.carys, keys.carys.public
    secret = tmp_path / "secret.txt"
    lines = (key.signing.private_bytes_raw().hex(), str(key.identity), public.name, public.kind)
    secret.write_text("\n".join((*lines, public.verify_key, public.seal_key)))
    chance, shown = random.Random(7), 0
    for _ in range(8):
        program = [sys.executable, "-c", SAVER, str(pack), str(secret), str(Path(__file__).parent)]
        process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        first = process.stdout.readline().split()
        assert int(first[1]) >= shown
        said = [process.stdout.readline() for _ in range(chance.randrange(1, 12))]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().splitlines()
        process.wait()
        shown = max(shown, *(int(each.split()[1]) for each in said))
        again = open_work(pack, keys.carys, NOW)  # the lock died with the process
        assert int(again.marking.state.notes["t-elm-need"]) >= shown
        close(again)
    assert shown > 8


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "not-saved-disk-full"),
        (errno.EROFS, "not-saved-read-only"),
        (errno.EACCES, "not-saved-read-only"),
        (errno.EIO, "not-saved-gone"),
        (errno.EFBIG, "not-saved-other"),
    ],
)
def test_a_disk_that_refuses_is_said_and_leaves_the_last_save(
    pack, opened, keys, monkeypatch, number, expected
) -> None:
    complete(opened)
    save(opened, NOW)

    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", refuse)
    opened.marking.give_mark(ELM, Decimal(4), NOW)
    with pytest.raises(SaveError) as error:
        save(opened, NOW)
    assert error.value.findings[0].code == expected
    assert error.value.findings[0].facts["since"] == NOW
    monkeypatch.undo()
    assert opened.marking.mark(ELM).value == 4  # still on the screen
    assert not list(pack.parent.glob(".*.tmp"))
    close(opened)
    again = open_work(pack, keys.carys, NOW)
    assert again.marking.mark(ELM).value == 3
    close(again)


def test_a_folder_taken_away_is_said_and_saved_after_it_is_put_back(opened, pack) -> None:
    complete(opened)
    away = pack.parent.rename(pack.parent.with_name("away"))
    assert refused(SaveError, save, opened, NOW) == "not-saved-gone"
    away.rename(pack.parent)
    save(opened, NOW)


def test_the_work_moves_to_another_folder_whole(pack, opened, keys, tmp_path) -> None:
    complete(opened)
    other = tmp_path / "other"
    other.mkdir()
    move_work(opened, other, NOW)
    assert opened.path == other / "evans.tfpack"
    close(opened)
    again = open_work(opened.path, keys.carys, NOW)
    assert again.marking.mark(ELM).value == 3
    close(again)
    close(open_work(pack, keys.carys, NOW))  # the old lock was freed


def test_a_move_that_cannot_be_made_leaves_the_work_where_it_was(pack, opened, tmp_path) -> None:
    complete(opened)
    other = tmp_path / "other"
    other.mkdir()
    (other / "evans.tfpack").write_bytes(b"another pack")
    assert refused(BadInputError, move_work, opened, other, NOW) == "file-exists"
    assert opened.path == pack
    save(opened, NOW)


def test_moving_does_not_open_a_closed_pack_again(pack, keys, tmp_path) -> None:
    found = open_work(pack, keys.carys, CLOSES + timedelta(seconds=1))
    other = tmp_path / "other"
    other.mkdir()
    assert refused(RefusedError, move_work, found, other, CLOSES) == "work-read-only"
    assert found.path == pack
    close(found)


def test_without_locks_the_work_is_read_only_and_says_so(pack, keys, monkeypatch) -> None:
    def no_locks(*_args: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(storage.FileLock, "acquire", no_locks)
    found = open_work(pack, keys.carys, NOW)
    assert (found.read_only, codes(found)) == (True, ["work-read-only"])
    assert refused(RefusedError, save, found, NOW) == "work-read-only"


def test_a_pack_past_its_date_can_be_read_and_not_sent(pack, keys) -> None:
    found = open_work(pack, keys.carys, CLOSES + timedelta(seconds=1))
    assert (found.read_only, codes(found)) == (True, ["pack-closed"])
    late = CLOSES + timedelta(seconds=1)
    assert refused(RefusedError, make_return, found, PASSPHRASE, late) == "pack-closed"
    close(found)


def test_a_clock_far_behind_is_said_and_stops_nothing(pack, keys) -> None:
    found = open_work(pack, keys.carys, NOW - timedelta(days=2000))
    assert (found.read_only, codes(found)) == (False, ["clock-looks-wrong"])
    close(found)


def reissue(pack: Path, keys, **changes) -> Path:
    path = pack.with_name("evans-2.tfpack")
    path.write_bytes(seal_to_carys(keys, scoring(keys, number=2, **changes)))
    return path


def test_a_reissued_pack_brings_the_marks_and_the_old_one_points_to_it(pack, opened, keys) -> None:
    complete(opened)
    complete(opened, "t-elm-safe", 4)
    save(opened, NOW)
    close(opened)
    changed = answer("t-elm", "safe", "east", "A new text.")
    answers = tuple(changed if one.id == changed.id else one for one in ANSWERS)
    second = reissue(pack, keys, answers=answers, changes=("Elm Housing's answer was replaced.",))
    new = open_work(second, keys.carys, NOW)
    assert codes(new) == ["marks-carried-over", "answer-was-replaced"]
    assert new.marking.mark(ELM).value == 3
    assert new.marking.status("t-elm-safe").missing == ("second_look",)
    save(new, NOW)
    close(new)
    assert refused(BadInputError, open_work, pack, keys.carys, NOW) == "pack-stale"
    again = open_work(second, keys.carys, NOW)
    assert codes(again) == []  # said once, at the first opening
    close(again)


def test_a_pack_of_another_round_is_neither_newer_nor_earlier_work(pack, opened, keys) -> None:
    complete(opened)
    save(opened, NOW)
    close(opened)
    interview = reissue(pack, keys, round="interview")
    other = open_work(interview, keys.carys, NOW)
    assert codes(other) == []
    assert other.marking.mark(ELM).value is None
    save(other, NOW)
    close(other)
    again = open_work(pack, keys.carys, NOW)
    assert again.marking.mark(ELM).value == 3
    close(again)


def test_a_pack_of_another_case_in_the_folder_changes_nothing(pack, opened, keys) -> None:
    complete(opened)
    save(opened, NOW)
    close(opened)
    elsewhere = replace(CASE, id="another")
    other = reissue(pack, keys, case=elsewhere)
    close(open_work(pack, keys.carys, NOW))
    found = open_work(other, keys.carys, NOW)
    assert found.marking.state.marks == {}
    close(found)


def test_an_older_pack_open_in_another_window_is_not_carried_over_under_its_feet(
    pack, opened, keys
) -> None:
    complete(opened)
    save(opened, NOW)
    second = reissue(pack, keys)
    assert refused(BadInputError, open_work, second, keys.carys, NOW) == "pack-open-twice"
    close(opened)
    close(open_work(second, keys.carys, NOW))


def test_work_of_another_pack_under_the_same_name_is_left_alone(pack, opened, keys) -> None:
    save(opened, NOW)
    close(opened)
    pack.write_bytes(seal_to_carys(keys, scoring(keys, number=2)))
    assert refused(BadInputError, open_work, pack, keys.carys, NOW) == "work-of-another-pack"


def test_a_file_is_known_by_its_clear_line_without_being_opened(pack, tmp_path) -> None:
    header = peek_file(pack)
    assert (header.kind, header.recipient, header.lead) == ("scoring", "Carys Evans", "Jo Lowe")
    assert refused(BadInputError, peek_file, tmp_path / "gone.tfpack") == "pack-unreadable"
    assert refused(BadInputError, peek_file, tmp_path) == "pack-unreadable"
    assert refused(BadInputError, open_work, tmp_path / "no.tfpack", "x", NOW) == "pack-not-there"


def test_a_state_that_does_not_fit_is_damage_and_not_a_traceback(pack, opened, keys) -> None:
    opened.unknown["marks"] = ["not", "a", "mapping"]
    opened.marking.state.marks = {}
    broken = {**canonical_state(opened), "marks": ["not", "a", "mapping"]}
    stored = storage.Stored("0199-case", "m-evans", "scoring", 1, NOW, broken)
    header = work._header_of_work(opened)
    storage.store(pack.with_suffix(".tfwork"), stored, header, opened.keeper, None)
    close(opened)
    assert refused(BadInputError, open_work, pack, keys.carys, NOW) == "work-damaged"


def canonical_state(opened: Work) -> dict:
    from tender_flow.packs.codec import parse

    return parse(canonical(opened.job.state))

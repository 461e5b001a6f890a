"""`tender-flow` alone, in a real terminal: what was sent to you is listed."""

import os
import pty
import subprocess
import sys

from pack_case import remembering, scoring, seal_to_carys

from tender_flow.packs.keys import make_key

COMMAND = [sys.executable, "-m", "tender_flow"]


def in_a_terminal(folder, home):
    """What the program writes to a terminal of its own, and its exit code."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "COLUMNS": "100"}
    with subprocess.Popen(
        COMMAND, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the terminal's other end is closed: the program has ended
            pass
        code = process.wait()
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


def seal_pack_for_carys():
    class Keys:
        authority = make_key("Kent County Council", "authority")
        trusts = (authority.public.fingerprint,)
        carys = remembering(make_key("Carys Evans", "member", trusts))
        ben = remembering(make_key("Ben Okafor", "member", trusts))

    return seal_to_carys(Keys, scoring(Keys))


def test_packs_here_and_in_downloads_are_listed_with_the_command_that_opens_them(tmp_path):
    here, home = tmp_path / "here", tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    here.mkdir()
    (home / "Downloads" / "evans.tfpack").write_bytes(seal_pack_for_carys())
    (here / "letter.tfpack").write_text("not one of ours")
    code, shown = in_a_terminal(here, home)
    assert code == 0
    assert shown.startswith("1 tender file is here:")
    assert "Carys Evans" in shown
    assert "Jo Lowe" in shown
    assert "evans.tfpack" in shown
    assert "letter.tfpack" not in shown
    assert "tender-flow score FILE" in shown


def test_where_there_are_none_the_help_is_shown(tmp_path):
    code, shown = in_a_terminal(tmp_path, tmp_path)
    assert code == 0
    assert shown.startswith("Usage: tender-flow")

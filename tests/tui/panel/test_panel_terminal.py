"""In a real terminal: killed while marks are typed, and with the network cut off."""

import random
import shutil
import subprocess
import sys

import pytest
from panel_case import NOW, PASSPHRASE, Keys, pack_file, scoring
from terminal import RUN, Terminal, score

from tender_flow.packs.keys import load_key, save_key
from tender_flow.packs.work import open_work

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    """A folder with a pack that never closes and the member's real key file."""
    folder = tmp_path_factory.mktemp("laptop")
    keys = Keys()
    save_key(folder / "evans.tfkey", keys.carys, PASSPHRASE)
    far = NOW.replace(year=2100)
    pack_file(folder, keys, scoring(keys.authority, closes_at=far))
    return folder


def begin(terminal):
    """Passphrase, grid, first answer."""
    terminal.until("Type your own passphrase")
    terminal.type(PASSPHRASE + "\r")
    terminal.until("YOUR MARKS")
    terminal.type("\r")
    terminal.until("MARK AND REASONS")


def settle(terminal):
    """Reads until nothing more comes."""
    for _look in terminal.watch(1.0):
        pass


def box_line(terminal):
    """The words in the strengths box as they stand on the screen."""
    lines = terminal.lines
    start = next(n for n, line in enumerate(lines) if "STRENGTHS:" in line)
    text = []
    for line in lines[start + 1 :]:
        if not line.startswith("   "):
            break
        text.append(line.strip())
    return " ".join(text).strip()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_while_typing_everything_shown_as_saved_is_there(laptop, tmp_path, seed):
    folder = tmp_path / "work"
    shutil.copytree(laptop, folder)
    chance = random.Random(seed)
    terminal = score(folder / "evans.tfpack")
    shown = ""
    try:
        begin(terminal)
        terminal.type("3")
        terminal.until("Mark 3 given. Saved.")
        terminal.type("\t\t")
        terminal.until("STRENGTHS:")
        for number in range(chance.randint(30, 60)):
            terminal.type(chance.choice("abcdefgh") if number % 7 else " ")
            for _look in terminal.watch(chance.choice((0.01, 0.05, 0.1, 0.5))):
                if "All saved" in terminal.lines[0]:
                    shown = box_line(terminal)
    finally:
        terminal.kill()
    assert len(shown) > 5
    key = load_key(folder / "evans.tfkey", PASSPHRASE)
    again = open_work(folder / "evans.tfpack", key, NOW)
    mark = again.marking.mark(again.marking.reading_order()[0].id)
    assert str(mark.value) == "3"
    assert " ".join(mark.strengths.split()).startswith(" ".join(shown.split()))


def can_cut_the_network():
    unshare = shutil.which("unshare")
    if not unshare:
        return False
    tried = subprocess.run([unshare, "-r", "-n", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def test_a_mark_is_given_and_saved_with_the_network_cut_off(laptop, tmp_path):
    folder = tmp_path / "work"
    shutil.copytree(laptop, folder)
    command = [sys.executable, "-c", RUN, str(folder / "evans.tfpack")]
    environment = None
    if can_cut_the_network():
        command = ["unshare", "-r", "-n", *command]
    else:  # without that right, every socket but a local pair is refused in the child
        (tmp_path / "sitecustomize.py").write_text(
            "import socket\n"
            "def refuse(*a, **k): raise OSError('the network is cut off')\n"
            "socket.socket.connect = refuse\nsocket.getaddrinfo = refuse\n"
        )
        environment = {"PYTHONPATH": str(tmp_path)}
    terminal = Terminal(command, environment=environment)
    try:
        begin(terminal)
        terminal.type("4")
        terminal.until("Mark 4 given. Saved.")
    finally:
        terminal.kill()


def test_the_terminals_cursor_stands_on_what_has_the_focus(laptop, tmp_path):
    folder = tmp_path / "work"
    shutil.copytree(laptop, folder)
    terminal = score(folder / "evans.tfpack")
    try:
        terminal.until("Type your own passphrase")
        settle(terminal)
        line = terminal.lines[terminal.screen.cursor.y]
        assert line.startswith("   [ ")
        terminal.type(PASSPHRASE + "\r")
        terminal.until("YOUR MARKS")
        settle(terminal)
        assert "[ · ]" in terminal.lines[terminal.screen.cursor.y]
        terminal.type("\r")
        terminal.until("MARK AND REASONS")
        terminal.type("\t")
        terminal.until("► MARK")
        settle(terminal)
        assert "►" in terminal.lines[terminal.screen.cursor.y]
    finally:
        terminal.kill()


def test_the_first_screen_imports_no_storage_no_pdf_and_no_babel():
    program = (
        "import sys, asyncio; from pathlib import Path; "
        "from tender_flow.tui.panel.app import PanelApp; "
        "from tender_flow.tui.panel.opening import PassphrasePage; "
        "found = [n for n in ('sqlmodel', 'sqlalchemy', 'reportlab', 'babel', 'holidays', "
        "'pyrage', 'cryptography', 'numpy', 'transitions') if n in sys.modules]; "
        "sys.exit(' '.join(found) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                         check=False)  # fmt: skip
    assert run.returncode == 0, run.stderr

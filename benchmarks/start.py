"""How fast the program starts: commands against a click hello, the panel's screen against Textual.

    python benchmarks/start.py

Every start is a new process of the same interpreter. `procurement list` reads a record with
three cases. First paint is measured in a real pseudo-terminal of 120 by 40: from starting the
process until its first words have come out of the terminal. For the panel that is the
passphrase page of a file, beside a Textual program with one label.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from functools import partial
from pathlib import Path
from time import perf_counter

from comparing import folders, goal, interleaved, show
from kent_cases import address, ready

CLICK_HELLO = """
import click
@click.group()
def program(): pass
@program.command()
@click.option("--name", default="x")
def hello(name): click.echo("hello")
program()
"""

TEXTUAL_HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("READY-MARK")
Hello().run()
"""

OURS = [str(Path(sys.executable).with_name("tender-flow"))]
"""The command as it is installed beside this interpreter."""
LIMIT = 60
"""Seconds after which a screen that shows nothing is given up."""


def main() -> None:
    for folder in folders():
        hello = written(folder / "click_hello.py", CLICK_HELLO)
        record = folder / "record.db"
        ready(record, 3)
        commands(folder, hello, address(record))
        screens(folder, written(folder / "textual_hello.py", TEXTUAL_HELLO))


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def commands(folder: Path, hello: Path, url: str) -> None:
    """Commands that must feel instant."""
    listing = [*OURS, "procurement", "list", "--database", url]
    ways = {
        "click hello": [sys.executable, str(hello), "hello"],
        "python -c pass": [sys.executable, "-c", "pass"],
        "--version": [*OURS, "--version"],
        "--help": [*OURS, "--help"],
        "procurement list": listing,
    }
    times = interleaved({name: partial(started, way, folder) for name, way in ways.items()})
    show("Commands, from start to end of the process", times, "click hello")
    goal(times, "--version", "click hello", at_most=1.5)
    goal(times, "--help", "click hello", at_most=1.5)
    goal(times, "procurement list", "click hello", at_most=3)


def started(command: list[str], folder: Path) -> float:
    """Seconds of one process from start to end."""
    began = perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return perf_counter() - began


def screens(folder: Path, hello: Path) -> None:
    """First paint in a terminal."""
    pack = written(folder / "pack.tenderpack", "not opened before the first paint")
    ways = {
        "Textual, one label": ([sys.executable, str(hello)], b"READY-MARK"),
        "tender-flow score FILE": ([*OURS, "score", str(pack)], b"assphrase"),
    }
    times = interleaved(
        {name: partial(painted, way, mark, folder) for name, (way, mark) in ways.items()}
    )
    show("First paint of the panel's screen", times, "Textual, one label")
    goal(times, "tender-flow score FILE", "Textual, one label", at_most=1.3)


def painted(command: list[str], mark: bytes, folder: Path) -> float:
    """Seconds from starting the process until the mark has come out of its terminal."""
    began = perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        home = {"HOME": str(folder), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execvpe(command[0], command, {**os.environ, **home})
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        return _shown(terminal, mark) - began
    finally:
        os.kill(process, signal.SIGKILL)  # the one that was started here
        os.waitpid(process, 0)
        os.close(terminal)


def _shown(terminal: int, mark: bytes) -> float:
    seen = b""
    until = perf_counter() + LIMIT
    while perf_counter() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            if mark in seen:
                return perf_counter()
    raise SystemExit(f"no first paint: {seen[-2000:]!r}")


if __name__ == "__main__":
    main()

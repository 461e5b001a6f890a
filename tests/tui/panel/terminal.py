"""The program in a real terminal: a pty that pyte reads."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress

import pyte

RUN = "import sys; from pathlib import Path; from tender_flow.tui.panel.app import run_score; " \
      "sys.exit(run_score(Path(sys.argv[1])))"  # fmt: skip


class Terminal:
    """A child process behind a pty, and what stands on its screen."""

    def __init__(self, command, columns=80, lines=24, environment=None):
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color",
                                             **(environment or {})})  # fmt: skip
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, size)

    def read(self, seconds=0.05):
        """Takes in what was written; False when the program is gone."""
        while select.select([self.handle], [], [], seconds)[0]:
            try:
                data = os.read(self.handle, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.raw += data
            self.stream.feed(data)
            seconds = 0
        return True

    def watch(self, seconds):
        """Reads for so long, and stops after each piece so that the test can look."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)
            yield self.text

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines)

    def until(self, words, limit=40):
        """Reads until the words stand on the screen."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            alive = self.read()
            if words in self.text:
                return
            assert alive, f"the program ended:\n{self.text}"
        raise AssertionError(f"{words!r} never came:\n{self.text}")

    def type(self, text):
        os.write(self.handle, text.encode())

    def kill(self):
        """SIGKILL to the program that this object started."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def score(path, **more):
    """`tender-flow score` on a file, in a terminal."""
    return Terminal([sys.executable, "-c", RUN, str(path)], **more)

"""Passphrases: typed without being shown, or read from a file; never an argument.

An argument would stand in the list of processes and in the shell's history. For scripts,
`TENDER_FLOW_PASSPHRASE_FILE` names a file whose first line is the passphrase. Where two people
are needed (custodian and witness), each has a variable of their own, which goes before:
`TENDER_FLOW_PASSPHRASE_FILE_CUSTODIAN`, `TENDER_FLOW_PASSPHRASE_FILE_WITNESS`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tender_flow.cli.common import PASSPHRASE_VARIABLE
from tender_flow.errors import BadInputError
from tender_flow.i18n import _
from tender_flow.rules.findings import Finding


def passphrase(prompt: str, *, confirm: bool = False, whose: str = "") -> str:
    """The passphrase, from the file that the environment names or typed (twice to confirm).

    Raises:
        BadInputError: the two typed ones differ, the file can't be read or is empty, or there
            is no terminal to ask at.
    """
    if path := _named_file(whose):
        return _first_line(Path(path))
    if not sys.stdin.isatty():
        raise BadInputError(Finding("passphrase-not-given", {"variable": PASSPHRASE_VARIABLE}))
    typed = _ask(prompt)
    if confirm and _ask(_("The same once more")) != typed:
        raise BadInputError(Finding("passphrases-differ"))
    return typed


def _named_file(whose: str) -> str | None:
    own = os.environ.get(f"{PASSPHRASE_VARIABLE}_{whose.upper()}") if whose else None
    return own or os.environ.get(PASSPHRASE_VARIABLE)


def _first_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        facts = {"path": str(path), "variable": PASSPHRASE_VARIABLE}
        raise BadInputError(Finding("passphrase-file-unreadable", facts)) from error
    if not (line := text.split("\n", 1)[0].rstrip("\r")):
        raise BadInputError(Finding("passphrase-file-empty", {"path": str(path)}))
    return line


def _ask(prompt: str) -> str:
    typed: str = click.prompt(prompt, hide_input=True, err=True)
    return typed

"""What the commands about tenders and panel ask for alike: key files, local times, readings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tender_flow.packs.keys import PrivateKey

    Function = TypeVar("Function", bound=Callable[..., Any])

DEFAULT_KEY = "authority.tfkey"
PATH = click.Path(path_type=Path)


def authority_option(command: Function) -> Function:
    """Adds `--key`: the council's key file."""
    return click.option(
        "--key",
        type=PATH,
        default=DEFAULT_KEY,
        help=N_("The council's key file. Default: authority.tfkey here."),
    )(command)


def out_option(command: Function) -> Function:
    """Adds `--out`: the folder for the files to send."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        help=N_("The folder for the file. Default: here."),
    )(command)


def authority_key(path: Path) -> PrivateKey:
    """The council's key, unlocked with a passphrase from a file or a prompt."""
    from tender_flow.cli.passphrases import passphrase
    from tender_flow.services.keys import authority_public, unlock_authority

    authority_public(path)  # a wrong file is refused before anybody types a passphrase
    return unlock_authority(
        path, passphrase(_("Passphrase of the council's key"), whose="authority")
    )


def keeper_key(path: Path, role: str, prompt: str) -> PrivateKey:
    """A custodian's or witness's key, unlocked by its holder."""
    from tender_flow.cli.passphrases import passphrase
    from tender_flow.services.keys import personal_public, unlock_personal

    personal_public(path)
    return unlock_personal(path, passphrase(prompt, whose=role))


def local_instant(text: str) -> datetime:
    """An instant from a local time such as `2014-10-24T17:00` (Europe/London)."""
    from datetime import datetime

    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import deadline_instant

    try:
        local = datetime.fromisoformat(text) if "T" in text or " " in text else None
    except ValueError:
        local = None
    if local is None:
        raise BadInputError(Finding("local-time-unreadable", {"text": text[:40]}))
    if local.tzinfo is not None:
        return local
    return deadline_instant(local.date(), local.time())

"""`tender-flow score`: the panel member's screens, offline."""

from __future__ import annotations

from pathlib import Path

import click

from tender_flow.cli.common import Command, need_terminal, stop
from tender_flow.i18n import N_


@click.command(
    "score",
    cls=Command,
    help=N_(
        "Opens an invitation, a scoring pack or the agreed marks on the full screen, offline. "
        "Without a file it lists those found here, in Documents and in Downloads. It goes on "
        "where you stopped: everything is saved as you type."
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--key",
    "key_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=N_("Your own key file, where it isn't beside the pack."),
)
def score(file: Path | None, key_file: Path | None) -> None:
    from tender_flow.tui.panel.app import run_score

    need_terminal()
    stop(run_score(file, key_file))

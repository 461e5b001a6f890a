"""`tender-flow demo`: the whole main job on a real council's plan, in a new folder."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.demo.script import Left
    from tender_flow.demo.telling import Begun, Said


@click.command(
    "demo",
    cls=Command,
    help=N_(
        "Runs two rehearsals of a council's plan in a new folder: one to its end, one that stops "
        "half-way for you to try. It takes about a minute. Bidders, people and marks are invented."
    ),
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("tender-flow-demo"),
    help=N_("A new or empty folder. Default: tender-flow-demo here."),
)
@click.option(
    "--files",
    type=click.Path(path_type=Path),
    help=N_("Only copy the files for practising by hand into this new folder; run nothing."),
)
def demo(folder: Path, files: Path | None) -> None:
    if files is not None:
        _copy(files)
        return
    from tender_flow.demo.script import run

    click.echo(
        _("A rehearsal with invented bidders, people, marks and prices; only the plan is a real "
          "council's. Times are set by hand, in 2014 and 2015.")
    )  # fmt: skip
    for said in run(folder):
        _show(said)


def _copy(folder: Path) -> None:
    from tender_flow.demo.practice import copy_files

    names = ", ".join(copy_files(folder))
    click.echo(_("Copied into {folder}: {names}.").format(folder=folder, names=names))
    click.echo(_("Bidders, people, marks and prices in them are invented."))


def _show(said: Begun | Said | Left) -> None:
    from tender_flow.cli.tables import clean, print_table
    from tender_flow.demo.telling import Begun, Line, Refused, Table

    match said:
        case Begun(number, count, title):
            heading = _("[{number} of {count}] {title}")
            click.echo("\n" + heading.format(number=number, count=count, title=_(title)))
        case Line(text):
            click.echo(f"  {clean(text)}")
        case Refused(findings, ref):
            _show_refusal(findings, ref)
        case Table(headings, rows, right):
            print_table(headings, rows, right=right)
        case _:
            _show_left(said)


def _show_refusal(findings: object, ref: str) -> None:
    """A refusal belongs to the story, so it goes to stdout with the rest of it."""
    from tender_flow.cli.failures import finding_lines

    assert isinstance(findings, tuple)
    for finding in findings:
        for line in finding_lines(finding, ref):
            click.echo(f"    {line}")


def _show_left(left: Left) -> None:
    click.echo("\n" + _("What is left for you. The moderation meeting, half-way:"))
    program = _program()
    moderate = ["moderate", left.ref, "--database", str(left.record), "--as", left.login]
    click.echo("  " + shlex.join([*program, *moderate]))
    click.echo(
        _("The panel screen on a pack that isn't sent (passphrase: {passphrase}):").format(
            passphrase=left.passphrase
        )
    )
    click.echo("  " + shlex.join([*program, "score", str(left.pack)]))


def _program() -> list[str]:
    """How this very program is called here, so that the last lines can be copied as they are."""
    here = Path(sys.argv[0])
    if here.name == "__main__.py":
        return [sys.executable, "-m", "tender_flow"]
    known = shutil.which("tender-flow")
    if known is None or (here.exists() and not here.samefile(known)):
        return [str(here.resolve())] if here.exists() else ["tender-flow"]
    return ["tender-flow"]

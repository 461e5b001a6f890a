"""`tender-flow report`: documents out of the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.calendar_view import DAY
from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
)
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.progress import Progress
    from tender_flow.services.report import MadeReport

_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=Group, help=N_("The evaluation report, and progress on any day."))
def report() -> None:
    pass


@report.command(
    "evaluation",
    help=N_(
        "Writes the evaluation report as a PDF.\n\n"
        "It is the exempt version, with names, marks and prices. Each report has a number and "
        "stays in the record by its digest; --version writes an earlier one again."
    ),
)
@click.argument("ref")
@click.option("--out", type=_OUT, required=True, help=N_("The PDF file to write."))
@click.option(
    "--version", type=click.IntRange(1, 1_000_000), help=N_("Writes this earlier version again.")
)
@dry_run_option
@json_option
@office_options
def evaluation_(ref: str, out: Path, version: int | None, *, dry_run: bool, as_json: bool) -> None:
    from tender_flow.services import report as service

    _refuse_both(version, dry_run)
    with office() as here:
        if version is None:
            made = service.evaluation(here, ref, out, dry_run=dry_run)
        else:
            made = service.again(here, ref, version, out)
        if not as_json:
            print_standing(here, ref)
    if as_json:
        _print_json(made, dry_run=dry_run)
    else:
        _print(made, ref, dry_run=dry_run, again=version is not None)


def _refuse_both(version: int | None, dry_run: bool) -> None:
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    if version is not None and dry_run:
        raise BadInputError(Finding("report-version-and-dry-run"))


def _print_json(made: MadeReport, *, dry_run: bool) -> None:
    print_json(
        {
            "path": str(made.path),
            "written": not dry_run,
            "version": made.version,
            "pages": made.pages,
            "digest": made.digest,
            "check_code": made.check_code,
            "head": made.head,
            "draft": made.draft,
        }
    )


def _print(made: MadeReport, ref: str, *, dry_run: bool, again: bool) -> None:
    pages = ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages)
    facts = {"version": made.version, "path": made.path, "pages": pages, "code": made.check_code}
    if dry_run:
        click.echo(_("Version {version} would be written to {path}: {pages}.").format(**facts))
        click.echo(_("Nothing was kept: this was a dry run."))
        return
    text = _("Evaluation report, version {version}: {path}, {pages}. Check code {code}.")
    if again:
        text = _(
            "Version {version} once more, the same to the byte: {path}, {pages}. Check code {code}."
        )
    click.echo(text.format(**facts))
    if made.draft:
        click.echo(_("Draft: not a decision. Every page says so until the award is agreed."))
    click.echo(_("Not for publication: it holds names, marks and prices."))
    command = f"tender-flow verify {ref} --head {made.head}"
    click.echo(_("Check the record against it with: {command}").format(command=command))


@report.command(
    "progress",
    help=N_(
        "Where a procurement stands, or stood on a day: rebuilt from its journal.\n\n"
        "Stage, planned and actual dates, slips with their reasons, decisions, risks, what comes "
        "next. It names no bidder, price or mark, and comes out the same whenever it is made."
    ),
)
@click.argument("ref")
@click.option("--as-of", type=DAY, help=N_("The day, to its end. Default: now."))
@click.option("--out", type=_OUT, help=N_("The file to write, instead of the screen."))
@json_option
@office_options
def progress_(ref: str, *, as_of: datetime | None, out: Path | None, as_json: bool) -> None:
    from tender_flow.services import progress as service

    with office() as here:
        found = service.progress(here, ref, as_of.date() if as_of is not None else None)
    text = _progress_json(found) if as_json else _progress_text(found)
    if out is None:
        click.echo(text, nl=False)
        return
    service.write(out, text)
    text = _("Progress as of {day}: {path}.")
    click.echo(text.format(day=found.as_of.isoformat(), path=out))


def _progress_json(found: Progress) -> str:
    import json

    from tender_flow.cli.plain import plain

    return json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n"


def _progress_text(found: Progress) -> str:
    from tender_flow.cli.progress_view import progress_text

    return progress_text(found)

"""`tender-flow conflicts`: the conflicts assessment and its reviews, each a dated entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.services.conflicts import ConflictsEntry


@click.group(cls=Group, help=N_("The conflicts assessment: made early, reviewed when news comes."))
def conflicts() -> None:
    pass


def _entry_options(command: Callable[..., None]) -> Callable[..., None]:
    """What an assessment and a review both say."""
    for name, text in (
        ("--steps", N_("What was and will be done about them.")),
        ("--perceived", N_("What might wrongly be taken for a conflict, and the answer to it.")),
        ("--found", N_("Actual and potential conflicts, or that there are none.")),
    ):
        command = click.option(name, required=True, help=text)(command)
    day = click.DateTime(["%Y-%m-%d"])
    command = click.option("--dated", type=day, required=True, help=N_("Its day."))(command)
    return click.argument("ref")(command)


@conflicts.command("assess", help=N_("Record the assessment, before the first notice."))
@_entry_options
@dry_run_option
@office_options
def assess(ref: str, *, dry_run: bool, **entry: Any) -> None:
    from tender_flow.services import conflicts as service

    _record(service.assess, ref, dry_run=dry_run, **entry)


@conflicts.command("review", help=N_("Record a review: what is new, or that nothing is."))
@_entry_options
@dry_run_option
@office_options
def review(ref: str, *, dry_run: bool, **entry: Any) -> None:
    from tender_flow.services import conflicts as service

    _record(service.review, ref, dry_run=dry_run, **entry)


def _record(
    deed: Callable[..., ConflictsEntry], ref: str, *, dated: datetime, dry_run: bool, **texts: str
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.i18n.formats import day

    with acting(ref, dry_run=dry_run) as opened:
        done = deed(opened, ref, dated=dated.date(), dry_run=dry_run, **texts)
        kinds = {"assessment": _("assessment"), "review": _("review")}
        text = _("Recorded: conflicts {kind} of {day}.")
        click.echo(text.format(kind=kinds[done.kind], day=day(done.dated)))
        say_next(_("See all entries: tender-flow conflicts list {ref}").format(ref=ref),
                 dry_run=dry_run)  # fmt: skip


@conflicts.command("list", help=N_("Every entry of the assessment."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import day
    from tender_flow.services.conflicts import list_conflicts

    with office() as opened:
        found = list_conflicts(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("There is no conflicts assessment yet."))
        return
    kinds = {"assessment": _("assessment"), "review": _("review")}
    rows = [
        (day(one.dated), kinds[one.kind], one.found, one.perceived, one.steps, one.recorded_by)
        for one in found
    ]
    headings = [_("Dated"), _("Kind"), _("Found"), _("Perceived"), _("Steps"), _("Recorded by")]
    print_table(headings, rows)

"""`procurement plan`: a plan taken into the record, and whether it can work.

`procurement plan REF FILE` is short for `procurement plan add REF FILE`: a first word that is no
command of the group is the procurement.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.classes import Command, Group
from tender_flow.cli.common import (
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
    stop,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.plan_check import PlanCheck

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(path_type=Path)


class _PlanGroup(Group):
    """A group whose first word may also be a procurement: then it is `add`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; anything else is the procurement of `add`."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            args = ["add", *args]
        return super().resolve_command(ctx, args)


@click.group(
    "plan",
    cls=_PlanGroup,
    help=N_("Add the baselines of a plan to the record, or check whether a plan can work."),
)
def plan() -> None:
    pass


@plan.command("add", cls=Command, help=N_("Add the baselines of a plan file, or one of tasks."))
@click.argument("ref")
@click.argument("file", required=False, type=_FILE)
@click.option("--task", multiple=True, metavar="STAGE=WHEN",
              help=N_("A stage or task and its month or day (may be repeated)."))  # fmt: skip
@click.option("--title", default="", help=N_("The baseline's title, with --task."))
@click.option("--source", default="", help=N_("The paper that it comes from, with --task."))
@click.option("--dated", type=_DAY, help=N_("The paper's day, with --task. Default: today."))
@dry_run_option
@office_options
def add(
    ref: str,
    file: Path | None,
    *,
    task: tuple[str, ...],
    title: str,
    source: str,
    dated: datetime | None,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import baselines

    with acting(ref, dry_run=dry_run) as opened:
        baseline = None
        if file is None:
            day = dated.date() if dated is not None else opened.now().date()
            baseline = baselines.baseline_of(task, title=title, source=source, dated=day)
        done = baselines.plan(opened, ref, path=file, baseline=baseline, dry_run=dry_run)
        for number, name in done.recorded:
            click.echo(_("Plan {number}: {title}").format(number=number, title=name))
        if not done.recorded:
            click.echo(_("No new baseline; what the file says beside them is taken in."))
        report(done.findings)
        text = _("Can it work? Check it: tender-flow procurement plan check {ref}")
        say_next(text.format(ref=ref), dry_run=dry_run)


@plan.command(
    "check",
    cls=Command,
    help=N_(
        "Whether a plan can work: dates, contracts, money, people, papers that disagree.\n\n"
        "Of a procurement, or of a plan file with a workflow before there is a record. Exit code "
        "1 where something can't work as it is planned."
    ),
)
@click.argument("ref", required=False)
@click.option("--file", type=_FILE, help=N_("A plan file, without a record."))
@click.option("--workflow", help=N_("With --file: the procedure, its name or file."))
@json_option
@office_options
def check(ref: str | None, *, file: Path | None, workflow: str | None, as_json: bool) -> None:
    found = _found(ref, file, workflow)
    if as_json:
        from tender_flow.cli.plain import plain

        print_json({**plain(found), "works": found.works})
    else:
        from tender_flow.cli.plan_view import print_check

        print_check(found, ref)
    if not found.works:
        stop(1)


def _found(ref: str | None, file: Path | None, workflow: str | None) -> PlanCheck:
    from tender_flow.services import plan_check

    if ref is not None and file is None and workflow is None:
        with office() as opened:
            return plan_check.check(opened, ref)
    if ref is None and file is not None and workflow is not None:
        return plan_check.check_file(file, workflow)
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    raise BadInputError(Finding("plan-check-of-what"))

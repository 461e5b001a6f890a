"""How a plan check is printed: baselines beside each other, the least calendar, the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.failures import finding_lines
from tender_flow.cli.procurement_view import planned, slip_words
from tender_flow.cli.tables import clean, print_table
from tender_flow.i18n import formats
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from tender_flow.rules.procedure.least_calendar import LeastStage, Wait
    from tender_flow.rules.procedure.plan import PlanLine
    from tender_flow.services.plan_check import PlanCheck

WAITS = {
    "period": N_("least period"),
    "clear_days": N_("clear days"),
    "standstill": N_("standstill"),
    "call_in": N_("call-in"),
}
"""What a stage may have to wait for, in words."""


def print_check(found: PlanCheck, ref: str | None) -> None:
    """The whole check; findings go to the same page, because they are the answer."""
    click.echo(clean(f"{found.title} · {found.workflow}"))
    _print_baselines(found)
    _print_calendar(found)
    click.echo()
    if not found.findings:
        click.echo(_("Nothing was found against this plan."))
    for finding in found.findings:
        for line in finding_lines(finding, ref):
            click.echo(line)
    stops = sum(finding.stops for finding in found.findings)
    if stops:
        text = ngettext(
            "{count} thing can't work as it is planned.",
            "{count} things can't work as they are planned.",
            stops,
        )
        click.echo(text.format(count=stops))


def _print_baselines(found: PlanCheck) -> None:
    click.echo()
    numbers = [one.number for one in found.baselines]
    plans = [_("Plan {number}").format(number=number) for number in numbers]
    rows = [_row(found, line, numbers) for line in found.lines if line.planned or line.begun_on]
    print_table([_("Stage"), *plans, _("Begun"), _("Moved by")], rows)
    for one in found.baselines:
        click.echo(clean(f"{one.number}: {one.title}. {one.source}"))


def _row(found: PlanCheck, line: PlanLine, numbers: list[int]) -> list[str]:
    times = [planned(line.planned[n].text) if n in line.planned else "–" for n in numbers]
    begun = formats.day(line.begun_on, "medium") if line.begun_on is not None else "–"
    return [found.titles[line.task], *times, begun, slip_words(line.slip)]


def _print_calendar(found: PlanCheck) -> None:
    if not found.calendar:
        return
    click.echo()
    click.echo(_("The least possible calendar: only waiting counts, work takes time on top."))
    headings = [_("Stage"), _("Not before"), _("After")]
    print_table(headings, [_least(least) for least in found.calendar])


def _least(least: LeastStage) -> tuple[str, str, str]:
    after = "; ".join(_wait(wait) for wait in least.waits) or "–"
    return least.title, formats.day(least.earliest), after


def _wait(wait: Wait) -> str:
    return f"{_(WAITS[wait.what])} ({wait.source})"

"""`tender-flow irregularity`: errors in a bid, what was weighed and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.irregularities import IrregularityView


@click.group(cls=Group, help=N_("Errors and irregularities in a bid: found, weighed, decided."))
def irregularity() -> None:
    pass


@irregularity.command("find", help=N_("Record an error or irregularity in a tender."))
@click.argument("ref")
@click.argument("supplier")
@click.option("--lot", help=N_("The lot's short name, if it is about one lot's bid."))
@click.option("--what", required=True, help=N_("What was found, and where in the bid."))
@click.option("--obvious/--not-obvious", required=True, help=N_("Can anybody see it is a slip?"))
@click.option("--material/--not-material", required=True, help=N_("Does it matter to the award?"))
@click.option("--told", required=True, help=N_("What bidders had been told about such cases."))
@click.option("--on", "found_on", type=click.DateTime(["%Y-%m-%d"]), required=True,
              help=N_("The day on which it was found."))  # fmt: skip
@dry_run_option
@office_options
def find_(
    ref: str,
    supplier: str,
    lot: str | None,
    what: str,
    told: str,
    found_on: datetime,
    *,
    obvious: bool,
    material: bool,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.irregularities import find

    with acting(ref, dry_run=dry_run) as opened:
        done = find(
            opened, ref, supplier, what=what, obvious=obvious, material=material, told=told,
            found_on=found_on.date(), lot=lot, dry_run=dry_run,
        )  # fmt: skip
        text = _("Irregularity {number}, in the tender of {supplier}, is on record.")
        click.echo(text.format(number=done.number, supplier=done.supplier))
        text = _("Decide it: tender-flow irregularity decide {ref} {number} --decision …")
        say_next(text.format(ref=ref, number=done.number), dry_run=dry_run)


@irregularity.command("decide", help=N_("Record what was weighed, what was decided, and why."))
@click.argument("ref")
@click.argument("number", type=int)
@click.option("--decision", required=True, help=N_("ask, correct, ignore or exclude."))
@click.option("--ask", default="", help=N_("What speaks for or against asking the bidder."))
@click.option("--correct", default="", help=N_("The same for correcting it by a published rule."))
@click.option("--ignore", default="", help=N_("The same for ignoring it."))
@click.option("--exclude", default="", help=N_("The same for excluding the bid."))
@click.option("--effect", required=True, help=N_("What each does to the ranking."))
@click.option("--reason", required=True, help=N_("Why this way."))
@click.option("--fail-to-pass", is_flag=True, help=N_("The bid would be out without it."))
@click.option("--second", help=N_("The login of the second person, who agrees."))
@dry_run_option
@office_options
def decide_(
    ref: str,
    number: int,
    decision: str,
    ask: str,
    correct: str,
    ignore: str,
    exclude: str,
    effect: str,
    reason: str,
    second: str | None,
    *,
    fail_to_pass: bool,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.irregularities import decide

    weighed = {"ask": ask, "correct": correct, "ignore": ignore, "exclude": exclude}
    with acting(ref, dry_run=dry_run) as opened:
        done = decide(
            opened, ref, number, decision=decision, weighed=weighed, effect=effect, reason=reason,
            fail_to_pass=fail_to_pass, second_approver=second, dry_run=dry_run,
        )  # fmt: skip
        text = _("Irregularity {number} is decided: {decision}.")
        click.echo(text.format(number=number, decision=_decision(done)))
        report(done.notes)


def _decision(one: IrregularityView) -> str:
    words = {
        "": _("open"),
        "ask": _("ask the bidder"),
        "correct": _("correct it by rule"),
        "ignore": _("ignore it"),
        "exclude": _("exclude the bid"),
    }
    return words[one.decision]


@irregularity.command("list", help=N_("Every irregularity with its decision."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import day
    from tender_flow.services.irregularities import list_irregularities

    with office() as opened:
        found = list_irregularities(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("No irregularity is on record."))
        return
    headings = [_("No."), _("Bidder"), _("Lot"), _("Found"), _("What"), _("Decision"), _("Reason")]
    rows = [
        (str(one.number), one.supplier, one.lot, day(one.found_on), one.what, _decision(one),
         one.reason)
        for one in found
    ]  # fmt: skip
    print_table(headings, rows, right=(0,))

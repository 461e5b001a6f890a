"""`tender-flow procurement notices`: what each notice says, ready to be copied into the portal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, json_option, office, office_options, print_json
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.notice_data import NoticeSheet
    from tender_flow.services.notice_fields import Value

FIELDS = {
    "buyer": N_("Buyer"),
    "title": N_("Title"),
    "description": N_("Description"),
    "our_reference": N_("Our reference"),
    "regime": N_("Law"),
    "procedure": N_("Procedure"),
    "cpv_codes": N_("CPV codes"),
    "contact": N_("Contact"),
    "lots": N_("Lots"),
    "lots_reasons": N_("Reasons about lots"),
    "estimated_value": N_("Estimated value"),
    "highest_value": N_("Highest value"),
    "contract_dates": N_("Contract dates"),
    "tenders_close": N_("Tenders close"),
    "award_criteria": N_("Award criteria, points of 100"),
    "conditions_of_participation": N_("Conditions of participation"),
    "engagement": N_("Market engagement"),
    "conflicts_assessed_on": N_("Conflicts assessed on"),
    "direct_award_ground": N_("Ground of the direct award"),
    "winner": N_("Supplier"),
    "contract_value": N_("Contract value"),
    "decided_on": N_("Decided on"),
    "standstill_ends_on": N_("Standstill ends on"),
    "contract_entered_on": N_("Contract entered into on"),
    "performance_indicators": N_("Key performance indicators"),
    "reason_for_ending": N_("Reason for ending"),
}
"""Each field's name on screens; a test holds that none is missing."""


@click.command(
    "notices",
    cls=Command,
    help=N_(
        "Every notice with its legal day and what it says, ready for the portal.\n\n"
        "What the record doesn't know is named, so that nothing is forgotten there."
    ),
)
@click.argument("ref")
@click.option("--kind", help=N_("Only notices of this kind, such as tender_notice."))
@json_option
@office_options
def notices(ref: str, kind: str | None, *, as_json: bool) -> None:
    from tender_flow.cli.standing import print_standing
    from tender_flow.services.notice_data import sheets

    with office() as here:
        found = sheets(here, ref, kind)
        if not as_json:
            print_standing(here, ref)
    if as_json:
        from tender_flow.cli.plain import plain

        print_json(plain(found))
        return
    if not found:
        click.echo(_("No notice is owed, and no move still to come asks for one."))
    for sheet in found:
        _print_sheet(ref, sheet)


def _print_sheet(ref: str, sheet: NoticeSheet) -> None:
    from tender_flow.cli.tables import clean
    from tender_flow.rules.procedure.notice_kinds import statement

    name = f"{sheet.kind} ({sheet.number})" if sheet.number else sheet.kind
    about = f"{name}, {sheet.lot}" if sheet.lot else name
    click.echo()
    click.echo(clean(f"{about}: {_state(sheet)}"))
    click.echo(clean(_("  Rule: {source}").format(source=sheet.source)))
    for field, values in sheet.fields.items():
        first, *more = [_shown(value) for value in values]
        click.echo(clean(f"  {_(FIELDS[field])}: {first if not more else ''}").rstrip())
        for line in [first, *more] if more else []:
            click.echo(clean(f"    {line}"))
    if sheet.blank:
        names = ", ".join(_(FIELDS[field]) for field in sheet.blank)
        click.echo(_("  Not in the record, fill in: {names}").format(names=names))
    if sheet.state != "published":
        command = f"tender-flow procurement notice {ref} {sheet.kind} --on DAY --reference NUMBER"
        command += "".join(f" --states {statement(name)}" for name in sheet.states)
        click.echo(_("  Once it is published: {command}").format(command=command))


def _state(sheet: NoticeSheet) -> str:
    from tender_flow.i18n.formats import day

    if sheet.published_on is not None:
        when = day(sheet.published_on)
        return _("published on {day}, {reference}").format(day=when, reference=sheet.reference)
    if sheet.due_on is None:
        return _("to be published before: {move}").format(move=sheet.before)
    if sheet.prompt:
        return _("owed as soon as reasonably practicable since {day}").format(day=day(sheet.due_on))
    text = _("! overdue since {day}") if sheet.overdue else _("owed by {day}")
    return text.format(day=day(sheet.due_on))


def _shown(value: Value) -> str:
    from tender_flow.i18n.formats import day, money

    match value:
        case date():
            return day(value)
        case Decimal():
            return money(value)
        case str():
            return value

"""`calendar framework|social-value`: the longest term, and the least share of social value."""

from __future__ import annotations

from datetime import datetime

import click

from tender_flow.cli.calendar_view import (
    DAY,
    amount,
    findings_as_json,
    nation_option,
    regime_option,
    stop_without,
    value_option,
)
from tender_flow.cli.common import Command, Group, json_option, print_json, report
from tender_flow.cli.regime_options import AUTHORITIES
from tender_flow.i18n.texts import N_, _, ngettext

KINDS = ("closed", "defence_or_utilities", "open", "open_single_supplier")


def add_to(group: Group) -> None:
    """Puts these commands into the group `calendar`."""
    for command in (framework, social_value):
        group.add_command(command)


@click.command(
    "framework", cls=Command, help=N_("The last day of a framework awarded on a day, at most.")
)
@click.argument("awarded", type=DAY)
@regime_option
@click.option("--kind", type=click.Choice(KINDS), default="closed", show_default=True,
              help=N_("What framework it is."))  # fmt: skip
@nation_option
@json_option
def framework(awarded: datetime, *, regime: str, kind: str, nation: str, as_json: bool) -> None:
    from tender_flow.definitions.law_ceilings import load_framework_terms
    from tender_flow.i18n import formats
    from tender_flow.rules.procedure.law.ceilings import framework_limit

    found, findings = framework_limit(
        load_framework_terms(), regime=regime, kind=kind, awarded_on=awarded.date(), nation=nation
    )
    if as_json:
        ends_on = found.ends_on.isoformat() if found else None
        again = found.reopened_by.isoformat() if found and found.reopened_by else None
        said = {"ends_on": ends_on, "reopened_by": again}
        print_json({**said, "findings": findings_as_json(findings)})
    elif found is not None:
        rule = found.rule
        text = _("At most until the end of {day}.")
        click.echo(text.format(day=formats.day(found.ends_on)))
        if rule.unless_reasoned:
            click.echo(_("  Longer only where the notice gives the reason."))
        if found.reopened_by is not None:
            click.echo(
                ngettext(
                    "  Opened again by {day}, then at least every {count} year.",
                    "  Opened again by {day}, then at least every {count} years.",
                    rule.reopening,
                ).format(day=formats.day(found.reopened_by), count=rule.reopening)
            )
        click.echo("  " + _("Rule: {source}").format(source=rule.terms.source))
    stop_without(found, findings, as_json=as_json)


@click.command(
    "social-value",
    cls=Command,
    help=N_("The least share of social value in a procurement begun on a day."),
)
@click.argument("begun", type=DAY)
@regime_option
@click.option("--authority", type=click.Choice(AUTHORITIES), required=True,
              help=N_("The kind of authority."))  # fmt: skip
@value_option
@nation_option
@json_option
def social_value(
    begun: datetime, *, regime: str, authority: str, value: str | None, nation: str, as_json: bool
) -> None:
    from tender_flow.definitions.law_ceilings import load_social_value
    from tender_flow.rules.findings import problems
    from tender_flow.rules.procedure.law.ceilings import least_social_value

    found, findings = least_social_value(
        load_social_value(),
        regime=regime,
        authority=authority,
        begun=begun.date(),
        nation=nation,
        value=amount(value),
    )
    if as_json:
        said = {"per_cent": found.per_cent if found else None}
        source = found.terms.source if found else None
        print_json({**said, "source": source, "findings": findings_as_json(findings)})
    stop_without(not problems(findings), findings, as_json=True)
    if as_json:
        return
    if found is None:
        click.echo(_("No rule on file asks this authority for a least share."))
        return
    text = _(
        "At least {per_cent} % of the score; of the criteria beside price where the method"
        " isn't relative."
    )
    click.echo(text.format(per_cent=found.per_cent))
    click.echo("  " + _("Rule: {source}").format(source=found.terms.source))
    report(findings)

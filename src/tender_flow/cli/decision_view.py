"""`decision matters` and `decision list`: what is to be decided, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, json_option, office, office_options, print_json
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tender_flow.rules.procedure.decisions import Way
    from tender_flow.services.decision_log import DecisionLine, MatterView


@click.command("matters", cls=Command, help=N_("What is to be decided, key or not, from when on."))
@click.argument("ref")
@json_option
@office_options
def matters(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.services.decision_log import show_matters

    with office() as opened:
        found = show_matters(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    for one in found:
        _print_matter(one)
    if not found:
        click.echo(_("Nothing is entered that is to be decided."))


def _print_matter(one: MatterView) -> None:
    from tender_flow.i18n.formats import day, money

    text = _("{number}. {title} ({kind}; {body})")
    kind = one.kind.replace("_", " ")
    click.echo(text.format(number=one.number, title=one.title, kind=kind, body=one.body))
    for contract in one.contracts:
        ends = ", ".join(day(end) for end in contract.ends())
        click.echo("   " + _("{title}: {money} a year, ends {ends}").format(
            title=contract.title, money=money(contract.per_year), ends=ends
        ))  # fmt: skip
    if one.contracts:
        click.echo("   " + _("Together {year} a year; {whole} with every extension.").format(
            year=money(one.year), whole=money(one.whole)
        ))  # fmt: skip
    click.echo("   " + _key(one))
    if one.key and one.decided is None:
        print_ways(one.ways)
    if one.decided is not None:
        click.echo("   " + _("Decided: decision {number}.").format(number=one.decided))


def _key(one: MatterView) -> str:
    from tender_flow.i18n.formats import money

    counted, limit = money(one.counted), money(one.more_than)
    if not one.key:
        return _("Not a key decision: {counted} counts, the limit is {limit}.").format(
            counted=counted, limit=limit
        )
    if one.by_value:
        return _("Key decision: {counted} counts, more than {limit}.").format(
            counted=counted, limit=limit
        )
    return _("Key decision: by the number of wards.")


def print_ways(ways: Iterable[Way]) -> None:
    """Each way to a key decision with its first day, or what it lacks."""
    from tender_flow.i18n.formats import day

    for way in ways:
        name = way.route.replace("_", " ")
        if way.earliest_on is not None:
            text = _("{way}: from {day} on").format(way=name, day=day(way.earliest_on))
        else:
            missing = ", ".join(kind.replace("_", " ") for kind in way.missing)
            text = _("{way}: not yet recorded: {missing}").format(way=name, missing=missing)
        click.echo(f"   {text}")


@click.command("list", cls=Command, help=N_("Every decision, with its minute and its effect."))
@click.argument("ref")
@click.option("--public", is_flag=True, help=N_("Leave out what exempt items hold."))
@json_option
@office_options
def list_(ref: str, *, public: bool, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.decision_log import decision_log

    with office() as opened:
        found = decision_log(opened, ref, public=public)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("No decision is recorded yet."))
        return
    headings = [_("No."), _("Dated"), _("Decision"), _("Who"), _("Minute"), _("Key"), _("Effect")]
    print_table(headings, [_row(one) for one in found])


def _row(one: DecisionLine) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    title = one.title or _("Exempt: {ground}").format(ground=one.exempt)
    key = one.route.replace("_", " ") if one.key_decision else ""
    effect = "–"
    if one.kind == "approve":
        effect = day(one.in_force_on) if one.in_force_on else _("called in")
    who = f"{one.body}, {one.maker}" if one.maker else one.body
    what = f"{one.kind}: {title}"
    return (str(one.number), day(one.dated), what, who, one.minute, key, effect)

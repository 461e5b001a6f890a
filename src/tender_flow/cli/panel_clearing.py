"""`panel declarations|clear|decide`: conflicts, and whose key it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Command,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.clearing import DeclarationView

ROLE = click.option("--role", help=N_("Which of the person's roles, if they have several."))
REASON = click.option("--reason", required=True, help=N_("Why, in one sentence."))


@click.command("declarations", cls=Command, help=N_("What each member declared about each bidder."))
@click.argument("ref")
@json_option
@office_options
def declarations(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services import clearing

    with office() as opened:
        found = clearing.declarations(opened, ref)
        if as_json:
            from tender_flow.cli.plain import plain

            print_json(plain(found))
            return
        print_standing(opened, ref)
    headings = [_("Member"), _("Bidder"), _("Declared"), _("Explanation"), _("Decision")]
    print_table([*headings, _("It comes to")], [_declaration_row(line) for line in found])


def _declaration_row(line: DeclarationView) -> tuple[str, ...]:
    choices = {
        "none": _("no conflict"),
        "may": _("may have a conflict"),
        "ask": _("will ask"),
        "": "–",
    }
    standings = {
        "clear": _("may mark"),
        "conflict": _("does not mark"),
        "asking": _("waits for an answer"),
        "undeclared": _("not declared"),
    }
    about = ", ".join(part for part in (line.party, line.lot) if part)
    bidder = f"{line.supplier} ({about})" if about else line.supplier
    decision = {"clear": _("cleared"), "conflict": _("conflict"), "": ""}[line.decision]
    reason = f"{decision}: {line.decision_reason}" if line.decision_reason else decision
    return (
        line.member, bidder, choices[line.choice], line.explanation, reason,
        standings[line.standing],
    )  # fmt: skip


@click.command(
    "clear",
    cls=Command,
    help=N_(
        "Clear a member whose declaration was accepted, after the telephone call.\n\n"
        "Type the fingerprint as the member reads it from their own screen."
    ),
)
@click.argument("ref")
@click.argument("member")
@click.option("--fingerprint", required=True, help=N_("Such as 7F3A 91C2 …, as it was read out."))
@click.option("--compared", default="by telephone", help=N_("How it was compared."))
@ROLE
@dry_run_option
@office_options
def clear(
    ref: str,
    member: str,
    *,
    fingerprint: str,
    compared: str,
    role: str | None,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import clearing

    with acting(ref, dry_run=dry_run) as opened:
        done = clearing.clear(
            opened,
            ref,
            member,
            fingerprint=fingerprint,
            role=role,
            compared=compared,
            dry_run=dry_run,
        )
        click.echo(_("{name} is cleared; the keys agree.").format(name=done.name))
        if done.undecided:
            text = _(
                "Decide on possible conflicts with {names}: "
                "tender-flow panel decide {ref} {member} SUPPLIER --clear|--conflict"
            )
            text = text.format(names=", ".join(done.undecided), ref=ref, member=member)
        else:
            text = _("When tenders are open and checked: tender-flow pack issue {ref} {member}")
            text = text.format(ref=ref, member=member)
        say_next(text, dry_run=dry_run)


@click.command(
    "decide", cls=Command, help=N_("Decide on a member's possible conflict with a bidder.")
)
@click.argument("ref")
@click.argument("member")
@click.argument("supplier")
@click.option("--clear/--conflict", "is_clear", required=True, default=None,
              help=N_("The member may mark this bidder, or not."))  # fmt: skip
@REASON
@ROLE
@dry_run_option
@office_options
def decide(
    ref: str,
    member: str,
    supplier: str,
    *,
    is_clear: bool,
    reason: str,
    role: str | None,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import clearing

    with acting(ref, dry_run=dry_run) as opened:
        done = clearing.decide(
            opened,
            ref,
            member,
            supplier,
            decision="clear" if is_clear else "conflict",
            reason=reason,
            role=role,
            dry_run=dry_run,
        )
        text = _("{name} may mark {supplier}.") if is_clear else _("{name} won't mark {supplier}.")
        click.echo(text.format(name=done.name, supplier=done.supplier))
        if done.marks:
            text = _("Marks that count again: {n}.") if is_clear else _("Marks held back: {n}.")
            click.echo(text.format(n=done.marks))
        if done.reissue:
            say_next(_("A pack is out: issue it anew, so that it fits."), dry_run=dry_run)


COMMANDS: tuple[click.Command, ...] = (declarations, clear, decide)
"""The commands of this file, in the order of the work; `panel` takes them in."""

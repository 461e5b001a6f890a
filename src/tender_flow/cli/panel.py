"""`tender-flow panel`: who evaluates, what each marks, invitations, declarations, clearing."""

from __future__ import annotations

from pathlib import Path
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
from tender_flow.cli.panel_again import reevaluate_
from tender_flow.cli.panel_clearing import COMMANDS, REASON, ROLE
from tender_flow.cli.panel_inputs import PATH, authority_option, out_option
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.panel import Coverage, MemberView


@click.group(cls=Group, help=N_("The panel: people, questions, invitations, conflicts, clearing."))
def panel() -> None:
    pass


@panel.command("add", help=N_("Put a person on the procurement in one role."))
@click.argument("ref")
@click.argument("login")
@click.option("--role", required=True, help=N_("evaluator, chair, note_taker, custodian …"))
@click.option("--name", default="", help=N_("The name as on papers; needed the first time."))
@click.option("--email", default="", help=N_("The e-mail address for packs."))
@click.option("--telephone", default="", help=N_("The number to compare the fingerprint by."))
@click.option("--organisation", default="", help=N_("Where the person comes from."))
@click.option("--specialism", "specialisms", multiple=True,
              help=N_("Knowledge that questions ask for; repeat for each."))  # fmt: skip
@click.option("--key", type=PATH,
              help=N_("The key file of a custodian or witness (its public half)."))  # fmt: skip
@dry_run_option
@office_options
def add(
    ref: str,
    login: str,
    *,
    role: str,
    name: str,
    email: str,
    telephone: str,
    organisation: str,
    specialisms: tuple[str, ...],
    key: Path | None,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import panel as service
    from tender_flow.services.keys import personal_public

    public = personal_public(key) if key is not None else None
    with acting(ref, dry_run=dry_run) as opened:
        view = service.add(
            opened,
            ref,
            login=login,
            role=role,
            name=name,
            email=email,
            telephone=telephone,
            organisation=organisation,
            specialisms=specialisms,
            key=public,
            dry_run=dry_run,
        )
        text = _("{name} is on the procurement as {role}.")
        click.echo(text.format(name=view.name, role=role.replace("_", " ")))
        report(view.notes)
        if role == "evaluator":
            text = _("Give questions: tender-flow panel assign {ref} {login} --question all")
            say_next(text.format(ref=ref, login=login), dry_run=dry_run)


@panel.command("key", help=N_("Register a custodian's or witness's key, or a new one."))
@click.argument("ref")
@click.argument("member")
@click.argument("file", type=PATH)
@click.option(
    "--role",
    required=True,
    type=click.Choice(["custodian", "witness"]),
    help=N_("Whose key it is: the custodian's or the witness's."),
)
@dry_run_option
@office_options
def key_(ref: str, member: str, file: Path, *, role: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.keys import personal_public
    from tender_flow.services.panel import give_key

    public = personal_public(file)
    with acting(ref, dry_run=dry_run) as opened:
        view = give_key(opened, ref, member, role=role, key=public, dry_run=dry_run)
        text = _("The key of {name} is registered: {fingerprint}")
        click.echo(text.format(name=view.name, fingerprint=view.fingerprint))


@panel.command("assign", help=N_("Give an evaluator questions, or take some away."))
@click.argument("ref")
@click.argument("member")
@click.option("--question", "questions", multiple=True,
              help=N_("By number or id, or all; repeat for each."))  # fmt: skip
@click.option("--remove", multiple=True, help=N_("A question to take away; repeat for each."))
@dry_run_option
@office_options
def assign(
    ref: str, member: str, *, questions: tuple[str, ...], remove: tuple[str, ...], dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import panel as service

    with acting(ref, dry_run=dry_run) as opened:
        view = service.assign(
            opened, ref, member, questions=questions, remove=remove, dry_run=dry_run
        )
        marks = ", ".join(view.questions) or _("nothing")
        click.echo(_("{name} marks: {questions}").format(name=view.name, questions=marks))
        if view.reissue:
            text = _("A pack is out: issue it anew with a reason, so that it fits.")
            say_next(text, dry_run=dry_run)
        text = _("See the cover: tender-flow panel coverage {ref}")
        say_next(text.format(ref=ref), dry_run=dry_run)


@panel.command("coverage", help=N_("Each question: who marks it, and is the knowledge there."))
@click.argument("ref")
@json_option
@office_options
def coverage(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.standing import print_standing
    from tender_flow.services import panel as service

    with office() as opened:
        found = service.coverage(opened, ref)
        if as_json:
            _print_plain(found)
            return
        print_standing(opened, ref)
    _print_coverage(found)


def _print_coverage(found: Coverage) -> None:
    from tender_flow.cli.tables import print_table

    print_table(
        [_("Question"), _("Asks for"), _("Marked by"), _("With that knowledge"), _("Covered")],
        [
            (
                row.label,
                (row.specialism or "–").replace("_", " "),
                ", ".join(row.evaluators) or "–",
                ", ".join(row.specialists) or "–",
                _("yes") if row.covered else _("NO"),
            )
            for row in found.rows
        ],
    )
    report(found.gaps)
    if not found.gaps:
        click.echo(_("Every question is covered."))


@panel.command("list", help=N_("Everybody on the procurement, and how far they have come."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.panel import members

    with office() as opened:
        found = members(opened, ref)
        if as_json:
            _print_plain(found)
            return
        print_standing(opened, ref)
    headings = [_("Login"), _("Name"), _("Role"), _("Organisation"), _("Signed"), _("Cleared")]
    print_table([*headings, _("Marks"), _("State")], [_member_row(view) for view in found])


def _member_row(view: MemberView) -> tuple[str, ...]:
    states = {"active": "", "withdrawn": _("left"), "replaced": _("replaced")}
    return (
        view.login,
        view.name,
        view.role.replace("_", " "),
        view.organisation,
        _day(view.agreement_signed_at),
        _day(view.cleared_at),
        str(view.marks or ""),
        states[view.status],
    )


def _day(moment: datetime | None) -> str:
    from tender_flow.i18n.formats import instant

    return instant(moment) if moment is not None else ""


@panel.command(
    "invite",
    help=N_(
        "Make a member's invitation: bidders, agreement, guidance, questions; no bid.\n\n"
        "It is sealed under a passphrase that you say by telephone."
    ),
)
@click.argument("ref")
@click.argument("member")
@authority_option
@out_option
@ROLE
@click.option("--return-by", help=N_("When it is wanted back, such as 2014-10-10T17:00."))
@click.option("--reason", default="", help=N_("Why a further invitation is made."))
@dry_run_option
@office_options
def invite(
    ref: str,
    member: str,
    *,
    key: Path,
    out: Path,
    role: str | None,
    return_by: str | None,
    reason: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.panel_inputs import authority_key, local_instant
    from tender_flow.cli.passphrases import passphrase
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import invitations

    until = local_instant(return_by) if return_by else None
    authority = authority_key(key)
    spoken = passphrase(_("A passphrase for the invitation"), confirm=True, whose="invitation")
    with acting(ref, dry_run=dry_run) as opened:
        made = invitations.invite(
            opened,
            ref,
            member,
            authority=authority,
            passphrase=spoken,
            out=out,
            role=role,
            return_by=until,
            reason=reason,
            dry_run=dry_run,
        )
        from tender_flow.cli.pack import print_issued

        print_issued(made, dry_run=dry_run)
        text = _(
            "Ring {name} with the passphrase. When the declaration is back: "
            "tender-flow pack accept {ref} FILE"
        )
        say_next(text.format(name=made.member, ref=ref), dry_run=dry_run)


@panel.command("remove", help=N_("Record that a member left, and who replaces them."))
@click.argument("ref")
@click.argument("member")
@REASON
@ROLE
@click.option("--replaced-by", help=N_("The login of who takes over the questions."))
@dry_run_option
@office_options
def remove(
    ref: str,
    member: str,
    *,
    reason: str,
    role: str | None,
    replaced_by: str | None,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import panel as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.remove(
            opened, ref, member, reason=reason, role=role, replaced_by=replaced_by, dry_run=dry_run
        )
        click.echo(_("{name} has left the panel.").format(name=done.name))
        if done.marks_kept:
            text = ngettext(
                "{count} mark stays in the record; it is not moderated any more.",
                "{count} marks stay in the record; they are not moderated any more.",
                done.marks_kept,
            )
            click.echo(text.format(count=done.marks_kept))
        if done.replaced_by:
            text = _("{name} takes over the questions and marks them anew.")
            click.echo(text.format(name=done.replaced_by))
        report(done.gaps)


def _print_plain(value: object) -> None:
    from tender_flow.cli.plain import plain

    print_json(plain(value))


for _command in COMMANDS:
    panel.add_command(_command)
panel.add_command(reevaluate_, "reevaluate")

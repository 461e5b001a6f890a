"""`tender-flow moderate`: the moderation meeting's screens, or its agenda as text or JSON."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.common import (
    Command,
    actor,
    database_url,
    dry_run_option,
    hand_set_time,
    json_option,
    need_terminal,
    office,
    office_options,
    print_json,
    stop,
)
from tender_flow.errors import BadInputError
from tender_flow.i18n import N_, _
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from tender_flow.services.moderation_values import Agenda, Item


@click.command(
    "moderate",
    cls=Command,
    help=N_(
        "Opens the moderation meeting on the full screen: agenda, marks given before, the agreed "
        "mark with its reason, what each member says, who is here, closing. Every act is saved "
        "at once. With --list it prints the agenda instead; with --override it sets one mark "
        "aside, where the published model lets you."
    ),
)
@click.argument("ref")
@click.option("--round", "round", metavar="ROUND", help=N_("The round; else the first not closed."))
@click.option("--list", "as_list", is_flag=True, help=N_("Print the agenda; open no screen."))
@click.option(
    "--override",
    "item",
    type=int,
    metavar="ITEM",
    help=N_("Set the mark of this item aside, where the model lets you; with --mark."),
)
@click.option("--mark", metavar="MARK", help=N_("With --override: the mark of the scale."))
@click.option("--reason", default="", help=N_("With --override: why."))
@click.option("--second", metavar="LOGIN", help=N_("With --override: who approved it."))
@json_option
@dry_run_option
@office_options
def moderate(
    ref: str,
    round: str | None,
    *,
    as_list: bool,
    item: int | None,
    mark: str | None,
    reason: str,
    second: str | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    from tender_flow.services.moderation_view import agenda_of, standing

    if item is not None:
        _override(ref, round, item, mark, reason, second, dry_run=dry_run)
        return
    if not (as_list or as_json):
        need_terminal()
    with office() as here:
        now = standing(here, ref, round_name=round)
        if as_list or as_json:
            agenda = now.agenda or agenda_of(here, ref, round_name=now.round)
            print_json(as_json_value(agenda)) if as_json else _print(agenda)
            return
    from tender_flow.tui.moderation.app import opened, run_moderation

    url, who, hand_set = database_url(), actor(), hand_set_time()
    stop(run_moderation(lambda: opened(url, who, hand_set), ref, now, hand_set))


def _override(
    ref: str,
    round_name: str | None,
    number: int,
    mark: str | None,
    reason: str,
    second: str | None,
    *,
    dry_run: bool,
) -> None:
    """One mark set aside; the item is named by its number on the agenda."""
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.moderation_override import override
    from tender_flow.services.moderation_view import agenda_of, standing
    from tender_flow.tui.moderation.words import mark_text, title

    with acting(ref, dry_run=dry_run) as opened:
        agenda = agenda_of(opened, ref, round_name=round_name or standing(opened, ref).round)
        item = _numbered(agenda, number)
        done = override(
            opened,
            ref,
            round_name=agenda.round,
            answer=item.answer,
            mark=_mark_of(mark),
            reason=reason,
            second_approver=second,
            dry_run=dry_run,
        )
        before = mark_text(item.agreed.mark) if item.agreed else _("nothing agreed")
        text = _("{item}: {mark} in place of {before}. Both stay in the record.")
        click.echo(text.format(item=title(item), mark=mark_text(done.mark), before=before))


def _numbered(agenda: Agenda, number: int) -> Item:
    for item in agenda.items:
        if item.number == number:
            return item
    most = len(agenda.items)
    raise BadInputError(Finding("item-number-unknown", {"number": number, "most": most}))


def _mark_of(mark: str | None) -> Decimal:
    try:
        found = Decimal(mark or "")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise BadInputError(Finding("override-without-mark", {"mark": mark or "–"}))
    return found


def _print(agenda: Agenda) -> None:
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.sentences import line
    from tender_flow.tui.moderation.words import room_words, signs, state_words

    for note in agenda.notes:
        click.echo(note)
    rows = [
        (
            str(item.number),
            item.question.label,
            item.bidder,
            item.lot,
            signs(item),
            state_words(item, None) or _KIND[item.state](),
        )
        for item in agenda.items
    ]
    headings = (_("Item"), _("Question"), _("Bidder"), _("Lot"), _("Marks"), _("State"))
    print_table(headings, rows, right=(0,))
    click.echo(room_words(agenda))
    if agenda.closed:
        click.echo(_("The meeting is closed."))
    for finding in [one for one in agenda.stops if one.code == "query-still-open"]:
        click.echo(line(finding))


_KIND = {
    "within": lambda: _("to adopt"),
    "to_discuss": lambda: _("to discuss"),
    "reopened": lambda: _("reopened"),
    "agreed": lambda: _("agreed"),
}


def as_json_value(agenda: Agenda) -> dict[str, Any]:
    """The agenda for programs; marks are texts, so that no digit is lost."""
    meeting = agenda.meeting
    return {
        "ref": agenda.ref,
        "notes": list(agenda.notes),
        "round": agenda.round,
        "meeting": {
            "number": meeting.number,
            "chair": meeting.chair,
            "note_taker": meeting.note_taker,
            "quorum": meeting.quorum,
            "opened_at": meeting.opened_at.isoformat(),
            "closed_at": meeting.closed_at.isoformat() if meeting.closed_at else None,
        },
        "people": [
            {"member": one.member, "name": one.name, "roles": list(one.roles), "here": one.here,
             "out_for": list(one.conflicts)}
            for one in agenda.people
        ],
        "items": [_item(item) for item in agenda.items],
        "stops": [one.code for one in agenda.stops],
    }  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    agreed = item.agreed
    return {
        "number": item.number,
        "answer": item.answer,
        "question": item.question.id,
        "bidder": item.bidder,
        "lot": item.lot,
        "state": item.state,
        "marks": [
            {"member": one.name, "state": one.state, "mark": _text(one.mark)} for one in item.marks
        ],
        "to_table": list(item.adoption.reasons),
        "agreed": None
        if agreed is None
        else {
            "mark": _text(agreed.mark),
            "reason": agreed.reason,
            "route": agreed.route,
            "rule": agreed.rule,
            "overridden_by": list(agreed.overridden_by),
            "revision": agreed.revision,
            "assents": [
                {"member": one.name, "choice": one.choice, "reason": one.reason}
                for one in agreed.assents
            ],
        },
        "open_queries": list(item.open_queries),
    }


def _text(mark: Any) -> str | None:
    from tender_flow.tui.moderation.words import mark_text

    return None if mark is None else mark_text(mark)

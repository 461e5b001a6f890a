"""The list of tenders on the screen: what everybody may see, and what was decided about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import report
from tender_flow.i18n.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.services.bid_list import BidList, TenderView


def for_lot(requirement: str, lot: str) -> str:
    """A requirement as the list names it: `Areas, East`, or `Insurance` for the whole tender."""
    return ", ".join(part for part in (requirement, lot) if part)


def print_list(found: BidList) -> None:
    """One line for each tender, then the decisions with their reasons, then the lots' notes."""
    from tender_flow.cli.standing import standing_line
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.award_rules import over_lots
    from tender_flow.i18n.formats import instant

    if line := standing_line(rehearsal=found.rehearsal, illustrative=found.illustrative):
        click.echo(line)
    states = {
        "received": _("received, sealed"),
        "late": _("late, undecided"),
        "refused": _("late, refused"),
        "opened": _("open"),
        "withdrawn": _("withdrawn"),
        "excluded": _("excluded"),
    }
    outcomes = {"pass": _("pass"), "fail": _("fail"), "": "–"}
    print_table(
        [_("Bidder"), _("Partners"), _("Lots"), _("Received"), _("State"), _("Requirements")],
        [
            (
                tender.supplier,
                ", ".join(tender.partners),
                ", ".join(
                    lot.title if lot.status == "in" else f"({lot.title})" for lot in tender.lots
                ),
                instant(tender.received_at),
                states[tender.status],
                "; ".join(
                    f"{for_lot(one.title, one.lot_title)}: {outcomes[one.outcome]}"
                    for one in tender.requirements
                ),
            )
            for tender in found.tenders
        ],
    )
    for tender in found.tenders:
        for line in over_lots(tender.supplier, tender.capacity, tender.preference):
            click.echo(line)
        for line in _decisions(tender, states):
            click.echo(line)
    report(found.notes)


def _decisions(tender: TenderView, states: dict[str, str]) -> Iterator[str]:
    """What was decided about a tender, and about its bids one by one, with who and why."""
    from tender_flow.i18n.formats import instant

    whole = [(tender.supplier, tender.status, tender.decided)]
    bids = [(f"{tender.supplier}, {lot.title}", lot.status, lot.decided) for lot in tender.lots]
    for name, status, decided in whole + bids:
        if decided is not None:
            text = _("{name}: {state} ({by}, {at}): {reason}")
            yield text.format(
                name=name,
                state=states[status],
                by=decided.by,
                at=instant(decided.at),
                reason=decided.reason,
            )

"""The line that every output of a rehearsal or an illustrative case begins or ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.i18n.texts import _

if TYPE_CHECKING:
    from tender_flow.services.office import Office


def standing_line(*, rehearsal: bool, illustrative: str) -> str:
    """What kind of case it is, in a line; empty for a real one."""
    if rehearsal and illustrative:
        return _("A rehearsal with illustrative data: not a real procurement.")
    if rehearsal:
        return _("A rehearsal: not a real procurement.")
    if illustrative:
        return _("With illustrative data: see procurement show.")
    return ""


def print_standing(office: Office, ref: str) -> None:
    """Prints that line for a case; nothing for a real one."""
    with office.reading(ref) as reading:
        line = standing_line(
            rehearsal=reading.case["rehearsal"], illustrative=reading.case["illustrative"]
        )
    if line:
        click.echo(line)

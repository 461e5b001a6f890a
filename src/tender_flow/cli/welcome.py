"""What `tender-flow` alone shows in a terminal: the tender files found on this computer.

Someone who was sent a file by e-mail has only to know the program's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.tables import clean, print_table
from tender_flow.i18n.texts import _, ngettext

if TYPE_CHECKING:
    from tender_flow.tui.panel.files import Found


def show_files_found() -> bool:
    """Lists the packs here, in Documents and in Downloads; False where there are none."""
    from tender_flow.tui.panel.files import find_packs, folders

    found = find_packs(folders())
    if not found:
        return False
    count = len(found)
    heading = ngettext("{count} tender file is here:", "{count} tender files are here:", count)
    click.echo(heading.format(count=count))
    click.echo()
    print_table([_("What"), _("For"), _("From"), _("File")], [_row(one) for one in found])
    click.echo()
    click.echo(_("To open one: tender-flow score FILE"))
    click.echo(_("To see everything else: tender-flow --help"))
    return True


def _row(found: Found) -> list[str]:
    what = {
        "invitation": _("Invitation"),
        "scoring": _("Bids to mark"),
        "outcome": _("Agreed marks to sign"),
    }[found.header.kind]
    return [what, found.header.recipient, found.header.lead, clean(str(found.path))]

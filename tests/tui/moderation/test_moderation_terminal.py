"""In a real terminal: killed in the middle of the meeting, nothing that was said saved is lost."""

import sys

import pytest
from terminal import Terminal

pytestmark = pytest.mark.slow

REASON = "Named leads (para 2); no figure for weekends."


def test_killed_during_the_meeting_nothing_acknowledged_is_lost(table):
    command = [sys.executable, "-m", "tender_flow", "moderate", "kent-da",
               "--database", table.url, "--as", "jo.lowe"]  # fmt: skip
    table.office.database.close()
    terminal = Terminal(command)
    try:
        terminal.until("TO DISCUSS")
        terminal.type("\r")
        terminal.until("AGREED MARK")
        terminal.type("3")
        terminal.until("not recorded yet. Tab")
        terminal.type("\t")
        terminal.until("What decided it")
        terminal.type(REASON)
        terminal.until(REASON)
        terminal.type("\t")
        terminal.until("Agreed mark 3. Saved.")
        terminal.type("\r")
        terminal.until("Khan agrees. Saved.")
        terminal.type("\x1b[B\r")
        terminal.until("Okafor agrees. Saved.")
    finally:
        terminal.kill()
    again = type(table)(table.path, table.case)
    item = again.item("safeguarding", "Elm Housing")
    found = [one for one in again.agenda().items if one.agreed is not None]
    assert len(found) == 1
    assert (found[0].agreed.mark, found[0].agreed.reason) == (3, REASON)
    assert [one.choice for one in found[0].agreed.assents] == ["agrees", "agrees", None, None]
    assert [one.mark for one in item.marks] == [2, 3, 3, 4]
    again.office.database.close()

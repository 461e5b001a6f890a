"""Where the published model makes an average the panel's mark: the agenda and the item."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from builders import REF, SMALL_MODEL
from meeting_case import Table, prepared
from moderation_builders import BEACON, ELM, MEDWAY
from screens import press, saved, text_of, until, write

from tender_flow.services.moderation_override import override
from tender_flow.tui.moderation.item import ItemPage
from tender_flow.tui.moderation.record import record_text

MEAN = "{method: mean, off_scale: allow, tolerance: {share: 40}, minimum_marks: 2}"
LEFT_TO_THE_PANEL = "{method: mean, off_scale: discuss, minimum_marks: 2}"
OVERRIDE = (
    "{method: consensus, tolerance: 1, within_tolerance: median, "
    "override: {role: lead, second_approver: true}}"
)
PANEL_MODEL = Path(SMALL_MODEL).with_name("panel_model.yaml")


@pytest.fixture
def meeting(sqlite_template, tmp_path):
    """Makes a meeting whose model has this moderation."""
    made = []

    def make(rules: str) -> Table:
        lines = PANEL_MODEL.read_text().splitlines()
        lines = [f"moderation: {rules}" if one.startswith("moderation:") else one for one in lines]
        model = tmp_path / "panel_model.yaml"
        model.write_text("\n".join(lines) + "\n")
        path = tmp_path / "meeting.db"
        shutil.copy(sqlite_template, path)
        made.append(Table(path, prepared(path, model=str(model))))
        return made[-1]

    yield make
    for one in made:
        one.office.database.close()


async def at_item(pilot, table, question="safeguarding", bidder=ELM):
    await pilot.pause()
    pilot.app.screen.open(table.answer(question, bidder))
    await until(pilot, lambda: isinstance(pilot.app.screen, ItemPage))
    await until(pilot, pilot.app.screen.ready.is_set)


async def test_the_agenda_says_the_tolerance_as_published(meeting):
    app = meeting(MEAN).app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "more than 40% apart" in text_of(app)
        assert "WITHIN 40%" in text_of(app)


async def test_enter_takes_the_mean_with_a_reason_and_no_digit_changes_it(meeting):
    table = meeting(MEAN)
    app = table.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await at_item(pilot, table, bidder=MEDWAY)
        assert "The published method (mean) gives 2.25." in text_of(app)
        await press(pilot, "3")
        assert "gives 2.25, and no other" in app.screen.message
        await press(pilot, "enter")
        assert "2.25, between 2 Limited and 3 Good" in text_of(app)
        app.screen.go_to("reason")
        await write(pilot, "A named lead, but no deputy.")
        await press(pilot, "tab", "enter")
        await saved(pilot)
    agreed = table.item(bidder=MEDWAY).agreed
    assert (agreed.mark, agreed.route, agreed.rule) == (Decimal("2.25"), "discussed", "mean")
    assert agreed.reason == "A named lead, but no deputy."


async def test_a_mean_between_two_marks_is_left_to_the_panel_where_published_so(meeting):
    table = meeting(LEFT_TO_THE_PANEL)
    app = table.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await at_item(pilot, table, bidder=MEDWAY)
        assert "between two marks" in text_of(app)
        await press(pilot, "2")
        assert "Mark 2, not recorded yet" in app.screen.message
        await at_beacon(pilot, table)
        assert "gives 4 Very good. Enter takes it" in text_of(app)


async def at_beacon(pilot, table):
    pilot.app.screen.leave_for(pilot.app.agenda.item(table.answer("safeguarding", BEACON)))
    await pilot.pause()


async def test_an_override_shows_who_made_it_in_the_item_and_in_the_printed_record(meeting):
    table = meeting(OVERRIDE)
    override(
        table.office, REF, round_name="written", answer=table.answer(), mark=Decimal(4),
        reason="The deputy is named on page 4.", second_approver="r.price",
    )  # fmt: skip
    app = table.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await at_item(pilot, table)
        assert "AGREED MARK: 4 Very good" in text_of(app)
        assert "4 to ask" in text_of(app)
        words = record_text(app.agenda)
    assert "Agreed mark 4 Very good, Overridden by" in " ".join(words.split())
    assert "approved by R. Price" in " ".join(words.split())

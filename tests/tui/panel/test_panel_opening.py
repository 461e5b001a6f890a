"""What opening a file can say: stale, past its date, too new, a wrong clock; and reopening."""

from datetime import timedelta

import pytest
from panel_case import CLOSES, NOW, PASSPHRASE, pack_file, scoring
from screens import press, saved, text_of, until, write

from tender_flow.packs.keys import save_key
from tender_flow.packs.post import seal_pack
from tender_flow.packs.work import close, open_work, save
from tender_flow.tui.pages import ProblemPage
from tender_flow.tui.panel.app import PanelApp
from tender_flow.tui.panel.bidder import BidderPage
from tender_flow.tui.panel.home import HomePage
from tender_flow.tui.panel.scoring import ScoringPage
from tender_flow.tui.panel.signing import AgreementPage, GuidancePage
from tender_flow.tui.widgets.choices import Choices
from tender_flow.tui.widgets.keybar import KeyBar


@pytest.fixture(scope="session")
def key_file(tmp_path_factory, keys):
    """Carys's key as it lies on her laptop; 2.5 seconds of scrypt."""
    path = tmp_path_factory.mktemp("keys") / "evans.tfkey"
    save_key(path, keys.carys, PASSPHRASE)
    return path


async def unlock(pilot, passphrase=PASSPHRASE):
    """Types the passphrase on the first page; only its length takes time, so it is put in."""
    await until(pilot, lambda: "Type your own passphrase" in words_of(pilot.app)
                or "gave you by telephone" in words_of(pilot.app))  # fmt: skip
    pilot.app.screen.query_one("#passphrase").value = passphrase
    await press(pilot, "enter")


def words_of(app):
    return " ".join(text_of(app).split())


def give_three(path, keys, when=NOW):
    """The first answer marked and saved, the window closed."""
    work = open_work(path, keys.carys, when)
    first = work.marking.reading_order()[0]
    from decimal import Decimal

    work.marking.give_mark(first.id, Decimal(3), when)
    save(work, when)
    close(work)


@pytest.mark.slow
async def test_an_older_pack_is_refused_and_the_newer_one_takes_the_marks(tmp_path, keys, key_file):
    old = pack_file(tmp_path, keys, scoring(keys.authority))
    give_three(old, keys)
    new = pack_file(
        tmp_path, keys,
        scoring(keys.authority, number=2, changes=("Safe Harbour replaced an answer.",)),
        "evans-2.tfpack",
    )  # fmt: skip
    app = PanelApp(old, key_file, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await unlock(pilot)
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert "A newer pack was issued on 20 October 2014." in words_of(app)
        assert "Your marks are kept and go with you to the new one." in words_of(app)
        assert "Open evans-2.tfpack." in words_of(app)
    app.close()
    app = PanelApp(new, key_file, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await unlock(pilot)
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert "Marks that came with you from the pack before: 1." in words_of(app)
        assert "Safe Harbour replaced an answer." in words_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HomePage)
        assert app.work.marking.counts()["to_finish"] == 1
    app.close()


@pytest.mark.slow
async def test_a_pack_past_its_date_says_so_and_can_only_be_read(tmp_path, keys, key_file):
    path = pack_file(tmp_path, keys, scoring(keys.authority))
    give_three(path, keys)
    app = PanelApp(path, key_file, clock=lambda: CLOSES + timedelta(minutes=1))
    async with app.run_test(size=(80, 24)) as pilot:
        await unlock(pilot)
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert "This pack closed on 24 Oct 2014, 17:00." in words_of(app)
        assert "All your marks are still here, to read." in words_of(app)
        assert "ring Jo Lowe (01622 000000)" in words_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HomePage)
        assert "This can be read only" in app.screen.message
        await press(pilot, "enter")
        assert "3 Good" in text_of(app)
    app.close()


@pytest.mark.slow
async def test_a_clock_before_the_pack_was_made_is_said_and_stops_nothing(tmp_path, keys, key_file):
    path = pack_file(tmp_path, keys, scoring(keys.authority))
    wrong = NOW.replace(year=2009, month=1, day=3)
    app = PanelApp(path, key_file, clock=lambda: wrong)
    async with app.run_test(size=(80, 24)) as pilot:
        await unlock(pilot)
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert "This laptop says that it is 3 Jan 2009, 13:32" in words_of(app)
        assert "Set the clock when you can. Go on." in words_of(app)
        await press(pilot, "enter", "enter", "3")
        await saved(pilot)
    app.close()
    again = open_work(path, keys.carys, NOW)
    assert str(again.marking.mark(again.marking.reading_order()[0].id).value) == "3"
    close(again)


async def test_a_pack_of_a_newer_program_is_left_unharmed(tmp_path, keys):
    path = pack_file(tmp_path, keys, scoring(keys.authority))
    data = path.read_bytes()
    first, clear, sealed = data.split(b"\n", 2)
    newer = clear.replace(b'"least_version":"', b'"least_version":"99.')
    assert newer != clear
    path.write_bytes(b"\n".join((first, newer, sealed)))
    before = path.read_bytes()
    app = PanelApp(path, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert "evans.tfpack was made by a newer tender-flow (needs 99." in words_of(app)
        assert "The file is unharmed." in words_of(app)
        assert "Install the newer version, or ask your IT desk" in words_of(app)
        await press(pilot, "enter")
    assert app.return_value == 2
    assert path.read_bytes() == before


@pytest.mark.slow
async def test_an_invitation_reopened_half_way_goes_on_at_the_first_page_without_an_answer(
    tmp_path, keys
):
    from panel_case import invitation

    path = tmp_path / "evans.tfpack"
    sealed = seal_pack(invitation(keys.authority), keys.authority, at=NOW, passphrase="by phone")
    path.write_bytes(sealed)
    app = PanelApp(path, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await unlock(pilot, "by phone")
        await until(pilot, lambda: isinstance(app.screen, AgreementPage))
        await press(pilot, "space", "space", "tab")
        await write(pilot, "carys evans")
        await press(pilot, "enter", "enter", "down", "enter")
        await write(pilot, "My sister")
        await saved(pilot)
    app.close()
    app = PanelApp(path, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await unlock(pilot, "by phone")
        await until(pilot, lambda: isinstance(app.screen, BidderPage))
        assert app.screen.page == "t-2"
        assert app.work.declaring.declared("t-1").choice == "none"
        await press(pilot, "down", "enter")
        assert "My sister" in text_of(app)
        await press(pilot, "escape")
        await saved(pilot)
    app.close()


async def test_a_click_on_the_key_bar_does_what_its_key_does(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert isinstance(panel.screen, ScoringPage)
        bar = panel.screen.query_one(KeyBar)
        line, start = next(
            (y, row.plain.index("help"))
            for y, row in enumerate(bar.rows())
            if "?  help" in row.plain
        )
        await pilot.click(KeyBar, offset=(start, line))
        await pilot.pause()
        assert "HELP FOR THE PART YOU ARE IN" in text_of(panel)


async def test_a_click_on_a_choice_takes_it(tmp_path, keys):
    from panel_case import invited_app

    app = invited_app(tmp_path, keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "space", "tab")
        await write(pilot, "carys evans")
        await press(pilot, "enter")
        for bidder in ("t-1", "t-2", "t-3", "t-4", "t-5", "t-6"):
            assert isinstance(app.screen, BidderPage)
            await pilot.click(Choices, offset=(10, 0))
            await pilot.pause()
            assert app.work.declaring.declared(bidder).choice == "none"
        assert isinstance(app.screen, GuidancePage)
        await saved(pilot)
    app.close()

"""From the invitation to the declaration file: one decision a page, eleven pages at most."""

import pytest
from panel_case import NOW, PASSPHRASE, Keys, invitation, invited_app
from screens import press, saved, text_of, until, write

from tender_flow.packs.post import read_return, seal_pack
from tender_flow.tui.panel.app import PanelApp
from tender_flow.tui.panel.bidder import BidderPage
from tender_flow.tui.panel.declared import DeclaredPage, SignPage
from tender_flow.tui.panel.signing import AgreementPage, CheckPage, GuidancePage


@pytest.fixture
def invited(tmp_path, keys: Keys):
    """The program with an invitation open."""
    app = invited_app(tmp_path, keys)
    yield app
    app.close()


async def agree(pilot):
    await press(pilot, "space", "space", "tab")
    await write(pilot, "Carys Evans")
    await press(pilot, "enter")


async def test_the_agreement_can_be_signed_only_after_its_last_line_was_on_the_screen(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab")
        await write(pilot, "Carys Evans")
        await press(pilot, "enter")
        assert isinstance(invited.screen, AgreementPage)
        assert "Read the agreement to its end first" in invited.screen.message
        await press(pilot, "shift+tab", "space", "space", "tab", "enter")
        assert isinstance(invited.screen, BidderPage)


async def test_another_name_does_not_sign(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "space", "tab")
        await write(pilot, "Somebody")
        await press(pilot, "enter")
        assert isinstance(invited.screen, AgreementPage)
        assert invited.work.declaring.state.agreement_read_at is None


async def test_six_bidders_without_conflict_are_six_times_enter(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await agree(pilot)
        await press(pilot, *["enter"] * 6)
        assert isinstance(invited.screen, GuidancePage)
        await press(pilot, "tab", "enter")
        assert isinstance(invited.screen, CheckPage)
        assert invited.work.declaring.problems() == ()
        assert "Elm Housing: no conflict" in text_of(invited)
        await saved(pilot)


async def test_a_conflict_needs_ten_words_and_can_touch_a_partner_only(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await agree(pilot)
        await press(pilot, "enter", "down", "enter")
        await write(pilot, "My sister")
        await press(pilot, "tab", "enter")
        assert "words" in invited.screen.message
        await write(pilot, " has worked at Thanet Homes as a housing officer since March.")
        await press(pilot, "tab", "down", "down", "down", "enter")
        declared = invited.work.declaring.declared("t-2", partner="Thanet Homes")
        assert declared is not None
        assert declared.choice == "may"
        assert invited.work.declaring.declared("t-2").choice == "none"
        await saved(pilot)


async def test_an_answer_is_changed_from_the_check(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await agree(pilot)
        await press(pilot, *["enter"] * 6, "tab", "enter", "down", "down", "enter")
        assert isinstance(invited.screen, BidderPage)
        await press(pilot, "down", "down", "enter")
        assert isinstance(invited.screen, CheckPage)
        assert "Elm Housing: not enough known to say" in text_of(invited)
        await saved(pilot)


async def test_escape_goes_to_the_page_before_and_loses_nothing(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await agree(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(invited.screen, BidderPage)
        assert invited.screen.page == "t-1"
        assert invited.work.declaring.declared("t-1").choice == "none"
        await saved(pilot)


async def test_two_different_passphrases_sign_nothing(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await agree(pilot)
        await press(pilot, *["enter"] * 6, "tab", "enter", "enter")
        assert isinstance(invited.screen, SignPage)
        await write(pilot, "a long enough one")
        await press(pilot, "enter")
        await write(pilot, "another one")
        await press(pilot, "enter")
        assert "not the same" in invited.screen.message
        await saved(pilot)


@pytest.mark.slow
async def test_from_the_invitation_to_the_declaration_in_eleven_pages(tmp_path, keys):
    path = tmp_path / "evans.tfpack"
    path.write_bytes(
        seal_pack(invitation(keys.authority), keys.authority, at=NOW, passphrase="said by phone")
    )
    app = PanelApp(path, clock=lambda: NOW)
    pages = []

    def here():
        if not pages or pages[-1] is not app.screen:
            pages.append(app.screen)

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Open your invitation" in text_of(app))
        here()
        await write(pilot, "wrong words")
        await press(pilot, "enter")
        await until(pilot, lambda: "THERE IS A PROBLEM" in text_of(app))
        assert "There is no limit on tries." in text_of(app)
        assert "Jo Lowe (01622 000000)" in text_of(app)
        app.screen.query_one("#passphrase").value = "said by phone"
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, AgreementPage))
        here()
        await press(pilot, "space", "space", "tab")
        await write(pilot, "carys evans")
        await press(pilot, "enter")
        for _bidder in range(6):
            here()
            await press(pilot, "enter")
        here()
        await press(pilot, "tab", "enter")
        here()
        await press(pilot, "enter")
        here()
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DeclaredPage))
        words = " ".join(text_of(app).split())
    app.close()
    assert len(pages) == 11
    assert "evans-declaration.tfreturn" in words
    assert "j.lowe@example.gov.uk" in words
    sent = tmp_path / "evans-declaration.tfreturn"
    came = read_return(sent.read_bytes(), keys.authority, sent.name)
    assert came.kind == "declaration"
    assert [each.choice for each in came.contents.declarations] == ["none"] * 6
    assert came.contents.key.fingerprint in words

"""What can go wrong: not saved, open twice, foreign files, too small a window, leaving."""

import os
import stat

import pytest
from panel_case import NOW, opened_app, pack_file, scoring
from screens import press, saved, text_of, until, write

from tender_flow.errors import BadInputError
from tender_flow.i18n.sentences import catalogue, paragraphs
from tender_flow.packs.files import save_error
from tender_flow.packs.work import open_work
from tender_flow.tui.pages import LeavePage, ProblemPage, TooSmall
from tender_flow.tui.panel.app import PanelApp
from tender_flow.tui.panel.choosing import FilesPage
from tender_flow.tui.panel.home import HomePage
from tender_flow.tui.panel.opening import PassphrasePage
from tender_flow.tui.panel.trouble import NotSavedPage


class Broken:
    """A disk that is full until it is emptied; the real write is made afterwards."""

    def __init__(self, app):
        self.app, self.prepare, self.number = app, app.saver._prepare, 28

    def __call__(self, now):
        write_it = self.prepare(now)

        def write():
            if self.number:
                error = OSError(self.number, os.strerror(self.number))
                raise save_error(error, self.app.work.path, self.app.saver.saved_at)
            write_it()

        return write


async def test_a_full_disk_is_said_and_what_was_typed_is_saved_once_there_is_room(panel, keys):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3")
        await saved(pilot)
        broken = panel.saver._prepare = Broken(panel)
        await press(pilot, "tab", "tab")
        await write(pilot, "Named lead.")
        await until(pilot, lambda: panel.saver.trouble is not None)
        await pilot.pause()
        assert "NOT SAVED since 14:32" in text_of(panel)
        assert "disk is full" in panel.screen.message
        await press(pilot, "ctrl+s")
        assert isinstance(panel.screen, NotSavedPage)
        assert "Everything up to then is saved." in text_of(panel)
        broken.number = 0
        await press(pilot, "enter")
        assert "All saved 14:32" in text_of(panel)
    panel.close()
    again = open_work(panel.work.path, keys.carys, NOW)
    assert again.marking.mark(again.marking.reading_order()[0].id).strengths == "Named lead."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_folder_lets_the_work_move(panel, tmp_path):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3")
        await saved(pilot)
        tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
        await press(pilot, "4")
        await until(pilot, lambda: panel.saver.trouble is not None)
        tmp_path.chmod(stat.S_IRWXU)


async def test_the_work_moves_to_another_folder_whole(panel, keys, tmp_path, monkeypatch):
    documents = tmp_path / "home" / "Documents"
    documents.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3")
        await saved(pilot)
        broken = panel.saver._prepare = Broken(panel)
        broken.number = 30
        await press(pilot, "4")
        await until(pilot, lambda: panel.saver.trouble is not None)
        await press(pilot, "ctrl+s", "down", "enter")
        assert panel.work.path == documents / "evans.tfpack"
        assert "All saved" in text_of(panel)
    panel.close()
    again = open_work(documents / "evans.tfpack", keys.carys, NOW)
    assert str(again.marking.mark(again.marking.reading_order()[0].id).value) == "4"


async def test_a_second_window_is_told_where_the_first_is(panel, keys):
    with pytest.raises(BadInputError) as refused:
        opened_app(panel.work.path, keys)
    happened, safe, to_do = paragraphs(refused.value.findings[0])
    assert "already open in another window" in happened
    assert safe
    assert to_do


async def test_ctrl_q_and_ctrl_c_ask_before_the_program_ends(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        for key in ("ctrl+q", "ctrl+c", "escape"):
            await press(pilot, key)
            assert isinstance(panel.screen, LeavePage)
            await press(pilot, "enter")
            assert isinstance(panel.screen, HomePage)
        await press(pilot, "enter", "3", "ctrl+q")
        await saved(pilot)
        assert "Everything is saved." in text_of(panel)
        await press(pilot, "down", "enter")
    assert panel.return_value == 0
    assert panel.saver.settled


async def test_ctrl_s_says_that_everything_is_saved_already(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+s")
        assert panel.screen.message == "Everything is saved already."


async def test_under_80_by_24_there_is_one_sentence_and_nothing_half_drawn(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(72, 20)
        await pilot.pause()
        assert isinstance(panel.screen, TooSmall)
        words = " ".join(text_of(panel).split())
        assert words.startswith("The window is 72 by 20. The screens need 80 by 24.")
        assert "YOUR MARKS" not in words
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: isinstance(panel.screen, HomePage))
        assert "YOUR MARKS" in text_of(panel)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Dear Carys, ...", "is not a pack"),
        (b"", "is not a pack"),
        (b"tender-flow pack 1\n{}", "damaged"),
    ],
    ids=["a letter", "nothing", "half a file"],
)
async def test_a_file_that_is_not_ours_is_refused_in_three_parts(tmp_path, content, says):
    path = tmp_path / "letter.tfpack"
    path.write_bytes(content)
    app = PanelApp(path, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert says in " ".join(text_of(app).split())
        await press(pilot, "enter")
    assert app.return_value == 2


async def test_a_pack_without_its_key_on_this_laptop_says_what_to_copy(tmp_path, keys, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    path = pack_file(tmp_path, keys, scoring(keys.authority))
    app = PanelApp(path, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ProblemPage))
        assert "The key of Carys Evans" in " ".join(text_of(app).split())
        assert "Jo Lowe (01622 000000)" in " ".join(text_of(app).split())


async def test_without_a_file_those_in_documents_and_downloads_are_listed(
    tmp_path, keys, monkeypatch
):
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    monkeypatch.chdir(empty)
    app = PanelApp(clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "no tender files" in text_of(app))
        assert isinstance(app.screen, FilesPage)
        pack_file(tmp_path / "Documents", keys, scoring(keys.authority))
        await press(pilot, "enter")
        assert "Scoring pack for Carys Evans, from Jo Lowe" in " ".join(text_of(app).split())
        await press(pilot, "enter")
        assert isinstance(app.screen, PassphrasePage | ProblemPage)


def test_no_sentence_of_the_screens_or_packs_uses_a_forbidden_word():
    from tender_flow.i18n.sentences import packs, tui

    for module in (packs, tui):
        for what, to_do in module.SENTENCES.values():
            words = f"{what} {to_do}".lower()
            for forbidden in ("please", "sorry", "invalid", "failed", "error code", "token"):
                assert forbidden not in words
    assert catalogue()

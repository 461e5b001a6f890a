"""Passphrases come from a terminal or a named file, never from the command line."""

import pytest

from tender_flow.cli import passphrases
from tender_flow.cli.common import PASSPHRASE_VARIABLE
from tender_flow.cli.passphrases import passphrase
from tender_flow.errors import BadInputError


@pytest.fixture(autouse=True)
def no_file_named(monkeypatch):
    for name in ("", "_CUSTODIAN", "_WITNESS"):
        monkeypatch.delenv(PASSPHRASE_VARIABLE + name, raising=False)


def refused_code(**options):
    with pytest.raises(BadInputError) as refused:
        passphrase("Passphrase", **options)
    return refused.value.findings[0].code


def test_the_first_line_of_the_named_file_is_the_passphrase(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("four words with spaces \nnot this\n", encoding="utf-8")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(tmp_path / "secret"))
    assert passphrase("Passphrase", confirm=True) == "four words with spaces "


def test_each_keeper_of_the_prices_may_have_a_file_of_their_own(tmp_path, monkeypatch):
    for name in ("custodian", "witness"):
        (tmp_path / name).write_text(f"{name}'s words\n", encoding="utf-8")
        variable = f"{PASSPHRASE_VARIABLE}_{name.upper()}"
        monkeypatch.setenv(variable, str(tmp_path / name))
    assert passphrase("Passphrase", whose="custodian") == "custodian's words"
    assert passphrase("Passphrase", whose="witness") == "witness's words"


def test_a_named_file_that_is_missing_or_empty_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(tmp_path / "none"))
    assert refused_code() == "passphrase-file-unreadable"
    (tmp_path / "empty").write_text("\nsecond line", encoding="utf-8")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(tmp_path / "empty"))
    assert refused_code() == "passphrase-file-empty"


def test_without_a_terminal_and_a_file_nothing_is_asked():
    assert refused_code() == "passphrase-not-given"


def typing(monkeypatch, *typed):
    """A terminal at which someone types; the hidden prompt itself is click's."""
    answers = iter(typed)
    monkeypatch.setattr(passphrases.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(passphrases.click, "prompt", lambda *_args, **_kwargs: next(answers))


def test_a_typed_passphrase_is_asked_twice_to_confirm(monkeypatch):
    typing(monkeypatch, "words", "words")
    assert passphrase("Passphrase", confirm=True) == "words"


def test_two_different_typed_passphrases_are_refused(monkeypatch):
    typing(monkeypatch, "words", "wrods")
    assert refused_code(confirm=True) == "passphrases-differ"

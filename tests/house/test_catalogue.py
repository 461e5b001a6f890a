"""The catalogues hold the texts that the source has; `make catalogue` brings them up to date."""

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import tender_flow
from tender_flow.i18n import texts

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
CATALOGUES = Path(texts.CATALOGUES)
SOURCE = Path(tender_flow.__file__).parent
LOCALES = sorted(folder.name for folder in CATALOGUES.iterdir() if folder.is_dir())


def texts_in_the_source() -> set[str]:
    found = extract_from_dir(SOURCE, keywords=KEYWORDS, method_map=[("**.py", "python")])
    return {one if isinstance(one, str) else one[0] for _file, _line, one, *_rest in found}


def texts_of(catalogue: Catalog) -> set[str]:
    ids = (message.id for message in catalogue if message.id)
    return {one if isinstance(one, str) else one[0] for one in ids}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def test_the_template_has_exactly_the_texts_of_the_source():
    template = texts_of(read(CATALOGUES / "tender_flow.pot"))
    assert template == texts_in_the_source(), "run: make catalogue"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_has_exactly_the_texts_of_the_template(locale):
    own = read(CATALOGUES / locale / "LC_MESSAGES" / "tender_flow.po")
    assert texts_of(own) == texts_of(read(CATALOGUES / "tender_flow.pot"))


def tupled(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def translations(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Source text and plural to translations; what isn't translated is left out.

    Babel compiles a plural without a translation as its own translation.
    """
    found = {}
    for message in catalogue:
        ids, strings = tupled(message.id), tupled(message.string)
        if ids not in (("",), strings) and all(strings) and not message.fuzzy:
            found[ids] = strings
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_a_compiled_catalogue_is_the_one_that_translators_wrote(locale):
    folder = CATALOGUES / locale / "LC_MESSAGES"
    with (folder / "tender_flow.mo").open("rb") as file:
        compiled = translations(read_mo(file))
    assert compiled == translations(read(folder / "tender_flow.po"))


def test_no_text_is_put_together_before_it_is_translated():
    """`_(f"…")` would never be found by a translator's tools."""
    for path in SOURCE.rglob("*.py"):
        calls = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                assert not any(isinstance(part, ast.JoinedStr) for part in call.args), path

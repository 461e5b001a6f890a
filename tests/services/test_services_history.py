"""Every deed in the source has its sentence in the history, and no sentence is without a deed."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import tender_flow
from tender_flow.i18n.deeds import DEEDS, sentence

SOURCE = Path(tender_flow.__file__).parent
MADE_NAMES = {"pack.accept_declaration", "pack.accept_marks", "pack.accept_slip"}
"""Named by the kind of file that came: `pack.accept_{kind}`."""


def nodes(*rooms: str) -> Iterator[ast.AST]:
    for room in rooms:
        for path in (SOURCE / room).rglob("*.py"):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def texts(node: ast.AST) -> set[str]:
    found = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {text for text in found if isinstance(text, str)}


def deeds_in_source() -> set[str]:
    """The names given to `office.deed(...)` as they stand there."""
    found = set()
    for node in nodes("."):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found |= texts(node.args[0]) if node.func.attr == "deed" and node.args else set()
    return found


def test_every_deed_has_a_sentence():
    assert "procurement.advance" in deeds_in_source()
    assert sorted(deeds_in_source() - set(DEEDS)) == []


def test_every_sentence_belongs_to_a_deed():
    named = {text for node in nodes("services", "records") for text in texts(node)}

    assert sorted(set(DEEDS) - named - MADE_NAMES) == []


def test_a_sentence_says_its_facts_and_gives_back_the_rest():
    text, rest = sentence("procurement.advance", {"source": "A", "target": "B", "move": "m"})

    assert text == "Moved from A to B."
    assert rest == {"move": "m"}


def test_a_fact_that_is_missing_is_a_dash_and_an_unknown_deed_its_own_name():
    assert sentence("procurement.advance", {})[0] == "Moved from – to –."
    assert sentence("panel.wave_hands", {"to": "all"}) == ("panel: wave hands", {"to": "all"})


def test_sentences_end_and_name_only_facts():
    for deed, text in DEEDS.items():
        assert text.endswith("."), deed
        for _text, field, _spec, _conversion in Formatter().parse(text):
            assert field is None or field.isidentifier(), deed

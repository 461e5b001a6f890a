"""The word lists by which reasons are checked, from the YAML files beside this one.

    words = load_words("en", "cy")      # one list of both: nobody says in which they write

A list is data, so that a council's own phrases can be added without a programmer. `outside` are
phrases of knowledge from outside the bid, `compared` of comparison with other bids, `bid_words`
those of which one at least is expected where a reason speaks of the bid; `common` words carry no
meaning of their own, `legal_forms` are left out of bidders' names.
"""

from __future__ import annotations

from pathlib import Path

from tender_flow.definitions.reader import Fields, Node, read_file
from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.comments import WordLists, words_of
from tender_flow.rules.findings import Finding, problems

FOLDER = Path(__file__).parent / "words"
KEYS = ("outside", "compared", "bid_words", "common", "legal_forms")


def languages() -> tuple[str, ...]:
    """The languages that have a list."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def load_words(*codes: str) -> WordLists:
    """The lists of these languages as one; of all that there are, if none is named.

    Raises:
        BadInputError: a language has no list (`words-unknown-language`), or a list has problems.
    """
    known = languages()
    strange = [code for code in codes if code not in known]
    if strange:
        raise BadInputError(
            *(Finding("words-unknown-language", {"name": code, "known": known}) for code in strange)
        )
    return _joined([read_words(FOLDER / f"{code}.yaml") for code in codes or known])


def read_words(path: Path) -> WordLists:
    """The lists of one file.

    Raises:
        BadInputError: the file can't be read or used; every problem with its line.
    """
    root, findings = read_file(path)
    if root is None:
        raise BadInputError(*findings)
    fields = root.fields("format", "language", *KEYS)
    fields.text("language")
    found = WordLists(
        outside=_phrases(fields, "outside"),
        compared=_phrases(fields, "compared"),
        bid_words=_phrases(fields, "bid_words"),
        common=frozenset(word for phrase in _phrases(fields, "common") for word in phrase),
        legal_forms=frozenset(
            word for phrase in _phrases(fields, "legal_forms") for word in phrase
        ),
    )
    if problems(root.findings):
        raise BadInputError(*root.findings)
    return found


def _phrases(fields: Fields, key: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_phrase(node) for node in fields.items(key))


def _phrase(node: Node) -> tuple[str, ...]:
    found = words_of(node.as_text())
    if not found and node.kind in {"text", "empty"}:
        node.problem("yaml-empty", field=node.path)
    return found


def _joined(lists: list[WordLists]) -> WordLists:
    return WordLists(
        outside=tuple(phrase for one in lists for phrase in one.outside),
        compared=tuple(phrase for one in lists for phrase in one.compared),
        bid_words=tuple(phrase for one in lists for phrase in one.bid_words),
        common=frozenset().union(*(one.common for one in lists)),
        legal_forms=frozenset().union(*(one.legal_forms for one in lists)),
    )

"""Reading the files of dated law: what all of them share, each problem with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tender_flow.definitions.reader import Fields, Node, read_file
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import problems
from tender_flow.rules.procedure.calendar import Counting
from tender_flow.rules.procedure.law.terms import NATIONS, Terms
from tender_flow.rules.procedure.workflow import REGIMES

TERMS = ("since", "until", "nations", "source", "confirm")
"""Keys that every rule may have."""

LISTS = (
    "format",
    "claims",
    "clear_days",
    "codes",
    "framework_terms",
    "key_performance_indicators",
    "notices",
    "periods",
    "planned_notices",
    "regimes",
    "retention",
    "rules",
    "social_value",
    "standstills",
    "thresholds",
    "tiers",
)
"""What may stand at the top of a file."""

_WAYS = tuple(way.value for way in Counting)

T = TypeVar("T")


def read_rules(path: Path, key: str, keys: tuple[str, ...], read: Callable[[Fields], T]) -> list[T]:
    """The rules of one list of a file, each read by `read`; the terms' keys are always allowed.

    Raises:
        BadInputError: the file can't be read or used; every problem with its line.
    """
    root = root_of(path)
    fields = root.fields(*LISTS)
    found = [read(node.fields(*keys, *TERMS)) for node in fields.items(key)]
    refuse(root)
    return found


def root_of(path: Path) -> Node:
    """The root of a file. Raises `BadInputError` if there is none."""
    root, findings = read_file(path)
    if root is None:
        raise BadInputError(*findings)
    return root


def refuse(root: Node) -> None:
    """Raises `BadInputError` with everything that was found in a file."""
    if problems(root.findings):
        raise BadInputError(*root.findings)


def terms_of(fields: Fields) -> Terms:
    """When and where a rule holds, its source, and whether it is still to be confirmed."""
    days = {
        key: node.as_date()
        for key in ("since", "until")
        if (node := fields.optional(key)) is not None
    }
    since, until = days.get("since"), days.get("until")
    if since is not None and until is not None and until < since:
        fields.node.problem("law-ends-before-it-begins", since=since, until=until)
    nations = names(fields, "nations", NATIONS)
    return Terms(fields.text("source"), since, until, nations, fields.flag("confirm"))


def names(fields: Fields, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """A list of names, each one of the choices; empty where it is left out."""
    return tuple(node.as_choice(choices) for node in fields.items(key, required=False))


def some_of(fields: Fields, key: str, choices: tuple[str, ...]) -> frozenset[str]:
    """The same as a set."""
    return frozenset(names(fields, key, choices))


def regimes_of(fields: Fields) -> tuple[str, ...]:
    """The regimes that a rule is for."""
    return tuple(node.as_choice(REGIMES) for node in fields.items("regimes"))


def whole(fields: Fields, key: str) -> int:
    """A whole number that may be left out: 0."""
    node = fields.optional(key)
    return (node.as_integer() or 0) if node is not None else 0


def counting_of(fields: Fields) -> Counting:
    """The way of counting; the first one where none is named."""
    return Counting(fields.choice("counted", _WAYS, default=_WAYS[0]) or _WAYS[0])


def answer(fields: Fields, key: str) -> bool | None:
    """Yes, no, or None where the rule doesn't ask."""
    node = fields.optional(key)
    return None if node is None else node.as_flag()

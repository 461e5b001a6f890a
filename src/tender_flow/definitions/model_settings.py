"""Reads what a formula, a way of combining or a test for low tenders must be told.

Each says which settings it asks for (`rules.evaluation.settings.Asked`). One that is not stated is
a finding, because the sources leave it open and a silent default would decide awards; one that it
doesn't know is a finding too.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Screen
from tender_flow.rules.evaluation.screens import SCREENS
from tender_flow.rules.evaluation.settings import Asked, Setting
from tender_flow.rules.findings import Fact

NEITHER = "weighted_sum"
"""Stands where `combine` can't be read; the finding stops the model."""


def read_combine(fields: Fields) -> tuple[str, dict[str, Setting]]:
    """The way of combining: its name alone, or a mapping with `method` and its settings."""
    node = fields.node_of("combine")
    if node is None:
        return NEITHER, {}
    if node.kind != "map":
        name = node.as_choice(tuple(COMBINES)) or NEITHER
        return name, read_settings(Fields(node, {}), name, COMBINES[name].asks)
    name = node.fields().choice("method", tuple(COMBINES)) or NEITHER
    asks = COMBINES[name].asks
    found = node.fields("method", *(asked.name for asked in asks))
    return name, read_settings(found, name, asks)


def read_screens(fields: Fields) -> tuple[Screen, ...]:
    """The tests for abnormally low tenders."""
    found = []
    for node in fields.items("abnormally_low", required=False):
        rule = node.fields().choice("rule", tuple(SCREENS))
        if rule:
            asks = SCREENS[rule].asks
            below = node.fields("rule", *(asked.name for asked in asks))
            found.append(Screen(rule, read_settings(below, rule, asks)))
    return tuple(found)


def read_settings(fields: Fields, of: str, asks: Sequence[Asked]) -> dict[str, Setting]:
    """The settings that are asked for; what is missing, out of bounds or unasked is a finding."""
    found: dict[str, Setting] = {}
    for asked in asks:
        if asked.only_with is not None and found.get(asked.only_with[0]) != asked.only_with[1]:
            if asked.name in fields:
                fields.entries[asked.name].problem("setting-not-asked", setting=asked.name, of=of)
            continue
        node = fields.optional(asked.name)
        if node is None:
            _not_stated(fields.node, of, asked)
        elif (value := _value(node, asked)) is not None:
            found[asked.name] = value
    _in_order(fields, asks, found)
    return found


def _not_stated(node: Node, of: str, asked: Asked) -> None:
    code = "setting-choice-not-stated" if asked.choices else "setting-not-stated"
    facts: dict[str, Fact] = {"setting": asked.name, "of": of}
    node.problem(code, **(facts | {"choices": asked.choices} if asked.choices else facts))


def _in_order(fields: Fields, asks: Sequence[Asked], found: dict[str, Setting]) -> None:
    for asked in asks:
        low, high = found.get(asked.name), found.get(asked.below)
        if isinstance(low, Fraction) and isinstance(high, Fraction) and low >= high:
            place = fields.entries[asked.name]
            place.problem("setting-not-below", setting=asked.name, other=asked.below)


def _value(node: Node, asked: Asked) -> Setting | None:
    if asked.choices:
        return node.as_choice(asked.choices) or None
    if asked.kind == "question":
        return node.as_identifier() or None
    if asked.kind == "rule":
        return node.as_text() or None
    if asked.kind == "amounts":
        return {
            name: one for name, below in node.fields() if (one := _number(below, asked)) is not None
        }
    if asked.kind == "levels":
        return _levels(node, asked)
    if asked.kind == "table":
        return {name: _levels(below, asked) for name, below in node.fields()}
    return _number(node, asked)


def _levels(node: Node, asked: Asked) -> dict[Fraction, Fraction]:
    """Numbers by mark; the marks are keys and read as numbers with the line where they stand."""
    found = {}
    for key, below in node.fields():
        line = node.key_lines[key]
        mark = Node("text", line, node.path, node.file, node.findings, key).as_decimal()
        value = _number(below, asked)
        if mark is not None and value is not None:
            found[Fraction(mark)] = value
    return found


def _number(node: Node, asked: Asked) -> Fraction | None:
    found = node.as_decimal()
    if found is None:
        return None
    facts: dict[str, Fact] = {"setting": asked.name, "number": found}
    value = Fraction(found)
    if asked.above is not None and value <= asked.above:
        node.problem("setting-not-above", **facts, bound=str(asked.above))
    elif asked.at_least is not None and value < asked.at_least:
        node.problem("setting-too-small", **facts, bound=str(asked.at_least))
    elif asked.at_most is not None and value > asked.at_most:
        node.problem("setting-too-large", **facts, bound=str(asked.at_most))
    else:
        return value
    return None

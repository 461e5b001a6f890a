"""The scales of a model's file: mark by mark, or as a range with bands of words.

    zero_to_five: {0: "Unacceptable: …", 3: "Good: …", 5: "Excellent: …"}
    per_cent: {from: 0, to: 100, step: "0.01", bands: {0: "Poor: …", 70: "Good: …"}}

A range is for technical scores with decimals (World Bank, Guidelines: Selection and Employment of
Consultants, 2011, section II). The words of a band hold from its mark up to the next band.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.definitions.reader import Node
from tender_flow.rules.evaluation.scales import Band, Scale, ScaleLevel, range_scale

if TYPE_CHECKING:
    from tender_flow.definitions.model_checks import Places
    from tender_flow.definitions.reader import Fields

RANGE_KEYS = ("from", "to", "step", "bands")
"""What a scale given as a range has; one of them makes it one."""

MOST_MARKS = 10_001
"""Marks of a range: 0 to 100 by hundredths."""

FINEST = Decimal("0.0001")
"""The record keeps marks in ten-thousandths."""


def read_scales(fields: Fields, places: Places) -> dict[str, Scale]:
    """Every scale of the file by name; what is wrong with one is a finding at its line."""
    node = fields.optional("scales")
    if node is None:
        return {}
    found = {}
    for name, below in node.fields():
        places[f"scales.{name}"] = [below.place]
        if set(RANGE_KEYS) & set(below.entries):
            found[name] = _range(name, below)
        else:
            found[name] = Scale(name, tuple(_levels(below)))
    return found


def _range(name: str, node: Node) -> Scale:
    before = len(node.findings)
    fields = node.fields(*RANGE_KEYS)
    lowest, highest, step = (fields.decimal(key) for key in ("from", "to", "step"))
    _fine_enough(fields, lowest, step)
    if lowest is not None and highest is not None and highest <= lowest:
        fields.entries["to"].problem("scale-range-upside-down", lowest=lowest, highest=highest)
    grid = None
    if lowest is not None and highest is not None and step and len(node.findings) == before:
        grid = _Grid(lowest, highest, step)
        _even(fields, grid)
    bands = fields.node_of("bands", '{0: "Not acceptable: …"}')
    words = _levels(bands, grid) if bands is not None else []
    if bands is not None and lowest is not None and all(one.mark != lowest for one in words):
        bands.problem("scale-band-missing", lowest=lowest)
    if grid is None or len(node.findings) > before:
        # Its own findings stop the model; a range without marks keeps others from being added.
        return Scale(name, (), (Band(Decimal(0), Decimal(0), "", ""),))
    return range_scale(name, grid.step, grid.highest, words)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The marks of a range, before they have words."""

    lowest: Decimal
    highest: Decimal
    step: Decimal

    def has(self, mark: Decimal) -> bool:
        """Is the mark one of the steps? Fractions, because a slip may have forty digits."""
        return self.lowest <= mark <= self.highest and self.steps(mark).denominator == 1

    def steps(self, mark: Decimal) -> Fraction:
        return (Fraction(mark) - Fraction(self.lowest)) / Fraction(self.step)


def _fine_enough(fields: Fields, lowest: Decimal | None, step: Decimal | None) -> None:
    """A step above zero; marks that the record can keep."""
    for key, number in (("from", lowest), ("step", step)):
        if number is not None and (Fraction(number) / Fraction(FINEST)).denominator != 1:
            fields.entries[key].problem("scale-range-too-fine", field=key, number=number)
    if step is not None and step <= 0:
        fields.entries["step"].problem("number-not-above-zero", field="step", number=step)


def _even(fields: Fields, grid: _Grid) -> None:
    """A whole number of steps, and no more than anybody needs."""
    steps = grid.steps(grid.highest)
    if steps.denominator != 1:
        facts = {"lowest": grid.lowest, "highest": grid.highest, "step": grid.step}
        fields.entries["to"].problem("scale-range-uneven", **facts)
    elif steps >= MOST_MARKS:
        fields.entries["step"].problem(
            "scale-range-too-long", marks=int(steps) + 1, most=MOST_MARKS
        )


def _levels(scale: Node, grid: _Grid | None = None) -> list[ScaleLevel]:
    """Each mark with its words, ascending; in a range each band begins at a mark of it."""
    found: dict[Decimal, ScaleLevel] = {}
    for key, node in scale.fields():
        mark = _mark(scale, key, node)
        if mark is None:
            continue
        if mark in found:
            node.problem("scale-mark-twice", mark=mark)
        if grid is not None and not grid.has(mark):
            node.problem("scale-band-off-grid", mark=mark)
        found[mark] = ScaleLevel(mark, *_words(node))
    return sorted(found.values(), key=lambda level: level.mark)


def _mark(scale: Node, key: str, below: Node) -> Decimal | None:
    """A key as a number; it is a text too, and a finding names the line where it stands."""
    line = scale.key_lines[key]
    return Node("text", line, below.path, below.file, below.findings, key).as_decimal()


def _words(level: Node) -> tuple[str, str]:
    """Name and description of a mark: two keys, or one text “Good: meets …”."""
    if level.kind == "map":
        fields = level.fields("name", "description")
        return fields.text("name"), fields.text("description")
    name, _, description = (part.strip() for part in level.as_text().partition(":"))
    if not name or not description:
        level.problem("scale-mark-without-words", field=level.path)
    return name, description

"""The steps behind a number, in words: the same on screen, in the report and in a letter.

2.1 Safeguarding: 3 of 5 × 30% × 40% × 60% = 4.32
Price: £1,500,000.00 lowest of £1,650,000.00, × 40% = 36.36
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.i18n.moderation import rule_word
from tender_flow.i18n.texts import _
from tender_flow.rules.evaluation.rounding import exact_text, mark_text

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.results import Number, Standing, Step
    from tender_flow.rules.findings import Fact


def explain(model: Model, standing: Standing) -> list[str]:
    """Each step of a bid's total as one line, in the order in which it was made."""
    lines = (explain_step(model, step, standing.scores) for step in standing.steps)
    return [line for line in lines if line]


def explain_step(model: Model, step: Step, scores: Mapping[str, Number]) -> str:
    """One step as one line; empty for a step that says nothing new (one mark, as given)."""
    if step.what == "mark":
        return _mark(model, step)
    if step.what == "leaf":
        return _leaf(model, step)
    if step.what == "stage":
        return _stage(step)
    if step.what == "target":
        return _target(model, step)
    if step.what in {"item", "compared"}:
        return _made_comparable(model, step)
    if step.what == "price":
        return _price(model, step)
    if step.what == "combined":
        return _combined(model, step)
    return _sum(model, step, scores)


def setting_text(value: object) -> str:
    """A setting of a model as people write it: `40`, `higher`; a table as “60 (100), 40 (50)”."""
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, Mapping):
        inside = ((setting_text(key), setting_text(one)) for key, one in value.items())
        return ", ".join(f"{key} ({one})" for key, one in inside)
    return str(value)


def _label(model: Model, criterion_id: str) -> str:
    try:
        return model.criterion(criterion_id).label
    except KeyError:
        return _("Total")


def _short(model: Model, criterion_id: str) -> str:
    """The criterion's number; its title where it has none."""
    criterion = model.criterion(criterion_id)
    return criterion.number or criterion.title


def _factors(shares: Fact) -> str:
    parts = shares if isinstance(shares, tuple) else ()
    return "".join(f" × {part}" for part in parts)


def _plain(value: Fact) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _mark_text(mark: Fact) -> str:
    """A mark as people write it: `3`, `2.5`, `3 1/3`."""
    return mark_text(mark) if isinstance(mark, Decimal | Fraction) else str(mark)


def _mark(model: Model, step: Step) -> str:
    marks = step.inputs.get("marks")
    if not isinstance(marks, tuple) or len(marks) < 2:
        return ""
    facts = {"label": _label(model, step.criterion_id), "marks": ", ".join(marks)}
    text = _("{label}: marks {marks}, {rule} {result}")
    rule = rule_word(str(step.inputs.get("rule") or ""))
    return text.format(**facts, rule=rule, result=step.result.shown)


def _leaf(model: Model, step: Step) -> str:
    text = _("{label}: {mark} of {highest}{shares} = {result}")
    return text.format(
        label=_label(model, step.criterion_id),
        mark=_mark_text(step.inputs["mark"]),
        highest=_plain(step.inputs["highest"]),
        shares=_factors(step.inputs.get("shares")),
        result=step.result.shown,
    )


def _stage(step: Step) -> str:
    text = _("{stage}: {points} of {full} points = {result}%")
    return text.format(
        stage=step.inputs["stage"],
        points=_exact(step.inputs["points"]),
        full=_exact(step.inputs["full"]),
        result=step.result.shown,
    )


def _target(model: Model, step: Step) -> str:
    """“Employment: 62.5 (% of residents); W × …; better higher, per_cent 70.83…”."""
    from tender_flow.rules.evaluation.targets import TARGET_RULES

    text = _("{label}: {target} ({unit}); {formula}; {inputs}{shares} = {result}")
    return text.format(
        label=_label(model, step.criterion_id),
        target=_plain(step.inputs["target"]),
        unit=step.inputs["unit"],
        formula=TARGET_RULES[str(step.inputs["rule"])].text,
        inputs=_inputs(step, {"rule", "target", "unit", "shares"}),
        shares=_weight(step.inputs.get("shares")),
        result=step.result.shown,
    )


def _made_comparable(model: Model, step: Step) -> str:
    from tender_flow.i18n.price_steps import price_step

    text = _("{label}: {step}")
    return text.format(label=_label(model, step.criterion_id), step=price_step(model, step))


def _price(model: Model, step: Step) -> str:
    from tender_flow.i18n.price_steps import amount_text

    if step.inputs.get("formula") != "lowest_over_price":
        return _formula(model, step)

    def amount(name: str) -> str:
        return amount_text(model, step.inputs.get(name))

    text = _("{label}: lowest {lowest} ÷ {price}{shares} = {result}")
    return text.format(
        label=_label(model, step.criterion_id),
        lowest=amount("lowest"),
        price=amount("price"),
        shares=_factors(step.inputs.get("shares")),
        result=step.result.shown,
    )


def _formula(model: Model, step: Step) -> str:
    """Any price formula: its words, what goes into it, the shares of the price's weight."""
    from tender_flow.rules.evaluation.prices import FORMULAS

    text = _("{label}: {formula}; {inputs}{shares} = {result}")
    return text.format(
        label=_label(model, step.criterion_id),
        formula=FORMULAS[str(step.inputs["formula"])].text,
        inputs=_inputs(step, {"formula", "shares"}),
        shares=_weight(step.inputs.get("shares")),
        result=step.result.shown,
    )


def _combined(model: Model, step: Step) -> str:
    """Any way of combining: its words, what goes into it, and the result in its own unit."""
    from tender_flow.i18n.outcomes import result_name, result_text
    from tender_flow.rules.evaluation.combining import COMBINES

    text = _("{label}: {formula}; {inputs} = {result}")
    return text.format(
        label=result_name(model),
        formula=COMBINES[str(step.inputs["method"])].text,
        inputs=_inputs(step, {"method"}),
        result=result_text(model, step.result.shown),
    )


def _weight(shares: Fact) -> str:
    parts = shares if isinstance(shares, tuple) else ()
    return "; W " + " × ".join(parts) if parts else ""


def _inputs(step: Step, without: set[str]) -> str:
    """“price 20, lowest 10”: names as in the model's file, numbers without loss."""
    return ", ".join(
        f"{name} {_exact(value)}" for name, value in step.inputs.items() if name not in without
    )


def _exact(value: Fact) -> str:
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, tuple):
        return f"({'; '.join(value)})"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _sum(model: Model, step: Step, scores: Mapping[str, Number]) -> str:
    """“14.40 (1) + 36.36 (2) = 50.76”; the exact sum where the printed parts miss it."""
    counted = {key: scores[key].shown for key in step.inputs if key in scores}
    text = _("{label}: {parts} = {result}")
    line = text.format(
        label=_label(model, step.criterion_id),
        parts=_added(f"{shown} ({_short(model, key)})" for key, shown in counted.items()) or "0",
        result=step.result.shown,
    )
    if sum(map(Decimal, counted.values())) == Decimal(step.result.shown):
        return line
    text = _("{line} (rounded only here; exactly {exact})")
    return text.format(line=line, exact=number_text(step.result))


def number_text(number: Number) -> str:
    """A number without loss, or, of a logarithm or a broken power, its first twelve digits."""
    if not number.error:
        return exact_text(number.exact)
    digits = Fraction(10) ** 12
    return f"{exact_text(Fraction(int(number.exact * digits)) / digits)}…"


def _added(parts: Iterable[str]) -> str:
    """“40.00 (1) − 10.00 (2)”: parts below zero are taken off."""
    return " + ".join(parts).replace("+ -", "− ")

"""Reads the `moderation` of a model: how individual marks become the panel's mark.

Whatever the sources leave open is asked for and never filled in: what counts where an average
leaves the scale, how many marks a trimmed mean leaves out, whether an override needs a second
person. A key that the method has no use for is a finding too, because a reader would believe it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from tender_flow.definitions.model_checks import Places
from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.marks import BROMCOM
from tender_flow.rules.evaluation.moderation import WITHIN_TOLERANCE
from tender_flow.rules.evaluation.moderation_rules import (
    CONSENSUS,
    HALF,
    METHODS,
    OFF_SCALE,
    OVERRIDERS,
    TRIMMED,
    Moderation,
    Override,
    Tolerance,
    Trim,
)
from tender_flow.rules.findings import Finding, Severity

KEYS = (
    "method",
    "tolerance",
    "within_tolerance",
    "minimum_marks",
    "off_scale",
    "trim",
    "override",
)


def read_moderation(fields: Fields, places: Places) -> Moderation | None:
    """The moderation of a model; None where it states none, so that every answer is discussed."""
    node = fields.optional("moderation")
    if node is None:
        return None
    places["moderation"] = [node.place]
    found = node.fields(*KEYS)
    method = found.choice("method", METHODS) or CONSENSUS
    used = {
        "within_tolerance": method == CONSENSUS,
        "off_scale": method != CONSENSUS,
        "trim": method == TRIMMED,
    }
    _only_for(found, method, used)
    rule = found.choice("within_tolerance", tuple(WITHIN_TOLERANCE), "") or None
    return Moderation(
        method=method,
        tolerance=_tolerance(found, required=method == CONSENSUS),
        within_tolerance=rule if method == CONSENSUS else None,
        minimum_marks=_least(found) or 1,
        off_scale=found.choice("off_scale", OFF_SCALE) if method != CONSENSUS else None,
        trim=_trim(found) if method == TRIMMED else None,
        override=_override(found),
    )


def averages_are_warned_of(model: Model, places: Places) -> Iterator[Finding]:
    """An average is allowed if published, and has lost an award where it stood alone."""
    rules = model.moderation
    if rules is None or not rules.is_average:
        return
    place = places["moderation"][0] if places.get("moderation") else None
    facts = {"method": rules.method.replace("_", " ")}
    yield Finding("average-needs-reasons", facts, Severity.WARNING, place, BROMCOM)
    if rules.may_leave_the_scale:
        yield Finding("average-leaves-scale", facts, Severity.WARNING, place, BROMCOM)


MODERATION_CHECKS: list[Callable[[Model, Places], Iterator[Finding]]] = [averages_are_warned_of]
"""Every check of a model's moderation."""


def _only_for(found: Fields, method: str, used: dict[str, bool]) -> None:
    for key, is_used in used.items():
        if key in found and not is_used:
            found.entries[key].problem("moderation-key-not-used", field=key, method=method)


def _least(found: Fields) -> int | None:
    if "minimum_marks" not in found:
        return 1
    return _at_least(found, "minimum_marks", 1)


def _at_least(found: Fields, key: str, least: int) -> int | None:
    count = found.integer(key)
    if count is not None and count < least:
        found.entries[key].problem("count-below-one", field=key)
        return None
    return count


def _tolerance(found: Fields, *, required: bool) -> Tolerance | None:
    """A number of marks, or `{share: per cent of the scale, far: …}`."""
    node = found.node_of("tolerance") if required else found.optional("tolerance")
    if node is None:
        return None
    if node.kind != "map":
        return Tolerance(_distance(node) or Decimal(0))
    below = node.fields("marks", "share", "far")
    unit = _one_of(node, below, ("marks", "share"))
    value = _distance(below.entries[unit], share=unit == "share") if unit else None
    far = _distance(below.entries["far"], share=unit == "share") if "far" in below else None
    if value is not None and far is not None and far <= value:
        below.entries["far"].problem("tolerance-far-not-above", far=far, tolerance=value)
    return Tolerance(value or Decimal(0), unit == "share", far)


def _distance(node: Node, *, share: bool = False) -> Decimal | None:
    found = node.as_decimal()
    if found is not None and found < 0:
        node.problem("tolerance-below-zero", tolerance=found)
    if found is not None and share and found > 100:
        node.problem("tolerance-over-scale", tolerance=found)
    return found


def _one_of(node: Node, below: Fields, keys: tuple[str, str]) -> str:
    """Which of two keys is stated; exactly one must be."""
    stated = [key for key in keys if key in below]
    if len(stated) == 1:
        return stated[0]
    node.problem("one-of-two-keys", field=node.path, one=keys[0], other=keys[1])
    return ""


def _trim(found: Fields) -> Trim | None:
    node = found.node_of("trim")
    if node is None:
        return None
    below = node.fields("each_end", "share")
    unit = _one_of(node, below, ("each_end", "share"))
    if unit == "each_end":
        return Trim(each_end=_at_least(below, "each_end", 1) or 1)
    share = below.entries["share"].as_decimal() if unit else None
    if share is not None and not 0 < share < HALF:
        below.entries["share"].problem("trim-share", share=share, half=HALF)
    return Trim(share=share if share is not None and 0 < share < HALF else Decimal(1))


def _override(found: Fields) -> Override | None:
    node = found.optional("override")
    if node is None:
        return None
    below = node.fields("role", "second_approver")
    role = below.choice("role", OVERRIDERS) or OVERRIDERS[0]
    if "second_approver" not in below:
        node.problem("setting-not-stated", setting="second_approver", of="override")
    return Override(role, below.flag("second_approver"))

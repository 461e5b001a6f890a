"""A model's moderation in plain words: the same on screen, in the report and in a letter.

    for words in plain_words(model.moderation): …

One sentence each: what the panel's mark is, how far apart marks may lie, how many are needed,
what happens off the scale, who may override.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tender_flow.i18n.texts import N_, _, ngettext
from tender_flow.rules.evaluation.rounding import mark_text

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.moderation_rules import Moderation, Override, Tolerance, Trim

METHODS = {
    "consensus": N_("The panel agrees one mark for each answer, with its reason."),
    "mean": N_("The panel's mark is the mean of the members' marks; the panel adds its reason."),
    "median": N_(
        "The panel's mark is the middle of the members' marks; the panel adds its reason."
    ),
    "trimmed_mean": N_(
        "The panel's mark is the mean of the members' marks without the highest and the lowest; "
        "the panel adds its reason."
    ),
}

OFF_SCALE = {
    "discuss": N_("Where that falls between two marks of the scale, the panel agrees one of it."),
    "nearest_half_up": N_(
        "Where that falls between two marks of the scale, the nearer one counts; half-way, the "
        "higher."
    ),
    "nearest_half_down": N_(
        "Where that falls between two marks of the scale, the nearer one counts; half-way, the "
        "lower."
    ),
    "next_below": N_("Where that falls between two marks of the scale, the lower one counts."),
    "next_above": N_("Where that falls between two marks of the scale, the higher one counts."),
    "allow": N_("Where that falls between two marks of the scale, it counts as it is, unrounded."),
}

RULES = {
    "median": N_("median"),
    "mean": N_("mean"),
    "trimmed_mean": N_("trimmed mean"),
}
"""The rules by the word that stands beside a mark."""

ROLES = {"lead": N_("The lead"), "chair": N_("The chair")}


def rule_word(rule: str) -> str:
    """The word for a rule that gave a mark; empty for none."""
    return _(RULES[rule]) if rule in RULES else rule


def plain_words(rules: Moderation | None) -> Iterator[str]:
    """What the model says about moderation, sentence by sentence."""
    if rules is None:
        yield _("Every answer is discussed; nothing is adopted by rule.")
        return
    yield _(METHODS[rules.method])
    if rules.trim is not None:
        yield _trim(rules.trim)
    if rules.off_scale is not None:
        yield _(OFF_SCALE[rules.off_scale])
    yield from _tolerance(rules)
    yield ngettext(
        "At least {count} individual mark for each answer; “cannot mark” is none, and is not a 0.",
        "At least {count} individual marks for each answer; “cannot mark” is none, and is not a 0.",
        rules.needed_marks,
    ).format(count=rules.needed_marks)
    yield _override(rules.override)


def _trim(trim: Trim) -> str:
    if trim.each_end is not None:
        return ngettext(
            "{count} mark is left out at each end.",
            "{count} marks are left out at each end.",
            trim.each_end,
        ).format(count=trim.each_end)
    assert trim.share is not None
    return _(
        "At each end {share} per cent of the marks are left out, rounded down to whole marks."
    ).format(share=mark_text(trim.share))


def _tolerance(rules: Moderation) -> Iterator[str]:
    if not rules.rule:
        yield _("Every answer is discussed; nothing is adopted by rule.")
        return
    if rules.tolerance is None:
        yield _("Any distance between the marks is allowed.")
        return
    apart = tolerance_words(rules.tolerance)
    if rules.within_tolerance:
        yield _(
            "Where individual marks lie at most {apart} apart, the {rule} may be adopted, with a "
            "reason that the panel makes its own."
        ).format(apart=apart, rule=rule_word(rules.within_tolerance))
    else:
        yield _("Marks more than {apart} apart are discussed.").format(apart=apart)


def tolerance_words(tolerance: Tolerance) -> str:
    """The distance: `1 mark`, `40% of the scale`."""
    if tolerance.is_share:
        return _("{share}% of the scale").format(share=mark_text(tolerance.value))
    return ngettext("{marks} mark", "{marks} marks", 1 if tolerance.value == 1 else 2).format(
        marks=mark_text(tolerance.value)
    )


def override_words(names: Sequence[str]) -> str:
    """Who set the panel's mark aside, and who approved it; empty for any other mark."""
    who, *second = (" ".join(name.split()) for name in names) if names else ("",)
    if second:
        return _("Overridden by {who}, approved by {second}.").format(who=who, second=second[0])
    return _("Overridden by {who}.").format(who=who) if who else ""


def short_tolerance(tolerance: Tolerance | None) -> str:
    """The distance in a heading: `1`, `40%`; empty where none is published."""
    if tolerance is None:
        return ""
    return f"{mark_text(tolerance.value)}%" if tolerance.is_share else mark_text(tolerance.value)


def _override(override: Override | None) -> str:
    if override is None:
        return _("Nobody may override the panel's mark.")
    if override.second_approver:
        return _("{who} may override a mark, with a reason and a second person's approval.").format(
            who=_(ROLES[override.role])
        )
    return _("{who} may override a mark, with a reason.").format(who=_(ROLES[override.role]))

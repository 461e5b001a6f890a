"""The stages of a model in plain words: the same in `model show` and in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import formats
from tender_flow.i18n.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.rules.evaluation.criteria import Model, Stage


def stage_lines(model: Model) -> Iterator[str]:
    """One line for each stage: what decides, who goes on, and what becomes of the points."""
    for stage in model.stages:
        text = _("Stage {title} (rounds: {rounds}): {rule} {points}")
        points = (
            _("Its points count in the total.")
            if stage.counts
            else _("Its points only select and don't count in the total.")
        )
        rule = " ".join(_rules(stage))
        yield text.format(
            title=stage.title, rounds=", ".join(stage.rounds), rule=rule, points=points
        )


def _rules(stage: Stage) -> Iterator[str]:
    if stage.minimum is not None:
        text = _("Bids with at least {share}% of its points go on.")
        yield text.format(share=formats.number(stage.minimum))
    if stage.best is not None:
        text = ngettext("The best {count} goes on.", "The best {count} go on.", stage.best)
        yield text.format(count=stage.best)
    if stage.tied == "all_go_on":
        yield _("Equal bids at the last place all go on.")
    elif stage.tied == "rules":
        yield _("Equal bids at the last place: {rules}.").format(rules=", ".join(stage.ties))

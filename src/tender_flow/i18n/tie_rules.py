"""The tie rules of a model in words, for screens, reports and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n.texts import _
from tender_flow.rules.evaluation.ties import DRAWN_BY_LOT, EARLIEST, rule_parts

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model


def rule_text(model: Model, rule: str) -> str:
    """One published tie rule: more points for something, the lower price, time, or a draw."""
    if rule == EARLIEST:
        return _("the tender received first")
    if rule == DRAWN_BY_LOT:
        return _("drawn by lot")
    direction, name = rule_parts(rule)
    if direction == "lower":
        price = model.price()
        return _("the lower {criterion}").format(criterion=price.title.lower() if price else name)
    return _("more points for {criterion}").format(criterion=model.criterion(name).title)

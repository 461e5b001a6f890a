"""The panel's own reasons, checked as those of its members are: warnings, and gates by the model.

    asked = agreed_reasons(reading)                    # the model's rules, the bidders' names
    check_agreed(asked, items, item, mark, "…")        # findings; nothing is read or written

The same words on the screen while somebody writes and in the deed that records: the lists are
those of every language there is. What each check looks for is in `rules.evaluation.comments`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from tender_flow.rules.evaluation.comments import QUOTING, Reason, WordLists, check_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tender_flow.rules.evaluation.criteria import Reasons
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.rules.findings import Finding
    from tender_flow.services.moderation_values import Item
    from tender_flow.services.moderation_view import MeetingView
    from tender_flow.services.office import Reading


@dataclass(frozen=True, slots=True)
class AgreedReasons:
    """What a panel's reason is checked against, besides the item itself."""

    rules: Reasons
    names: Mapping[str, tuple[str, ...]]
    """By tender, the bidder and the members of its consortium."""


def agreed_reasons(reading: Reading) -> AgreedReasons:
    """The model's rules for reasons and every bidder's names."""
    names = {row["id"]: str(row["name"]) for row in reading.of("supplier")}
    parties: dict[str, list[str]] = {
        row["id"]: [names[row["supplier"]]] for row in reading.of("tender")
    }
    for row in reading.of("partner"):
        if row["name"] not in parties[row["tender"]]:
            parties[row["tender"]].append(str(row["name"]))
    shown = {tender: tuple(each) for tender, each in parties.items()}
    return AgreedReasons(reading.model().reasons, shown)


def check_agreed(
    asked: AgreedReasons, items: Iterable[Item], item: Item, mark: PanelMark | None, text: str
) -> tuple[Finding, ...]:
    """What the checks find in the panel's reason for an item; `items` are the whole agenda's.

    An empty reason finds nothing here: that one is needed is the meeting's own rule.
    """
    if not text.strip():
        return ()
    own = asked.names.get(item.tender, (item.bidder,))
    others = (name for tender, names in asked.names.items() if tender != item.tender
              for name in names)  # fmt: skip
    reason = Reason(
        text=text,
        question=item.question,
        scale=item.scale,
        mark=mark if isinstance(mark, Decimal) else None,
        supplier=item.bidder,
        other_suppliers=tuple(name for name in dict.fromkeys(others) if name not in own),
        elsewhere=_elsewhere(items, item),
    )
    return check_reason(reason, _words(), asked.rules)


def check_recorded(
    view: MeetingView, item: Item, mark: PanelMark, text: str
) -> tuple[Finding, ...]:
    """The same for a reason that is about to be recorded, from the meeting's own rows."""
    items = (view.item(row) for row in view.answers if row["question"] == item.question.id)
    return check_agreed(agreed_reasons(view.reading), items, item, mark, text)


def while_writing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that can be said before the reason is whole: they point at words that stand there."""
    return tuple(finding for finding in findings if finding.code in QUOTING)


def _elsewhere(items: Iterable[Item], item: Item) -> dict[str, str]:
    """The panel's reasons for other bidders' answers to the question, by bidder and lot."""
    return {
        f"{other.bidder} ({other.lot})" if other.lot else other.bidder: other.agreed.reason
        for other in items
        if other.question.id == item.question.id
        and other.tender != item.tender
        and other.agreed is not None
    }


@lru_cache(maxsize=1)
def _words() -> WordLists:
    from tender_flow.definitions.word_lists import load_words

    return load_words()

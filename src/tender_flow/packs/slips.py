"""A member's slip: signing what the panel agreed, item by item, from their own machine.

The meeting records who agreed in the room; the slip is the member's own signature on it, made
with a key that is never on the chair's laptop (design.md, section 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _
from tender_flow.packs.mark_state import SentReturn
from tender_flow.packs.returns import OutcomeReturn, Verdict
from tender_flow.rules.findings import Finding, Hint

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.packs.contents import OutcomeContents

STATEMENT = N_("I have read the agreed marks with their reasons. This is my word on each of them.")


@dataclass(slots=True)
class AgreeingState:
    """What is kept in `X.tfwork` for an outcome."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    returns: tuple[SentReturn, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    """Words in boxes that were not finished, by page; they never leave this laptop."""


class Agreeing:
    """An outcome with the member's word on each agreed mark; every change is one method."""

    def __init__(self, contents: OutcomeContents, state: AgreeingState | None = None) -> None:
        self.contents = contents
        self.state = state or AgreeingState()

    def agree(self, item_id: str) -> None:
        """Agrees with one agreed mark; there is no "agree to all" (ux.md 2.13)."""
        self._say(Verdict(self._known(item_id), agrees=True))

    def disagree(self, item_id: str, reason: str) -> None:
        """Disagrees with one agreed mark, with the reason in the member's own words."""
        if not reason.strip():
            raise RefusedError(self._problem("dissent-without-reason", item_id))
        self._say(Verdict(self._known(item_id), agrees=False, reason=reason.strip()))

    def verdict(self, item_id: str) -> Verdict | None:
        """The member's word on an item, None while it is open."""
        return self.state.verdicts.get(item_id)

    def problems(self) -> tuple[Finding, ...]:
        """The items without a word, in their order."""
        return tuple(
            self._problem("item-not-answered", item.id)
            for item in self.contents.items
            if item.id not in self.state.verdicts
        )

    def slip(self, name_typed: str, now: datetime) -> OutcomeReturn:
        """The value to sign; `RefusedError` with every item that has no word."""
        missing = self.problems()
        if missing:
            raise RefusedError(*missing)
        contents = self.contents
        return OutcomeReturn(
            case=contents.case,
            member_id=contents.member.id,
            name_typed=name_typed,
            outcome=contents.number,
            outcome_digest=contents.outcome_digest,
            verdicts=tuple(self.state.verdicts[item.id] for item in contents.items),
            statement=_(STATEMENT),
            signed_at=now,
        )

    def _say(self, verdict: Verdict) -> None:
        self.state.verdicts[verdict.item_id] = verdict

    def _known(self, item_id: str) -> str:
        return next(item.id for item in self.contents.items if item.id == item_id)

    def _problem(self, code: str, item_id: str) -> Finding:
        item = next(item for item in self.contents.items if item.id == item_id)
        facts = {"question": item.question_number, "bidder": item.bidder}
        return Finding(code, facts, hint=Hint("go", {"item": item_id}))

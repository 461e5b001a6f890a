"""A member's invitation: reading the agreement, declaring for each bidder, and the signature.

`Declaring` holds the invitation and the answers so far; it knows no file and no clock. One
decision a page (ux.md 2.4): the screens ask `next_page` where to go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tender_flow.errors import RefusedError
from tender_flow.packs.mark_state import SentReturn
from tender_flow.packs.returns import CHOICES, DeclarationReturn, Declared
from tender_flow.rules.findings import Finding, Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.packs.contents import InvitationContents
    from tender_flow.packs.keys import PublicKey
    from tender_flow.rules.findings import Fact

FEWEST_WORDS = 10
"""Words that an explanation of a possible conflict needs at least (ux.md 2.4)."""


@dataclass(slots=True)
class DeclaringState:
    """What is kept in `X.tfwork` for an invitation."""

    name_typed: str = ""
    agreement_read_at: datetime | None = None
    guidance_read_at: datetime | None = None
    declarations: tuple[Declared, ...] = ()
    page: str = ""
    returns: tuple[SentReturn, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    """Words in boxes that were not finished, by page; they never leave this laptop."""


class Declaring:
    """An invitation with the member's answers; every change is one method."""

    def __init__(self, contents: InvitationContents, state: DeclaringState | None = None) -> None:
        self.contents = contents
        self.state = state or DeclaringState()

    def agree(self, name_typed: str, now: datetime) -> None:
        """Agrees to confidentiality by typing the name as it stands in the invitation."""
        if _plain(name_typed) != _plain(self.contents.member.name):
            raise RefusedError(self._problem("name-not-as-invited", "agreement"))
        self.state.name_typed = " ".join(name_typed.split())
        self.state.agreement_read_at = now

    def acknowledge_guidance(self, now: datetime) -> None:
        """Says that the guidance was read to its end."""
        self.state.guidance_read_at = now

    def declare(
        self,
        tender_id: str,
        choice: str,
        explanation: str = "",
        *,
        partner: str = "",
        lot: str = "",
    ) -> None:
        """Declares for a bidder; replaces the choice made before for the same scope.

        Without `partner` and `lot` it speaks for the bidder, all its partners and lots. A
        narrower one stands beside it ("a conflict with that partner only").
        """
        if choice not in CHOICES:
            message = f"{choice} is not one of {CHOICES}"
            raise ValueError(message)
        if choice == "may" and len(explanation.split()) < FEWEST_WORDS:
            facts = {"words": len(explanation.split()), "fewest": FEWEST_WORDS}
            raise RefusedError(self._problem("explanation-too-short", tender_id, **facts))
        bidder = next(b for b in self.contents.bidders if b.tender_id == tender_id)
        made = Declared(tender_id, bidder.supplier, choice, explanation.strip(), partner, lot)
        others = (d for d in self.state.declarations if _scope(d) != _scope(made))
        self.state.declarations = (*others, made)

    def withdraw(self, tender_id: str) -> None:
        """Takes back everything declared for a bidder, narrower scopes too."""
        kept = (d for d in self.state.declarations if d.tender_id != tender_id)
        self.state.declarations = tuple(kept)

    def declared(self, tender_id: str, partner: str = "", lot: str = "") -> Declared | None:
        """The choice made for this scope, if any."""
        scope = (tender_id, partner, lot)
        return next((d for d in self.state.declarations if _scope(d) == scope), None)

    def answered(self) -> int:
        """For how many bidders the member has declared."""
        return sum(self.declared(b.tender_id) is not None for b in self.contents.bidders)

    def next_page(self) -> str:
        """The first page without an answer: `agreement`, a tender's id, `guidance` or `check`."""
        return next(
            (f.hint.arguments["page"] for f in self.problems() if f.hint is not None), "check"
        )

    def problems(self) -> tuple[Finding, ...]:
        """What is missing before the declaration can be signed, page by page."""
        return tuple(self._missing())

    def declaration(self, key: PublicKey, now: datetime) -> DeclarationReturn:
        """The value to sign; `RefusedError` with everything that is missing."""
        missing = self.problems()
        if missing:
            raise RefusedError(*missing)
        state, contents = self.state, self.contents
        assert state.agreement_read_at is not None
        assert state.guidance_read_at is not None
        return DeclarationReturn(
            case=contents.case,
            member_id=contents.member.id,
            name_typed=state.name_typed,
            invitation=contents.number,
            agreement_digest=contents.agreement_digest,
            agreement_read_at=state.agreement_read_at,
            guidance_digest=contents.guidance_digest,
            guidance_read_at=state.guidance_read_at,
            declarations=self._in_order(),
            key=key,
            signed_at=now,
        )

    def _in_order(self) -> tuple[Declared, ...]:
        order = [bidder.tender_id for bidder in self.contents.bidders]
        return tuple(
            sorted(self.state.declarations, key=lambda d: (order.index(d.tender_id), *_scope(d)))
        )

    def _missing(self) -> Iterator[Finding]:
        if self.state.agreement_read_at is None:
            yield self._problem("agreement-not-signed", "agreement")
        for bidder in self.contents.bidders:
            if self.declared(bidder.tender_id) is None:
                facts = {"bidder": bidder.supplier}
                yield self._problem("bidder-not-declared", bidder.tender_id, **facts)
        if self.state.guidance_read_at is None:
            yield self._problem("guidance-not-read", "guidance")

    def _problem(self, code: str, page: str, **facts: Fact) -> Finding:
        about = {"member": self.contents.member.name, **facts}
        return Finding(code, about, hint=Hint("go", {"page": page}))


def _scope(declared: Declared) -> tuple[str, str, str]:
    return declared.tender_id, declared.partner, declared.lot


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()

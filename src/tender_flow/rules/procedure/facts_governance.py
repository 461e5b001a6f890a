"""Facts of decisions by bodies and officers: what is to be decided, its notice, its effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tender_flow.rules.procedure.decisions import Way


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """The approval that stands for a matter."""

    dated: date
    in_force_on: date | None
    """The first day on which it has effect; None while a call-in isn't settled."""


@dataclass(frozen=True, slots=True)
class MatterFact:
    """Something that a body is to decide."""

    number: int
    kind: str
    """One of `rule_book.MATTERS`."""
    title: str
    executive: bool
    """The executive decides: a key decision needs notice."""
    key: bool
    ways: tuple[Way, ...]
    approval: ApprovalFact | None
    registered: bool
    """A waiver that stands in the register with its approval."""

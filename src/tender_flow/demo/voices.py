"""How each member of the demonstration's panel writes: the same content, in their own words.

The mark files hold, for each answer, what is strong and weak in it and what decides the mark.
Here these sentences become one member's strengths, weaknesses and reason, by the published
scale ("in all main respects", "in every respect, with clear evidence"). What comes out is
recorded text, so it isn't translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tender_flow.demo.content import Judgement

WRITERS = ("evans", "khan", "okafor", "hill", "whitlock", "nair")
"""The members in the order of their styles."""

_REASONS = {
    5: (
        "{Lift}, which is more than the specification asks for; the requirement itself is met in "
        "every respect with clear evidence. There is no mark above it.",
        "Excellent: in every respect with evidence, and {lift}. That is what makes it a 5 and "
        "not a 4, though {hold}.",
        "Everything is met and proved. Above a 4 because {lift}.",
    ),
    4: (
        "{Lift}, and the evidence is there for each part: a 4. Not a 5, since {hold}.",
        "Very good: the whole question is answered and shown. {Lift}. For a 5 it would have to "
        "add something that nobody asked for; instead {hold}.",
        "Better than a 3, since there is clear evidence: {lift}. I held back the 5 because {hold}.",
    ),
    3: (
        "{Lift}, so the main respects are met. Not a 4: {hold}.",
        "Good: all main respects with some evidence. {Hold}, which is more than the minor gap "
        "that a 4 would bear. Not a 2, as {lift}.",
        "A 3. What the question asks for in the main is there ({lift}), but {hold}.",
    ),
    2: (
        "Part of the question only: {hold}. That needs work before the service could start. Not "
        "a 1, because {lift}.",
        "Limited. {Lift}, and yet {hold}; I can't call the main respects met.",
        "A 2: {hold}. A 3 would need that to be answered.",
    ),
    1: (
        "Little of the question is addressed. {Hold}, and this would put people at risk. It is "
        "not nothing: {lift}.",
        "Poor: {hold}. That {lift} doesn't make up for such a gap.",
        "A 1, because {hold}. Not a 0, since {lift}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What a member writes beside a mark."""

    strengths: str
    weaknesses: str
    why: str


def written(judgement: Judgement, writer: str, mark: int) -> Written:
    """A member's reasons for a mark, from what the answer holds."""
    at = WRITERS.index(writer)
    first, second = at % 3, (at + 1) % 3
    strong = [judgement.strengths[first], *([judgement.strengths[second]] if mark > 2 else [])]
    weak = list(judgement.weaknesses) if mark <= 3 else [judgement.weaknesses[at % 2]]
    lift = judgement.lifts[at % len(judgement.lifts)]
    hold = judgement.holds[(at // 2) % len(judgement.holds)]
    why = _REASONS[mark][first].format(
        lift=lift, Lift=_capital(lift), hold=hold, Hold=_capital(hold)
    )
    return Written(" ".join(strong), " ".join(weak), why)


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]

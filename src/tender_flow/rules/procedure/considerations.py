"""What the law asks a buyer to consider and to give reasons for, and the answers it knows.

Each kind has its possible answers and its source, and says what else must stand with it: an
amount in pounds, a last day, a document on file. The reason is always asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

PA_2023 = "Procurement Act 2023"

EQUALITY_STAGES = ("screening", "full", "review")
"""The stages of an equality impact assessment, in their order."""

_EQUALITY = "Equality Act 2010 s.149; the council's own stages of an equality impact assessment"
_SCHEDULE_5 = (
    "prototypes_and_development",
    "single_supplier",
    "additional_or_repeat",
    "commodities",
    "advantageous_on_insolvency",
    "urgency",
    "user_choice",
    "defence_and_security",
)


@dataclass(frozen=True, slots=True)
class ConsiderationKind:
    """A kind of consideration: its answers, its source, and what must stand with an answer."""

    name: str
    choices: tuple[str, ...]
    source: str
    needs: tuple[str, ...] = ()
    """Of amount, until, document and items (at least one): what every answer has."""


KINDS: dict[str, ConsiderationKind] = {
    kind.name: kind
    for kind in (
        ConsiderationKind(
            "equality_screening",
            ("full_needed", "full_not_needed"),
            _EQUALITY,
            needs=("document",),
        ),
        ConsiderationKind(
            "equality_full",
            ("no_change", "adjusted", "continued", "stopped"),
            _EQUALITY,
            needs=("document",),
        ),
        ConsiderationKind(
            "equality_review", ("unchanged", "changed", "stopped"), _EQUALITY, needs=("document",)
        ),
        ConsiderationKind(
            "way_of_buying",
            (
                *("open", "restricted", "competitive_flexible", "light_touch", "part_b"),
                *("framework_call_off", "quotation", "direct_award", "waiver", "own_provision"),
            ),
            "Practice: courts ask why a route was chosen, and which others were considered",
            needs=("items",),
        ),
        ConsiderationKind("lots", ("divided", "not_divided"), f"{PA_2023} s.18"),
        ConsiderationKind(
            "estimated_value", ("stated",), f"{PA_2023} s.4 and Schedule 3", needs=("amount",)
        ),
        ConsiderationKind(
            "key_performance_indicators",
            ("chosen", "inappropriate"),
            f"{PA_2023} s.52",
        ),
        ConsiderationKind(
            "direct_award",
            (*_SCHEDULE_5, "protect_life", "no_suitable_tender"),
            f"{PA_2023} s.41 and Schedule 5, s.42, s.43",
            needs=("document",),
        ),
        ConsiderationKind(
            "framework_call_off",
            ("competitive", "without_competition"),
            f"{PA_2023} s.45 to 48",
            needs=("amount", "until"),
        ),
    )
}
"""Each kind by name. The answers of `direct_award` are short forms: the Act's text decides."""

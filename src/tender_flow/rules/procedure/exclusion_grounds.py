"""The grounds on which a supplier must or may be kept out, and what may become of a check.

Procurement Act 2023 s.26 to 28 and 57 to 59, Schedules 6 (mandatory) and 7 (discretionary); a
supplier on the debarment list is excluded or excludable by the ground that put it there (s.57).
One with an unfair advantage that can't be avoided, from preliminary engagement (s.16) or a
conflict of interest (s.82), is treated as excluded.
The names are short forms of the headings of the schedules: their text decides.
"""

from __future__ import annotations

SCHEDULE_6 = "Procurement Act 2023 Schedule 6"
SCHEDULE_7 = "Procurement Act 2023 Schedule 7"
DEBARMENT = "Procurement Act 2023 s.57"

MANDATORY: dict[str, str] = {
    "corporate_manslaughter": SCHEDULE_6,
    "terrorism": SCHEDULE_6,
    "theft_fraud_bribery": SCHEDULE_6,
    "labour_market_slavery": SCHEDULE_6,
    "organised_crime": SCHEDULE_6,
    "tax_offence": SCHEDULE_6,
    "cartel_offence": SCHEDULE_6,
    "ancillary_offence": SCHEDULE_6,
    "offence_abroad": SCHEDULE_6,
    "misconduct_in_tax": SCHEDULE_6,
    "competition_law_infringement": SCHEDULE_6,
    "no_cooperation_with_investigation": SCHEDULE_6,
    "debarred_mandatory": DEBARMENT,
    "unfair_advantage_by_engagement": "Procurement Act 2023 s.16",
    "unfair_advantage_by_conflict": "Procurement Act 2023 s.82",
}
"""Grounds on which a supplier is excluded, while what gave rise to them goes on or may recur."""

DISCRETIONARY: dict[str, str] = {
    "labour_market_misconduct": SCHEDULE_7,
    "environmental_misconduct": SCHEDULE_7,
    "insolvency": SCHEDULE_7,
    "potential_competition_infringement": SCHEDULE_7,
    "professional_misconduct": SCHEDULE_7,
    "breach_or_poor_performance": SCHEDULE_7,
    "acting_improperly_in_procurement": SCHEDULE_7,
    "national_security": SCHEDULE_7,
    "debarred_discretionary": DEBARMENT,
}
"""Grounds on which a supplier may be excluded."""

GROUNDS: dict[str, str] = {**MANDATORY, **DISCRETIONARY}
"""Each ground by name, with its source."""

RELATIONS = ("supplier", "associated_person", "sub_contractor")
"""Whom a check is about: the supplier itself, a person it relies on, or a sub-contractor."""

OUTCOMES = ("clear", "raised", "kept", "replaced", "excluded")
"""What a check ends in.

clear: no ground was found. raised: a ground applies, and the supplier is asked. kept: heard and
kept, with the reason. replaced: the associated person or sub-contractor is no longer part of
the tender. excluded: heard, and out.
"""


def fault_of(outcome: str, before: str, relation: str, ground: str, *, heard: bool) -> str:
    """The code of what is wrong with a check, or "" where nothing is.

    `before` is the outcome of the last check of the same person ("" for none). Nobody is kept,
    replaced or excluded who wasn't asked first (s.26(3), s.28, s.58(2): representations, and a
    chance to replace).
    """
    if outcome in {"raised", "kept", "replaced", "excluded"} and ground not in GROUNDS:
        return "exclusion-ground-missing"
    if outcome == "clear" and ground:
        return "exclusion-ground-of-a-clear-check"
    if outcome == "replaced" and relation == "supplier":
        return "supplier-not-replaceable"
    if outcome in {"kept", "replaced", "excluded"} and before != "raised":
        return "exclusion-not-raised"
    return "exclusion-not-heard" if outcome in {"kept", "excluded"} and not heard else ""

"""The notices that the law knows, by the name that workflow files and commands use.

`tender_notice` is UK4 on the central platform. A kind that may be published again for the same
procurement without correcting the earlier one (a payment, a change) says so. What a notice says
is kept as far as a rule asks for it later: `STATEMENTS` are the names and how each is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

PA_2023 = "Procurement Act 2023"
PCR_2015 = "Public Contracts Regulations 2015"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice: its number on the central platform, its rule, and whether it repeats."""

    name: str
    number: str
    source: str
    repeats: bool = False


NOTICE_KINDS: dict[str, NoticeKind] = {
    kind.name: kind
    for kind in (
        NoticeKind("pipeline_notice", "UK1", f"{PA_2023} s.93", repeats=True),
        NoticeKind("preliminary_market_engagement_notice", "UK2", f"{PA_2023} s.17", repeats=True),
        NoticeKind("planned_procurement_notice", "UK3", f"{PA_2023} s.15"),
        NoticeKind("tender_notice", "UK4", f"{PA_2023} s.21; below the threshold s.87"),
        NoticeKind("transparency_notice", "UK5", f"{PA_2023} s.44"),
        NoticeKind("contract_award_notice", "UK6", f"{PA_2023} s.50; {PCR_2015} reg 50"),
        NoticeKind("contract_details_notice", "UK7", f"{PA_2023} s.53"),
        NoticeKind("contract_payment_notice", "UK8", f"{PA_2023} s.70", repeats=True),
        NoticeKind("contract_performance_notice", "UK9", f"{PA_2023} s.71", repeats=True),
        NoticeKind("breach_notice", "UK9", f"{PA_2023} s.71", repeats=True),
        NoticeKind("contract_change_notice", "UK10", f"{PA_2023} s.75", repeats=True),
        NoticeKind("contract_termination_notice", "UK11", f"{PA_2023} s.80", repeats=True),
        NoticeKind("procurement_termination_notice", "UK12", f"{PA_2023} s.55"),
        NoticeKind("dynamic_market_intention_notice", "UK13", f"{PA_2023} s.39"),
        NoticeKind("dynamic_market_establishment_notice", "UK14", f"{PA_2023} s.39"),
        NoticeKind("dynamic_market_modification_notice", "UK15", f"{PA_2023} s.39", repeats=True),
        NoticeKind("dynamic_market_cessation_notice", "UK16", f"{PA_2023} s.39"),
        NoticeKind("payments_compliance_notice", "UK17", f"{PA_2023} s.69", repeats=True),
        NoticeKind("prior_information_notice", "", f"{PCR_2015} reg 48"),
        NoticeKind("contract_notice", "", f"{PCR_2015} reg 49; 2006 Regulations reg 15"),
        NoticeKind("voluntary_transparency_notice", "", f"{PCR_2015} reg 99(3)"),
        NoticeKind("modification_notice", "", f"{PCR_2015} reg 72", repeats=True),
        NoticeKind(
            "notice_of_intention", "", "Provider Selection Regime Regulations 2023 (SI 2023/1348)"
        ),
    )
}
"""Each kind by name. The number UK8 follows by elimination only: confirm it before quoting it."""

_POUNDS = re.compile(r"£?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,2})?\Z")

Form = Literal["day", "amount", "yes", "text"]

STATEMENTS: dict[str, Form] = {
    "conflicts_assessed": "yes",
    "contract_on": "day",
    "direct_award_ground": "text",
    "estimated_value": "amount",
    "no_engagement_notice_reason": "text",
    "no_lots_reason": "text",
    "standstill_ends_on": "day",
    "tenders_close_on": "day",
}
"""What a notice may be recorded as saying, and the form of each: a day is written 2025-06-12."""


_BLANKS: dict[Form, str] = {"day": "DAY", "amount": "POUNDS", "yes": "yes", "text": "WORDS"}


def statement(name: str) -> str:
    """How a command records what a notice says, with what is still to be written in capitals."""
    return f"{name}={_BLANKS[STATEMENTS[name]]}" if name in STATEMENTS else name


def written(name: str, value: str) -> str | None:
    """A statement's value in the one form that is kept, or None where it can't be read so.

    `name` is one of `STATEMENTS`; an amount loses its pound sign and commas.
    """
    text = value.strip()
    match STATEMENTS[name]:
        case "day":
            return _day(text)
        case "amount":
            return _amount(text)
        case "yes":
            return text if text == "yes" else None
        case "text":
            return text or None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _amount(text: str) -> str | None:
    """Pounds in plain digits; Decimal alone would take 1e5, NaN and the digits of any script."""
    if not _POUNDS.match(text):
        return None
    found = text.removeprefix("£").replace(",", "")
    return found if Decimal(found) > 0 else None

"""The record's own words for states, roles and means, as a report says them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from tender_flow.i18n import N_, _
from tender_flow.i18n.formats import day, instant, money, month
from tender_flow.rules.evaluation.rounding import mark_text

ROLES = {
    "lead": N_("Procurement lead"),
    "evaluator": N_("Evaluator"),
    "chair": N_("Chair"),
    "deputy_chair": N_("Deputy chair"),
    "note_taker": N_("Note taker"),
    "custodian": N_("Custodian"),
    "witness": N_("Witness"),
    "commissioner": N_("Commissioner"),
    "assurance": N_("Assurance"),
}
MEMBER_STATUS = {"active": "", "withdrawn": N_("withdrew"), "replaced": N_("replaced")}
TENDER_STATUS = {
    "received": N_("received, not opened"),
    "late": N_("late, kept unopened"),
    "refused": N_("late, refused unopened"),
    "opened": N_("opened"),
    "withdrawn": N_("withdrawn"),
    "excluded": N_("excluded"),
}
OUTCOMES = {"pass": N_("pass"), "fail": N_("fail")}
CHOICES = {
    "none": N_("no conflict"),
    "may": N_("may have a conflict"),
    "ask": N_("asked the lead"),
}
DECISIONS = {
    "clear": N_("cleared"),
    "conflict": N_("conflict: does not mark this bidder"),
    "": "–",
}
CHECKS = {"winner": N_("Winner"), "low_price": N_("Low price")}
CHECK_OUTCOMES = {
    "flagged": N_("flagged"),
    "notified": N_("the bidder was asked"),
    "answered": N_("the bidder answered"),
    "accepted": N_("accepted"),
    "rejected": N_("rejected"),
}
MEANS = {"electronic": N_("electronic"), "post": N_("by post"), "hand": N_("by hand")}
LOT_OUTCOMES = {
    "open": N_("open"),
    "awarded": N_("awarded"),
    "not_awarded": N_("not awarded"),
    "withdrawn": N_("withdrawn"),
}
QUERY_STATUS = {"open": N_("open"), "answered": N_("answered"), "closed": N_("closed")}
DIRECTIONS = {"to_bidder": N_("to"), "from_bidder": N_("from")}
ROUTES = {
    "discussed": N_("discussed in the meeting"),
    "adopted": N_("within tolerance, adopted by the published rule"),
    "override": N_("overridden, as the model allows"),
}
MARK_STATES = {
    "missing": N_("no mark"),
    "conflict": N_("conflict of interest: does not mark this bidder"),
    "cannot": N_("cannot mark"),
    "marked": "",
}
ROUNDS = {"written": N_("Written answers"), "interview": N_("Interview")}
REGIMES = {
    "pcr_2006": N_("Public Contracts Regulations 2006"),
    "pcr_2006_part_b": N_("Public Contracts Regulations 2006, Part B services"),
    "pcr_2015": N_("Public Contracts Regulations 2015"),
    "pcsr_2015": N_("Public Contracts (Scotland) Regulations 2015"),
    "pa_2023": N_("Procurement Act 2023"),
    "psr_2023": N_("Provider Selection Regime 2023 (health care services)"),
}
BASES = {
    "pcr_2006": N_("Counted as the Public Contracts Regulations 2006, reg 32A, count it."),
    "pcr_2006 voluntary": N_(
        "Kept by this procurement's own plan: for Part B services it isn't owed (Public Contracts "
        "Regulations 2006, reg 5). Counted as reg 32A counts it."
    ),
    "pcr_2015": N_("Counted as the Public Contracts Regulations 2015, reg 87, count it."),
    "pcr_2015 voluntary": N_(
        "Kept by this procurement's own plan; counted as the Public Contracts Regulations 2015, "
        "reg 87, count it."
    ),
    "pcsr_2015": N_("Counted as the Public Contracts (Scotland) Regulations 2015 count it."),
    "pcsr_2015 voluntary": N_(
        "Kept by this procurement's own plan; counted as the Public Contracts (Scotland) "
        "Regulations 2015 count it."
    ),
    "pa_2023": N_("Working days from the contract award notice (Procurement Act 2023 s.51)."),
    "pa_2023 voluntary": N_(
        "Kept by this procurement's own plan; working days from the contract award notice, as the "
        "Procurement Act 2023 s.51 counts them."
    ),
    "psr_2023": N_(
        "Working days from the day after the notice of intention (Provider Selection Regime, "
        "SI 2023/1348 reg 12)."
    ),
    "psr_2023 voluntary": N_(
        "Kept by this procurement's own plan; working days from the day after the notice of "
        "intention (Provider Selection Regime, SI 2023/1348 reg 12)."
    ),
}
PERIODS = {"year": N_("a year"), "contract": N_("for the whole contract")}
ROUNDING = {
    "half-up": N_("a half is rounded up"),
    "half-even": N_("a half is rounded to the even digit"),
    "down": N_("further digits are cut off"),
}
RANK_ON = {
    "exact": N_("Bids are compared by their exact totals; only what is printed is rounded."),
    "published": N_("Bids are compared by their totals as rounded and printed."),
}


def word(words: dict[str, str], key: str) -> str:
    """The report's word for a code; a code without a word is shown with spaces."""
    found = words.get(key)
    return _(found) if found is not None else key.replace("_", " ")


def at(value: datetime | None) -> str:
    """Date and time, or a dash."""
    return "–" if value is None else instant(value)


def on(value: date | None) -> str:
    """A date, or a dash."""
    return "–" if value is None else day(value)


def planned(text: str) -> str:
    """A planned time as the papers have it: a month stays a month, a range has two ends."""
    first, _slash, last = text.partition("/")
    if not first:
        return "–"
    return f"{month(first)} – {month(last)}" if last else month(first)


def plain(value: Decimal | Fraction) -> str:
    """A mark without needless zeros: 4, 3.5, and 3 1/3 where digits don't end."""
    return mark_text(value)


def price(value: Decimal | None, currency: str = "GBP") -> str:
    """Money, or a dash."""
    return "–" if value is None else money(value, currency)


def yes(value: bool) -> str:
    """Yes or no."""
    return _("yes") if value else _("no")


def listed(texts: tuple[str, ...] | list[str]) -> str:
    """Texts with commas, or a dash."""
    return ", ".join(texts) or "–"

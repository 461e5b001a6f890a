"""Dates, numbers and money in the locale's own form. Formats only: nothing here computes.

Numbers come in already rounded by `tender_flow.rules.evaluation.rounding`; Babel would round
half to even. Instants are shown in the time of the place of the procurement (Europe/London).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tender_flow.i18n.texts import _, current_locale

LONDON = ZoneInfo("Europe/London")


def day(value: date, style: str = "long") -> str:
    """A date in words: 24 October 2014 (`long`), 24 Oct 2014 (`medium`)."""
    from babel.dates import format_date

    return format_date(value, style, locale=current_locale())


def weekday(value: date) -> str:
    """The day's name: Friday."""
    from babel.dates import format_date

    return format_date(value, "EEEE", locale=current_locale())


def instant(value: datetime, zone: ZoneInfo = LONDON) -> str:
    """Date and time of the place: 24 Oct 2014, 17:00."""
    from babel.dates import format_datetime

    return format_datetime(value.astimezone(zone), "d MMM y, HH:mm", locale=current_locale())


def clock(value: datetime, zone: ZoneInfo = LONDON) -> str:
    """The time of day of the place: 14:32."""
    return value.astimezone(zone).strftime("%H:%M")


def month(value: str) -> str:
    """A month kept as a month: `2014-11` is November 2014; a full date is shown as a date."""
    from babel.dates import format_date

    if len(value) == 7:
        return format_date(date.fromisoformat(f"{value}-01"), "LLLL y", locale=current_locale())
    return day(date.fromisoformat(value))


def number(value: Decimal, places: int | None = None) -> str:
    """A number with all its digits, and zeros up to the model's places: 1,234.50."""
    from babel.numbers import format_decimal

    digits = max(places or 0, -int(value.as_tuple().exponent), 0)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=current_locale())


def span(lowest: str, highest: str) -> str:
    """From one printed number to another; one number where they are the same."""
    return (
        lowest
        if lowest == highest
        else _("{lowest} to {highest}").format(lowest=lowest, highest=highest)
    )


def money(value: Decimal, currency: str = "GBP") -> str:
    """Money with its sign and all its digits: £1,650,000.00."""
    from babel.numbers import format_currency

    return format_currency(value, currency, locale=current_locale(), decimal_quantization=False)

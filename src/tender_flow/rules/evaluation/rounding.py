"""The only module that rounds, and only for what is printed or, where published, compared.

Rounding at each step instead of once at the end changes a published total in most large
evaluations, so a model states places, way and place of its rounding, and everything else
stays a fraction. The ways:

* `half-up`: the half goes away from zero, as in trade and in DIN 1333 (German tenders);
* `half-even`: the half goes to the even digit, as spreadsheets of statistics do;
* `down`: digits are cut off, as Swiss practice shows.

An average of marks that falls between two marks of the scale goes to one of them here too
(`to_scale`), where the published model says so.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import Rounding, Scale


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """The value with the model's places, by the model's way; exact for every fraction."""
    scale = 10**rounding.places
    sign = -1 if value < 0 else 1
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    whole += MODES[rounding.mode](whole, Fraction(rest, value.denominator))
    return _decimal(sign * whole, rounding.places)


def shown(value: Fraction, rounding: Rounding) -> str:
    """The rounded value as digits with a point, such as `14.40`; no thousands, no locale."""
    return f"{rounded(value, rounding):f}"


def exact_text(value: Fraction) -> str:
    """The value without loss: `24`, `7.2` where it ends, `1150/13` where it doesn't."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return f"{_decimal(int(value * 10**places), places):f}"


def mark_text(mark: Decimal | Fraction) -> str:
    """A mark without loss, as people write it: `3`, `2.5`, and `3 1/3` where digits don't end."""
    text = exact_text(Fraction(mark))
    if "/" not in text:
        return text
    whole, rest = divmod(Fraction(mark), 1)
    return f"{whole} {rest}" if whole else str(rest)


def to_scale(value: Fraction, scale: Scale, how: str) -> Decimal:
    """The mark of the scale that an average between two marks goes to, by the published way."""
    place = scale.place_of(value)
    above = scale.levels[place].mark
    below = above if above == value else scale.levels[place - 1].mark
    down, up = value - Fraction(below), Fraction(above) - value
    goes_up = {
        "nearest_half_up": up <= down,
        "nearest_half_down": up < down,
        "next_below": False,
        "next_above": True,
    }[how]
    return above if goes_up else below


def _half_up(_whole: int, rest: Fraction) -> int:
    return int(rest >= Fraction(1, 2))


def _half_even(whole: int, rest: Fraction) -> int:
    half = Fraction(1, 2)
    return int(rest > half or (rest == half and whole % 2 == 1))


def _down(_whole: int, _rest: Fraction) -> int:
    return 0


MODES: dict[str, Callable[[int, Fraction], int]] = {
    "half-up": _half_up,
    "half-even": _half_even,
    "down": _down,
}
"""What to add to the last whole digit, given the rest (0 up to 1) that is cut off."""


def _decimal(digits: int, places: int) -> Decimal:
    """Built from digits: arithmetic on Decimal would cut at 28 of them."""
    sign = 1 if digits < 0 else 0
    return Decimal((sign, tuple(int(digit) for digit in str(abs(digits))), -places))

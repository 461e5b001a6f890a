"""Logarithms and broken powers as a fraction with a proven bound of error, never as a float.

Two price formulas of practice have results that no fraction holds. Such a value is given as a
`Near`: the true value lies within `error` of `value`. Where it *is* a fraction (the logarithm of
a power of the base, a whole exponent, the root of a square) that fraction is found and the error
is 0.

The bound rests on the standard library: `Decimal.ln` and `Decimal.exp` are correctly rounded to
the digits asked for, so each is off by at most one unit of its last digit. What is not rounded
by them is a fraction. Bids whose order can't be told within the bound are a tie with a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

DIGITS = 80
"""Digits of each logarithm and exponential."""

KEPT = 40
"""Places that are kept of a value; the error grows by a unit of the last."""

LONGEST = 64
"""Divisions in search of an exact logarithm; one that takes more is given with its bound."""


@dataclass(frozen=True, slots=True)
class Near:
    """A value and how far the true one may be from it; exact where the error is 0."""

    value: Fraction
    error: Fraction = Fraction(0)

    def times(self, factor: Fraction) -> Near:
        """This value times an exact one."""
        return Near(self.value * factor, self.error * abs(factor))

    def plus(self, other: Fraction) -> Near:
        """This value plus an exact one."""
        return Near(self.value + other, self.error)


def logarithm(number: Fraction, base: Fraction) -> Near:
    """The logarithm of a number above 0 to a base above 1."""
    exact = _exact_logarithm(number, base)
    if exact is not None:
        return Near(exact)
    above, below = _ln(number), _ln(base)
    ends = [one / other for one in above for other in below]
    return _between(min(ends), max(ends))


def power(number: Fraction, exponent: Fraction) -> Near:
    """A number above 0 to any exponent."""
    if exponent.denominator == 1:
        return Near(Fraction(number**exponent.numerator))
    root = _exact_root(number, exponent.denominator)
    if root is not None:
        return Near(Fraction(root**exponent.numerator))
    ends = [exponent * end for end in _ln(number)]
    return _between(_exp(min(ends), ROUND_FLOOR)[0], _exp(max(ends), ROUND_CEILING)[1])


def _between(low: Fraction, high: Fraction) -> Near:
    """The middle of an interval, cut to the places that are kept."""
    scale = 10**KEPT
    value = Fraction((low + high) / 2 * scale // 1, scale)
    return Near(value, max(high - value, value - low))


def _ln(number: Fraction) -> tuple[Fraction, Fraction]:
    """The bounds of the natural logarithm: numerator and denominator are whole numbers."""
    context = Context(prec=DIGITS)
    low = high = Fraction(0)
    for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
        found = Decimal(whole).ln(context)
        unit = _unit(found)
        low += sign * Fraction(found) - unit
        high += sign * Fraction(found) + unit
    return low, high


def _exp(exponent: Fraction, way: str) -> tuple[Fraction, Fraction]:
    """The bounds of e to an exponent; the exponent itself is first rounded outwards."""
    context = Context(prec=DIGITS)
    outward = Context(prec=DIGITS, rounding=way)
    decimal = outward.divide(Decimal(exponent.numerator), Decimal(exponent.denominator))
    found = decimal.exp(context)
    unit = _unit(found)
    return Fraction(found) - unit, Fraction(found) + unit


def _unit(found: Decimal) -> Fraction:
    """One unit of the last of the digits asked for; a shorter result is taken as a full one."""
    return Fraction(10) ** (found.adjusted() - DIGITS + 1) if found else Fraction(0)


def _exact_logarithm(number: Fraction, base: Fraction) -> Fraction | None:
    """Euclid's way: a number and a base that are powers of one fraction come down to 1.

    On the way such fractions only shrink; one that grows shows that there is no exact logarithm.
    """
    if number == 1:
        return Fraction(0)
    sign, number = (1, number) if number > 1 else (-1, 1 / number)
    wholes = [0]
    most = max(number.numerator, number.denominator, base.numerator, base.denominator)
    for _ in range(LONGEST):
        if max(number.numerator, number.denominator) > most:
            return None
        if number >= base:
            number, wholes[-1] = number / base, wholes[-1] + 1
        elif number == 1:
            return sign * _continued(wholes)
        else:
            number, base = base, number
            wholes.append(0)
    return None


def _continued(wholes: list[int]) -> Fraction:
    value = Fraction(wholes[-1])
    for whole in reversed(wholes[:-1]):
        value = whole + 1 / value
    return value


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    above, below = (_whole_root(part, degree) for part in (number.numerator, number.denominator))
    return Fraction(above, below) if above is not None and below is not None else None


def _whole_root(number: int, degree: int) -> int | None:
    """The root of a whole number where it is whole, by halving."""
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**degree < number:
            low = middle + 1
        else:
            high = middle
    return low if low**degree == number else None

"""Ranks, and ties broken by the published rules in their published order and by nothing else.

A tie is equality of what the model compares: exact totals, or published (rounded) ones. If
the rules don't tell the bids apart, they share the rank and the tie is reported: choosing the
cheaper without a rule has been quashed (afiklaw.com/updates/13986).

* `higher:<criterion>`: more points at that criterion or section;
* `lower:<price criterion>`: the lower price. `lower:price` also names the price by its kind;
* `earliest`: the tender that was received first (Prozorro ranks equal bids by their time);
* `drawn_by_lot`: a draw by lot of exactly the bids that are still equal, as recorded.

A rule that can't be asked yet (a time of receipt is missing, nothing was drawn) hides those after
it: their order was published too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.bids import BidInput, Draw
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.results import Number, Tie
from tender_flow.rules.evaluation.rounding import rounded
from tender_flow.rules.evaluation.scoring import Scored
from tender_flow.rules.evaluation.settings import word

Groups = list[list[Scored]]
"""Bids best first; a group of more than one shares a rank."""

EARLIEST = "earliest"
DRAWN_BY_LOT = "drawn_by_lot"

WORDS = (EARLIEST, DRAWN_BY_LOT)
"""The tie rules that name no criterion: they look at something else than marks and prices."""

_START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Known:
    """What the tie rules may ask about the bids of a lot beside their marks and prices."""

    received: Mapping[str, datetime] = field(default_factory=dict)
    """When each supplier's tender was received, where that is known."""
    drawn: tuple[tuple[str, ...], ...] = ()
    """Each draw's order, first drawn first."""


def known_of(lot: str, bids: Iterable[BidInput], draws: Iterable[Draw]) -> Known:
    """The times of receipt and the draws of one lot."""
    received = {bid.supplier: bid.received for bid in bids if bid.received is not None}
    return Known(received, tuple(draw.order for draw in draws if draw.lot == lot))


def order(
    model: Model, bids: Sequence[Scored], rank_on: str, known: Known
) -> tuple[Groups, tuple[Tie, ...]]:
    """The bids best first by totals as compared (`exact` or `published`), ties as ruled."""
    groups: Groups = []
    ties: list[Tie] = []
    for tied in _split(bids, _first_rule(model, rank_on), closely=True):
        parts, rules = _break(model, tied, model.ties, rank_on, known)
        groups += parts
        if len(tied) > 1:
            ties.append(_tie(parts, rules))
    return groups, tuple(ties)


def _first_rule(model: Model, rank_on: str) -> Callable[[Scored], Fraction]:
    """What ranks the bids, turned so that more is better: the result, or what decides in a band."""
    if model.combine == "ufab_extended":
        return _value(model, word(model.combine_settings, "decide"), rank_on)
    sign = 1 if COMBINES[model.combine].higher_wins else -1
    return lambda bid: sign * compared(model, bid.total, rank_on)


def compared(model: Model, number: Number, rank_on: str) -> Fraction:
    """What of a number is compared: all of it, or its published digits."""
    if rank_on == "exact":
        return number.exact
    return Fraction(rounded(number.exact, model.rounding))


def ranks(groups: Groups) -> dict[str, int]:
    """The rank by supplier: 1, 2, 2, 4."""
    found: dict[str, int] = {}
    for group in groups:
        rank = len(found) + 1
        found.update({bid.supplier: rank for bid in group})
    return found


def rule_parts(rule: str) -> tuple[str, str]:
    """Direction and criterion of a tie rule: `higher:quality` is (`higher`, `quality`)."""
    direction, _, criterion = rule.partition(":")
    return direction, criterion


def _break(
    model: Model, tied: list[Scored], rules: Sequence[str], rank_on: str, known: Known
) -> tuple[Groups, list[str]]:
    """The tied bids told apart as far as the rules go, and the rules that did it."""
    if len(tied) == 1:
        return [tied], []
    for index, rule in enumerate(rules):
        parts = _parts(model, tied, rule, rank_on, known)
        if not parts:
            break
        if len(parts) > 1:
            groups: Groups = []
            used = [rule]
            for part in parts:
                below, more = _break(model, part, rules[index + 1 :], rank_on, known)
                groups += below
                used += [one for one in more if one not in used]
            return groups, used
    return [tied], []


def _parts(model: Model, tied: list[Scored], rule: str, rank_on: str, known: Known) -> Groups:
    """The tied bids as one rule orders them; none where the rule can't be asked yet."""
    suppliers = {bid.supplier for bid in tied}
    if rule == EARLIEST:
        if not suppliers <= set(known.received):
            return []
        return _split(tied, lambda bid: -_since(known.received[bid.supplier]))
    if rule == DRAWN_BY_LOT:
        drawn = next((one for one in known.drawn if set(one) == suppliers), ())
        by_supplier = {bid.supplier: bid for bid in tied}
        return [[by_supplier[supplier]] for supplier in drawn]
    return _split(tied, _value(model, rule, rank_on))


def _since(moment: datetime) -> Fraction:
    """The exact microseconds since a fixed day."""
    return Fraction((moment - _START) // timedelta(microseconds=1))


def _value(model: Model, rule: str, rank_on: str) -> Callable[[Scored], Fraction]:
    """What a rule compares, turned so that more is better."""
    direction, criterion = rule_parts(rule)
    if direction == "lower":
        return lambda bid: -Fraction(bid.price if bid.price is not None else Decimal(0))
    return lambda bid: compared(model, bid.scores[criterion], rank_on)


def _split(
    bids: Sequence[Scored], value: Callable[[Scored], Fraction], *, closely: bool = False
) -> Groups:
    """Best first, equal ones together; `closely`: also those within their bounds of error."""
    ordered = sorted(bids, key=value, reverse=True)  # stable: equal bids stay in given order
    groups: Groups = []
    for bid in ordered:
        last = groups[-1][-1] if groups else None
        bound = bid.total.error + last.total.error if closely and last is not None else 0
        if last is not None and value(last) - value(bid) <= bound:
            groups[-1].append(bid)
        else:
            groups.append([bid])
    return groups


def _tie(parts: Groups, rules: list[str]) -> Tie:
    return Tie(
        suppliers=tuple(bid.supplier for part in parts for bid in part),
        total=parts[0][0].total,
        decided_by=tuple(rules),
        undecided=tuple(tuple(bid.supplier for bid in part) for part in parts if len(part) > 1),
    )

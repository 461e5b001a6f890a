"""Sentences for close calls in a ranking and for the award over all lots."""

from tender_flow.i18n.texts import N_

_CLOSE: dict[str, tuple[str, str]] = {
    "tie-undecided": (
        N_("In {lot_title}, {suppliers} are equal with {total}; no published rule decides."),
        N_("Nobody is chosen between them."),
    ),
    "tie-to-be-drawn": (
        N_("In {lot_title}, {suppliers} are equal with {total}; the model has them drawn by lot."),
        N_("Draw before two witnesses and record it."),
    ),
    "tie-without-time-of-receipt": (
        N_("In {lot_title}, {suppliers} are equal with {total}; the earliest tender goes first."),
        N_("Say when it was received: {missing}."),
    ),
    "rank-on-matters": (
        N_("In {lot_title}, the ranks of {suppliers} would be others on {other} totals."),
        N_("The model says which totals are compared; the record keeps both."),
    ),
    "margin-below-rounding": (
        N_("In {lot_title}, {ahead} is ahead of {behind} by {margin}: less than printed ({step})."),
        N_("The order stands; show the exact totals when you explain it."),
    ),
}

_AWARD: dict[str, tuple[str, str]] = {
    "award-waits": (N_("Nobody is proposed for {lot_title}: its ranking is not final."), ""),
    "award-without-bid": (N_("Nobody is proposed for {lot_title}: no bid may have it."), ""),
    "award-tied": (
        N_("Nobody is proposed for {lot_title}: {suppliers} are equal."),
        N_("No published rule decides between them."),
    ),
    "award-waits-for-draw": (
        N_("Nobody is proposed for {lot_title}: {suppliers} are equal."),
        N_("The model has them drawn by lot; the draw isn't recorded yet."),
    ),
    "award-cap-without-rule": (
        N_("Nobody is proposed for {lot_title}: {supplier} is first in more lots than {cap}."),
        N_("The model does not say which ones it keeps."),
    ),
    "award-cap-undecided": (
        N_("Nobody is proposed for {lot_title}: {supplier} is first in more lots than {cap}."),
        N_("Its totals there are equal, so the published rule does not decide."),
    ),
    "award-passed-on": (
        N_("{supplier} is first in {lot_title} but may win {cap} lots: it keeps its best totals."),
        N_("The lot goes to the next in rank."),
    ),
    "award-over-ceiling-of-all-lots": (
        N_("The best bids cost {together} together; the ceiling of all lots is {ceiling}."),
        N_("Nobody is proposed: no published rule says which lot gives way."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_CLOSE, **_AWARD}

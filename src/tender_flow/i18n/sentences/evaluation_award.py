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
        N_("Nobody is proposed for {lot_title}: {supplier} is first in {won}, too many together."),
        N_("The model does not say which ones it keeps."),
    ),
    "award-cap-undecided": (
        N_("Nobody is proposed for {lot_title}: {supplier} is first in {won}, too many together."),
        N_("Some of them are equal to it, so the published rule does not decide."),
    ),
    "award-preference-missing": (
        N_("Nobody is proposed for {lot_title}: {supplier} is first in {won}, too many together."),
        N_("Its tender does not say in which order it prefers them all."),
    ),
    "award-passed-on": (
        N_("{supplier} is first in {lot_title}; by the published rule it keeps {kept} instead."),
        N_("The lot goes to the next in rank."),
    ),
    "award-over-ceiling-of-all-lots": (
        N_("The best bids cost {together} together; the ceiling of all lots is {ceiling}."),
        N_("Nobody is proposed: no published rule says which lot gives way."),
    ),
}

_WHOLE: dict[str, tuple[str, str]] = {
    "award-combination-waits": (
        N_("Nobody is proposed: the lots are compared together, and these aren't final: {lots}."),
        N_("Mend what is missing there."),
    ),
    "award-too-many-combinations": (
        N_("Nobody is proposed: {possible} combinations of lots and bids are too many to try."),
        N_("Compute the best one outside and record how; nothing was guessed here."),
    ),
    "award-no-combination": (
        N_("Nobody is proposed: no combination of bids keeps all published limits."),
        N_("At least {least} suppliers must win; look at the limits and the bids still in."),
    ),
    "award-combinations-equal": (
        N_("Nobody is proposed for {lot_title}: {count} best combinations are equal."),
        N_("They give it to different ones of {suppliers}; no published rule chooses."),
    ),
    "award-only-combination": (
        N_("Only one combination keeps all limits; it comes to {value}."),
        "",
    ),
    "award-most-lots": (
        N_("The best combination awards {places} places, any other at most {next_places}."),
        "",
    ),
    "award-better-ranked": (
        N_("Another combination also comes to {value}; this one ranks better where they differ."),
        "",
    ),
    "award-best-score-of-all": (
        N_("The best of {possible} combinations has {value} points together; the next {next}."),
        "",
    ),
    "award-least-price-of-all": (
        N_("The cheapest of {possible} combinations costs {value}; the next {next}."),
        "",
    ),
    "discount-not-invited": (
        N_("{supplier} offers a conditional discount, which the model does not ask for."),
        N_("It counts for nothing."),
    ),
    "discounts-read": (
        N_("{supplier} offers conditional discounts: {count}."),
        N_("They hold only in a combination of lots that meets their condition."),
    ),
    "preference-not-asked": (
        N_("{supplier} states an order of lots, which the model does not ask for."),
        N_("It counts for nothing."),
    ),
}

_RULES: dict[str, tuple[str, str]] = {
    "cap-without-rule": (
        N_("A supplier may win {cap} lots; which ones it keeps is not published."),
        N_("Add when_capped: largest_total."),
    ),
    "pair-without-rule": (
        N_("Two lots may not go to one supplier, and the model does not say which one it keeps."),
        N_("State when_capped, or compare all combinations with method."),
    ),
    "not-together-unusable": (
        N_("Two lots that don't go together are two lots of this model, not {lots}."),
        N_("Write a pair of these: {known}."),
    ),
    "award-method-needs-price": (
        N_("{method} adds up prices, and the model has no price."),
        N_("Choose best_total_score or lot_by_lot."),
    ),
    "award-method-needs-highest": (
        N_("{method} adds up totals, but under {combine} the lowest result wins."),
        N_("Choose least_total_price or lot_by_lot."),
    ),
    "when-capped-not-asked": (
        N_("when_capped has no meaning with {method}, which compares all combinations."),
        N_("Leave it out."),
    ),
    "award-key-needs-whole": (
        N_("{key} can only be kept where all combinations are compared."),
        N_("State a method: {methods}."),
    ),
    "discounts-need-one-price": (
        N_("A conditional discount changes one price in each lot, and this model asks for none."),
        N_("Leave out conditional_discounts, or the basket and the corrections."),
    ),
    "minimum-suppliers-impossible": (
        N_("{least} suppliers can't win: there are only {lots} lots."),
        N_("Lower minimum_suppliers."),
    ),
    "offer-lots-unusable": (
        N_("These are not lots of this model, each once: {lots}."),
        N_("The lots are: {known}."),
    ),
    "discount-unusable": (
        N_("The discount can't be used."),
        N_(
            "Give if_wins, a possible at_least, and either per_cent (above 0, below 100) or prices."
        ),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_CLOSE, **_AWARD, **_WHOLE, **_RULES}

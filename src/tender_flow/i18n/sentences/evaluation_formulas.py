"""Sentences for formulas: their settings, ways of combining, baskets, flaws, low prices."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "setting-not-stated": (
        N_("{of} does not say {setting}."),
        N_("State it: the sources leave it open, and there is no default."),
    ),
    "setting-choice-not-stated": (
        N_("{of} does not say {setting}."),
        N_("State one of: {choices}. The sources leave it open, and there is no default."),
    ),
    "setting-not-asked": (
        N_("{setting} has no meaning here: {of} does not ask for it."),
        N_("Take it out, or mend the setting that it goes with."),
    ),
    "setting-too-small": (
        N_("{setting} is {number}; it must be {bound} or more."),
        N_("Give a larger number."),
    ),
    "setting-not-above": (
        N_("{setting} is {number}; it must be more than {bound}."),
        N_("Give a larger number."),
    ),
    "setting-too-large": (
        N_("{setting} is {number}; it may be {bound} at most."),
        N_("Give a smaller number."),
    ),
    "setting-not-below": (
        N_("{setting} is not below {other}."),
        N_("Give two different numbers, the smaller one as {setting}."),
    ),
    "setting-questions-missing": (
        N_("{setting} leaves out these questions: {missing}."),
        N_("Name every question: one that is left out would count for nothing."),
    ),
    "setting-questions-unknown": (
        N_("{setting} names what is no question of every lot: {unknown}."),
        N_("Questions that may be named: {known}."),
    ),
    "setting-marks-missing": (
        N_("{setting} says nothing on these marks of {criterion}: {missing}."),
        N_("Give a number for every mark of the scale."),
    ),
    "features-not-below-one": (
        N_("The largest values of all features add up to {sum}."),
        N_("They must stay below 1: the formula divides by what is left."),
    ),
    "combine-needs-price": (
        N_("{combine} compares prices, and the model has no price."),
        N_("Add a criterion with price:."),
    ),
    "combine-needs-questions": (
        N_("{combine} compares quality, and nothing in the model is marked."),
        N_("Add a question with a scale, or use lowest_price."),
    ),
    "combine-needs-formula": (
        N_("{combine} goes with the price formula {formula} only."),
        N_("Use it, or combine by weighted_sum."),
    ),
    "price-formula-missing": (
        N_("{criterion} has no formula that turns it into points."),
        N_("Add formula: to price, or combine in a way that compares money."),
    ),
    "price-formula-not-counted": (
        N_("{criterion} has a formula, but {combine} compares the price as money."),
        N_("Take formula: out."),
    ),
    "price-weight-not-counted": (
        N_("{criterion} has a weight, but {combine} does not count it."),
        N_("Take the weight out, and let the weights of quality add up to the total."),
    ),
    "combine-wants-minimum": (
        N_("{combine} goes with a published minimum of quality, and the model has none."),
        N_("Add minimum: to a question or a section, so that no poor bid wins on price."),
    ),
    "combine-wants-ceiling": (
        N_("{combine} goes with a published budget, and the model has no ceiling."),
        N_("Add ceiling: to price."),
    ),
    "minimum-total-needs-points": (
        N_("minimum_total is in points, and the result of {combine} is not."),
        N_("Use a minimum of quality."),
    ),
    "cap-rule-needs-highest": (
        N_("largest_total would keep the worst results: by {combine} the lowest wins."),
        N_("Leave when_capped out."),
    ),
    "items-not-asked": (
        N_("{supplier} prices items, but the model asks for one price."),
        N_("Give one price."),
    ),
    "quality-is-zero": (
        N_("{supplier} has no quality points: a price can't be divided by them."),
        N_("Publish a minimum of quality; such a bid is then out by a rule."),
    ),
    "price-beyond-formula": (
        N_(
            "The price {price} of {supplier} would earn more than all points; the model refuses it."
        ),
        N_("Ask the bidder what is meant, and decide by what was published."),
    ),
    "result-below-band": (
        N_("The result of {supplier} is {total}; the band under the best ends at {minimum}."),
        "",
    ),
    "ranks-hang-on-bid": (
        N_(
            "In {lot_title}, the order of {suppliers} would change if the bid of {left_out} were "
            "not there."
        ),
        N_("The formula compares bids with one another; both results belong in the record."),
    ),
    "prices-all-equal": (
        N_("In {lot_title}, all prices are equal, and the formula has no value."),
        N_("As published, each has {points} points."),
    ),
    "price-all-or-nothing": (
        N_("In {lot_title}, there are two prices: one has all points, the other none."),
        N_("So the formula works, however close they are; say so in the report."),
    ),
    "price-outlier": (
        N_("In {lot_title}, the price of {supplier} ({price}) lies far from the others."),
        N_("The formula looks at it, so it moves the points of all."),
    ),
    "order-within-error": (
        N_("In {lot_title}, {suppliers} can't be told apart within the bound of the formula."),
        N_("They count as equal, and the rules for ties decide."),
    ),
    "digits-within-error": (
        N_("The last digit of the result of {supplier} lies within the bound of the formula."),
        N_("Publish more places."),
    ),
    "price-abnormally-low": (
        N_(
            "In {lot_title}, the price of {supplier} ({price}) is low by the test {rule}, "
            "whose limit is {limit}."
        ),
        N_("Tell the bidder, ask how it can perform at that price, and record the answer."),
    ),
    "low-price-test-not-applied": (
        N_("In {lot_title}, the test {rule} does not apply to {count} bids."),
        "",
    ),
}

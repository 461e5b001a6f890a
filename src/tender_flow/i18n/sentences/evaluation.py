"""Sentences for the findings of evaluation: models, bids, marks, rankings, proposals."""

from tender_flow.i18n.texts import N_

_MODEL: dict[str, tuple[str, str]] = {
    "model-format-unknown": (
        N_("The model has format {format}."),
        N_("This version reads format {known}."),
    ),
    "model-id-not-file-name": (
        N_("The model's id is {id}, its file is named {file}."),
        N_("Give both the same name, so that the model is found by it."),
    ),
    "id-twice": (
        N_("The id {id} is used here and in line {first}."),
        N_("Give each its own id."),
    ),
    "lot-id-taken": (
        N_("No lot may have the id {id}, which has a meaning of its own."),
        N_("Choose another id."),
    ),
    "nothing-to-weigh": (
        N_("Nothing in this model is marked or priced."),
        N_("Add a criterion with a scale, or the price."),
    ),
    "weight-missing": (N_("{criterion} has no weight."), N_("Add weight: with a number.")),
    "weight-on-requirement": (
        N_("{field} has a weight, but a pass/fail requirement is met or not met."),
        N_("Take the weight out."),
    ),
    "weights-not-total": (
        N_("The weights directly under {criterion} add up to {sum}, not to {total}."),
        N_("Mend the weights, or state another sum with the key total."),
    ),
    "weights-not-total-in-lots": (
        N_("In {lots}, the weights directly under {criterion} add up to {sum}, not to {total}."),
        N_("Give each lot its own set of lot-only criteria with the same sum."),
    ),
    "number-not-above-zero": (N_("{field} must be more than 0; it is {number}."), ""),
    "count-below-one": (N_("{field} must be 1 or more."), ""),
    "criterion-without-criteria": (
        N_("{field} is a group without criteria."),
        N_("Add criteria, or make it a question with a scale."),
    ),
    "criterion-kind-missing": (
        N_(
            "Nothing says what {field} is: a group, a question, a requirement, a figure or a price."
        ),
        N_("Give it exactly one of: {allowed}."),
    ),
    "currency-not-a-code": (
        N_("The currency is “{text}”, which is not a code of three capital letters."),
        N_("Write GBP, EUR, USD …"),
    ),
    "criterion-kind-unclear": (
        N_("It is not clear what {field} is; found: {keys}."),
        N_("Give it exactly one of: {allowed}."),
    ),
    "scale-unknown": (N_("There is no scale {scale}."), N_("Scales of this file: {known}.")),
    "practice-question-unknown": (
        N_("The practice answer names the question {id}, which this model does not have."),
        N_("Name one of {known}, or write out a question of its own."),
    ),
    "practice-on-a-range": (
        N_("The practice answer is marked on the scale {scale}, a range, which screens lack."),
        N_("Let it be marked on a scale that names each mark, or leave it out."),
    ),
    "practice-without-scale": (
        N_("The practice question does not say on which scale it is marked."),
        N_("Add scale, with one of: {known}."),
    ),
    "practice-key-not-used": (
        N_("{field} is not used: the practice answer is to the model's question {question}."),
        N_("Take it out, or write out a question of its own."),
    ),
    "scale-too-short": (N_("The scale {scale} has fewer than two marks."), N_("Add the others.")),
    "scale-below-zero": (N_("The scale {scale} has a mark below 0."), N_("Begin at 0 or above.")),
    "scale-mark-twice": (N_("The mark {mark} stands twice in this scale."), N_("Keep one.")),
    "scale-mark-without-words": (
        N_("{field} needs a name and a description."),
        N_("Write “Good: meets the requirement …”, or the keys name and description."),
    ),
    "scale-range-too-fine": (
        N_("{field} is {number}; marks are kept to four decimal places."),
        N_("Write at most four decimal places."),
    ),
    "scale-range-upside-down": (
        N_("The range goes from {lowest} to {highest}."),
        N_("Let “to” be more than “from”."),
    ),
    "scale-range-uneven": (
        N_("From {lowest} to {highest} is not a whole number of steps of {step}."),
        N_("Choose a step that ends at “to”."),
    ),
    "scale-range-too-long": (
        N_("The range has {marks} marks; {most} are the most."),
        N_("Choose a larger step."),
    ),
    "scale-band-missing": (
        N_("No band begins at {lowest}, where the range begins."),
        N_("Say what earns the lowest marks."),
    ),
    "scale-band-off-grid": (
        N_("The band at {mark} does not begin at a mark of the range."),
        N_("Begin each band at one of the steps from “from” to “to”."),
    ),
    "scale-range-not-on-screen": (
        N_("Marks on the scale {scale}, a range, cannot be given on the panel's screen yet."),
        N_("“evaluate” takes them from a file; for scoring packs name each mark."),
    ),
    "minimum-off-scale": (
        N_("The minimum {minimum} is not a mark of the scale."),
        N_("Marks of the scale: {allowed}."),
    ),
    "minimum-not-per-cent": (
        N_("The minimum {minimum} is not between 0 and 100."),
        N_("A section's minimum is a per cent of its points, the total's is in points of 100."),
    ),
    "minimum-over-price": (
        N_("{criterion} has a minimum and holds the price."),
        N_("Minimums come before prices: put the price outside, or use minimum_total."),
    ),
    "minimum-without-marks": (
        N_("{field} has a minimum but no marks."),
        N_("Take the minimum out."),
    ),
    "model-lot-unknown": (N_("There is no lot {lot}."), N_("Lots of this model: {known}.")),
    "lot-outside-section": (
        N_("This criterion names lots that its section leaves out: {lots}."),
        N_("Name only lots of the section."),
    ),
    "price-twice": (
        N_("There is a second price criterion beside {first}."),
        N_("A bid has one price per lot: keep one."),
    ),
    "price-not-in-every-lot": (
        N_("{criterion} does not count in every lot."),
        N_("Take lots: out of it."),
    ),
    "round-unknown": (N_("There is no round {round}."), N_("Rounds of this model: {known}.")),
    "rounding-places": (
        N_("Numbers can't be rounded to {places} places."),
        N_("Give 0 to {most}."),
    ),
    "tolerance-below-zero": (N_("The tolerance is below 0."), N_("Give 0 or more marks.")),
    "tie-rule-unreadable": (
        N_("The tie rule “{rule}” can't be read."),
        N_("Write higher:<criterion>, lower:price, earliest or drawn_by_lot."),
    ),
    "tie-rule-after-draw": (
        N_("The tie rule “{rule}” comes after the draw, which leaves nothing to decide."),
        N_("Put drawn_by_lot last."),
    ),
    "tie-rule-needs-price": (
        N_("The tie rule “{rule}” needs the price criterion."),
        N_("lower: goes with the price only."),
    ),
    "tie-rule-needs-points": (
        N_("The tie rule “{rule}” needs a criterion with points in every lot."),
        N_("Check the name {criterion} and its lots."),
    ),
    "ties-not-published": (
        N_("The model has no rules for ties: equal totals would stop the award."),
        N_("Add ties:, such as [higher:quality, lower:price]."),
    ),
    "question-without-text": (
        N_("{criterion} has no text for bidders to answer."),
        N_("Add question:."),
    ),
}

_BIDS: dict[str, tuple[str, str]] = {
    "supplier-twice": (N_("{supplier} stands here twice."), N_("Keep one entry.")),
    "bid-without-lots": (
        N_("It is not said for which lots {supplier} bids."),
        N_("Put price and marks under lots:, one of: {known}."),
    ),
    "bid-for-unknown-lot": (
        N_("{supplier} bids for {lot}, which the model does not have."),
        N_("Lots of the model: {known}."),
    ),
    "bid-key-belongs-in-lot": (
        N_("{key} of {supplier} stands above its lots."),
        N_("Put it into each lot; only what is shared by the lots stands above."),
    ),
    "bid-unknown-criterion": (
        N_("There is no such criterion here: {criterion}."),
        N_("Known are: {known}."),
    ),
    "bid-entry-belongs-in-lot": (
        N_("{criterion} is answered for each lot."),
        N_("Put it under its lot."),
    ),
    "bid-entry-is-shared": (
        N_("{criterion} is shared by the lots and judged once."),
        N_("Put it above the lots, under shared:, pass_fail: or targets:."),
    ),
    "price-not-asked": (
        N_("{supplier} has a price, but the model has no price criterion."),
        N_("Take the price out."),
    ),
    "requirement-undecided": (
        N_("{supplier}: nothing is decided on {question}."),
        N_("Say true or false under pass_fail."),
    ),
    "mark-missing": (
        N_("{supplier} has no mark for {question}; blank is not zero."),
        N_("Give the mark that the scale gives for a missing answer, or the agreed one."),
    ),
    "mark-off-scale": (
        N_("{supplier}: the mark {mark} for {question} is not on the scale."),
        N_("Marks of the scale: {allowed}."),
    ),
    "mark-for-no-question": (
        N_("{supplier} has a mark for {criterion}, which is no question of this lot."),
        N_("Take it out."),
    ),
    "marks-not-agreed": (
        N_("{supplier}: the marks {marks} for {question} give no mark by the published rule."),
        N_("Agree one mark, with a reason, and give that."),
    ),
    "price-missing": (
        N_("{supplier} has no price."),
        N_("Add it, or leave the bid out with a reason."),
    ),
    "price-not-above-zero": (
        N_("The price of {supplier} is {price}; it must be more than 0."),
        N_("Ask the bidder what is meant, or use a substitute that was published."),
    ),
}

_DRAWS: dict[str, tuple[str, str]] = {
    "draw-order-unusable": (
        N_("A draw names {names}; not among the bids: {unknown}."),
        N_("Name two bidders of the file or more, each once, first drawn first."),
    ),
}

_MARKS: dict[str, tuple[str, str]] = {
    "cannot-mark": (
        N_("Some members could not mark it ({count})."),
        N_("Discuss it."),
    ),
    "mark-still-owed": (
        N_("Members who haven't marked this answer yet: {count}."),
        N_("Discuss it; their mark can still be taken in."),
    ),
    "too-few-marks": (
        N_("It has {count} marks; the model asks for {needed}."),
        N_("Discuss it."),
    ),
    "outside-tolerance": (
        N_("The marks are {spread} apart; the model allows {tolerance}."),
        N_("Discuss it."),
    ),
    "no-rule": (N_("The model has no rule that gives a mark."), N_("Discuss it.")),
    "even-split": (
        N_("The middle of the marks falls between two of them."),
        N_("Discuss it."),
    ),
    "minimum-at-stake": (
        N_("A mark is below the minimum of {minimum}: it decides whether the bid stays in."),
        N_("Discuss it."),
    ),
}

_RANKING: dict[str, tuple[str, str]] = {
    "requirement-failed": (N_("{supplier} does not meet {question}."), ""),
    "mark-below-minimum": (
        N_("{supplier} has {mark} for {question}; the minimum is {minimum}."),
        "",
    ),
    "section-below-minimum": (
        N_("{supplier} has {reached}% of the points for {question}; the minimum is {minimum}%."),
        "",
    ),
    "total-below-minimum": (
        N_("The total of {supplier} is {total}; the minimum is {minimum}."),
        "",
    ),
    "price-over-ceiling": (
        N_("The price of {supplier} is {price}; the ceiling of this lot is {ceiling}."),
        "",
    ),
    "price-over-ceiling-of-all-lots": (
        N_("The price of {supplier} is {price}; the ceiling of all lots together is {ceiling}."),
        "",
    ),
    "ranking-not-final": (
        N_("The ranking of {lot_title} is not final: no total yet for {suppliers}."),
        N_("Mend what is missing there."),
    ),
    "lot-without-valid-bid": (
        N_("No bid is left in {lot_title}."),
        N_("Decide not to award it, with reasons."),
    ),
    "lot-with-one-valid-bid": (
        N_("Only the bid of {left} is left in {lot_title}."),
        N_("Record why the lot is awarded without competition, or not awarded."),
    ),
    "lowest-price-below-minimum-total": (
        N_(
            "In {lot_title}, the lowest price ({lowest}) was that of a bid below the minimum total."
        ),
        N_("Price points stay as they were compared."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_MODEL, **_BIDS, **_DRAWS, **_MARKS, **_RANKING}

"""Sentences for what would change a result, for rehearsals and for reasons."""

from tender_flow.i18n.texts import N_

_SENSITIVITY: dict[str, tuple[str, str]] = {
    "sensitivity-without-result": (
        N_("{lot_title} has no final ranking, so nothing can be said of what would change it."),
        N_("Mend what is missing there."),
    ),
    "sensitivity-weights-not-added": (
        N_("{lot_title}: with {combine}, no interval of a weight can be had in closed form."),
        N_("Intervals of weights are left out."),
    ),
    "simulation-not-offered": (
        N_("{lot_title}: with {combine}, a result is no sum of weighted points."),
        N_("Weights and marks are drawn only where points are added up; the draws are left out."),
    ),
    "sensitivity-weights-without-winner": (
        N_("{lot_title}: no single bid leads on exact totals."),
        N_("Intervals of weights are left out."),
    ),
    "sensitivity-one-step": (
        N_("{lot_title}: one mark by one step changes the winner, in {count} ways."),
        N_("Read the reasons of these marks again before the result is told to anybody."),
    ),
    "sensitivity-evaluator-decides": (
        N_("{lot_title}: without the marks in place {name} of each list, first is: {winners}."),
        N_("Read that person's reasons again."),
    ),
    "sensitivity-member-decides": (
        N_("{lot_title}: without the marks of {name}, first is: {winners}."),
        N_("Read that person's reasons again."),
    ),
    "sensitivity-agreed-in-the-room": (
        N_(
            "{lot_title}: {count} of {all} marks were agreed in a meeting. They stay as agreed "
            "when a panel member is left out; nobody can say what the others would have agreed."
        ),
        N_(
            "Marks that the published rule gave are taken again without the member's; between two "
            "marks in the middle, the one that is worse for the winner."
        ),
    ),
    "sensitivity-bidder-decides": (
        N_("{lot_title}: without the bid of {name}, first among the others is: {winners}."),
        N_("Be sure that this bid is valid before the result is told to anybody."),
    ),
    "sensitivity-formula-decides": (
        N_("{lot_title}: with the price formula {name}, first is: {winners}."),
        N_("The published formula decides; record why it was chosen before tenders came."),
    ),
}

_SIMULATION: dict[str, tuple[str, str]] = {
    "simulation-without-numpy": (
        N_("Draws of weights and marks need numpy, which isn't installed."),
        N_("Install it with: pip install 'tender-flow[simulation]'"),
    ),
    "simulation-chance": (
        N_("{field} is outside what can be drawn."),
        N_("Draws: 1 to 10,000,000. Spread: 0 up to 1. Slips: 0 to 1. Seed: 0 or more."),
    ),
    "simulation-too-many-bids": (
        N_("{bids} bids are ranked; draws take {most} at most."),
        N_("Leave the draws out."),
    ),
}

_REASONS: dict[str, tuple[str, str]] = {
    "reason-not-given": (
        N_("{supplier}, {question}: there is no reason for the mark."),
        N_("Say what in the bid earns this mark, and why it isn't one higher or lower."),
    ),
    "reason-short": (
        N_("{supplier}, {question}: the reason has {count} words; the model asks for {needed}."),
        N_("Say what in the bid earns this mark, and why it isn't one higher or lower."),
    ),
    "reason-repeated": (
        N_("{supplier}, {question}: the reason is much the same as for {other}."),
        N_("Say what is in this bid."),
    ),
    "reason-names-bidder": (
        N_("{supplier}, {question}: the reason names {other}."),
        N_("Each bid is marked against the scale, not against another bid."),
    ),
    "reason-compares": (
        N_("{supplier}, {question}: the reason compares bids: “{quoted}”."),
        N_("Each bid is marked against the scale, not against another bid."),
    ),
    "reason-outside-bid": (
        N_("{supplier}, {question}: “{quoted}” may be knowledge from outside the bid."),
        N_("Only what the bid says may count; name the place where it says so."),
    ),
    "reason-of-another-mark": (
        N_("{supplier}, {question}: “{quoted}” is said of mark {other}; the mark is {mark}."),
        N_("Mend the mark or the words."),
    ),
    "reason-is-the-question": (
        N_("{supplier}, {question}: the reason repeats the question or the scale."),
        N_("Say what in the bid meets it, in your own words."),
    ),
    "reason-without-bid": (
        N_("{supplier}, {question}: nothing in the reason points at the bid."),
        N_("Name what the bid says and where, such as a page or a promise."),
    ),
    "words-unknown-language": (
        N_("There is no list of words for the language {name}."),
        N_("Languages with a list: {known}."),
    ),
}

_REHEARSAL: dict[str, tuple[str, str]] = {
    "rehearsal-without-winner": (
        N_("{lot_title}: {count} of {sets} sets of bids had no winner: none left, or not final."),
        N_("Look at minimums and ceilings; evaluate one set by itself to see the reasons."),
    ),
    "rehearsal-only-top-mark": (
        N_("{lot_title}: only the top mark meets the minimum of {question}."),
        N_("Every bid that stays has the same mark: make it pass/fail, or lower the minimum."),
    ),
    "rehearsal-criterion-idle": (
        N_("{lot_title}: in {sets} sets, no single mark for {question} could change the winner."),
        N_("Ask whether the question is worth everybody's work, or needs more weight."),
    ),
    "rehearsal-section-full": (
        N_("{lot_title}: {question} needs all its points; one mark below the top puts a bid out."),
        N_("Lower the minimum, or ask for the things as requirements."),
    ),
    "rehearsal-minimum-idle": (
        N_("{lot_title}: the minimum {minimum}% for {question} is met by its questions' minimums."),
        N_("It never puts a bid out: raise it or leave it out."),
    ),
    "rehearsal-minimum-needs-price": (
        N_("{lot_title}: full marks alone don't reach the minimum total of {minimum}."),
        N_("Another bid's low price may put a good bid out: say that this is meant."),
    ),
    "rehearsal-equal-prices": (
        N_("{lot_title}: with {formula}, equal prices get {points} of {full} points."),
        N_("Say in the invitation that this is meant."),
    ),
    "rehearsal-dear-outlier": (
        N_(
            "{lot_title}: with {formula}, a bid at ten times the price shrinks the distance of two "
            "others, 10% apart, from {usual} to {then} points."
        ),
        N_("A bid that can't win then decides how much price counts: prefer published bounds."),
    ),
    "rehearsal-low-outlier": (
        N_(
            "{lot_title}: with {formula}, a bid at a tenth of the price moves the distance of two "
            "others, 10% apart, from {usual} to {then} points."
        ),
        N_("Settle abnormally low tenders before price points, or prefer published bounds."),
    ),
    "rehearsal-points-below-zero": (
        N_("{lot_title}: with {formula}, ten times the lowest price gets {points} points."),
        N_("Say in the invitation that points below 0 are meant, or let them end at 0."),
    ),
    "rehearsal-zero-price": (
        N_("{lot_title}: a price of 0 has no result, and the ranking would wait for it."),
        N_("Say in the invitation what happens to a bid at 0."),
    ),
    "rehearsal-price-decides": (
        N_(
            "{lot_title}: the lowest price was first in {count} of {sets} sets. Price points were "
            "{price_spread} apart on average, quality points {quality_spread}."
        ),
        N_("Quality hardly counts: raise its weight, use more of the scale, or a flatter formula."),
    ),
    "rehearsal-quality-decides": (
        N_(
            "{lot_title}: the best quality was first in {count} of {sets} sets. Price points were "
            "{price_spread} apart on average, quality points {quality_spread}."
        ),
        N_("Price hardly counts: raise its weight, or use a steeper formula."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_SENSITIVITY, **_SIMULATION, **_REASONS, **_REHEARSAL}

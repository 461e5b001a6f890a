"""Sentences for what would change a result, for rehearsals of a model, and for its simulation."""

from tender_flow.i18n.texts import N_

_SENSITIVITY: dict[str, tuple[str, str]] = {
    "sensitivity-without-result": (
        N_("{lot_title} has no final ranking, so nothing can be said of what would change it."),
        N_("Mend what is missing there."),
    ),
    "sensitivity-weights-not-added": (
        N_("{lot_title}: with {combine}, a result is no sum of weighted points."),
        N_("Intervals of weights and draws of weights are left out."),
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

SENTENCES: dict[str, tuple[str, str]] = {**_SENSITIVITY, **_SIMULATION}

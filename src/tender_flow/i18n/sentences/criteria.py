"""Sentences for targets: figures that bidders promise."""

from tender_flow.i18n.texts import N_

_MODEL: dict[str, tuple[str, str]] = {
    "target-direction-differs": (
        N_("{criterion} gives more points the other way: better is {better}."),
        N_("Swap from and to, or say the other direction."),
    ),
    "target-bands-not-rising": (
        N_("{criterion} gives fewer points to a better figure; better is {better}."),
        N_("Order the bands so that the per cents rise with the figure, from otherwise up."),
    ),
    "target-minimum-impossible": (
        N_("The minimum {minimum} is no figure that may be promised; the most is {most}."),
        N_("Give a figure from 0 to the most."),
    ),
    "target-looks-at-others": (
        N_("The points for {criterion} hang on the best figure of the other bids."),
        N_("A bid that leaves may turn the order of the rest; linear and bands don't do that."),
    ),
    "minimum-over-relative-target": (
        N_("{section} has a minimum, and {criterion} in it looks at the other bids."),
        N_("Who is still in must be known first: use linear or bands, or a minimum elsewhere."),
    ),
    "target-not-counted": (
        N_("{criterion} would count for nothing: {combine} counts marks only."),
        N_("Ask for it as a question with a scale, or combine another way."),
    ),
}

_BIDS: dict[str, tuple[str, str]] = {
    "target-missing": (
        N_("{supplier} gives no figure for {question} ({unit}); blank is not zero."),
        N_("Ask the bidder what is meant, or leave the bid out with a reason."),
    ),
    "target-below-zero": (
        N_("{supplier} gives {target} for {question}; a figure is 0 or more."),
        N_("Ask the bidder what is meant."),
    ),
    "target-beyond-most": (
        N_("{supplier} gives {target} for {question}; the most that can be meant is {most}."),
        N_("Ask the bidder what is meant."),
    ),
    "target-below-minimum": (
        N_("{supplier} promises {target} for {question} ({unit}); the minimum is {minimum}."),
        "",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_MODEL, **_BIDS}

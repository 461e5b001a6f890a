"""Sentences for targets (figures that bidders promise) and for stages (who goes on)."""

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

_STAGES: dict[str, tuple[str, str]] = {
    "shortlist-stage-unknown": (
        N_("The model has no stage {stage}."),
        N_("Its stages: {known}."),
    ),
    "shortlist-not-decided": (
        N_("It is not decided who goes on from {stage}."),
        N_("Decide it from the locked marks of the stage."),
    ),
    "shortlist-decided-already": (
        N_("It is decided already who goes on from {stage}."),
        N_("It stands; marks that are locked anew would need it anew."),
    ),
    "stage-takes-everybody": (
        N_("This stage says neither how many go on nor from which per cent."),
        N_("Add best: with a number, minimum: with a per cent, or both."),
    ),
    "stage-out-of-order": (
        N_("{stage} looks at no later round than the stage before it."),
        N_("Put the stages in the order of the rounds."),
    ),
    "stage-round-used-twice": (
        N_("{stage} only selects, and another stage uses its rounds too: {rounds}."),
        N_("Give it rounds of its own."),
    ),
    "stage-marks-nothing": (
        N_("Nothing is marked in {stage} in {lots}."),
        N_("Give a question of every lot one of its rounds."),
    ),
    "stage-target-looks-at-others": (
        N_("{criterion} is part of {stage} and looks at the other bids."),
        N_("Who is still in must be known first: use linear or bands, or a later round."),
    ),
    "stage-mixed-criterion": (
        N_("{criterion} holds what only selects in {stage} beside what counts in the total."),
        N_("Put what selects into a criterion of its own at the top."),
    ),
    "stage-ties-missing": (
        N_("{stage}: tied: rules and ties: go together."),
        N_("Add ties:, such as [higher:experience], or say tied: all_go_on."),
    ),
    "stage-tie-rule-unusable": (
        N_("{stage}: the tie rule “{rule}” names nothing that is marked there in every lot."),
        N_("Write higher: and a criterion of this stage; prices are still sealed."),
    ),
    "not-shortlisted": (
        N_("{supplier} is number {rank} of {count} in {stage} with {reached}%; places: {best}."),
        "",
    ),
    "stage-below-minimum": (
        N_("{supplier} has {reached}% in {stage}; {minimum}% is needed to go on."),
        "",
    ),
    "shortlist-undecided": (
        N_("{supplier} is equal with others at the last place of {stage} ({reached}%)."),
        N_("No published rule decides: nobody is chosen between them."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_MODEL, **_BIDS, **_STAGES}

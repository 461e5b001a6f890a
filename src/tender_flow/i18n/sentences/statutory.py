"""Sentences for what the law asks to be published, assessed, heard and shared."""

from tender_flow.i18n.texts import N_

NOTICES: dict[str, tuple[str, str]] = {
    "notice-not-published": (
        N_("No {what} is recorded as published."),
        N_("Publish it, then record its day and reference."),
    ),
    "notice-too-recent": (
        N_("The {what} was published on {published_on}; it must be out for {days} days."),
        N_("Go on from {ready_on}."),
    ),
    "notice-without-statement": (
        N_("The {what} {reference} is not recorded as saying: {missing}."),
        N_("Publish a correction that says it, and record that."),
    ),
    "notice-kind-unknown": (N_("There is no notice {kind}."), N_("Known notices are: {known}.")),
    "statement-unknown": (
        N_("A notice is not recorded as saying {name}."),
        N_("What it may say: {known}."),
    ),
    "statement-unreadable": (
        N_("“{value}” can't be kept as {name}, which takes: {form}."),
        N_("Write a day as 2025-06-12, an amount as 1250000.00, a confirmation as yes."),
    ),
    "notice-to-correct-unknown": (
        N_("No {kind} with the reference {reference} is in force."),
        N_("Those in force: {known}."),
    ),
    "notice-published-already": (
        N_("The {kind} is published already: {reference}."),
        N_("If this one corrects it, say so with --corrects."),
    ),
}

CONFLICTS: dict[str, tuple[str, str]] = {
    "conflicts-not-assessed": (
        N_("There is no conflicts assessment."),
        N_("Prepare it, perceived conflicts included, and record it."),
    ),
    "conflicts-not-reviewed": (
        N_("{name} has declared a possible conflict, or something new, since the last review."),
        N_("Review the conflicts assessment, and record the review."),
    ),
    "conflicts-assessed-already": (
        N_("The conflicts assessment was made on {dated}."),
        N_("Record what is new as a review of it."),
    ),
    "conflicts-text-missing": (
        N_("The entry doesn't say: {missing}."),
        N_("Say it, even if it is that there are none."),
    ),
    "entry-in-the-future": (
        N_("The entry is dated {dated}, which has not come yet."),
        N_("Record it when it has happened."),
    ),
    "entry-before-the-last": (
        N_("The entry is dated {dated}, before the last one of {last}."),
        N_("Check the day."),
    ),
}

SUPPLIERS: dict[str, tuple[str, str]] = {
    "nobody-checked-for-exclusion": (
        N_("No supplier has been checked for exclusion grounds."),
        N_("Record a check of each."),
    ),
    "exclusion-not-checked": (
        N_("{subject}, of the tender of {supplier}, has not been checked for exclusion grounds."),
        N_("Look at the grounds and the debarment list, and record what you saw."),
    ),
    "exclusion-undecided": (
        N_("A ground was raised against {subject}, of the tender of {supplier}, and not decided."),
        N_("Hear the supplier, then record what becomes of it."),
    ),
    "exclusion-not-carried-out": (
        N_("{subject}, of the tender of {supplier}, is excluded, but the tender is still in."),
        N_("Exclude the tender, with the ground as its reason."),
    ),
    "debarment-list-long-ago": (
        N_("The debarment list was looked at for {subject} on {on}, more than {days} days ago."),
        N_("Look again, and record it."),
    ),
    "exclusion-outcome-unknown": (
        N_("A check can't end in {outcome}."),
        N_("It ends in one of: {known}."),
    ),
    "exclusion-ground-unknown": (
        N_("There is no ground {ground}."),
        N_("Known grounds are: {known}."),
    ),
    "exclusion-ground-missing": (
        N_("The outcome {outcome} needs the ground that it is about."),
        N_("Name it with --ground."),
    ),
    "exclusion-ground-of-a-clear-check": (
        N_("A check that ends in {outcome} has no ground."),
        N_("Leave --ground out, or record the ground as raised."),
    ),
    "exclusion-not-raised": (
        N_("{subject} can't be {outcome}: no ground was raised with the supplier before."),
        N_("Record it as raised, ask the supplier, then decide."),
    ),
    "exclusion-not-heard": (
        N_("{subject} can't be {outcome} before the supplier had its chance to answer."),
        N_("Give the day of its answer, or the last day it had, with --heard."),
    ),
    "supplier-not-replaceable": (
        N_("{subject} is the supplier itself and can't be {outcome}."),
        N_("Only an associated person or a sub-contractor can."),
    ),
    "exclusion-without-reason": (
        N_("The outcome {outcome} has no reason."),
        N_("Write what decided it."),
    ),
    "day-in-the-future": (
        N_("The day {on}, given with {what}, has not come yet."),
        N_("Record it when it has happened."),
    ),
    "summaries-not-together": (
        N_("The summaries for {lot} went out between {first} and {last}, not all at one time."),
        N_("Send every bidder its summary again, all on one day."),
    ),
    "award-notice-missing": (
        N_("No contract award notice for {lot} is recorded as published."),
        N_("Publish it once the summaries are sent, and record its day and reference."),
    ),
    "award-notice-before-summaries": (
        N_("The contract award notice for {lot} of {published_on} was out before the summaries."),
        N_("Send every summary, then publish the notice anew and record it as a correction."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**NOTICES, **CONFLICTS, **SUPPLIERS}

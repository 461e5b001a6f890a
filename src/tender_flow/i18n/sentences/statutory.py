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

SENTENCES: dict[str, tuple[str, str]] = {**NOTICES, **CONFLICTS}

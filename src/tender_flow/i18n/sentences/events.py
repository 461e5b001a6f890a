"""Sentences for irregularities, releases, site visits and changes of a consortium."""

from tender_flow.i18n.texts import N_

IRREGULARITIES: dict[str, tuple[str, str]] = {
    "irregularity-undecided": (
        N_("Nobody has decided on irregularity {number}, in the tender of {supplier}."),
        N_("Weigh what can be done, and record the decision."),
    ),
    "irregularity-option-not-weighed": (
        N_("The record doesn't say what was weighed for: {missing}."),
        N_("Say for each what speaks for or against it, even if it is out of the question."),
    ),
    "irregularity-without-effect": (
        N_("The effect on the ranking isn't said."),
        N_("Say it, even if there is none or it isn't known yet."),
    ),
    "irregularity-not-obvious": (
        N_("The error isn't obvious: to correct it may come to accepting a new offer."),
        N_("Take advice, and keep it with the reason."),
    ),
    "irregularity-needs-second": (
        N_("The bid would be out without this decision, and only one person has decided."),
        N_("Name a second person with --second: lead, chair or assurance."),
    ),
    "irregularity-second-is-decider": (
        N_("The second person is the one who decides."),
        N_("Name somebody else."),
    ),
    "irregularity-second-without-role": (
        N_("The second person has none of the roles: {known}."),
        N_("Name somebody who has."),
    ),
    "irregularity-decision-unknown": (
        N_("An irregularity isn't decided by {decision}."),
        N_("It is one of: {known}."),
    ),
    "irregularity-decided-already": (N_("Irregularity {number} is decided."), ""),
    "irregularity-without-words": (
        N_("The record doesn't say what the irregularity is."),
        N_("Say what was found, and where in the bid."),
    ),
    "irregularity-without-told": (
        N_("The record doesn't say what bidders had been told about such cases."),
        N_("Quote the papers, or say that they are silent."),
    ),
    "irregularity-unknown": (
        N_("There is no irregularity {number}."),
        N_("There are {count}; see their list."),
    ),
}

RELEASES: dict[str, tuple[str, str]] = {
    "release-of-another-version": (
        N_("{supplier} has an earlier version of the {what}, released on {on}."),
        N_("Release the newest one to it."),
    ),
    "release-missing": (
        N_("{supplier} was not given the {what}, and others were."),
        N_("Release it to every bidder alike."),
    ),
    "release-of-no-document": (
        N_("No {what} is on file, so nothing can have been released."),
        N_("File the document first: its digest says which version went out."),
    ),
    "release-incomplete": (
        N_("The release doesn't say to whom it went, or how."),
        N_("Give the bidder and --how."),
    ),
}

VISITS: dict[str, tuple[str, str]] = {
    "visit-incomplete": (
        N_("The visit doesn't say who came, where, and who was there for the council."),
        N_("Give the bidder, --site and --present."),
    ),
    "visit-shared-before-it": (
        N_("What was said on {held_on} can't have gone to all on {shared_on}."),
        N_("Check the days."),
    ),
    "visit-not-shared": (
        N_("What {supplier} was told at {site} has not gone to the others."),
        N_("Send it to all and give the day, or say why it doesn't concern them."),
    ),
}

CONSORTIA: dict[str, tuple[str, str]] = {
    "partner-change-unknown": (
        N_("A consortium does not change by {change}."),
        N_("It is one of: {known}."),
    ),
    "partner-there-already": (N_("{partner} is a member of {supplier}'s consortium already."), ""),
    "partner-not-there": (
        N_("{partner} is no member of {supplier}'s consortium."),
        N_("See the members in the list of tenders."),
    ),
    "partner-without-name": (N_("The member has no name."), N_("Give it.")),
    "partner-change-without-rule": (
        N_("Nothing says why {supplier} may change its consortium."),
        N_("Name the paragraph of the papers or of the law with --allowed-by."),
    ),
    "partner-change-before-tender": (
        N_("{on} is before the tender of {supplier} came, on {came}."),
        N_("Check the day; what changed before stands in the tender itself."),
    ),
    "partner-not-checked": (
        N_("{partner} joined {supplier} and was not checked for exclusion grounds."),
        N_("Check it, and look at the debarment list."),
    ),
    "partner-conflicts-not-reviewed": (
        N_("{partner} joined {supplier}, and conflicts of interest were not reviewed since."),
        N_("Ask the panel about the new member, then record the review."),
    ),
    "partner-requirements-not-checked": (
        N_("Since {supplier}'s consortium changed ({partner}), its requirements stand unchecked."),
        N_("Decide each pass/fail requirement again, on those who are left."),
    ),
}

SENTENCES = IRREGULARITIES | RELEASES | VISITS | CONSORTIA

"""Sentences for challenges, decisions withdrawn and marking again."""

from tender_flow.i18n.texts import N_

CHALLENGES: dict[str, tuple[str, str]] = {
    "challenge-decision-gone": (
        N_("The decision on {lot} of {dated} stands no more ({status}); it can't be challenged."),
        N_("Name the decision that stands, if the challenge is to that one."),
    ),
    "challenge-of-no-decision": (
        N_("Decision {number} is no approval of {lot}."),
        N_("See the numbers in the list of decisions."),
    ),
    "challenge-without-grounds": (
        N_("The challenge has no grounds."),
        N_("Say what it says was done wrong."),
    ),
    "challenge-before-decision": (
        N_("{on} is before the decision on {lot}, which was taken on {dated}."),
        N_("Check the day, and which decision is attacked."),
    ),
    "claim-known-before-begun": (
        N_("The council knew on {notified_on} of a claim that was begun on {claim_on}."),
        N_("Give the day on which it knew of the claim; a letter before it is one of its own."),
    ),
    "challenge-unknown": (
        N_("There is no challenge {number}."),
        N_("There are {count}; see their list."),
    ),
    "challenge-outcome-unknown": (
        N_("A challenge does not end as {outcome}."),
        N_("It is one of: {known}."),
    ),
    "challenge-ended-already": (N_("Challenge {number} ended on {ended_on}."), ""),
    "challenge-ended-before-it-came": (
        N_("It can't have ended on {ended_on}: it came on {notified_on}."),
        N_("Check the day."),
    ),
    "challenge-holds-nothing": (
        N_("Challenge {number} holds nothing back, so nothing can be lifted."),
        "",
    ),
    "suspended-by-challenge": (
        N_("The suspension comes from challenge {number} and ends only with it."),
        N_("Record how the challenge ended, or that a court lifted the suspension."),
    ),
    "challenge-rule-unknown": (
        N_("No rule is known here for what a claim suspends under this law."),
        N_("Take legal advice, and suspend the lot by hand if the contract has to wait."),
    ),
    "challenge-without-claim": (
        N_("A letter suspends nothing by itself."),
        N_("Take legal advice; suspend the lot by hand if you wait for the claim."),
    ),
    "challenge-after-contract": (
        N_("The contract is made: the claim suspends nothing."),
        N_("Take legal advice."),
    ),
    "challenge-outside-standstill": (
        N_("The claim, or the news of it, did not fall into the standstill: it suspends nothing."),
        N_("Take legal advice before the contract is made."),
    ),
}

WITHDRAWALS: dict[str, tuple[str, str]] = {
    "withdrawal-kind-unknown": (N_("A {kind} can't be withdrawn."), N_("It is one of: {known}.")),
    "nothing-to-withdraw": (
        N_("No such decision stands for {lot}."),
        N_("See what was decided in the list of decisions."),
    ),
    "withdrawal-incomplete": (
        N_("The withdrawal for {lot} doesn't say who decided it and where that is written."),
        N_("Give the body, the decision maker and the minute."),
    ),
    "withdrawal-before-decision": (
        N_("The decision on {lot} of {decided} can't have been withdrawn on {dated}."),
        N_("Check the day."),
    ),
    "withdrawal-not-told": (
        N_("Bidders know the decision on {lot}, and nothing says that they know of its end."),
        N_("Tell each of them, then say what they were told, with --told."),
    ),
    "no-decision-withdrawn": (
        N_("The decision on each open lot still stands; there is nothing to decide anew."),
        N_("Withdraw the decision first."),
    ),
}

MARKING_AGAIN: dict[str, tuple[str, str]] = {
    "reevaluation-without-marks": (
        N_("Nothing of {ref} is marked yet, so nothing can be marked again."),
        "",
    ),
    "reevaluation-of-no-round": (
        N_("{round} is no round of marking in force."),
        N_("Those in force are: {known}."),
    ),
    "reevaluation-decision-stands": (
        N_("The decision on {lot} rests on the marks that would count no more."),
        N_("Withdraw it first, the recommendation too."),
    ),
    "reevaluation-prices-known": (
        N_("The prices are open: whoever knows them should not mark again."),
        N_("Name other evaluators, or record who has not seen them and why that is enough."),
    ),
}

SENTENCES = CHALLENGES | WITHDRAWALS | MARKING_AGAIN

"""Sentences for what only some procedures have: direct awards, waivers, exempt standstills."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "award-by-evaluation": (
        N_("This procedure finds its winner by evaluating tenders, not by a direct award."),
        N_("Recommend a bidder of the ranking, or use a procedure for direct awards or waivers."),
    ),
    "direct-award-without-supplier": (
        N_("The direct award names no supplier."),
        N_("Give the supplier's name."),
    ),
    "direct-award-without-ground": (
        N_("The direct award names no ground."),
        N_("Give the paragraph of the Act, or the rules of the council that are waived."),
    ),
    "direct-price-unreadable": (
        N_("“{text}” is no amount of money."),
        N_("Write it in digits, such as 728678.50."),
    ),
    "direct-price-unusable": (
        N_("The price is not above zero."),
        N_("Give what the supplier asks for the model's period."),
    ),
    "direct-price-above-ceiling": (
        N_("The price of {price} is above the ceiling of {ceiling}."),
        N_("Agree a lower price, or amend the model with its approval first."),
    ),
    "term-ends-before-it-starts": (
        N_("The contract would end on {ends_on}, before it starts on {starts_on}."),
        N_("Give the first and the last day of the contract."),
    ),
    "lot-to-be-awarded": (
        N_("{lot} is to be awarded to {supplier}."),
        N_("Choose the move that begins its standstill."),
    ),
    "owed-not-published": (
        N_("The {what} was owed by {due_on} and isn't published."),
        N_("Publish it and record its day and reference."),
    ),
    "refinement-not-republished": (
        N_("The model was amended on {amended_on} (version {version}), after the {what}."),
        N_("Publish it again with the refined criteria: the last one is of {published_on}."),
    ),
    "refined-too-late": (
        N_("The model was amended on {amended_at} (version {version}), after {stage} began."),
        N_("It began on {began_at}. Invite final tenders anew, or end this procurement."),
    ),
    "period-too-short": (
        N_("The time for {step} would end on {closing}, before its {days} days are over."),
        N_("Count from {start}: set the hour on {ends_on} or later, or file what shortens it."),
    ),
    "period-not-over": (
        N_("The {days} days for {step} that began on {start} last until {ends_on}."),
        N_("Wait until {ends_on}; on {closing} it is too early."),
    ),
    "lot-not-proposed": (
        N_("No supplier is proposed for {lot}."),
        N_("Propose one, with its price, term and ground."),
    ),
    "notice-not-here": (
        N_("This procurement has no notice {kind}."),
        N_("It has: {known}."),
    ),
}

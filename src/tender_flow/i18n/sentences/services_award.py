"""Sentences for the findings of prices, recommendation, approval, letters and conclusion."""

from tender_flow.i18n.texts import N_

PRICES: dict[str, tuple[str, str]] = {
    "quality-not-locked": (
        N_("The quality marks of the round {round} are not locked yet."),
        N_("Close its moderation meeting first; prices stay sealed until then."),
    ),
    "no-sealed-prices": (
        N_("No sealed price of {ref} waits to be opened."),
        N_("See the prices with: tender-flow award rank."),
    ),
    "price-key-not-theirs": (
        N_("The key of {name} is not the key of this procurement's {role}."),
        N_("Use the key file whose public half the {role} gave when they joined."),
    ),
    "price-missing-for-lot": (
        N_("The price file of {supplier} has no price for {lot}."),
        N_("Record the irregularity, and exclude the bid or ask the bidder, as published."),
    ),
    "steps-of-nobody": (
        N_("No bidder of this procurement is called {supplier}."),
        N_("The bidders are: {known}. Without a name, --steps shows everybody's."),
    ),
    "prices-not-opened": (
        N_("The prices of {ref} are not opened yet."),
        N_("Open them first, with custodian and witness."),
    ),
}

CHECKS: dict[str, tuple[str, str]] = {
    "check-kind-unknown": (N_("There is no check {kind}."), N_("It is one of: {known}.")),
    "check-outcome-unknown": (N_("{outcome} is no outcome."), N_("It is one of: {known}.")),
    "check-without-evidence": (
        N_("The check has no evidence."),
        N_("Say what was looked at and what it showed."),
    ),
    "low-price-not-asked": (
        N_("A low price can't be rejected before the bidder has been asked about it."),
        N_("Record it as flagged, ask the bidder, then decide."),
    ),
    "low-price-out-of-order": (
        N_("A low price that stands at “{last}” can't become “{outcome}”."),
        N_("What may come now: {known}."),
    ),
    "low-price-step-before-last": (
        N_("{on} is before the step that it follows, of {last}."),
        N_("Check the day."),
    ),
    "low-price-without-time-to-answer": (
        N_("The bidder was asked on {on} and has no day by which to answer."),
        N_("Give a later day with --answer-by; it must be a reasonable time."),
    ),
    "low-price-answer-still-due": (
        N_("The bidder may still answer until the end of {answer_by}."),
        N_("Wait for the answer or for that day to pass."),
    ),
    "bidder-unknown": (
        N_("{supplier} has no bid for {lot}."),
        N_("The bidders there are: {known}."),
    ),
}

DRAWS: dict[str, tuple[str, str]] = {
    "draw-not-published": (
        N_("The published model does not say that equal bids are drawn by lot; {lot} can't be."),
        N_("Ask for legal advice: a rule that was not published can't decide."),
    ),
    "draw-before-ranking": (
        N_("The ranking of {lot} is not final; nothing can be drawn yet."),
        N_("Mend what is missing first."),
    ),
    "draw-without-tie": (
        N_("The bidders named are not those of {lot} that are equal, each once."),
        N_("Equal there, with nothing left to tell them apart: {equal}."),
    ),
    "draw-witness-not-on-case": (
        N_("{name} is not on this procurement."),
        N_("Name witnesses who are on it, by their login."),
    ),
    "draw-witnesses-too-few": (
        N_("There are {count} witnesses besides you; a draw needs {least}."),
        N_("Name everybody who saw it, with --witness for each."),
    ),
    "draw-not-described": (
        N_("It isn't said how the lots were drawn."),
        N_("Write it in a sentence: what was drawn from, and by whom."),
    ),
    "draw-in-the-future": (
        N_("The draw is dated {when}, which is still to come."),
        N_("Draw first, then record it."),
    ),
}

DECISIONS: dict[str, tuple[str, str]] = {
    "recommend-one-or-none": (
        N_("Say either who is recommended or that nobody is."),
        N_("Give --supplier or --no-award, one of them."),
    ),
    "lot-suspended": (
        N_("{lot} is suspended since {since}; its award waits."),
        N_("Resume the lot first, with the reason."),
    ),
    "decision-suspended": (
        N_("The {kind} of {lot} is suspended since {since}."),
        N_("Resume the decision first, with the reason."),
    ),
    "recommended-bid-out": (
        N_("The bid of {supplier} for {lot} is out since it was recommended."),
        N_("Recommend again, by the ranking as it stands now, and have that approved."),
    ),
    "recommended-bid-rejected": (
        N_("A check ({kind}) of {supplier} for {lot} ended in a rejection."),
        N_("Exclude the bid on those grounds and recommend again, or record a new check."),
    ),
    "approval-incomplete": (
        N_("The approval for {lot} doesn't say who decided, or under which minute."),
        N_("Name the body, the decision maker and the minute."),
    ),
    "lot-settled": (N_("{lot} has its outcome already: {outcome}."), ""),
    "decision-without-reasons": (
        N_("The recommendation has no reasons."),
        N_("Write why: what decided it, by the published model."),
    ),
    "recommendation-not-first": (
        N_("{supplier} is not first in {lot} by the published model; first is: {first}."),
        N_("Recommend the bidder who is first, or no award, with reasons."),
    ),
    "approver-recommended": (
        N_("{name} recommended this award, and who recommends may not approve."),
        N_("Somebody else decides and records it."),
    ),
    "approval-before-recommendation": (
        N_("The approval is dated {dated}, before the recommendation of {recommended}."),
        N_("Check the date of the meeting."),
    ),
    "decision-in-the-future": (
        N_("The decision is dated {dated}, which has not come yet."),
        N_("Record it when it has been taken."),
    ),
    "call-in-end-missing": (
        N_("A key decision can be called in, and the end of its call-in is missing."),
        N_("Give the last day of call-in, as the council's constitution counts it."),
    ),
    "call-in-before-decision": (
        N_("The call-in ends on {ends}, before the decision of {dated}."),
        N_("Check the two dates."),
    ),
}

LETTERS: dict[str, tuple[str, str]] = {
    "means-unknown": (N_("{means} is no means of sending."), N_("It is one of: {known}.")),
    "letter-in-the-future": (
        N_("The letter is recorded as sent on {sent_at}, which has not come yet."),
        N_("Record it when it has been sent."),
    ),
    "letter-before-approval": (
        N_("The letter went out on {sent_at}, before the approval of {dated}."),
        N_("Check the date; a letter before the decision tells nothing."),
    ),
    "decided-in-another-stage": (
        N_("This is recorded in the stage “{stage}”; the procurement is in “{now}”."),
        N_("See what stands between with: procurement gates."),
    ),
    "letter-empty": (N_("The letter has no text."), N_("Give the file with the text as sent.")),
}

REPORTS: dict[str, tuple[str, str]] = {
    "report-unknown": (
        N_("There is no version {version} of the evaluation report."),
        N_("Leave --version out to write a new one."),
    ),
    "report-differs": (
        N_("Version {version} comes out different from the report that was made then."),
        N_(
            "Somebody's data was erased since, or this program draws pages otherwise: keep the "
            "file of that time, or make a new version."
        ),
    ),
    "report-not-written": (
        N_("The report can't be written to {path}: {reason}."),
        N_("Choose a folder that is there and in which you may write."),
    ),
    "report-version-and-dry-run": (
        N_("--version and --dry-run don't go together."),
        N_("Writing an earlier version again leaves the record as it is; leave --dry-run out."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **PRICES,
    **CHECKS,
    **DRAWS,
    **DECISIONS,
    **LETTERS,
    **REPORTS,
}

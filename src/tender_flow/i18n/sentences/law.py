"""Sentences of the law by date: which law holds and why, what the data leaves open, holidays."""

from tender_flow.i18n.texts import N_

REASONS: dict[str, tuple[str, str]] = {
    "regime-by-date": (N_("It began on {begun} in {nation}: {law}."), ""),
    "regime-of-the-framework": (
        N_("A call-off follows the law of its framework, which began on {begun}."),
        "",
    ),
    "regime-by-health-care": (
        N_("Health care services bought by a council or an NHS body in England: {law}."),
        "",
    ),
    "regime-by-part-b": (N_("Services of Part B: {law}."), ""),
    "regime-light-touch-code": (N_("CPV code {cpv} is light touch: {title}."), ""),
    "regime-not-health-care-code": (
        N_("CPV code {cpv} is outside the division for health care services."),
        "",
    ),
    "regime-at-any-value": (N_("{law}: it holds at any value."), ""),
    "regime-threshold-reached": (
        N_("The value of {value} pounds has reached the threshold of {threshold} pounds."),
        "",
    ),
    "regime-threshold-not-reached": (
        N_("The value of {value} pounds is below the threshold of {threshold} pounds."),
        "",
    ),
}

OPEN: dict[str, tuple[str, str]] = {
    "regime-mixed": (
        N_("More than one kind of purchase is named: {what}."),
        N_("Decide which is the main subject, or split the purchase, and ask again with one kind."),
    ),
    "regime-needs-answer": (
        N_("Whether {law} applies hangs on an answer that isn't there: {question}."),
        N_("Ask again with {yes} or {no}."),
    ),
    "regime-not-covered": (
        N_("This falls under {law}, which tender-flow doesn't cover."),
        N_("Take advice on that law; no dates are computed for it."),
    ),
    "regime-unknown": (
        N_("No law is on file for a procurement begun on {begun} in {nation}."),
        N_("Check the day and the nation."),
    ),
    "regime-devolved": (
        N_("Scotland's regulations are for devolved Scottish authorities."),
        N_("A reserved authority follows the law of the rest of the United Kingdom: check which."),
    ),
    "regime-not-the-workflows": (
        N_("By what was said the law is {law}, and the workflow follows {workflow}."),
        N_("Choose a workflow of that law, or correct what was said."),
    ),
    "light-touch-unknown": (
        N_("Whether these are light touch services isn't said, so no threshold can be given."),
        N_("Say so with --light-touch or --not-light-touch."),
    ),
    "regime-against-the-code": (
        N_("CPV code {cpv} is light touch ({title}), and the answer is that they aren't."),
        N_("Look the code up in the law's list; then correct the code or the answer."),
    ),
    "regime-light-touch-is-services": (
        N_("Light touch is said of {what}; only services, or a concession for them, can be."),
        N_("Take --light-touch out, or name what is bought anew."),
    ),
    "framework-after-its-call-off": (
        N_("The framework began on {framework}, after its call-off, on {begun}."),
        N_("Correct one of the two days."),
    ),
    "letter-received-before-sent": (
        N_("A letter sent on {sent_on} can't have been received on {received_on}."),
        N_("Correct one of the two days."),
    ),
    "letter-without-post-received": (
        N_("A receipt counts only for letters by other means than electronic ones."),
        N_("Say how it went out with --means post or --means hand, or take the receipt out."),
    ),
    "decision-before-its-notice": (
        N_("The decision of {decision} doesn't come after its notice of {notice}."),
        N_("Correct one of the two days."),
    ),
    "framework-term-unknown": (
        N_("No longest term is on file for a framework of the kind {kind} under {regime}."),
        N_("Look it up at its source."),
    ),
    "social-value-needs-value": (
        N_("How much social value must weigh hangs on the estimated value."),
        N_("Give it with --value, VAT included."),
    ),
    "cpv-unreadable": (
        N_("“{text}” is not a CPV code."),
        N_("Write eight digits, with or without the check digit: 85311000-2."),
    ),
    "authority-tier-unknown": (
        N_("Whether {authority} counts as central or sub-central isn't settled by its kind."),
        N_("Look it up in the list of central authorities, and ask again with that kind."),
    ),
    "value-vat-basis": (
        N_("The threshold is for the {vat} estimate, and the value isn't said to be that."),
        N_("Give the estimate with VAT for “gross”, without for “net”."),
    ),
    "threshold-unknown": (
        N_("No threshold is on file for {regime}, {what}, {authority} on {begun}."),
        N_("Check the day and the kind; look it up at its source."),
    ),
    "period-unknown": (
        N_("No period is on file for {regime}, procedure {procedure}, step {step}."),
        N_("Check the procedure and the step; look it up at its source."),
    ),
    "planned-notice-not-qualifying": (
        N_(
            "The planned notice of {published_on} doesn't shorten the time for tenders: it must be "
            "out at least {days} days and at most {months} months before the tender notice."
        ),
        N_("Use the ordinary period."),
    ),
    "planned-notice-unknown": (
        N_("No rule on planned notices is on file for {regime}."),
        N_("Use the ordinary period."),
    ),
    "standstill-unknown": (
        N_("No standstill is on file for {regime} on {begun}."),
        N_("Check the regime and the day."),
    ),
    "standstill-too-short": (
        N_("A standstill of {days} days is too short: it has at least {least}."),
        N_("Make it longer."),
    ),
    "duty-needs-value": (
        N_("{duty}: whether it is owed hangs on a value over {over} pounds, which isn't known."),
        N_("Give the estimated value with VAT."),
    ),
    "retention-unknown": (
        N_("How long the record is kept under {regime} can't be said."),
        N_("Give the day of the award or of the contract; look the rule up at its source."),
    ),
    "claim-needs-contract": (
        N_("The time for this claim ({kind}) runs from the contract."),
        N_("Give the day on which the contract was entered into."),
    ),
    "circumstance-unknown": (
        N_("No rule knows {name}."),
        N_("Write one of: {known}."),
    ),
    "law-confirm": (
        N_("Confirm before relying on it: {rule}."),
        N_("It was not read at its source."),
    ),
}

FILES: dict[str, tuple[str, str]] = {
    "law-ends-before-it-begins": (
        N_("The rule ends on {until}, before it begins on {since}."),
        N_("Check both days."),
    ),
    "law-regime-or-law": (
        N_("A rule names either a regime or a law that isn't covered."),
        N_("Keep one of regime and law."),
    ),
    "law-days-or-months": (N_("A limit has either days or months."), N_("Keep one of them.")),
    "law-amount-below-zero": (N_("A threshold of {amount} is below zero."), N_("Mend it.")),
}

STANDSTILL: dict[str, tuple[str, str]] = {
    "standstill-stated-too-early": (
        N_("The notice says that the standstill ends on {stated}; it can't end before {least}."),
        N_("State that day or a later one."),
    ),
    "no-new-day-off": (
        N_("The procurement has every day of {path} already."),
        N_("Nothing has changed."),
    ),
    "deadline-on-new-day-off": (
        N_("The deadline for tenders, {day}, is now a day off; it was not moved."),
        N_("Move it with a reason if bidders need the day."),
    ),
    "call-in-over-new-day-off": (
        N_("The call-in of {lot} was to end on {ends_on}, and {day} is now a day off in it."),
        N_("Count it anew by the council's constitution before a contract is signed."),
    ),
}

HOLIDAYS: dict[str, tuple[str, str]] = {
    "holiday-year-unknown": (
        N_("Bank holidays of {year} are not known; they are from {first} to {last}."),
        N_("Check the year."),
    ),
    "holiday-year-not-announced": (
        N_("Bank holidays are announced until {announced}; those of {year} are computed."),
        N_("Count again when they are announced; give others with --extra-days."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**REASONS, **OPEN, **FILES, **STANDSTILL, **HOLIDAYS}

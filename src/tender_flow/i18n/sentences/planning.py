"""Sentences for what a plan check finds: dates, contracts, money, people, papers."""

from tender_flow.i18n.texts import N_

TIMES: dict[str, tuple[str, str]] = {
    "plan-on-bank-holiday": (
        N_("Baseline {baseline} plans “{task}” on {day}, a bank holiday ({holiday})."),
        N_("Plan the first working day after it, and tell everybody who has the old day."),
    ),
    "plan-slip-explained": (
        N_("“{task}” moved from {before} to {after} in “{paper}”. Reason: {reason} Told: {told}"),
        "",
    ),
    "plan-slip-unexplained": (
        N_("“{task}” moved from {before} to {after} in “{paper}”, and no reason is recorded."),
        N_("Say why it moved and who was told."),
    ),
    "invited-before-consulted": (
        N_(
            "“{invitation}” is planned for {planned}, before “{consultation}” ends on {ends_on}: "
            "bidders are asked about something that may still change."
        ),
        N_("Invite after the consultation, or say in the invitation what may still change."),
    ),
    "plan-earlier-than-possible": (
        N_("“{task}” is planned for {planned}; the earliest possible day is {earliest}."),
        N_("Plan it later, begin earlier, or take the way that the rules give for urgency."),
    ),
    "plan-month-impossible": (
        N_(
            "Baseline {baseline} plans {count} stages for {month} ({tasks}). The waiting that the "
            "rules ask for doesn't fit: the last can begin on {earliest} at the earliest."
        ),
        N_("Give them more than one month."),
    ),
    "plan-month-crowded": (
        N_(
            "Baseline {baseline} plans {count} stages for {month}: {tasks}. With the waiting that "
            "the rules ask for, all work before it must be done by {latest}: {working_days} "
            "working days from the first of the month."
        ),
        N_("Check that the work fits into these days, or give it more than one month."),
    ),
}

CONTRACTS: dict[str, tuple[str, str]] = {
    "contract-gap": (
        N_(
            "“{contract}” ends on {ends_on}, {days} days before the new service starts ({start}). "
            "Its options ({options}) reach to {until}: nothing closes the gap."
        ),
        N_("Plan an interim contract that the law allows, or an earlier start."),
    ),
    "contract-needs-options": (
        N_(
            "“{contract}” ends on {ends_on}, {days} days before the new service starts ({start}). "
            "Its options up to number {options} close the gap, to {until}."
        ),
        N_("Decide each option in time; the latest days are listed."),
    ),
    "contract-followed": (
        N_(
            "“{contract}” ends on {ends_on}, before the new service starts ({start}); "
            "“{next}” follows it."
        ),
        "",
    ),
    "extension-decide-by": (
        N_("Option {option} of “{contract}” (to {until}) must be decided by {decide_by}."),
        "",
    ),
    "extension-announce-by": (
        N_(
            "Option {option} of “{contract}” (to {until}) must be decided by {decide_by} and, for "
            "{days} clear days, announced by {announce_by}."
        ),
        "",
    ),
    "option-without-funding": (
        N_(
            "Option {option} of “{contract}” runs to {until}; “{funding}” is promised to "
            "{funded_until}."
        ),
        N_("Make the option depend on the money, or have it promised for longer."),
    ),
    "contract-beyond-funding": (
        N_("“{contract}” runs to {until}; “{funding}” is promised to {funded_until}."),
        N_("Shorten the term, or have the money promised for longer."),
    ),
    "contracts-cost": (
        N_(
            "Together the contracts ({contracts}) cost £{per_year} a year and £{whole} over their "
            "whole terms with every option."
        ),
        "",
    ),
}

PAPERS: dict[str, tuple[str, str]] = {
    "ceiling-above-funding": (
        N_(
            "Bidders may ask for £{ceiling} in a {period}; the money that is found is "
            "£{identified}: £{missing} is missing."
        ),
        N_("Find the money before tenders are invited, or lower the ceiling."),
    ),
    "papers-disagree": (
        N_("On {about} the papers disagree: “{first}” and “{other}”."),
        N_("Find out which is right, and correct the other paper."),
    ),
    "stages-without-owner": (
        N_("The plan names no owner for {count} stages: {stages}."),
        N_("Name who answers for each."),
    ),
    "stages-without-resources": (
        N_("The plan sets nobody aside for {count} stages: {stages}."),
        N_("Say who works on each."),
    ),
    "diaries-not-asked": (
        N_("No evaluator's diary is in the plan, and “{task}” is planned for {planned}."),
        N_("Ask each evaluator before the dates are fixed."),
    ),
    "evaluator-away": (
        N_("{who} is away from {away} to {until}; “{task}” is planned for {planned}."),
        N_("Plan around it, or name somebody else."),
    ),
    "evaluator-away-throughout": (
        N_("{who} is away from {away} to {until}, all through “{task}” ({planned})."),
        N_("Name somebody else, or plan another time."),
    ),
    "plan-number-out-of-range": (
        N_("{number} isn't a number from {least} to {most}."),
        "",
    ),
    "plan-check-of-what": (
        N_("A plan check is of a procurement, or of a file with its workflow."),
        N_("Name the procurement, or give --file and --workflow."),
    ),
}

PAST: dict[str, tuple[str, str]] = {
    "day-to-come": (
        N_("{day} is still to come: today is {today}."),
        N_("Name today or a day that is over."),
    ),
    "day-before-the-record": (
        N_("Nothing was on record on {day}: the procurement was made on {made}."),
        N_("Name that day or a later one."),
    ),
}

SENTENCES = {**TIMES, **CONTRACTS, **PAPERS, **PAST}

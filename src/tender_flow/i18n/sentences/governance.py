"""Sentences for decisions of bodies and officers: rule books, notice, call-in, waivers."""

from tender_flow.i18n.texts import N_

BOOKS: dict[str, tuple[str, str]] = {
    "rule-book-missing": (
        N_("The procurement has no rule book of the council yet."),
        N_("Say by which council's rules is decided."),
    ),
    "rule-book-name-twice": (N_("{name} stands here twice."), N_("Give each its own name.")),
    "rule-book-below-zero": (N_("{text} is below zero."), N_("Write pounds in digits.")),
    "rule-book-below-one": (N_("{text} is less than 1."), N_("Write a whole number from 1 on.")),
    "rule-book-approves-what": (
        N_("{title}: `approve` in `may` and the list `approves` belong together."),
        N_("Say what it approves, or take `approve` away."),
    ),
    "stored-rule-book-unreadable": (
        N_("The stored rule book {digest} can't be read by this version."),
        N_("Use the version of tender-flow that stored it."),
    ),
    "body-unknown": (
        N_("The council's rule book has no body “{body}”."),
        N_("It has: {known}."),
    ),
    "body-gone": (
        N_("The new rule book has no “{body}”, which is to decide on “{title}”."),
        N_("Use a book that has it."),
    ),
    "body-may-not": (
        N_("{body} may not do this with a report: {kind}."),
        N_("Who may: {able}."),
    ),
    "body-may-not-approve": (
        N_("{body} may not approve such a matter: {matter}."),
        N_("Who may, at this value: {able}."),
    ),
    "value-above-body": (
        N_("{body} may approve up to £{up_to}, and the linked contracts come to more."),
        N_("Who may, at this value: {able}."),
    ),
}

MATTERS: dict[str, tuple[str, str]] = {
    "matter-kind-unknown": (N_("{kind} is no kind of matter."), N_("Kinds: {known}.")),
    "matter-unknown": (N_("There is no matter {number}."), N_("{count} are entered; list them.")),
    "matter-missing": (
        N_("Nothing is entered that is to be decided."),
        N_("Enter the matter, with who decides and the contracts that it is about."),
    ),
    "matter-without-title": (N_("The matter has no title."), N_("Say what is to be decided.")),
    "matter-decided": (
        N_("“{title}” is decided already."),
        N_("Only a decision that was referred back is taken anew."),
    ),
    "matter-undecided": (
        N_("“{title}” is not decided yet."),
        N_("Record the decision when it has been taken."),
    ),
    "matter-is-key": (
        N_("“{title}” is a key decision by the council's own figures."),
        N_("Give notice of it, and decide after 28 clear days or by an exception."),
    ),
    "wards-below-zero": (N_("The number of wards is below zero."), N_("Write 0 or more.")),
    "contract-without-value": (
        N_("{title}: what it costs in a year is no amount of money."),
        N_("Write pounds in digits, such as 728678."),
    ),
    "contract-without-term": (
        N_("{title}: its term or an extension is shorter than a month."),
        N_("Write whole months from 1 on."),
    ),
    "contract-unreadable": (
        N_("“{text}” is no contract."),
        N_("Write lot, pounds a year, first day, months: cri=728678,2015-04-01,12,6,6."),
    ),
    "contract-twice": (N_("{title} stands there twice."), N_("Name each contract once.")),
    "matter-notice-unknown": (N_("{kind} is no kind of notice."), N_("Kinds: {known}.")),
    "reasons-without-notice": (
        N_("These are reasons of a step that isn't recorded: {what}."),
        N_("Record it first."),
    ),
    "reasons-before-notice": (
        N_("The reasons are dated {dated}, before what they are the reasons of ({what}, {first})."),
        N_("Look up both days."),
    ),
    "urgency-not-agreed": (
        N_("Nobody who may do so agreed that it is urgent."),
        N_("Name who agreed, and as what: {known}; each only where those before can't."),
    ),
    "decision-notice-missing": (
        N_("For this way to the decision ({route}) something isn't recorded: {what}."),
        N_("Publish it, and record the day."),
    ),
    "decision-before-notice-ends": (
        N_("{dated} is too early: this way ({route}) the first day is {ready_on}."),
        N_("Decide on that day or later, or see whether an exception holds."),
    ),
}

DECISIONS: dict[str, tuple[str, str]] = {
    "decision-kind-unknown": (N_("{kind} is no kind of decision."), N_("Kinds: {known}.")),
    "decision-route-unknown": (N_("{route} is no way to a decision."), N_("Ways: {known}.")),
    "body-decision-unknown": (
        N_("There is no decision {number}."),
        N_("{count} are recorded; list them."),
    ),
    "decision-incomplete": (
        N_("The decision of {body} lacks: {missing}."),
        N_("Say who decided or at which meeting, and under which minute or number."),
    ),
    "approval-without-reasons": (
        N_("The approval has no reasons."),
        N_("Write why, as the record of the decision says it."),
    ),
    "decision-without-options": (
        N_("The record of a key decision says which options were rejected."),
        N_("Write them, or that there were none."),
    ),
    "decision-publication-missing": (
        N_("The decision can be called in from its publication, and that day is missing."),
        N_("Say when it was published."),
    ),
    "published-before-decision": (
        N_("It was published on {published_on}, before it was taken on {dated}."),
        N_("Look up both days."),
    ),
    "decision-without-matter": (
        N_("It isn't said what is decided on."),
        N_("Name the matter; only a report can be noted, endorsed or agreed by its title."),
    ),
    "decision-by-another-body": (
        N_("The notice named {announced} as decision maker, and {body} decided."),
        N_("Give notice with the right decision maker."),
    ),
    "decision-route-missing": (
        N_("It is a key decision, and it isn't said which way was taken."),
        N_("Ways: {known}."),
    ),
    "waits-for-undecided": (
        N_("It waits for “{title}”, which isn't decided and in force."),
        N_("Decide on that first."),
    ),
    "decision-before-what-it-waits-for": (
        N_("It is dated {dated}, and “{title}”, which it waits for, has effect from {begins}."),
        N_("Look up both days."),
    ),
    "approval-unlike-decision": (
        N_(
            "{lot}: decision {number} says something else: taken on {dated}, key decision: {key}, "
            "call-in until {ends}."
        ),
        N_("Record the approval as it was decided."),
    ),
}

CALL_IN: dict[str, tuple[str, str]] = {
    "call-in-incomplete": (
        N_("It isn't said who called the decision in, or why."),
        N_("Write both."),
    ),
    "decision-without-call-in": (N_("“{title}” can't be called in."), ""),
    "call-in-out-of-time": (
        N_("{on} is out of time: it could be called in from {first} to {ends}."),
        N_("Look up the day."),
    ),
    "called-in-already": (N_("“{title}” is called in already."), N_("Settle that first.")),
    "call-in-outcome-unknown": (
        N_("{outcome} is no end of a call-in."),
        N_("Say one of: {known}."),
    ),
    "not-called-in": (N_("“{title}” has no call-in that is open."), ""),
    "settled-before-call-in": (
        N_("It was settled on {on}, before it was called in on {called_on}."),
        N_("Look up both days."),
    ),
    "decision-called-in": (
        N_("“{title}” was called in, and has no effect."),
        N_("Record how that ended; if it was referred back, it is decided anew."),
    ),
    "decision-not-in-force": (
        N_("“{title}” has effect from {ready_on}, if it isn't called in."),
        "",
    ),
}

WAIVERS: dict[str, tuple[str, str]] = {
    "waiver-without-reason": (
        N_("The waiver has no reason."),
        N_("Write why the rules couldn't be followed."),
    ),
    "waiver-without-approver": (
        N_("“{title}” has no approval: nobody has waived anything."),
        N_("Record the decision first."),
    ),
    "waiver-without-rule": (N_("It isn't said which rules are waived."), N_("Name each.")),
    "waiver-rule-unknown": (
        N_("The council's rule book lets nobody waive {rule}."),
        N_("Rules that can be waived: {known}."),
    ),
    "waiver-by-another": (
        N_("{body} may not waive {rule}."),
        N_("Who may: {able}."),
    ),
    "waiver-recorded": (N_("The waiver “{title}” stands in the register."), ""),
    "matter-not-a-waiver": (
        N_("“{title}” was not entered as a waiver."),
        N_("Enter what is waived as a matter of that kind, and decide on it."),
    ),
    "waiver-not-registered": (
        N_("The waiver “{title}” is not in the register."),
        N_("Enter it there."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**BOOKS, **MATTERS, **DECISIONS, **CALL_IN, **WAIVERS}

"""Sentences for the registers: risks, the communication plan, lessons learnt."""

from tender_flow.i18n.texts import N_

RISKS: dict[str, tuple[str, str]] = {
    "risk-text-missing": (
        N_("The risk says nothing about: {missing}."),
        N_("Say what could go wrong, what is done about it, who watches it, what was found."),
    ),
    "risk-review-not-after": (
        N_("The next review, on {review_on}, isn't after the entry of {dated}."),
        N_("Set a later day, or close the risk."),
    ),
    "risk-unknown": (N_("There is no risk {number}."), N_("{count} are recorded; list them.")),
    "risk-closed-already": (
        N_("Risk {number} was closed on {closed_on}."),
        N_("If it is back, record it as a new one."),
    ),
    "risks-too-few": (
        N_("Risks in the register: {count}; at least {least} are asked for."),
        N_("Record each with its control, its owner and the day of its review."),
    ),
    "risk-review-overdue": (
        N_("Risk {number} was to be reviewed by {review_on}."),
        N_("Review it and set the next day, or close it with the reason."),
    ),
}

COMMUNICATION: dict[str, tuple[str, str]] = {
    "communication-text-missing": (
        N_("The message says nothing about: {missing}."),
        N_("Say who is told what, and how it went out."),
    ),
    "communication-unknown": (
        N_("There is no message {number}."),
        N_("{count} are planned; list them."),
    ),
    "communication-sent-already": (N_("Message {number} went out on {sent_on}."), ""),
    "communications-too-few": (
        N_("Messages in the communication plan: {count}; at least {least} are asked for."),
        N_("Plan who is told what, and by which day."),
    ),
    "communication-not-sent": (
        N_("Message {number} was due on {due_on} and is not recorded as sent."),
        N_("Send it and record the day."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**RISKS, **COMMUNICATION}
"""What a finding says, by its code."""

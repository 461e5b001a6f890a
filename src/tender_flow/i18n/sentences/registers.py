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

LESSONS: dict[str, tuple[str, str]] = {
    "lesson-open": (
        N_("No gate of the workflow meets lesson {lesson}, and nobody has answered it: {text}"),
        N_("Say how this procurement meets it, or why it can't."),
    ),
    "lesson-unknown": (
        N_("No lesson {lesson} binds this procurement."),
        N_("Those that do: {known}. Another must be taken up first."),
    ),
    "lessons-unknown": (
        N_("There is neither a file of lessons nor a recorded lesson {name}."),
        N_("Files that come with tender-flow: {known}. Name any other by its path."),
    ),
    "lessons-adopted-already": (N_("All lessons of {name} bind this procurement already."), ""),
    "lesson-about-unknown": (N_("A lesson can't be about “{about}”."), N_("Choose: {known}.")),
    "lesson-twice": (N_("The lesson {lesson} is there twice."), N_("Give each its own name.")),
    "survey-figures": (
        N_("{returned} can't have come back of {asked}."),
        N_("Count again how many were asked and how many answered."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**RISKS, **COMMUNICATION, **LESSONS}
"""What a finding says, by its code."""

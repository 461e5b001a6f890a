"""Sentences for engagement, consultation and what is prepared before the market is asked."""

from tender_flow.i18n.texts import N_

ENGAGEMENT: dict[str, tuple[str, str]] = {
    "engagement-not-shared": (
        N_("What was told as item {number} at “{event}” has not gone to all."),
        N_("Put it where everybody finds it, and record the day."),
    ),
    "engagement-notice-missing": (
        N_("“{event}” was held on {held_on}, and no preliminary market engagement notice is out."),
        N_("Publish it before the tender notice, or say in the tender notice why there is none."),
    ),
    "engagement-notice-not-in-time": (
        N_("The tender notice was out before any notice of “{event}”, held on {held_on}."),
        N_("Publish a correction of the tender notice that gives the reason, and record it."),
    ),
    "engagement-event-unknown": (
        N_("There is no event {number}."),
        N_("{count} are recorded; list them."),
    ),
    "engagement-item-unknown": (
        N_("There is no item {number}."),
        N_("{count} are recorded; list them."),
    ),
    "text-missing": (N_("{what} has no text."), N_("Write it.")),
}

CONSULTATION: dict[str, tuple[str, str]] = {
    "comments-unanswered": (
        N_("Comments of the consultation without an answer: {count} ({numbers})."),
        N_("Answer each, or write why there is no answer."),
    ),
    "comment-unknown": (
        N_("There is no comment {number}."),
        N_("{count} are recorded; list them."),
    ),
}

CONSIDERED: dict[str, tuple[str, str]] = {
    "not-considered": (
        N_("Nothing is recorded as considered about: {what}."),
        N_("Consider it, and record the answer with its reason. Answers: {known}."),
    ),
    "equality-stopped": (
        N_("The equality impact assessment of {dated} ended in a stop."),
        N_("Change what it objects to, assess that, and record the new outcome."),
    ),
    "lots-not-as-considered": (
        N_("It was considered not to divide into lots, but there are {count}."),
        N_("Consider the lots again, and record the answer."),
    ),
    "framework-ended": (
        N_("The framework ended on {until}: nothing can be called off from it any more."),
        "",
    ),
    "framework-value-exceeded": (
        N_("The estimate of £{estimate} is £{over} more than the £{left} left in the framework."),
        N_("Buy less, or by another procedure; record the new estimate."),
    ),
    "pack-item-open": (
        N_("The tender pack's checklist asks for: {what}."),
        N_("File it under that kind, or answer with another document or the reason."),
    ),
    "checklist-item-unknown": (
        N_("The checklist of this workflow has no {item}."),
        N_("It asks for: {known}."),
    ),
    "checklist-answer-empty": (
        N_("Nothing answers {item}."),
        N_("Give the kind of a document on file, or the reason why there is none."),
    ),
    "consideration-unknown": (
        N_("{kind} is nothing that is recorded as considered."),
        N_("It is one of: {known}."),
    ),
    "consideration-choice-unknown": (
        N_("{choice} is no answer to {kind}."),
        N_("It is one of: {known}."),
    ),
    "consideration-incomplete": (
        N_("What was considered about {kind} lacks: {missing}."),
        N_("Give it with --{missing}."),
    ),
    "indicators-too-few": (
        N_("{count} key performance indicators are chosen; at least {least} are needed."),
        N_("Name each with --item, or record as inappropriate, with the reason."),
    ),
}

PROVIDERS: dict[str, tuple[str, str]] = {
    "provider-there-already": (
        N_("{email} is on the list already."),
        N_("One entry with its consent is enough."),
    ),
    "provider-unknown": (
        N_("There is no provider {number}."),
        N_("{count} are on the list."),
    ),
    "provider-without-consent": (
        N_("{name} took its consent back on {on}."),
        N_("Send to the others; name them with --to."),
    ),
    "nobody-to-send-to": (
        N_("Nobody on the list consents to be written to."),
        N_("Add a provider with its consent."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **ENGAGEMENT,
    **CONSULTATION,
    **CONSIDERED,
    **PROVIDERS,
}

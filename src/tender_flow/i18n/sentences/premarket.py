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

SENTENCES: dict[str, tuple[str, str]] = {**ENGAGEMENT, **CONSULTATION}

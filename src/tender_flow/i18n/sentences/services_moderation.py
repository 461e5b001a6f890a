"""Sentences for the findings of the services: moderation."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {}

"""Sentences for the findings of the services: panel."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {}

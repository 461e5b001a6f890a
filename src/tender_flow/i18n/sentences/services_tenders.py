"""Sentences for the findings of the services: tenders."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {}

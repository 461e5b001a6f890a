"""Sentences for the findings of the services: case."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {}

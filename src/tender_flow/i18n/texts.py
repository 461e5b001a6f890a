"""gettext with one catalogue per locale, chosen per context and never for the whole process."""

from __future__ import annotations

import gettext as _gettext
from contextvars import ContextVar
from functools import lru_cache

# Without pathlib, which costs a tenth of the whole start (tender-flow --help).
CATALOGUES = __file__.removesuffix("texts.py") + "locale"
DEFAULT_LOCALE = "en_GB"

_locale: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)


@lru_cache
def _catalogue(locale: str) -> _gettext.NullTranslations:
    return _gettext.translation("tender_flow", CATALOGUES, [locale], fallback=True)


def known_locales() -> tuple[str, ...]:
    """The locales that have a catalogue, such as `en_GB`."""
    from pathlib import Path

    compiled = Path(CATALOGUES).glob("*/LC_MESSAGES/*.mo")
    found = {path.parent.parent.name for path in compiled}
    return tuple(sorted(found | {DEFAULT_LOCALE}))


def use_locale(locale: str) -> None:
    """Texts, dates and money of this context from here on in this locale, such as `en_GB`."""
    _locale.set(locale.replace("-", "_"))


def current_locale() -> str:
    """The locale in use, such as `en_GB`."""
    return _locale.get()


def _(text: str) -> str:
    """The text in the locale in use."""
    return _catalogue(_locale.get()).gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """One of two texts by number, in the locale in use."""
    return _catalogue(_locale.get()).ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for "mark, don't translate yet")
    """Marks a text for the catalogue; it is translated when printed."""
    return text

"""Words: translated texts, and sentences for findings.

`_` translates when it runs, `N_` only marks a text for the catalogue (Babel extracts both).
Dates, numbers and money are in `tender_flow.i18n.formats`, which imports Babel only when used.
"""

from __future__ import annotations

from tender_flow.i18n.texts import N_, _, current_locale, ngettext, use_locale

__all__ = ["N_", "_", "current_locale", "ngettext", "use_locale"]

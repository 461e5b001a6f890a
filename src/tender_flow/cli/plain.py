"""Values as JSON: what a service returns, for programs.

Exact numbers and dates are texts, findings come with their sentence, keys keep their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

from tender_flow.rules.findings import Finding


def plain(value: object) -> Any:
    """A value as dicts, lists, texts, whole numbers, yes/no and null."""
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Decimal() | Fraction() | Path():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Finding():
            return plain_finding(value)
        case tuple() if hasattr(value, "_asdict"):
            return plain(value._asdict())
        case Mapping():
            return {str(key): plain(part) for key, part in value.items()}
        case list() | tuple() | frozenset():
            return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    message = f"{type(value).__name__} has no JSON"
    raise TypeError(message)


def plain_finding(finding: Finding) -> dict[str, Any]:
    """A finding with its sentence and what to do about it."""
    from tender_flow.cli.hints import command_line
    from tender_flow.i18n.sentences import remedy, say

    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "what": say(finding),
        "remedy": remedy(finding),
        "source": finding.source,
        "place": str(finding.place) if finding.place is not None else None,
        "command": command_line(finding.hint) if finding.hint is not None else None,
    }

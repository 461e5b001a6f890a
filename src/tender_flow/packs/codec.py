"""Values to canonical JSON (RFC 8785) and back, as strictly as the journal needs it.

Numbers travel as strings, so that no reader rounds them; texts are NFC; times are UTC with
`Z`. Reading refuses what no file of ours contains (JSON numbers, keys given twice, deep
nesting) and ignores keys that it doesn't know: a newer program may have written them, and the
exact bytes are kept wherever something was signed.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import rfc8785

from tender_flow.rules.evaluation.rounding import exact_text

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

DEEPEST = 24
"""Levels of nesting; our own files use nine."""

LONGEST_NUMBER = 40
"""Digits of a number; longer ones are an attack on the reader."""


class MisfitError(ValueError):
    """The text is not what the format says; callers turn this into a finding."""


def canonical(value: object) -> bytes:
    """A value (a frozen dataclass, or plain lists, dicts and texts) as RFC 8785 bytes."""
    return rfc8785.dumps(to_plain(value))


def to_plain(value: object) -> Any:
    """The same as dicts, lists, texts and booleans; `datetime` must have a zone."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: to_plain(getattr(value, item.name)) for item in dataclasses.fields(value)
        }
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value if value is None or isinstance(value, bool) else _text_of(value)


def _text_of(value: object) -> str:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, int | date):
        return str(value)
    message = f"{type(value).__name__} has no place in a pack"
    raise TypeError(message)


def instant_text(value: datetime) -> str:
    """`2014-10-24T16:00:00Z`; a time without zone is a fault of the caller."""
    if value.tzinfo is None:
        message = "a time in a pack needs its zone"
        raise ValueError(message)
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse(data: bytes) -> Any:
    """Plain JSON of our kind; raises `MisfitError` for everything else, never anything worse."""
    _refuse_deep(data)
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_doubles,
            parse_int=_no_number,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise MisfitError(str(error)) from error


def read(kind: type[T], data: bytes) -> T:
    """A dataclass from its JSON; raises `MisfitError` with the path of what doesn't fit."""
    return from_plain(kind, parse(data))


def from_plain(kind: type[T], value: object, path: str = "") -> T:
    """A dataclass from plain values, every field checked against its annotation."""
    return typing.cast("T", _read(kind, value, path or kind.__name__))


def _read(kind: Any, value: object, path: str) -> object:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        rest = [part for part in typing.get_args(kind) if part is not type(None)]
        return None if value is None else _read(rest[0], value, path)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind)[0], value, path)
    if origin is dict:
        return _read_dict(typing.get_args(kind)[1], value, path)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(typing.cast("type", kind), value, path)
    if not isinstance(value, bool if kind is bool else str):
        _misfit(path)
    return value if kind in {bool, str} else _read_text(kind, str(value), path)


def _read_text(kind: Any, value: str, path: str) -> object:
    if len(value) > LONGEST_NUMBER:
        _misfit(path)
    try:
        if kind is int:
            return int(value)
        if kind is Decimal:
            return _finite(Decimal(value))
        if kind is Fraction:
            return _fraction(value)
        if kind is datetime:
            return _instant(value)
        return date.fromisoformat(value)
    except (ValueError, InvalidOperation) as error:
        raise MisfitError(path) from error


def _instant(value: str) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        _misfit("time without zone")
    return instant


def _fraction(value: str) -> Fraction:
    """`10/3`, `3.5`; one without end or in powers of ten is no number of ours."""
    if not value.isascii() or set(value) - set("-0123456789./"):
        _misfit("not a number")
    try:
        return Fraction(value)
    except ZeroDivisionError as error:
        raise ValueError(value) from error


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        _misfit("not a number")
    return number


def _read_tuple(kind: Any, value: object, path: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        _misfit(path)
    return tuple(_read(kind, item, f"{path}[{index}]") for index, item in enumerate(value))


def _read_dict(kind: Any, value: object, path: str) -> dict[str, object]:
    if not isinstance(value, dict):
        _misfit(path)
    return {key: _read(kind, item, f"{path}.{key}") for key, item in value.items()}


def _read_dataclass(kind: type, value: object, path: str) -> object:
    if not isinstance(value, dict):
        _misfit(path)
    found = {}
    for name, (annotation, needed) in _fields(kind).items():
        if name in value:
            found[name] = _read(annotation, value[name], f"{path}.{name}")
        elif needed:
            _misfit(f"{path}.{name}")
    return kind(**found)


@lru_cache
def _fields(kind: type) -> Mapping[str, tuple[Any, bool]]:
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    return {
        item.name: (hints[item.name], item.default is missing and item.default_factory is missing)
        for item in dataclasses.fields(kind)
    }


def _misfit(path: str) -> NoReturn:
    raise MisfitError(path)


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _misfit("a key stands there twice")
    return found


def _no_number(_text: str) -> object:
    _misfit("a number that is not a text")


_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[^\[\]{}]+")


def _refuse_deep(data: bytes) -> None:
    """Counts opening brackets outside texts, so that nesting is refused before parsing."""
    depth = 0
    for bracket in _BRACKETS.sub(b"", _TEXT.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST:
            _misfit("nested too deep")

"""Reads a YAML file as text with line numbers, typed by our own schema, all problems at once.

YAML libraries guess types (`1.10` becomes a float, `no` a boolean) and cut long numbers.
Here each scalar stays text with its line until a field asks for what it needs. A field that
is missing, unknown, doubled or of the wrong kind becomes a finding with `file:line`; reading
goes on, so that one run shows every fault of a file.

    root, findings = read_text(text, file="workflows/kent.yaml")
    if root is not None:
        fields = root.fields("format", "id", "title", "stages")   # others are findings
        title = fields.text("title")                              # "" and a finding if missing
        for stage in fields.items("stages"):
            ...

Anchors, aliases, tags, merge keys, several documents and files over 1 MB are refused: nobody
needs them to describe a procurement, and each has been used to hide something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 1_000_000
"""Bytes; a definition is a page or two."""

DEEPEST = 40
"""Levels of nesting; deeper files are an attack, not a criteria tree."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
LONGEST_NUMBER = 40
"""Signs of a number; a longer one is a slip, and would only cost time."""
_SIGNS = {"map": "{…}", "list": "[…]"}
"""What stands where a single value should."""
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")
_TRUE_FALSE = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file: a text, a list or a mapping, with its line and its path."""

    kind: str
    """`text`, `list`, `map` or `empty`."""
    line: int
    path: str
    file: str
    findings: list[Finding]
    text: str = ""
    children: tuple[Node, ...] = ()
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where this value stands."""
        return Place(self.file, self.line, self.path or None)

    def problem(self, code: str, /, **facts: Fact) -> None:
        """Notes a problem at this value."""
        self.findings.append(Finding(code, facts, place=self.place))

    def warning(self, code: str, /, **facts: Fact) -> None:
        """Notes a warning at this value."""
        self.findings.append(Finding(code, facts, Severity.WARNING, self.place))

    def fields(self, *allowed: str) -> Fields:
        """This value as a mapping; a key not allowed is a finding that lists those that are."""
        if self.kind != "map":
            self.problem("yaml-not-a-mapping", field=self.path or "file")
            return Fields(self, {})
        for key, child in self.entries.items():
            if allowed and key not in allowed:
                self.findings.append(
                    Finding(
                        "yaml-unknown-key",
                        {"key": key, "allowed": tuple(allowed)},
                        place=Place(self.file, self.key_lines[key], child.path),
                    )
                )
        return Fields(self, self.entries)

    def items(self) -> tuple[Node, ...]:
        """This value as a list; anything else is a finding."""
        if self.kind == "empty":
            return ()
        if self.kind != "list":
            self.problem("yaml-not-a-list", field=self.path)
            return ()
        return self.children

    def as_text(self) -> str:
        """This value as text, stripped; a list or mapping is a finding."""
        if self.kind not in {"text", "empty"}:
            self.problem("yaml-not-a-text", field=self.path)
            return ""
        return self.text.strip()

    def as_decimal(self) -> Decimal | None:
        """This value as an exact number, no exponent, no separators; or None and a finding."""
        text = _SIGNS[self.kind] if self.kind in _SIGNS else self.as_text()
        if not _NUMBER.match(text):
            self.problem("yaml-not-a-number", field=self.path, text=text[:60])
        elif len(text) > LONGEST_NUMBER:
            self.problem("yaml-number-too-long", field=self.path, most=LONGEST_NUMBER)
        else:
            return Decimal(text)
        return None

    def as_integer(self) -> int | None:
        """This value as a whole number, or None and a finding."""
        number = self.as_decimal()
        if number is None:
            return None
        if number != number.to_integral_value():
            self.problem("yaml-not-a-whole-number", field=self.path, text=self.text)
            return None
        return int(number)

    def as_identifier(self) -> str:
        """This value as a snake_case name, or "" and a finding."""
        text = self.as_text()
        if not _IDENTIFIER.match(text):
            self.problem("yaml-not-an-identifier", field=self.path, text=text[:60])
            return ""
        return text

    def as_choice(self, choices: tuple[str, ...]) -> str:
        """This value as one of the choices, or "" and a finding that lists them."""
        text = self.as_text()
        if text not in choices:
            self.problem("yaml-not-a-choice", field=self.path, text=text[:60], choices=choices)
            return ""
        return text

    def as_flag(self) -> bool:
        """This value as true/false (also yes/no), or False and a finding."""
        text = self.as_text().lower()
        if text not in _TRUE_FALSE:
            self.problem("yaml-not-true-or-false", field=self.path, text=text[:60])
            return False
        return _TRUE_FALSE[text]

    def as_date(self) -> date | None:
        """This value as a date written 2014-10-24, or None and a finding."""
        text = self.as_text()
        try:
            return (
                date.fromisoformat(text)
                if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
                else _no_date()
            )
        except ValueError:
            self.problem("yaml-not-a-date", field=self.path, text=text[:60])
            return None


def _no_date() -> date:
    raise ValueError


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping's values by key; asking for a missing one is a finding unless it is optional."""

    node: Node
    entries: dict[str, Node]

    def __contains__(self, key: str) -> bool:
        """Is the key there (even if empty)?"""
        return key in self.entries

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        """Keys with their values, in the order of the file."""
        return iter(self.entries.items())

    def node_of(self, key: str, example: str = "…") -> Node | None:
        """The value, or None and a finding that shows an example if it is missing."""
        found = self.entries.get(key)
        if found is None:
            where = self.node.path or "file"
            self.node.problem("yaml-missing-key", key=key, field=where, example=example)
        return found

    def optional(self, key: str) -> Node | None:
        """The value, or None without a finding."""
        return self.entries.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that must not be empty, unless a default is given."""
        if default is not None and key not in self.entries:
            return default
        found = self.node_of(key)
        if found is None:
            return ""
        text = found.as_text()
        if not text and default is None and found.kind in {"text", "empty"}:
            found.problem("yaml-empty", field=found.path)
        return text

    def identifier(self, key: str) -> str:
        """A snake_case name."""
        found = self.node_of(key)
        return found.as_identifier() if found is not None else ""

    def decimal(self, key: str) -> Decimal | None:
        """An exact number; a missing one is a finding."""
        found = self.node_of(key)
        return found.as_decimal() if found is not None else None

    def integer(self, key: str) -> int | None:
        """A whole number; a missing one is a finding."""
        found = self.node_of(key)
        return found.as_integer() if found is not None else None

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of the choices."""
        if default is not None and key not in self.entries:
            return default
        found = self.node_of(key, _one_of(choices))
        return found.as_choice(choices) if found is not None else ""

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false; the default where the key is missing."""
        found = self.entries.get(key)
        return default if found is None else found.as_flag()

    def items(self, key: str, required: bool = True) -> tuple[Node, ...]:
        """A list; an empty one where an optional key is missing."""
        found = self.node_of(key) if required else self.entries.get(key)
        return found.items() if found is not None else ()


def _one_of(choices: tuple[str, ...]) -> str:
    """The choices as an example; of many only the first."""
    return " | ".join(choices[:8]) + (" | …" if len(choices) > 8 else "")


def read_file(path: Path, *, keep: bool = False) -> tuple[Node | None, list[Finding]]:
    """The root of a YAML file, with the findings of its text.

    A file that isn't there, is too long, isn't UTF-8 or isn't YAML gives `None` and findings.
    `keep` as for `read_text`.
    """
    name = str(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [
                Finding("file-too-long", {"bytes": path.stat().st_size}, place=Place(name))
            ]
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [Finding("file-not-found", {"path": name}, place=Place(name))]
    except OSError as error:
        reason = error.strerror or "unreadable"
        return None, [
            Finding("file-unreadable", {"path": name, "reason": reason}, place=Place(name))
        ]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Finding("file-not-utf8", {"path": name}, place=Place(name, line))]
    return read_text(text, name, keep=keep)


def read_text(text: str, file: str, *, keep: bool = False) -> tuple[Node | None, list[Finding]]:
    """The root of a YAML text; `file` is only named in findings.

    With `keep` the parsed text is kept for the life of the process: for small texts that many
    files use, because parsing is nearly all that reading costs.
    """
    composed, said = (_parsed_once if keep else _parsed)(text)
    findings = [replace(finding, place=Place(file, line)) for finding, line in said]
    if composed is None and not findings:
        return None, [Finding("yaml-nothing", {"path": file}, place=Place(file, 1))]
    return (_convert(composed, "", file, findings) if not findings else None), findings


_Said = tuple[tuple[Finding, int | None], ...]
"""What is wrong in a text and in which line, before anybody says in which file."""


def _parsed(text: str) -> tuple[object, _Said]:
    """The library's own tree of a text, and what is wrong; no tree where something is."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text.encode()) > LARGEST_FILE:
        return None, ((Finding("file-too-long", {"bytes": len(text.encode())}), None),)
    try:
        refused = _refused(text)
        return (None, refused) if refused else (YAML(typ="safe", pure=True).compose(text), ())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(str(error.problem or error.context or "").split())
        line = mark.line + 1 if mark else None
        return None, ((Finding("yaml-broken", {"reason": reason}), line),)
    except YAMLError as error:
        reason = " ".join(str(error).split())[:200]
        return None, ((Finding("yaml-broken", {"reason": reason}), None),)


_parsed_once = lru_cache(maxsize=64)(_parsed)


def _refused(text: str) -> _Said:
    """Anchors, aliases, tags and nesting that no definition needs."""
    from ruamel.yaml import YAML
    from ruamel.yaml.events import AliasEvent, CollectionStartEvent, ScalarEvent

    found: list[tuple[Finding, int | None]] = []
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            found.append((Finding("yaml-anchor"), line))
        explicit = isinstance(event, CollectionStartEvent | ScalarEvent) and event.tag
        if explicit and str(event.tag) not in {"!", "None"}:
            found.append((Finding("yaml-tag", {"tag": str(event.tag)}), line))
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return ((Finding("yaml-too-deep", {"deepest": DEEPEST}), line),)
        elif type(event).__name__ in {"MappingEndEvent", "SequenceEndEvent"}:
            depth -= 1
    return tuple(found)


def _convert(composed: object, path: str, file: str, findings: list[Finding]) -> Node:
    """Our own node from the library's, with duplicate keys as findings."""
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if isinstance(composed, ScalarNode):
        line = composed.start_mark.line + 1
        plain_null = composed.style is None and composed.value in {"", "~", "null"}
        kind = "empty" if plain_null else "text"
        return Node(kind, line, path, file, findings, "" if plain_null else str(composed.value))
    if isinstance(composed, SequenceNode):
        children = tuple(
            _convert(child, f"{path}[{index}]", file, findings)
            for index, child in enumerate(composed.value)
        )
        return Node("list", composed.start_mark.line + 1, path, file, findings, children=children)
    assert isinstance(composed, MappingNode)
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in composed.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            findings.append(Finding("yaml-key-not-text", place=Place(file, line, path or None)))
            continue
        key = str(key_node.value)
        below = f"{path}.{key}" if path else key
        if key in entries:
            facts: dict[str, Fact] = {"key": key, "first": lines[key]}
            findings.append(Finding("yaml-duplicate-key", facts, place=Place(file, line, below)))
            continue
        value = _convert(value_node, below, file, findings)
        # The library puts an empty value on the line after its key.
        entries[key] = replace(value, line=line) if value.kind == "empty" else value
        lines[key] = line
    line = composed.start_mark.line + 1
    return Node("map", line, path, file, findings, entries=entries, key_lines=lines)

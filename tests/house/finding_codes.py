"""Reads the source and finds every finding code that it can give, with the facts where visible.

A code is the first argument of `Finding(…)`, of `node.problem(…)` and `node.warning(…)`, or of
any function that hands a parameter of its own on to one of these (`_refused("pack-not-there")`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[2] / "src" / "tender_flow"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
NODE_METHODS = (".problem", ".warning")
"""Of the YAML reader's nodes: their facts are named arguments."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Use(NamedTuple):
    """A code in the source; `facts` is None where they can't be seen without running it."""

    code: str
    where: str
    facts: frozenset[str] | None


class Giver(NamedTuple):
    """A function that takes a code: the parameter's name, its position, and in which file.

    A private one counts in its own file only.
    """

    function: str
    file: Path | None
    parameter: str
    position: int


def source_files() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "sentences" not in path.parts]


def parse(path: Path) -> ast.Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent  # type: ignore[attr-defined]
    return tree


@lru_cache
def uses() -> list[Use]:
    trees = {path: parse(path) for path in source_files()}
    givers = all_givers(trees)
    found: list[Use] = []
    for path, tree in trees.items():
        for call, giver in calls_of(path, tree, givers):
            where = f"{path.relative_to(SOURCE)}:{call.lineno}"
            for code in codes_of(code_argument(call, giver)):
                found.append(Use(code, where, facts_of(call, giver)))
    return found


def texts_in_source() -> set[str]:
    """Every string in the source outside the sentences themselves."""
    nodes = (node for path in source_files() for node in ast.walk(parse(path)))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def all_givers(trees: dict[Path, ast.Module]) -> set[Giver]:
    found = {Giver("Finding", None, "code", 0)}
    found |= {Giver(name, None, "code", 0) for name in NODE_METHODS}
    while True:
        more = {
            giver
            for path, tree in trees.items()
            for call, via in calls_of(path, tree, found)
            if (giver := handing_on(path, call, code_argument(call, via)))
        }
        if more <= found:
            return found
        found |= more


def handing_on(path: Path, call: ast.Call, code: ast.expr | None) -> Giver | None:
    function = enclosing_function(call)
    if function is None or not isinstance(code, ast.Name):
        return None
    named = [p.arg for p in (*function.args.posonlyargs, *function.args.args)]
    positional = [name for name in named if name not in ("self", "cls")]
    keywords = [p.arg for p in function.args.kwonlyargs]
    if code.id not in positional + keywords:
        return None
    position = positional.index(code.id) if code.id in positional else -1
    private = function.name.startswith("_")
    return Giver(function.name, path if private else None, code.id, position)


def calls_of(path: Path, tree: ast.Module, givers: set[Giver]) -> Iterator[tuple[ast.Call, Giver]]:
    by_name = {giver.function: giver for giver in givers if giver.file in (None, path)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            giver = next((by_name[name] for name in called(node.func) if name in by_name), None)
            if giver is not None:
                yield node, giver


def called(function: ast.expr) -> tuple[str, ...]:
    """The names by which a call may be known: a method's with its dot goes first."""
    if isinstance(function, ast.Attribute):
        return f".{function.attr}", function.attr
    return (function.id,) if isinstance(function, ast.Name) else ()


def code_argument(call: ast.Call, giver: Giver) -> ast.expr | None:
    if 0 <= giver.position < len(call.args):
        return call.args[giver.position]
    return next((k.value for k in call.keywords if k.arg == giver.parameter), None)


def codes_of(argument: ast.expr | None) -> set[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    if isinstance(argument, ast.IfExp):
        return codes_of(argument.body) | codes_of(argument.orelse)
    if isinstance(argument, ast.Name):
        return codes_of_variable(argument)
    return set()


def codes_of_variable(name: ast.Name) -> set[str]:
    """What a local variable can be; a code handed in as a parameter is found at its caller."""
    function = enclosing_function(name)
    if function is None or name.id in {p.arg for p in parameters(function)}:
        return set()
    found: set[str] = set()
    for node in ast.walk(function):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == name.id for target in targets):
            found |= codes_of(node.value)
    return found or kebab_texts(function)


def kebab_texts(function: Function) -> set[str]:
    constants = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str) and KEBAB.fullmatch(text)}


def facts_of(call: ast.Call, giver: Giver) -> frozenset[str] | None:
    if not isinstance(code_argument(call, giver), ast.Constant):
        return None
    if giver.function in NODE_METHODS:
        names = [keyword.arg for keyword in call.keywords]
        return None if None in names else frozenset(str(name) for name in names)
    if giver.function != "Finding":
        return None
    facts = call.args[1] if len(call.args) > 1 else None
    facts = facts or next((k.value for k in call.keywords if k.arg == "facts"), None)
    return frozenset() if facts is None else keys_of(facts)


def keys_of(facts: ast.expr) -> frozenset[str] | None:
    if not isinstance(facts, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in facts.keys]
    return None if None in keys else frozenset(str(key) for key in keys)


def parameters(function: Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def enclosing_function(node: ast.AST) -> Function | None:
    while (parent := getattr(node, "parent", None)) is not None:
        if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef):
            return parent
        node = parent
    return None

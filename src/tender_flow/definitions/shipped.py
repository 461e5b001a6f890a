"""Finds the definition files: those that come with tender-flow, and the user's own.

A name such as `kent_domestic_abuse_2014` is looked for in three places, in this order:

1. **shipped**: the package's `_shipped` folder (an installed wheel), failing that the top
   folders of the checkout (an editable install has no `_shipped`);
2. **here**: the folder of that name in the working folder (`./evaluation_models`);
3. **yours**: the user's configuration folder (`~/.config/tender-flow/evaluation_models`).

A user's file with a shipped name would silently change what a name means, so the name is
then refused: name such a file by its path. A path (anything with a folder or `.yaml`) is
taken as it is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint

Kind = Literal["workflows", "evaluation_models", "rule_books"]
"""What is looked for; also the folder's name."""

Origin = Literal["shipped", "here", "yours"]
"""Where a definition was found: see the module's story."""

_LIST_DEEDS = {
    "workflows": "workflow.list",
    "evaluation_models": "model.list",
    "rule_books": "decision.books",
}


class Definition(NamedTuple):
    """A definition file that can be used by its name."""

    id: str
    path: Path
    origin: Origin


def find_definition(kind: Kind, name_or_path: str) -> Path:
    """The file for a definition's name or path.

    Raises:
        BadInputError: there is no such definition, or a user's own file takes a shipped name.
    """
    if _is_path(name_or_path):
        return _existing(Path(name_or_path))
    found = [entry for entry in _all(kind) if entry.id == name_or_path]
    if not found:
        facts: dict[str, Fact] = {"name": name_or_path, "known": _names(kind)}
        raise BadInputError(Finding("definition-not-found", facts, hint=Hint(_LIST_DEEDS[kind])))
    own = [entry for entry in found if entry.origin != "shipped"]
    if own and own[0] is not found[0]:
        raise BadInputError(
            Finding("definition-name-taken", {"name": name_or_path, "path": str(own[0].path)})
        )
    return found[0].path


def list_definitions(kind: Kind) -> list[Definition]:
    """Every definition that can be used by name, sorted; a name taken twice stands twice."""
    return sorted(_all(kind), key=lambda entry: entry.id)


def shipped_folder(kind: Kind) -> Path | None:
    """The folder of the files that come with tender-flow; None where an install has none."""
    package = Path(__file__).parent.parent
    in_package = package / "_shipped" / kind
    if in_package.is_dir():
        return in_package
    checkout = package.parent.parent
    return checkout / kind if _is_checkout(checkout) and (checkout / kind).is_dir() else None


def user_folder(kind: Kind) -> Path:
    """The user's own folder for such files on this platform; it need not exist."""
    return _configuration_folder() / "tender-flow" / kind


def _all(kind: Kind) -> list[Definition]:
    folders: list[tuple[Path | None, Origin]] = [
        (shipped_folder(kind), "shipped"),
        (Path(kind), "here"),
        (user_folder(kind), "yours"),
    ]
    found: list[Definition] = []
    seen: set[Path] = set()
    for folder, origin in folders:
        # In the checkout `here` and `shipped` are the same folder: its files count once.
        if folder is None or not folder.is_dir() or folder.resolve() in seen:
            continue
        seen.add(folder.resolve())
        found += [Definition(path.stem, path, origin) for path in sorted(folder.glob("*.yaml"))]
    return found


def _names(kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.id for entry in list_definitions(kind)))


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise BadInputError(Finding("file-not-found", {"path": str(path)}))
    return path


def _is_checkout(folder: Path) -> bool:
    project = folder / "pyproject.toml"
    if not project.is_file():
        return False
    text = project.read_text(encoding="utf-8", errors="replace")
    return any(line.replace(" ", "") == 'name="tender-flow"' for line in text.splitlines())


def _configuration_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")

"""Loading and checking every shipped workflow, beside reading the same files as plain YAML.

    python benchmarks/workflows.py

* ours: each file with its fragments read, every check asked, composed to the text that a case
  keeps, with its digest. A fragment is parsed once for all its users, anew in each round; only
  the modules and the dated law are there already;
* plain: the same files read by the YAML library into dicts and lists, fragments once for each
  workflow that uses them, nothing checked. It is the floor.

Goal: half a second for all of them (a wall-clock goal of this machine, not a ratio).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from statistics import median

from comparing import interleaved, seconds, show
from ruamel.yaml import YAML

from tender_flow.definitions import reader
from tender_flow.definitions.shipped import list_definitions
from tender_flow.definitions.workflows import load_workflow

GOAL = 0.5
"""Seconds for all shipped workflows."""


def main() -> None:
    """Measures both ways in turn."""
    paths = [entry.path for entry in list_definitions("workflows") if entry.origin == "shipped"]
    read = [file for path in paths for file in (path, *fragments(path))]
    ways = {
        "tender-flow, checked and composed": partial(seconds, partial(ours, paths)),
        "ruamel.yaml, files alone": partial(seconds, partial(plain, read)),
    }
    times = interleaved(ways)
    gates = sum(len(move.gates) for path in paths for move in load_workflow(path).workflow.moves)
    show(
        f"{len(paths)} workflows, {len(read)} files, {gates} gates, all of them",
        times,
        "ruamel.yaml, files alone",
    )
    taken = median(times["tender-flow, checked and composed"])
    print(f"  goal: at most {GOAL} s: {taken:.3f} s: {'reached' if taken <= GOAL else 'MISSED'}")


def ours(paths: list[Path]) -> None:
    """Everything that `workflow check` does with each file, as in a new process."""
    reader._parsed_once.cache_clear()
    for path in paths:
        load_workflow(path)


def plain(paths: list[Path]) -> None:
    """The files as dicts and lists."""
    for path in paths:
        YAML(typ="safe", pure=True).load(path)


def fragments(path: Path) -> list[Path]:
    """The fragments of a file, theirs included, as often as they are used."""
    found = []
    for stage in YAML(typ="safe", pure=True).load(path).get("stages", ()):
        if "use" in stage:
            used = path_of(stage["use"], path)
            found += [used, *fragments(used)]
    return found


def path_of(name: str, user: Path) -> Path:
    """Where a fragment lies: `common/contract` beside the workflows."""
    root = user.parent.parent if user.parent.name == "common" else user.parent
    return root / f"{name}.yaml"


if __name__ == "__main__":
    main()

"""Rounds of marking: the first deed that needs a round opens it.

A model names its rounds (`written`, `interview`). After an amendment that came when marks were
already in, the same questions are marked again in a further round (`written:2`); the earlier
one stays in the record and counts no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tender_flow.records.rows import Row
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.services.office import Deed, Reading


WRITTEN = "written"
"""The last round whose answers come with the tender, where a model names it."""


def rounds_in_tender(model: Model) -> tuple[str, ...]:
    """The rounds that are answered in the tender: up to `written`, or the first where none is.

    A selection before it is answered in the tender too; what comes after (an interview) has
    records of its own.
    """
    last = model.rounds.index(WRITTEN) if WRITTEN in model.rounds else 0
    return model.rounds[: last + 1]


def base_of(name: str) -> str:
    """The model's round behind a round: `written` for `written` and `written:2`."""
    return name.partition(":")[0]


def in_force(rows: Iterable[Row]) -> list[Row]:
    """The rounds that count, in the model's order: of each the last one that was opened."""
    latest: dict[str, Row] = {}
    for row in rows:
        latest[base_of(row["name"])] = row
    return sorted(latest.values(), key=lambda row: int(row["position"]))


def find_round(reading: Reading, name: str) -> Row | None:
    """The round in force with this name, or None before it is opened."""
    wanted = base_of(name)
    rows = in_force(reading.of("round"))
    return next((row for row in rows if base_of(row["name"]) == wanted), None)


def open_round(deed: Deed, name: str) -> str:
    """The id of the round in force with this name, opened now if it wasn't.

    Raises:
        BadInputError: the model has no such round.
    """
    found = find_round(deed, name)
    if found is not None:
        return str(found["id"])
    wanted, rounds = base_of(name), deed.model().rounds
    if wanted not in rounds:
        raise BadInputError(Finding("round-unknown", {"round": name, "known": rounds}))
    return _insert(deed, wanted, rounds.index(wanted) + 1)


def open_again(deed: Deed, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Opens a further round for each one in force, or `only` for those named; gives their names."""
    opened = []
    for row in in_force(deed.of("round")):
        if only and row["name"] not in only:
            continue
        base, _, number = row["name"].partition(":")
        opened.append(f"{base}:{int(number or 1) + 1}")
        _insert(deed, opened[-1], row["position"])
    return tuple(opened)


def _insert(deed: Deed, name: str, position: int) -> str:
    return deed.insert("round", {"name": name, "position": position, "opened_at": deed.now})

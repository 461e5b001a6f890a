"""Rounds of marking: the first deed that needs a round opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from tender_flow.services.office import Deed


def open_round(deed: Deed, name: str) -> str:
    """The id of the round with this name, opened now if it wasn't; the model names the rounds.

    Raises:
        BadInputError: the model has no such round.
    """
    found = deed.first("round", name=name)
    if found is not None:
        return str(found["id"])
    rounds = deed.model().rounds
    if name not in rounds:
        raise BadInputError(Finding("round-unknown", {"round": name, "known": rounds}))
    position = rounds.index(name) + 1
    return deed.insert("round", {"name": name, "position": position, "opened_at": deed.now})

"""Facts about the stages of an evaluation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StageFact:
    """A stage of the model, and whether it is decided who goes on."""

    id: str
    title: str
    decided: bool

"""Draws of weights to a table of ranks: ours, its parts, and what a loop over a library does.

    python benchmarks/sensitivity.py            200 bids, 60 leaves, 100,000 draws
    DRAWS=20000 ROUNDS=3 python benchmarks/sensitivity.py

* ours: draws and exact table, scores of whole units (marks only), and with a price leaf, whose
  ratios are rounded to units and ranked again with fractions where that could matter;
* limit: draw, matrix product and sort in the same portions, nothing else;
* loop: one draw at a time through a weighted sum model with a ranking, the shape of what
  multi-criteria libraries do (pymcdm itself where it is installed), a few hundred draws times as
  many as are missing.

Memory is that of a process of its own which does nothing but ours. Then it shows that time grows
in line with draws × bids × leaves.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from fractions import Fraction
from functools import partial

import numpy as np
from comparing import goal, interleaved, seconds, show

from tender_flow.rules.evaluation.simulation import Chances, Problem, rank_counts

DRAWS = int(os.environ.get("DRAWS", "100000"))
BIDS, LEAVES = 200, 60
LOOPED = 200
"""Draws that the loop really takes."""


def problem(bids: int = BIDS, leaves: int = LEAVES, *, priced: bool = False) -> Problem:
    """Marks of seven members each, 0 to 10 in hundredths; with a price leaf if asked."""
    random = np.random.default_rng(5)
    marks = random.integers(0, 1001, (bids, leaves, 7)).sum(2)
    rows = [[Fraction(int(mark), 7000) for mark in row] for row in marks]
    ladders: list[tuple[Fraction, ...]] = [(Fraction(0), Fraction(1))] * leaves
    if priced:
        for row, price in zip(rows, random.integers(700_000, 1_000_000, bids), strict=True):
            row[-1] = Fraction(700_000, int(price))
        ladders[-1] = ()
    weights = (1_000_000 // leaves,) * leaves
    return Problem(weights, tuple(map(tuple, rows)), tuple(ladders))


def ours(what: Problem, draws: int = DRAWS) -> None:
    """Draws and table."""
    rank_counts(what, Chances(seed=7, draws=draws))


def limit(what: Problem, draws: int = DRAWS) -> None:
    """Draw, product and sort, in portions of a thousand draws."""
    random = np.random.default_rng(7)
    scores = np.array([[float(score) for score in row] for row in what.scores]).T
    leaves = len(what.weights)
    for _ in range(draws // 1000):
        weights = random.standard_exponential((1000, leaves))
        weights /= weights.sum(1, keepdims=True)
        totals = weights @ scores
        totals.sort(axis=1)


def loop(what: Problem) -> float:
    """Seconds for all draws, from a few of them, one weighted sum and one ranking at a time."""
    scores = np.array([[float(score) for score in row] for row in what.scores])
    random = np.random.default_rng(7)
    counts = np.zeros((BIDS, BIDS), np.int64)
    one = _library(scores) or partial(_by_hand, scores)

    def run() -> None:
        for _ in range(LOOPED):
            weights = random.standard_exponential(LEAVES)
            counts[np.arange(BIDS), one(weights / weights.sum()) - 1] += 1

    return seconds(run) * DRAWS / LOOPED


def _by_hand(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Normalise, weigh, add up, rank with ties: what such a library does for one draw."""
    low, high = scores.min(axis=0), scores.max(axis=0)
    totals = ((scores - low) / (high - low) * weights).sum(axis=1)
    _values, place, times = np.unique(-totals, return_inverse=True, return_counts=True)
    return (np.cumsum(times) - times + 1)[place]


def _library(scores: np.ndarray):
    try:
        from pymcdm import helpers, methods
    except ImportError:
        return None
    model, types = methods.WSM(normalization_function=lambda x, cost=False: x), np.ones(LEAVES)
    return lambda weights: helpers.rankdata(
        model(scores, weights, types, validation=False), reverse=True
    ).astype(int)


def memory() -> float:
    """The most memory, in MB, of a process that imports and does nothing but ours."""
    code = "import sensitivity as s; s.ours(s.problem(priced=True)); print(s.peak())"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=sys.path[0]
    )
    return float(answer.stdout)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    marks, priced = problem(), problem(priced=True)
    times = interleaved(
        {
            "ours, marks only": lambda: seconds(lambda: ours(marks)),
            "ours, with a price": lambda: seconds(lambda: ours(priced)),
            "limit: draw, product, sort": lambda: seconds(lambda: limit(marks)),
            "one draw at a time": lambda: loop(marks),
        }
    )
    show(f"{DRAWS:,} draws, {BIDS} bids, {LEAVES} leaves", times, base="limit: draw, product, sort")
    goal(times, "ours, marks only", "limit: draw, product, sort", at_most=1.5)
    goal(times, "ours, with a price", "limit: draw, product, sort", at_most=1.5)
    goal(times, "ours, marks only", "one draw at a time", at_most=1 / 50)
    print(f"Memory of ours alone: {memory():.0f} MB (goal: 150 MB)")
    grown = interleaved(
        {
            f"{draws:,} draws": lambda draws=draws: seconds(lambda: ours(marks, draws))
            for draws in (DRAWS // 100, DRAWS // 10, DRAWS)
        },
        rounds=3,
    )
    show("It grows with the draws", grown, base=f"{DRAWS:,} draws")


if __name__ == "__main__":
    main()

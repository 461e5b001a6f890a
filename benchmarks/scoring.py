"""84,000 marks in memory to exact ranks, one changed mark, and LibreOffice with the same workbook.

    python benchmarks/scoring.py

200 bids, 60 questions in a tree of three levels, 7 evaluators, marks of two decimals, 20 pairs
of true ties; everything is invented.

* table: `rules.evaluation.bulk.MarkTable`, from whole numbers in an array, and as it lies there;
* floats: means of the evaluators and weights as numpy floats, ranks by sorting;
* tree: the tree of weights walked in Decimal, from Decimal marks;
* engine: `evaluate` with every step, exclusion and finding, from bids in memory (whole marks,
  their mean as the model's rule);
* record: from a record's file on disk, opened anew, to ranks;
* LibreOffice: a workbook of the same marks (12,000 AVERAGEs, 200 SUMPRODUCTs and RANKs) in a
  process that is warm: load, recalculate, save; and one changed mark. It needs `soffice`,
  `openpyxl` and Python's `uno` (Debian: libreoffice-calc-nogui, python3-uno), else it is left out.

Processor time; beside LibreOffice, which is another process, the clock.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
from calc import Calc
from comparing import folders, goal, interleaved, seconds, show
from kent_cases import address
from marks import (
    EVALUATORS,
    TOP,
    Marks,
    Tree,
    a_tree,
    hundredths,
    invented_marks,
    of_numbers,
    our_model,
    our_record,
    ours,
    question_ids,
    walked,
)

from tender_flow.records.database import open_database
from tender_flow.rules.evaluation.bids import BidInput, LotBid
from tender_flow.rules.evaluation.bulk import MarkTable, leaf_weights, rank_totals
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.moderation_rules import ALLOW, Moderation
from tender_flow.rules.evaluation.ranking import evaluate


def main() -> None:
    chance = random.Random(7)
    tree, marks = a_tree(chance), invented_marks(chance)
    in_memory(tree, marks)
    growing(tree, marks)
    for folder in folders():
        beside_calc(folder, tree, marks)


def in_memory(tree: Tree, marks: Marks) -> None:
    """Totals and ranks from what is in memory already."""
    weights = list(leaf_weights(our_model(tree), "whole").weights.values())
    whole = np.array(marks, np.int64).reshape(len(marks), -1) * 100
    laid_out = MarkTable(weights, whole, EVALUATORS)
    floats = np.array(marks) / 100
    shares = np.array(weights) / sum(weights)
    decimals = [[[hundredths(one) for one in given] for given in bid] for bid in marks]
    model, bids = averaging(our_model(tree)), as_bids(marks)
    exact = rank_totals(laid_out.totals)
    wrong = sum(a != b for a, b in zip(exact, float_ranks(floats, shares), strict=True))
    print(f"Ranks that numpy's float means have wrong, of {len(marks)}: {wrong}")
    ways = {
        "table, from whole numbers": lambda: MarkTable(weights, whole, EVALUATORS).ranks(),
        "table, one changed mark": partial(one_change, laid_out),
        "numpy float means": lambda: float_ranks(floats, shares),
        "Decimal tree": lambda: rank_totals(
            [walked(of_numbers(tree, hundredths), bid, Decimal(0)) for bid in decimals]
        ),
        "engine, every step": lambda: evaluate(model, bids),
    }
    often = {"Decimal tree": 1, "engine, every step": 1}
    times = interleaved({
        name: partial(seconds, way, times=often.get(name, 50)) for name, way in ways.items()
    })  # fmt: skip
    show("84,000 marks in memory, processor time", times, "numpy float means")
    goal(times, "table, from whole numbers", "numpy float means", at_most=1.2)
    goal(times, "table, from whole numbers", "Decimal tree", at_most=1 / 20)


def growing(tree: Tree, marks: Marks) -> None:
    """Ten and a hundred times as many marks take in line as long."""
    weights = list(leaf_weights(our_model(tree), "whole").weights.values())
    whole = np.array(marks, np.int64).reshape(len(marks), -1) * 100
    sizes = {f"{84_000 * times:,} marks": np.tile(whole, (times, 1)) for times in (1, 10, 100)}
    times = interleaved({
        name: partial(seconds, partial(ranked, weights, rows)) for name, rows in sizes.items()
    }, rounds=5)  # fmt: skip
    show("More bids", times, "84,000 marks")
    model = averaging(our_model(tree))
    few = {f"{4_200 * times:,} marks": as_bids(marks[:10] * times) for times in (1, 10, 100)}
    times = interleaved({
        name: partial(seconds, partial(evaluate, model, bids)) for name, bids in few.items()
    }, rounds=3)  # fmt: skip
    show("More bids, the engine with every step", times, "4,200 marks")


def beside_calc(folder: Path, tree: Tree, marks: Marks) -> None:
    """LibreOffice's load, recalculation and save beside ours from a file to ranks."""
    if not (shutil.which("soffice") and Calc.can_run()):
        print("\nLibreOffice isn't there: its figures are left out.")
        return
    database, ids = our_record(folder / "ours.db", marks)
    model = our_model(tree)
    database.close()
    averaged, bids = averaging(model), as_bids(marks)
    weights = list(leaf_weights(model, "whole").weights.values())
    whole = np.array(marks, np.int64).reshape(len(marks), -1) * 100
    table = MarkTable(weights, whole, EVALUATORS)

    def record() -> None:
        opened = open_database(address(folder / "ours.db"))
        ours(opened, model, *ids)
        opened.close()

    with Calc(folder, tree, marks) as calc:
        assert calc.ranks() == rank_totals(table.totals), "the workbook is the same evaluation"
        times = interleaved({
            "Calc: load, recalculate, save": calc.whole,
            "Calc: one changed mark": calc.one_change,
            "record opened to ranks": partial(by_clock, record),
            "table, from whole numbers": partial(by_clock, partial(ranked, weights, whole)),
            "engine, every step": partial(by_clock, partial(evaluate, averaged, bids)),
            "table, one changed mark": partial(by_clock, partial(one_change, table), 50),
        })  # fmt: skip
    show("Beside LibreOffice Calc, by the clock", times, "Calc: load, recalculate, save")
    for way in ("record opened to ranks", "engine, every step"):
        goal(times, way, "Calc: load, recalculate, save", at_most=1 / 20)
    goal(times, "table, one changed mark", "Calc: one changed mark", at_most=1 / 10)


def ranked(weights: list[int], rows: np.ndarray) -> list[int]:
    return MarkTable(weights, rows, EVALUATORS).ranks()


def one_change(table: MarkTable) -> list[int]:
    """One mark of one evaluator, then the ranks of all; the next call puts another one there."""
    table.change(3, 0, 3, random.randrange(TOP * 100 + 1) * 100)
    return table.ranks()


def float_ranks(marks: np.ndarray, weights: np.ndarray) -> list[int]:
    """Means and weights as floats, equal floats sharing a rank."""
    totals = marks.mean(2) @ weights
    above = np.sort(-totals)
    found: list[int] = (np.searchsorted(above, -totals) + 1).tolist()
    return found


def averaging(model: Model) -> Model:
    """The model with the mean of the evaluators as its published rule."""
    return replace(model, moderation=Moderation("mean", None, off_scale=ALLOW), ties=())


def as_bids(marks: Marks) -> list[BidInput]:
    """The marks, as whole ones of the scale, as bids."""
    names = question_ids()
    return [
        BidInput(f"B{at:05d}", {"whole": LotBid(marks={
            name: tuple(Decimal(one // 100) for one in given)
            for name, given in zip(names, bid, strict=True)
        })})
        for at, bid in enumerate(marks)
    ]  # fmt: skip


def by_clock(way: Callable[[], object], times: int = 1) -> float:
    """Seconds by the clock of one call."""
    began = perf_counter()
    for _ in range(times):
        way()
    return (perf_counter() - began) / times


if __name__ == "__main__":
    main()

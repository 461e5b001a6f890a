"""Measuring side by side: interleaved rounds, medians, and ratios of the same run.

    times = interleaved({"ours": ours, "raw": raw}, rounds=9)
    show("A move", times, base="raw")
    goal(times, "ours", "raw", at_most=3.5)

A machine is never quiet: each round takes every way once, one after the other, so that noise
hits them alike, and only ratios are worth keeping. A ratio is given three ways: of the medians,
of the fastest rounds (what is left when nothing else ran), and the middle half of the rounds.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROUNDS = int(os.environ.get("ROUNDS", "11"))
"""How often each way is measured; ROUNDS=25 for a machine that is busy."""

Times = dict[str, list[float]]


def interleaved(
    ways: Mapping[str, Callable[[], float]], *, rounds: int = ROUNDS, warm: bool = True
) -> Times:
    """Seconds of each way by round; each callable measures itself and gives seconds per unit."""
    times: Times = {name: [] for name in ways}
    for at in range(rounds + warm):
        note(f"round {at + (not warm)} of {rounds}" if at or not warm else "warming up")
        for name, way in ways.items():
            taken = way()
            if at or not warm:
                times[name].append(taken)
    note("")
    return times


def note(text: str) -> None:
    """Progress on the terminal, gone when it is done."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def seconds(way: Callable[[], object], times: int = 1) -> float:
    """Processor seconds of one call, which waits for nobody; short ones are called repeatedly."""
    began = process_time()
    for _ in range(times):
        way()
    return (process_time() - began) / times


def ratios(times: Times, name: str, base: str) -> tuple[float, float, float, float]:
    """Of medians, of the fastest rounds, and the quartiles of the rounds' own ratios."""
    each = [mine / theirs for mine, theirs in zip(times[name], times[base], strict=True)]
    low, _middle, high = quantiles(each, n=4)
    own, other = times[name], times[base]
    return median(own) / median(other), min(own) / min(other), low, high


def show(title: str, times: Times, base: str) -> None:
    """A line for each way: milliseconds and how many times the base."""
    count = len(times[base])
    print(f"\n{title}  (Python {platform.python_version()}, {count} interleaved rounds)")
    for name, own in times.items():
        of_medians, of_fastest, low, high = ratios(times, name, base)
        print(
            f"  {name:<40} {median(own) * 1e3:10.3f} ms {of_medians:8.3g}x"
            f"   fastest {min(own) * 1e3:10.3f} ms {of_fastest:8.3g}x"
            f"   half of rounds {low:.3g}..{high:.3g}x"
        )


def goal(
    times: Times, name: str, base: str, *, at_most: float, stretch: float | None = None
) -> None:
    """Says whether a goal was reached in this run; nothing depends on the answer."""
    of_medians, of_fastest, _low, _high = ratios(times, name, base)
    said = "reached" if of_medians <= at_most else "MISSED"
    if stretch is not None and of_medians <= stretch:
        said = "reached, stretch too"
    wanted = f"at most {at_most:.4g}x" + (f" (stretch {stretch:.4g}x)" if stretch else "")
    print(
        f"  goal: {name} {wanted} of {base}: {of_medians:.4g}x, fastest {of_fastest:.4g}x: {said}"
    )


def folders() -> Iterator[Path]:
    """A new empty folder, gone afterwards; BENCH_FOLDER says on which disk."""
    with TemporaryDirectory(prefix="tender-flow-bench-", dir=os.environ.get("BENCH_FOLDER")) as at:
        yield Path(at)

"""Checks an installation from outside: run by its own Python, in an empty folder.

    cd EMPTY && ENVIRONMENT/bin/python CHECKOUT/tests/house/installed.py wheel|editable

`wheel`: nothing may come from the checkout. `editable`: shipped files come from it. Each check
is what a user would notice first if the packaging had left something out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import files
from importlib.resources import as_file
from importlib.resources import files as resources
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
FOREIGN = {"workflows": "kent_part_b_2014", "evaluation_models": "kent_domestic_abuse_2014"}

BIDS = """\
bids:
  - {supplier: Alpha, price: "100.00", marks: {care: 2}}
  - {supplier: Beta, price: "80.00", marks: {care: 1}}
"""

MODEL = """\
format: 1
id: own
title: A model of the user's own
illustrative: made up to check an installation
combine: weighted_sum
scales:
  zero_to_two:
    0: {name: None, description: Nothing is shown.}
    1: {name: Some, description: Some of it is shown.}
    2: {name: All, description: All of it is shown.}
criteria:
  - {id: care, title: Care, weight: 60, scale: zero_to_two, question: How will you care?}
  - id: price
    title: Price
    weight: 40
    price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
ties: [lower:price]
award: {per_lot: 1}
"""


def tender_flow(*arguments: str) -> str:
    """What the installed command prints; it must end with 0."""
    command = Path(sysconfig.get_path("scripts")) / "tender-flow"
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stderr}"
    return done.stdout


def check_where_it_comes_from(kind: str) -> None:
    import tender_flow

    inside = CHECKOUT in Path(tender_flow.__file__).resolve().parents
    assert inside == (kind == "editable"), tender_flow.__file__


def check_shipped_definitions() -> None:
    for noun, kind in (("workflow", "workflows"), ("model", "evaluation_models")):
        assert FOREIGN[kind] in tender_flow(noun, "list"), kind
        assert tender_flow(noun, "show", FOREIGN[kind]), kind


def check_own_definitions() -> None:
    own = Path("evaluation_models")
    own.mkdir()
    (own / "own.yaml").write_text(MODEL, encoding="utf-8")
    assert "own" in tender_flow("model", "list")
    tender_flow("model", "check", str(own / "own.yaml"))


def check_evaluate() -> None:
    Path("bids.yaml").write_text(BIDS, encoding="utf-8")
    answer = tender_flow("evaluate", "own", "bids.yaml")
    # Alpha 60 + 40·80/100 = 92, Beta 30 + 40 = 70.
    assert "92.00" in answer, answer
    assert "70.00" in answer, answer


def check_data_files() -> None:
    package = resources("tender_flow")
    for name in (
        "py.typed",
        "i18n/locale/en_GB/LC_MESSAGES/tender_flow.mo",
        "publishing/fonts/DejaVuSans.ttf",
        "publishing/fonts/DejaVuSans-Bold.ttf",
        "publishing/fonts/LICENSE-DejaVu.txt",
    ):
        assert package.joinpath(name).is_file(), name
    from reportlab.pdfbase.ttfonts import TTFont

    with as_file(package / "publishing" / "fonts" / "DejaVuSans.ttf") as font:
        assert TTFont("DejaVu", str(font)).face.charToGlyph[ord("ŵ")], "the font can write Welsh"


def check_migrations() -> None:
    from tender_flow.records.database import open_database

    open_database("sqlite:///tender-flow.db", create=True).close()
    tender_flow("database", "check")
    tender_flow("procurement", "list")


def check_licences() -> None:
    names = {path.name for path in files("tender-flow") or []}
    assert {"LICENSE", "LICENSE-DejaVu.txt"} <= names, names


def main(kind: str) -> None:
    """Runs every check; the first that does not hold ends it."""
    assert not any(Path().iterdir()), "run this in an empty folder"
    check_where_it_comes_from(kind)
    for check in (
        check_shipped_definitions,
        check_own_definitions,
        check_evaluate,
        check_data_files,
        check_migrations,
    ):
        check()
        print(f"{check.__name__.replace('_', ' ')}: holds")
    if kind == "wheel":
        check_licences()
        print("check licences: holds")
    for entry in Path().iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


if __name__ == "__main__":
    main(sys.argv[1])

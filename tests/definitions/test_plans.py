"""A plan file: months stay months, every fault is named at its line."""

from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from tender_flow.definitions.plans import load_plan, parse_plan
from tender_flow.errors import BadInputError

KENT = Path(str(files("tender_flow.demo") / "data" / "kent_plan.yaml"))

HEAD = """format: 1
title: A service
authority: A council
regime: pcr_2006_part_b
"""


def faults(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(BadInputError) as caught:
        parse_plan(text, "plan.yaml")
    return [
        (finding.code, finding.place.line if finding.place else None)
        for finding in caught.value.findings
    ]


def test_the_january_plan_has_eight_tasks_that_stay_months() -> None:
    january = load_plan(KENT).baselines[0]

    assert january.dated == date(2014, 1, 28)
    assert [(task.stage, task.planned, task.planned_end) for task in january.tasks] == [
        ("invite_interest", "2014-06", ""),
        ("invite_tenders", "2014-07", ""),
        ("prepare_tenders", "2014-09", ""),
        ("evaluate", "2014-10", ""),
        ("draft_report", "2014-11", ""),
        ("approve", "2014-11", ""),
        ("standstill", "2014-11", ""),
        ("award", "2014-11", ""),
    ]


def test_the_april_paper_keeps_its_ranges_and_its_one_day() -> None:
    april = load_plan(KENT).baselines[1]

    assert [(task.planned, task.planned_end) for task in april.tasks] == [
        ("2014-03", "2014-05"),
        ("2014-06", ""),
        ("2014-07", "2014-08"),
        ("2014-09", "2014-12"),
        ("2015-01-01", ""),
        ("2015-01", "2015-03"),
        ("2015-04", ""),
    ]


def test_the_ceiling_is_exact_and_names_its_paper() -> None:
    plan = load_plan(KENT)

    assert (plan.ceiling, plan.ceiling_period) == (Decimal("3500000"), "year")
    assert "28 January 2014" in plan.ceiling_source


def test_folded_text_is_one_line_of_plain_characters() -> None:
    assert load_plan(KENT).description.isprintable()


def test_every_fault_of_a_plan_is_said_at_its_line() -> None:
    text = HEAD + (
        "baselines:\n"
        "  - title: First\n"
        "    source: A paper\n"
        "    dated: last January\n"
        "    tasks:\n"
        "      - {title: Invite, stage: Invite Tenders, planned: 2014-13}\n"
        "      - {title: Consult, planned: 2014-08, end: 2014-07}\n"
        "      - {title: Award, when: 2014-11}\n"
    )

    assert sorted(faults(text), key=str) == sorted(
        [
            ("yaml-not-a-date", 8),
            ("yaml-not-an-identifier", 10),
            ("planned-time-unreadable", 10),
            ("plan-ends-before-it-begins", 11),
            ("yaml-unknown-key", 12),
            ("yaml-missing-key", 12),
        ],
        key=str,
    )


def test_another_format_is_refused() -> None:
    assert faults(HEAD.replace("format: 1", "format: 2") + "baselines: []\n") == [
        ("plan-format-unknown", 1)
    ]


def test_every_fault_beside_the_baselines_is_said_at_its_line() -> None:
    text = HEAD + (
        "contracts:\n"
        "  - {title: Old, begins: 2015-04-01, ends: 2015-03-31, source: A paper}\n"
        "  - {title: Long, ends: 2015-03-31, extensions: [0], per_year: many, source: A paper}\n"
        "funding:\n"
        "  - {title: Money, until: next year, source: A paper}\n"
        "people:\n"
        "  - {who: Somebody, role: friend}\n"
        "diaries:\n"
        "  - {who: Somebody, away: 2015-02, until: 2015-01}\n"
        "decision: {call_in_days: -1, source: A paper}\n"
        "baselines: []\n"
    )

    assert sorted(faults(text), key=str) == sorted(
        [
            ("plan-ends-before-it-begins", 6),
            ("plan-number-out-of-range", 7),
            ("yaml-not-a-number", 7),
            ("planned-time-unreadable", 9),
            ("yaml-not-a-choice", 11),
            ("plan-ends-before-it-begins", 13),
            ("plan-number-out-of-range", 14),
        ],
        key=str,
    )


def test_a_task_may_have_a_kind_and_another_time_that_the_paper_allows() -> None:
    leeds = load_plan(KENT.with_name("leeds_plan.yaml"))
    start = leeds.baselines[0].tasks[-1]

    assert (start.kind, start.planned, start.other) == ("service_start", "2016-10", "2017-01")

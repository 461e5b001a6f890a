"""Each shipped procedure that evaluates, walked from its first stage to its end and aside."""

import shutil

import pytest
from builders import REF
from walk import Walk

from tender_flow.services import overview
from tender_flow.services.verify import verify

QUOTATION = ("evaluate", "approve", "award", "close")


@pytest.fixture
def walk(sqlite_template, tmp_path):
    """A case of a procedure, on SQLite: what storage adds is tested elsewhere on both databases."""
    path = tmp_path / "walk.db"
    shutil.copy(sqlite_template, path)

    def begun(workflow: str, when: str, **given: object) -> Walk:
        return Walk(f"sqlite:///{path}", tmp_path, workflow, when, **given)

    return begun


def ended(walk: Walk, outcome: str = "awarded") -> None:
    """The case is closed, each lot has its outcome, and the record agrees with its journal."""
    view = overview.show(walk.office, REF)
    assert view.ended_at is not None
    assert {lot.outcome for lot in view.lots} == {outcome}
    assert [finding.code for finding in verify(walk.url).findings] == []


def test_a_quotation_below_the_threshold_is_walked_to_its_contract(walk):
    case = walk("pa_2023_below_threshold_quotation", "2025-03-03T09:00")
    case.go("invite", *QUOTATION)
    ended(case)
    assert "report-missing" not in case.asked

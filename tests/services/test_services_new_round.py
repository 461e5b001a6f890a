"""Marking again: a model amended when marks were in opens a further round, and that one counts."""

from pathlib import Path

from award_flow import moderated
from builders import a_file
from panel_flow import PANEL_MODEL, until_marks_in, without_scrypt

from tender_flow.services import amendments
from tender_flow.services.marking import MarkingView
from tender_flow.services.verify import verify


def test_after_an_amendment_everything_is_marked_and_agreed_again(sqlite_url, tmp_path):
    flow = until_marks_in(sqlite_url, tmp_path)
    text = Path(PANEL_MODEL).read_text(encoding="utf-8").replace("minimum: 2", "minimum: 1")
    office = flow.later()

    amended = amendments.amend(
        office,
        flow.ref,
        "model",
        str(a_file("panel_model.yaml", text)),
        reason="The minimum was a slip of the pen",
        approver="Director of Commissioning",
        dated=office.now().date(),
        told="All bidders by the portal",
        new_round=True,
    )
    assert amended.rounds == ("written:2",)

    with flow.lead.reading(flow.ref) as reading:
        view = MarkingView(reading)
        assert len(view.missing(view.round("written"))) == 3  # everybody owes everything again

    with without_scrypt():
        for login in flow.evaluators:
            flow.issue(login, reason="The model was amended")
        flow.marks_in()
        moderated(flow)
        flow.slips_in()

    with flow.lead.reading(flow.ref) as reading:
        view = MarkingView(reading)
        again = view.round("written")
        assert view.missing(again) == []
        assert again["locked_at"] is not None
        versions = {mark["round"]: mark["model_version"] for mark in reading.of("mark")}
        assert versions[again["id"]] == 2
        assert sorted(versions.values()) == [1, 2]
    assert verify(sqlite_url).exit_code == 0

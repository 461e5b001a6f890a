"""Late, withdrawn and excluded tenders, a lot without an award, an early end: each is told."""

from __future__ import annotations

from datetime import date

from award_flow import approved, prices_opened, recommended, told, until_quality_locked
from panel_flow import a_panel_case, without_scrypt

from tender_flow.services import bids, exclusions, moves, standstill
from tender_flow.services.history import history

LOOKED = date(2014, 9, 26)
GROUND = {"ground": "insolvency", "reason": "A winding-up petition in the Gazette."}


def said(flow):
    return [line.text for line in history(flow.lead, flow.ref)]


def test_late_withdrawn_and_excluded_tenders_are_told(sqlite_url, tmp_path):
    with without_scrypt():
        flow = a_panel_case(sqlite_url, tmp_path)
        flow.write_tenders()
        flow.write_tender("Safe Harbour", received="2014-09-26T12:20")
        bids.import_folder(flow.at("2014-09-26T11:30"), flow.ref, flow.tenders_folder)
        bids.decide_late(
            flow.later(), flow.ref, "Safe Harbour", admit=False, reason="Nothing hindered it."
        )
        flow.opened()
    bids.withdraw(flow.later(), flow.ref, "Medway", reason="It wrote so.")
    for outcome, heard in (("raised", None), ("excluded", LOOKED)):
        exclusions.record(
            flow.later(), flow.ref, "Elm", outcome=outcome, debarment_on=LOOKED, heard_on=heard,
            **GROUND,
        )  # fmt: skip
    bids.exclude(flow.later(), flow.ref, "Elm", reason="Insolvency, after it was heard.")
    moves.terminate(flow.later(), flow.ref, reason="Nobody is left.")
    texts = said(flow)
    assert "The late tender of Safe Harbour was decided: refused." in texts
    assert "Medway Refuge withdrew." in texts
    assert texts.count("A check for exclusion grounds was recorded: Elm Housing.") == 2
    assert "Elm Housing was excluded." in texts
    assert texts[-1].startswith("The procurement was ended early, from ")


def test_a_lot_without_an_award_and_the_interviews_are_told(sqlite_url, tmp_path):
    flow = until_quality_locked(sqlite_url, tmp_path)
    prices_opened(flow)
    recommended(flow, "west", None)
    approved(flow, "west")
    for supplier in ("Elm Housing", "Safe Harbour"):
        told(flow, "west", supplier)
    standstill.conclude(flow.later(), flow.ref, lot="west")
    texts = said(flow)
    assert texts[-1] == "West was concluded: not awarded."
    assert "The interview with – was recorded." not in texts
    assert any(text.startswith("The interview with ") for text in texts)

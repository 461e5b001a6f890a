"""Targets on the record: the Cambridgeshire model from the bidders' files to the ranking."""

from fractions import Fraction
from pathlib import Path

import panel_flow
import pytest
from award_flow import prices_opened, recommended, until_quality_locked
from builders import a_file, codes
from panel_flow import Flow, a_panel_case, without_scrypt

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.target_file import parse_targets
from tender_flow.errors import RefusedError
from tender_flow.i18n.sentences import line
from tender_flow.services import bids, report, verify
from tender_flow.services.results import rank

MODEL = "cambridgeshire_offender_support_2017"
SUPPLIERS = {
    "Ouse Homes": ((), ("huntingdon_wisbech", "cambridge")),
    "Fenland Support": ((), ("huntingdon_wisbech",)),
    "Marsh Trust": ((), ("cambridge",)),
}
PRICES = {
    ("Ouse Homes", "huntingdon_wisbech"): "110000.00",
    ("Ouse Homes", "cambridge"): "79000.00",
    ("Fenland Support", "huntingdon_wisbech"): "100000.00",
    ("Marsh Trust", "cambridge"): "75000.00",
}


def figures(**lots: str) -> str:
    rows = "".join(f"  {lot}: {{{text}}}\n" for lot, text in lots.items())
    return f"format: 1\nlots:\n{rows}"


FIGURES = {
    "Ouse Homes": figures(
        huntingdon_wisbech="employment: 30, education: 40, programme: 80, referrals: 45",
        cambridge="employment: 20, education: 25, programme: 45, referrals: 60",
    ),
    "Fenland Support": figures(
        huntingdon_wisbech="employment: 50, education: 50, programme: 90, referrals: 30"
    ),
    "Marsh Trust": figures(
        cambridge="employment: 37.5, education: 10, programme: 70, referrals: 0"
    ),
}


@pytest.fixture
def market(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The invented bidders, their prices and their figures."""
    for key, amount in PRICES.items():
        monkeypatch.setitem(panel_flow.PRICES, key, amount)
    for supplier, text in FIGURES.items():
        monkeypatch.setitem(panel_flow.FIGURES, supplier, text)
    return monkeypatch


def until_opened(url: str, folder: Path) -> Flow:
    flow = a_panel_case(url, folder, model=MODEL, suppliers=SUPPLIERS)
    flow.tenders_in()
    return flow


def test_the_figures_of_bidders_go_from_their_files_to_the_ranking(database_url, tmp_path, market):
    flow = until_quality_locked(database_url, tmp_path, model=MODEL, suppliers=SUPPLIERS)
    prices_opened(flow)
    with flow.lead.reading(flow.ref) as reading:
        ranking = rank(reading)
    names = ranking.suppliers
    lot = ranking.lot("huntingdon_wisbech")
    first, second = lot.standings
    assert [names[one.supplier] for one in lot.standings] == ["Fenland Support", "Ouse Homes"]
    # every mark 3 of 5: 0.6 x 51.6 = 30.96, and the figures 3 + 2.4 + 1.8 + 0.6
    assert first.total.exact == Fraction("30.96") + Fraction("7.8") + 40
    assert second.quality.exact == Fraction("30.96") + Fraction("6.33")
    cambridge = {names[one.supplier]: one for one in ranking.lot("cambridge").standings}
    assert cambridge["Marsh Trust"].scores["employment"].exact == Fraction(3 * 375, 400)
    recommended(flow, "huntingdon_wisbech", "Fenland Support")
    assert verify.verify(database_url, flow.ref).findings == ()
    out = tmp_path / "report.pdf"
    assert report.evaluation(flow.later(), flow.ref, out).pages > 5


def test_figures_stay_sealed_until_the_tenders_are_opened(database_url, tmp_path, market):
    market.setitem(
        panel_flow.FIGURES, "Marsh Trust", figures(cambridge="employment: 31.4159265358")
    )
    flow = until_opened(database_url, tmp_path)
    with flow.lead.reading(flow.ref) as reading:
        assert reading.of("target_figure") == []
        kept = [row["digest"] for row in reading.of("tender_file", kind="targets")]
    assert len(set(kept)) == 3
    if database_url.startswith("sqlite:///"):
        database = Path(database_url.removeprefix("sqlite:///"))
        files = list(database.parent.glob(f"{database.name}*"))
        assert files
        assert not any(b"31.4159265358" in path.read_bytes() for path in files)


def test_a_second_import_sees_changed_figures_and_nothing_else(database_url, tmp_path, market):
    flow = until_opened(database_url, tmp_path)
    again = bids.import_folder(flow.later(), flow.ref, flow.tenders_folder)
    assert len(again.of("unchanged")) == 3
    market.setitem(panel_flow.FIGURES, "Marsh Trust", figures(cambridge="employment: 38"))
    flow.write_tender("Marsh Trust")
    with pytest.raises(RefusedError) as caught:
        bids.import_folder(flow.later(), flow.ref, flow.tenders_folder)
    assert codes(caught) == ["tender-changed-after-deadline"]


def test_a_tender_without_its_figures_is_named_at_import_and_has_no_total(
    database_url, tmp_path, market
):
    market.delitem(panel_flow.FIGURES, "Marsh Trust")
    flow = a_panel_case(database_url, tmp_path, model=MODEL, suppliers=SUPPLIERS)
    with without_scrypt():
        imported = flow.tenders_in()
        flow.opened()
    assert [finding.code for finding in imported.findings] == ["targets-file-missing"]
    with flow.lead.reading(flow.ref) as reading:
        waiting = rank(reading).lot("cambridge").incomplete
    codes = [reason.code for bid in waiting for reason in bid.reasons]
    assert codes.count("target-missing") == 4


def test_figures_that_can_not_be_read_are_said_at_the_opening_and_stop_nothing(
    database_url, tmp_path, market
):
    market.setitem(panel_flow.FIGURES, "Marsh Trust", figures(cambridge="employment: plenty"))
    flow = until_opened(database_url, tmp_path)
    opened = flow.opened()
    assert "yaml-not-a-number" in {note.code for note in opened.notes}
    assert not any(note.stops for note in opened.notes)


KENT = load_model(find_definition("evaluation_models", MODEL)).model


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: 2\n", "tender-file-format-unknown"),
        ("format: 1\ntargets: {employment: 3}\n", "bid-unknown-criterion"),
        ("format: 1\nlots: {cambridge: {support: 3}}\n", "bid-unknown-criterion"),
        ("format: 1\nlots: {huntingdon_wisbech: {employment: 3}}\n", "bid-unknown-criterion"),
        ("format: 1\nlots: {cambridge: {employment: 1e9}}\n", "yaml-not-a-number"),
        ("format: [", "yaml-broken"),
    ],
)
def test_every_fault_of_a_file_with_figures_is_a_warning_at_its_line(text, code):
    found, findings = parse_targets(text, "targets.yaml", KENT, ("cambridge",))
    assert found == {}
    assert code in {finding.code for finding in findings}
    assert all(line(finding) and not finding.stops for finding in findings)


def test_a_file_of_a_bidder_is_read_by_lot():
    text = a_file("targets.yaml", FIGURES["Ouse Homes"]).read_text()
    found, findings = parse_targets(text, "targets.yaml", KENT, ("huntingdon_wisbech", "cambridge"))
    assert findings == ()
    assert str(found["programme", "cambridge"]) == "45"
    assert len(found) == 8

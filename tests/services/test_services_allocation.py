"""The award across lots on the record: shown, kept with the result, and recommended by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from award_flow import prices_opened, recommended, until_quality_locked
from panel_flow import PANEL_MODEL

from tender_flow.errors import RefusedError
from tender_flow.services import award, report_lots
from tender_flow.services.report_names import Names
from tender_flow.services.verify import verify


def by_bidder(login, question, supplier, lot):
    """Elm Housing is good in both lots, so it ranks first in both."""
    return 4 if supplier == "Elm Housing" else 3


@pytest.fixture
def flow(database_url, tmp_path):
    text = Path(PANEL_MODEL).read_text(encoding="utf-8")
    path = tmp_path / "panel_model.yaml"
    path.write_text(
        text.replace("award: {per_lot: 1}", "award: {per_lot: 1, method: least_total_price}")
    )
    found = until_quality_locked(database_url, tmp_path, mark=by_bidder, model=str(path))
    prices_opened(found)
    return found


def test_the_lots_go_to_the_cheapest_combination_and_not_to_each_lots_first(flow, database_url):
    found = award.ranking(flow.lead, flow.ref)
    first = {code: found.suppliers[found.lot(code).standings[0].supplier] for code in found.lots}
    assert first == {"east": "Elm Housing", "west": "Elm Housing"}
    (best,) = found.evaluation.award.whole.best
    assert [found.suppliers[win.supplier] for win in best.wins] == ["Elm Housing", "Safe Harbour"]
    assert best.value.shown == "1546913.56"  # 812,345.67 and 734,567.89
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "west", "Elm Housing")
    assert caught.value.findings[0].facts["first"] == "Safe Harbour"
    assert recommended(flow, "west", "Safe Harbour").supplier == "Safe Harbour"
    flow.lead.database.close()
    assert verify(database_url).findings == ()


def test_the_report_writes_the_combination_out_with_names(flow):
    with flow.lead.reading(flow.ref) as reading:
        parts, engine = report_lots.lots(reading, Names(reading))
    assert engine == "evaluation-2"
    assert parts[0].together[2] == (
        "  East: Elm Housing (£812,345.67); West: Safe Harbour (£734,567.89); "
        "together £1,546,913.56"
    )
    assert parts[1].proposed == ("Safe Harbour",)

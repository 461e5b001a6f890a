"""The files of dated law: they load whole, and a mistake in one is shown at its line."""

import shutil

import pytest

from tender_flow.definitions import dated_law
from tender_flow.errors import BadInputError

LOADERS = [
    dated_law.load_regimes,
    dated_law.load_tiers,
    dated_law.load_thresholds,
    dated_law.load_periods,
    dated_law.load_planned_notices,
    dated_law.load_standstills,
    dated_law.load_notices,
    dated_law.load_indicators,
    dated_law.load_retention,
    dated_law.load_claims,
    dated_law.load_clear_days,
]


@pytest.fixture
def changed(tmp_path):
    """A copy of the files in which one text has become another."""

    def change(name, old, new):
        folder = tmp_path / "law"
        shutil.copytree(dated_law.FOLDER, folder)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def refused(load, folder):
    with pytest.raises(BadInputError) as error:
        load(folder)
    assert all(one.place is not None and one.place.line for one in error.value.findings)
    return [one.code for one in error.value.findings]


def test_every_rule_has_its_source():
    for load in LOADERS[1:]:
        found = load()
        assert found, load.__name__
        assert all(one.terms.source for one in found), load.__name__
    assert all(one.terms.source for one in dated_law.load_regimes().rules)


def test_a_rule_without_a_source_is_refused(changed):
    folder = changed("claims.yaml", "    source: PA 2023 s.106\n", "")
    assert refused(dated_law.load_claims, folder) == ["yaml-missing-key"]


def test_a_rule_that_ends_before_it_begins_is_refused(changed):
    folder = changed("thresholds.yaml", "until: 2025-12-31", "until: 2025-01-31")
    assert refused(dated_law.load_thresholds, folder) == ["law-ends-before-it-begins"]


def test_an_amount_below_zero_is_refused(changed):
    folder = changed("thresholds.yaml", "amount: 5372609", "amount: -1")
    assert refused(dated_law.load_thresholds, folder) == ["law-amount-below-zero"]


def test_a_misspelt_circumstance_is_refused_with_those_that_there_are(changed):
    folder = changed("periods.yaml", "when: [urgency]", "when: [urgent]")
    assert refused(dated_law.load_periods, folder) == ["yaml-not-a-choice"]


def test_an_impossible_day_is_refused(changed):
    folder = changed("regimes.yaml", "since: 2015-02-26", "since: 2015-02-30")
    assert refused(dated_law.load_regimes, folder) == ["yaml-not-a-date"]


def test_a_rule_names_a_regime_or_a_law_that_is_not_covered(changed):
    folder = changed("regimes.yaml", "  - regime: psr_2023\n", "  - regime: psr_2023\n    law: X\n")
    assert refused(dated_law.load_regimes, folder) == ["law-regime-or-law"]


def test_a_code_that_is_none_is_refused(changed):
    folder = changed("cpv.yaml", '"80000000"', '"8000"')
    assert refused(dated_law.load_regimes, folder) == ["cpv-unreadable"]


def test_a_limit_has_days_or_months(changed):
    folder = changed("claims.yaml", "    days: 30\n", "    days: 30\n    months: 1\n")
    assert refused(dated_law.load_claims, folder) == ["law-days-or-months"]


def test_a_notice_within_days_says_how_many(changed):
    folder = changed("notices.yaml", "when_due: within, days: 56, ", "when_due: within, ")
    assert refused(dated_law.load_notices, folder) == ["yaml-missing-key"]


def test_a_list_that_nobody_reads_is_refused(changed):
    folder = changed("tiers.yaml", "format: 1\n", "format: 1\ntears: {}\n")
    assert refused(dated_law.load_tiers, folder) == ["yaml-unknown-key"]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadInputError) as error:
        dated_law.load_claims(tmp_path)
    assert [one.code for one in error.value.findings] == ["file-not-found"]

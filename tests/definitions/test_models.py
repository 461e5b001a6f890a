"""Evaluation models from files: every problem at once, each at its line, and nothing else."""

# ruff: noqa: E501 (a fault and its finding are read side by side)

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tender_flow.definitions import model_tree, models
from tender_flow.definitions.models import load_model, parse_model
from tender_flow.definitions.shipped import find_definition, shipped_folder
from tender_flow.errors import BadInputError
from tender_flow.i18n.sentences import line

GOOD = """\
format: 1
id: small
title: Small
combine: weighted_sum
lots: [{id: east, title: East}, {id: west, title: West}]
rounds: [written, interview]
scales:
  five:
    0: "Unacceptable: nothing."
    3: {name: Good, description: Most.}
    5: "Excellent: more."
criteria:
  - {id: insured, title: Insured, pass_fail: true}
  - id: quality
    title: Quality
    weight: 60
    minimum: 50
    criteria:
      - {id: plan, title: Plan, weight: 70, scale: five, minimum: 3, shared: true, question: How?, words: 500, specialism: housing}
      - {id: east_q, title: East, weight: 30, scale: five, lots: [east], question: Where?}
      - {id: west_q, title: West, weight: 30, scale: five, lots: [west], question: Where?, round: interview}
  - id: price
    title: Price
    weight: 40
    price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year, ceiling: {east: 10, all: 20}}
moderation: {method: consensus, tolerance: 1, within_tolerance: median, minimum_marks: 3}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
ties: [higher:quality, lower:price]
award: {per_lot: 1, maximum_lots_per_supplier: 2}
"""


def found(text: str) -> list[tuple[str, int | None]]:
    """Codes with their lines."""
    _model, findings = parse_model(text, "small.yaml")
    return [(one.code, one.place.line if one.place else None) for one in findings]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, f"{old!r} stands {GOOD.count(old)} times in the good model"
    return GOOD.replace(old, new)


def line_of(text: str, part: str) -> int:
    return next(number for number, row in enumerate(text.splitlines(), 1) if part in row)


def test_a_good_model_has_no_findings():
    model, findings = parse_model(GOOD, "small.yaml")
    assert [line(finding) for finding in findings] == []
    assert model is not None
    assert model.leaf("plan").specialism == "housing"
    assert model.leaf("west_q").round == "interview"


@pytest.mark.parametrize(
    "path", sorted(shipped_folder("evaluation_models").glob("*.yaml")), ids=str
)
def test_every_shipped_model_loads_without_findings(path):
    loaded = load_model(path)
    assert [line(finding) for finding in loaded.findings] == []
    assert len(loaded.digest) == 64


def test_the_kent_model_says_that_it_is_illustrative_and_holds_the_plan():
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    assert model.illustrative.startswith("Illustrative")
    assert model.ceiling("all") == 3_500_000
    assert [lot.title for lot in model.lots] == ["East Kent", "West Kent"]
    assert max(len(model.path(leaf.id)) for leaf in model.leaves()) >= 4
    assert all(leaf.question and leaf.guidance for leaf in model.questions())


WRONG = [
    ("format: 1", "format: 2", "model-format-unknown", "format: 2"),
    ("weight: 40", "weight: 39.5", "weights-not-total", "criteria:"),
    ("weight: 70", "weight: 71", "weights-not-total", "id: quality"),
    ("weight: 30, scale: five, lots: [west]", "weight: 31, scale: five, lots: [west]",
     "weights-not-total-in-lots", "id: quality"),
    ("weight: 60", "weight: -60", "number-not-above-zero", "weight: -60"),
    ("weight: 60", "weight: [60]", "yaml-not-a-number", "weight: [60]"),
    ("weight: 60", "weight: 60." + "0" * 40, "yaml-number-too-long", "weight: 60.0"),
    ("currency: GBP", "currency: POUNDS", "currency-not-a-code", "currency: POUNDS"),
    ("currency: GBP", "currency: gbp", "currency-not-a-code", "currency: gbp"),
    ("weight: 60", "weight: sixty", "yaml-not-a-number", "weight: sixty"),
    ("    weight: 60\n", "", "weight-missing", "id: quality"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: insured, title: Insured, weight: 5, pass_fail: true}", "weight-on-requirement", "insured"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: insured, title: Insured}", "criterion-kind-missing", "insured"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: insured, title: Insured, pass_fail: true, scale: five}", "criterion-kind-unclear", "insured"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: insured, title: Insured, pass_fail: true, minimum: 1}", "minimum-without-marks", "insured"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: insured, title: Insured, target: {unit: days}}", "yaml-missing-key", "insured"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: plan, title: Insured, pass_fail: true}", "id-twice", "{id: plan, title: Plan"),
    ("{id: insured, title: Insured, pass_fail: true}",
     "{id: insured, title: Insured, criteria: []}", "criterion-without-criteria", "insured"),
    ("weight: 70, scale: five", "weight: 70, scale: six", "scale-unknown", "id: plan"),
    ("minimum: 3", "minimum: 2", "minimum-off-scale", "id: plan"),
    ("minimum: 50", "minimum: 101", "minimum-not-per-cent", "id: quality"),
    ("    weight: 40\n", "    weight: 40\n    minimum: 7\n", "minimum-without-marks", "minimum: 7"),
    ("words: 500", "words: 0", "count-below-one", "words: 0"),
    ("    0: \"Unacceptable: nothing.\"\n", "    -1: \"Bad: nothing.\"\n", "scale-below-zero", "-1:"),
    ("    0: \"Unacceptable: nothing.\"\n", "    3.0: \"Fair: nothing.\"\n", "scale-mark-twice", "3: {"),
    ("    0: \"Unacceptable: nothing.\"\n", "    0: Unacceptable\n", "scale-mark-without-words", "0: U"),
    ("    0: \"Unacceptable: nothing.\"\n", "    zero: \"No: nothing.\"\n", "yaml-not-a-number", "zero"),
    ("    3: {name: Good, description: Most.}\n", "    3: {name: Good}\n", "yaml-missing-key", "{name: Good}"),
    ("lots: [east]", "lots: [north]", "model-lot-unknown", "id: east_q"),
    ("ceiling: {east: 10", "ceiling: {north: 10", "model-lot-unknown", "ceiling: {north"),
    ("ceiling: {east: 10", "ceiling: {east: 0", "number-not-above-zero", "ceiling: {east"),
    ("{id: west, title: West}]", "{id: all, title: West}]", "lot-id-taken", "id: all"),
    ("{id: west, title: West}]", "{id: east, title: West}]", "id-twice", "title: West}]"),
    ("round: interview", "round: third", "round-unknown", "id: west_q"),
    ("lowest_over_price", "cheapest", "yaml-not-a-choice", "cheapest"),
    ("combine: weighted_sum", "combine: luck", "yaml-not-a-choice", "combine: luck"),
    (", rank_on: exact", "", "yaml-missing-key", "rounding:"),
    ("mode: half-up", "mode: half", "yaml-not-a-choice", "mode: half"),
    ("places: 2", "places: 99", "rounding-places", "places: 99"),
    ("tolerance: 1", "tolerance: -1", "tolerance-below-zero", "tolerance: -1"),
    ("within_tolerance: median", "within_tolerance: mean", "yaml-not-a-choice", "mean"),
    ("higher:quality", "best:quality", "tie-rule-unreadable", "best:quality"),
    ("higher:quality", "higher:nothing", "tie-rule-needs-points", "higher:nothing"),
    ("higher:quality", "higher:east_q", "tie-rule-needs-points", "higher:east_q"),
    ("higher:quality", "higher:insured", "tie-rule-needs-points", "higher:insured"),
    ("lower:price", "lower:quality", "tie-rule-needs-price", "lower:quality"),
    ("per_lot: 1", "per_lot: 0", "count-below-one", "per_lot: 0"),
    ("combine: weighted_sum", "combine: weighted_sum\nwieght: 3", "yaml-unknown-key", "wieght"),
    ("id: small", "id: Small Model", "yaml-not-an-identifier", "id: Small"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "at"), WRONG, ids=[f"{w[2]}-{w[1][:20]}" for w in WRONG]
)
def test_a_fault_is_a_finding_at_its_line(old, new, code, at):
    text = changed(old, new)
    assert (code, line_of(text, at)) in found(text)
    assert parse_model(text, "small.yaml")[0] is None


def practising(practice: str) -> str:
    return f"{GOOD}practice:\n{practice}"


def test_a_practice_answer_is_to_a_question_of_the_model_or_to_one_of_its_own():
    text = practising("  question: plan\n  answer: We shall.\n")
    model, findings = parse_model(text, "small.yaml")
    assert [line(finding) for finding in findings] == []
    assert model.practice.question is model.leaf("plan")
    assert model.practice.answer == "We shall."
    text = practising("  question: Who answers at night?\n  title: Nights\n  answer: A worker.\n")
    model, findings = parse_model(text, "small.yaml")
    assert [line(finding) for finding in findings] == []
    asked = model.practice.question
    assert (asked.title, asked.question, asked.scale) == ("Nights", "Who answers at night?", "five")
    assert asked not in model.questions()
    assert parse_model(GOOD, "small.yaml")[0].practice is None


@pytest.mark.parametrize(
    ("practice", "code", "at"),
    [
        ("  question: plann\n  answer: We shall.\n", "practice-question-unknown", "plann"),
        ("  question: price\n  answer: Little.\n", "practice-question-unknown", "question: price"),
        ("  question: plan\n  scale: five\n  answer: We shall.\n", "practice-key-not-used", "  scale: five"),
        ("  question: Who answers?\n  scale: six\n  answer: We.\n", "scale-unknown", "scale: six"),
        ("  question: plan\n", "yaml-missing-key", "  question: plan"),
        ("  answer: We shall.\n", "yaml-missing-key", "answer: We shall."),
        ("  question: plan\n  answer:\n", "yaml-empty", "  answer:"),
        ("  question: plan\n  answer: We.\n  mark: 3\n", "yaml-unknown-key", "mark: 3"),
        ("  - plan\n", "yaml-not-a-mapping", "  - plan"),
    ],
)  # fmt: skip
def test_a_fault_of_the_practice_answer_is_a_finding_at_its_line(practice, code, at):
    text = practising(practice)
    assert (code, line_of(text, at)) in found(text)
    assert parse_model(text, "small.yaml")[0] is None


def test_where_a_model_has_two_scales_the_practice_question_names_one():
    text = changed("scales:\n", 'scales:\n  two: {0: "No: no.", 1: "Yes: yes."}\n')
    text += "practice:\n  question: Who answers at night?\n  answer: We.\n"
    at = line_of(text, "Who answers")
    assert found(text) == [("practice-without-scale", at)]
    model, _findings = parse_model(f"{text}  scale: two\n", "small.yaml")
    assert model.practice.question.scale == "two"


def test_the_practice_answer_of_the_kent_model_says_that_it_is_invented():
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    assert model.practice.answer.startswith("This answer is invented for practice.")


WARNED = [
    ("ties: [higher:quality, lower:price]\n", "", "ties-not-published"),
    ("maximum_lots_per_supplier: 2", "maximum_lots_per_supplier: 1", "cap-without-rule"),
    (", question: How?", "", "question-without-text"),
]


@pytest.mark.parametrize(("old", "new", "code"), WARNED)
def test_what_the_law_leaves_open_is_a_warning_that_does_not_stop(old, new, code):
    model, findings = parse_model(changed(old, new), "small.yaml")
    assert model is not None
    assert [finding.code for finding in findings] == [code]


def test_every_fault_of_a_file_is_found_in_one_run_in_the_order_of_lines():
    text = GOOD
    for old, new in (
        ("weight: 40", "weight: 39"),
        ("scale: five, minimum: 3", "scale: six"),
        ("round: interview", "round: third"),
        ("per_lot: 1", "per_lot: 0"),
        ("mode: half-up", "mode: half"),
    ):
        text = text.replace(old, new)
    codes = found(text)
    assert [code for code, _line in codes] == [
        "weights-not-total", "scale-unknown", "round-unknown", "yaml-not-a-choice", "count-below-one",
    ]  # fmt: skip
    assert codes == sorted(codes, key=lambda one: one[1] or 0)


def test_a_minimum_over_the_price_is_refused():
    price = "price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}"
    section = f"""
  - id: all_of_it
    title: All
    weight: 60
    minimum: 50
    criteria: [{{id: price, title: Price, weight: 100, {price}}}]
"""
    text = GOOD[: GOOD.index("criteria:")] + "criteria:" + section + "\n"
    assert "minimum-over-price" in [code for code, _line in found(text)]


def test_a_second_price_is_refused():
    text = GOOD.replace(
        "  - id: price\n",
        "  - {id: second, title: P, weight: 1, price: {formula: lowest_over_price, currency: GBP, "
        "vat: excluded, period: year}}\n  - id: price\n",
    )
    assert ("price-twice", line_of(text, "  - id: price")) in found(text)


def test_loading_a_broken_file_raises_all_its_findings(tmp_path: Path):
    path = tmp_path / "small.yaml"
    path.write_text(changed("weight: 40", "weight: 39"), encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        load_model(path)
    (finding,) = refused.value.findings
    assert str(finding.place) == f"{path}:{line_of(GOOD, 'criteria:')}"
    assert "99" in line(finding)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe", "file-not-utf8"),
        (b"", "yaml-nothing"),
        (b"a: [", "yaml-broken"),
        (b"- 1", "yaml-not-a-mapping"),
    ],
)
def test_a_file_that_is_no_model_at_all_says_why(tmp_path: Path, raw, code):
    path = tmp_path / "small.yaml"
    path.write_bytes(raw)
    with pytest.raises(BadInputError) as refused:
        load_model(path)
    assert [finding.code for finding in refused.value.findings] == [code]


def test_a_missing_file_is_a_finding(tmp_path: Path):
    with pytest.raises(BadInputError) as refused:
        load_model(tmp_path / "none.yaml")
    assert refused.value.findings[0].code == "file-not-found"


def test_an_id_that_is_not_the_file_name_is_a_warning(tmp_path: Path):
    path = tmp_path / "other.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert [one.code for one in load_model(path).findings] == ["model-id-not-file-name"]


def test_the_digest_is_that_of_the_exact_text(tmp_path: Path):
    path = tmp_path / "small.yaml"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    crlf = load_model(path)
    assert crlf.text == GOOD.replace("\n", "\r\n")
    path.write_text(GOOD, encoding="utf-8", newline="\n")
    assert load_model(path).digest != crlf.digest


def test_the_readme_explains_every_key():
    readme = (shipped_folder("evaluation_models") / "README.md").read_text(encoding="utf-8")
    for key in (*models.KEYS, *model_tree.KEYS):
        assert f"`{key}`" in readme, key


LINES = st.lists(st.integers(0, len(GOOD.splitlines()) - 1), max_size=6)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    LINES,
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.sampled_from("{}[]:,-0 a#'\n")), max_size=6
    ),
)
def test_no_damage_to_a_file_ends_in_a_traceback(dropped, replaced):
    letters = list(GOOD)
    for at, letter in replaced:
        letters[at] = letter
    rows = "".join(letters).splitlines()
    text = "\n".join(row for number, row in enumerate(rows) if number not in dropped)
    model, findings = parse_model(text, "small.yaml")
    assert all(line(finding) for finding in findings)
    assert model is not None or any(finding.stops for finding in findings)

import pytest

from tender_flow.tui.themes import DARK, HIGH, LIGHT, PALETTES, ROLES, contrast, style_of

EVERY = pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda p: p.name)


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast(DARK.text, DARK.background), 1) == 16.5
    assert round(contrast(LIGHT.text, LIGHT.background), 1) == 18.9


@EVERY
def test_text_and_chosen_rows_have_seven_to_one(palette):
    assert contrast(palette.text, palette.background) >= 7
    assert contrast(palette.chosen, palette.chosen_on) >= 7
    assert contrast(palette.problem, palette.background) >= 7
    assert contrast(palette.attention, palette.background) >= 7


@EVERY
def test_headings_and_quiet_text_have_four_and_a_half_to_one(palette):
    assert contrast(palette.heading, palette.background) >= 4.5
    assert contrast(palette.background, palette.heading) >= 4.5
    assert contrast(palette.quiet, palette.background) >= 4.5


def test_high_contrast_is_black_and_white_only():
    assert {style_of(HIGH.name, role).color.name for role in ROLES} <= {"#ffffff", "#000000"}

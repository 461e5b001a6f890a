from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tender_flow.tui.texts import apart, cut, hanging, one_line, padded, plain, sides, wrap

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(texts)
def test_no_control_character_and_no_direction_override_is_left(text):
    shown = plain(text)
    assert not any(ord(char) < 32 and char != "\n" for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x9b")


def test_brackets_ampersands_and_hebrew_letters_stay_as_they_are():
    name = "[S1] Smith & Sons \u05d1\u05d9\u05ea"
    assert plain(name) == name


@given(texts, st.integers(2, 90))
def test_wrapped_lines_fit_and_no_word_is_lost(text, width):
    lines = wrap(one_line(text), width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(one_line(text).split())


@given(texts, st.integers(1, 60))
def test_cut_and_padded_texts_have_the_width_that_was_asked_for(text, width):
    assert cell_len(cut(one_line(text), width)) <= width
    assert cell_len(padded(one_line(text), width)) == width


def test_lines_after_the_first_hang_under_the_text():
    rows = hanging("  1  ", "one two three four", 12)
    assert [row.plain for row in rows] == ["  1  one two", "     three", "     four"]


def test_the_right_side_keeps_its_words_and_the_left_gives_way():
    left, right = sides("a very long title of a case", "All saved", 24)
    assert right == "All saved"
    assert left.rstrip().endswith("…")
    assert len(left + right) == 24


def test_statements_beside_each_other_break_only_between_them():
    lines = wrap(apart(["Strengths: to write !", "Weaknesses: done"]), 25)
    assert [line.replace("\xa0", " ").strip() for line in lines] == [
        "Strengths: to write !",
        "Weaknesses: done",
    ]

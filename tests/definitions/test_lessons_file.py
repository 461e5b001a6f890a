"""Files of lessons: the shipped one against its paper, and one with mistakes."""

import pytest

from tender_flow.definitions.lessons_file import lesson_files, load_lessons
from tender_flow.errors import BadInputError


def test_all_lessons_of_the_hia_review_are_there_hia_4_1_and_6_1():
    found = load_lessons("kent_hia_2014")
    about = [one.about for one in found.lessons]
    assert (about.count("process"), about.count("evaluation")) == (4, 12)
    numbers = [one.source.split(";")[0] for one in found.lessons]
    assert numbers == [f"4(1), lesson {n}" for n in range(1, 5)] + [
        f"6(1), lesson {n}" for n in range(1, 13)
    ]


def test_one_questionnaire_came_back_of_a_number_that_the_paper_does_not_give_hia_3_1():
    figures = load_lessons("kent_hia_2014").survey
    assert (figures.returned, figures.asked) == (1, None)


def test_every_mistake_in_a_file_of_lessons_is_named_with_its_line(tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text(
        "format: 1\nid: ours\ntitle: Ours\nlearnt_in: A tender\nsource: Our review\n"
        "survey: {about: All, period: May, asked: 3, returned: 4, source: p. 1}\n"
        "lessons:\n"
        "  - {id: tea, about: process, text: More tea., met_by: [tea_made], source: p. 2}\n"
        "  - {id: tea, about: weather, text: Less rain., source: p. 3}\n"
    )
    with pytest.raises(BadInputError) as caught:
        load_lessons(str(path))
    assert {(one.code, one.place.line) for one in caught.value.findings} == {
        ("survey-figures", 6),
        ("gate-unknown", 8),
        ("yaml-not-a-choice", 9),
        ("lesson-twice", 9),
    }


def test_an_unknown_name_lists_the_files_that_are_there():
    with pytest.raises(BadInputError) as caught:
        load_lessons("kent_hia_2015")
    assert caught.value.findings[0].facts["known"] == lesson_files() == ("kent_hia_2014",)

"""Word lists as files: joined over languages, every problem with its line."""

import pytest

from tender_flow.definitions.word_lists import load_words, read_words
from tender_flow.errors import BadInputError


def test_lists_of_two_languages_are_joined():
    both, english, welsh = load_words("en", "cy"), load_words("en"), load_words("cy")
    assert both.outside == english.outside + welsh.outside
    assert both.common == english.common | welsh.common


def test_a_language_without_a_list_is_named_with_those_that_have_one():
    with pytest.raises(BadInputError) as refused:
        load_words("en", "gd")
    (finding,) = refused.value.findings
    assert (finding.code, finding.facts["name"]) == ("words-unknown-language", "gd")


def test_a_broken_list_shows_all_its_problems(tmp_path):
    path = tmp_path / "xx.yaml"
    path.write_text("language: xx\noutside: [in my view, '']\nsecret: [x]\n", encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        read_words(path)
    codes = [finding.code for finding in refused.value.findings]
    assert {"yaml-unknown-key", "yaml-empty", "yaml-missing-key"} <= set(codes)

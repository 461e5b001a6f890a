"""Each finding code in the source has its sentence, and each sentence a code in use."""

import re
from collections import Counter
from pathlib import Path
from string import Formatter

from finding_codes import texts_in_source, uses

from tender_flow.i18n import sentences
from tender_flow.rules.findings import Finding

UNWANTED = re.compile(r"\b(please|sorry|invalid|failed|error code)\b", re.IGNORECASE)

ENDS_WITH_A_COMMAND = re.compile(r": (tender-flow|pip) [^.]+$")


def wanted_facts(code: str) -> set[str]:
    sentence = sentences.catalogue()[code]
    fields = (field for text in sentence for _, field, _, _ in Formatter().parse(text) if field)
    return {re.split(r"[.\[]", field)[0] for field in fields}


def test_each_code_in_the_source_has_a_sentence():
    missing = {use.code: use.where for use in uses() if use.code not in sentences.catalogue()}
    assert missing == {}


def test_each_sentence_belongs_to_a_code_in_use():
    assert sorted(set(sentences.catalogue()) - texts_in_source()) == []


def test_each_fact_that_a_sentence_names_is_given_where_the_finding_is_made():
    lacking = [
        (use.where, use.code, sorted(wanted_facts(use.code) - use.facts))
        for use in uses()
        if use.facts is not None and use.code in sentences.catalogue()
        if wanted_facts(use.code) - use.facts
    ]
    assert lacking == []


def test_the_search_for_codes_finds_direct_chosen_and_handed_on_ones():
    found = {use.code for use in uses()}
    assert {"file-not-found", "command-misspelt", "yaml-anchor"} <= found
    assert {"winner-not-checked", "winner-not-accepted", "pack-not-there"} <= found


def test_sentences_are_whole_and_in_plain_words():
    for code, (what, remedy) in sentences.catalogue().items():
        assert what, f"{code}: a finding says what is wrong"
        for text in (what, remedy):
            assert not UNWANTED.search(text), code
            assert text == text.strip(), code
            assert not text or text[-1] in ".?!:}…)”" or ENDS_WITH_A_COMMAND.search(text), code


def test_a_fact_that_is_missing_leaves_a_gap_and_not_a_crash():
    assert sentences.say(Finding("file-not-found")) == "There is no file …."


def test_a_list_without_anything_in_it_is_a_dash_and_not_a_gap():
    finding = Finding("role-unknown", {"name": "king", "known": ()})
    assert sentences.remedy(finding) == "Known roles are: –."


def test_no_two_rooms_have_a_sentence_for_the_same_code():
    rooms = [code for room in sentences.ROOMS for code in sentences.room_sentences(room)]
    assert sorted(code for code, times in Counter(rooms).items() if times > 1) == []


def test_every_module_of_sentences_is_read():
    folder = Path(sentences.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} == {*sentences.ROOMS, "__init__"}

"""Hints name commands that exist, with all that they need."""

import ast

from finding_codes import parse, source_files

from tender_flow.cli.hints import COMMANDS, ON_SCREEN, command_line, command_words, find_command
from tender_flow.rules.findings import Hint


def deeds_in_the_source():
    for path in source_files():
        for node in ast.walk(parse(path)):
            match node:
                case ast.Call(func=ast.Name(id="Hint"), args=[ast.Constant(value=deed), *_]):
                    yield deed


def test_a_hint_becomes_a_command_line_with_what_is_still_needed_in_capitals():
    assert command_line(Hint("prices.open")) == (
        "tender-flow prices open REF --custodian-key CUSTODIAN_KEY --witness-key WITNESS_KEY"
    )
    assert command_line(Hint("award.rank", {"lots": "east kent"}), "kent-da") == (
        'tender-flow award rank kent-da --lot "east kent"'
    )


def test_what_only_a_screen_does_has_no_command():
    assert command_line(Hint("go", {"answer": "1"})) == ""


def test_each_deed_that_a_finding_names_has_its_command():
    deeds = {*deeds_in_the_source(), *COMMANDS} - set(ON_SCREEN)
    missing = {deed for deed in deeds if find_command(command_words(deed)) is None}
    assert sorted(missing) == []


def test_what_may_be_repeated_stands_once_for_each_line():
    states = "estimated_value=POUNDS\nno_lots_reason=WORDS"
    hint = Hint("procurement.notice", {"kind": "tender_notice", "states": states})
    assert command_line(hint, "kent").endswith(
        "--states estimated_value=POUNDS --states no_lots_reason=WORDS"
    )

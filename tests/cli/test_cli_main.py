"""The program as a whole: its help, its options, its errors and its exit codes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tender_flow import __version__
from tender_flow.cli import common, options
from tender_flow.cli.common import Command, Group, dry_run_option, office_options, settings
from tender_flow.cli.failures import ended_with, finding_lines
from tender_flow.cli.main import COMMANDS, program
from tender_flow.errors import BrokenRecordError, RefusedError
from tender_flow.rules.findings import Finding, Hint, Place, Severity


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for variable in (common.DATABASE_VARIABLE, common.USER_VARIABLE, options.LOCALE_VARIABLE):
        monkeypatch.delenv(variable, raising=False)


@click.group(cls=Group)
def small():
    """A program of two commands, made as ours are."""


@small.command("show")
@click.argument("ref")
@click.option("--count", type=int, help="How many.")
@office_options
@dry_run_option
def show(ref, count, dry_run):
    click.echo(f"{ref} {count} {dry_run} {common.database_url()} {common.actor()}")


@small.command("break")
@click.argument("how")
def break_(how):
    unmet = Finding("file-not-found", {"path": "a.yaml"}, hint=Hint("award.rank"))
    errors = {
        "refused": RefusedError(unmet),
        "broken": BrokenRecordError(unmet),
        "unforeseen": KeyError("lot 3"),
        "interrupt": KeyboardInterrupt(),
    }
    raise errors[how]


def run(capsys, *arguments, command=small):
    code = ended_with(command, list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_version_is_one_line(capsys):
    assert run(capsys, "--version", command=program) == (0, f"tender-flow {__version__}\n", "")


def test_help_lists_each_command_with_what_it_does(capsys):
    _, out, _ = run(capsys, "--help", command=program)
    listed = [line.split()[0] for line in out.split("Commands:")[1].splitlines() if line.strip()]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


def test_without_arguments_and_without_a_terminal_the_help_is_shown(capsys):
    code, out, _ = run(capsys, command=program)
    assert code == 0
    assert out.startswith("Usage: tender-flow")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_loads_and_explains_itself(name, capsys):
    command = program.get_command(click.Context(program), name)
    assert isinstance(command, Command | Group)
    code, out, err = run(capsys, name, "--help", command=program)
    assert (code, err) == (0, "")
    assert command.help
    assert out


def verbs():
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        for verb in getattr(command, "commands", {}):
            yield name, verb


@pytest.mark.parametrize(("noun", "verb"), verbs())
def test_each_verb_of_a_command_explains_itself_and_its_options(noun, verb, capsys):
    group = program.get_command(click.Context(program), noun)
    command = group.commands[verb]
    assert isinstance(command, Command | Group), (
        "translated help and the general options come from it"
    )
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    assert [one.name for one in options if not one.help] == []
    code, _, err = run(capsys, noun, verb, "--help", command=program)
    assert (code, err) == (0, "")


@pytest.mark.parametrize(("noun", "verb"), verbs())
def test_the_help_writes_the_form_of_a_day_as_people_do(noun, verb, capsys):
    _, out, _ = run(capsys, noun, verb, "--help", command=program)
    assert "%" not in out.replace("%)", "")


def test_each_module_of_commands_stands_in_the_table():
    """Or in a module that does: verbs of a noun may have files of their own."""
    helpers = {"__init__", "common", "failures", "hints", "main", "passphrases", "tables"}
    folder = Path(common.__file__).parent
    texts = {path.stem: path.read_text() for path in folder.glob("*.py")}
    with_commands = {
        name for name, text in texts.items() if "@click.command(" in text or "@click.group(" in text
    }
    nouns = {module for module, _, _ in COMMANDS.values()}
    apart = with_commands - helpers - nouns
    assert nouns <= with_commands
    imports = [
        line
        for noun in nouns
        for line in texts[noun].splitlines()
        if line.startswith("from tender_flow.cli")
    ]
    used = {name for name in apart if any(name in re.split(r"[ .,]+", one) for one in imports)}
    assert used == apart


@pytest.mark.parametrize(
    "arguments",
    [
        ("--database", "a.db", "--as", "jo", "show", "kent"),
        ("show", "--database", "a.db", "kent", "--as", "jo"),
        ("--database", "b.db", "--as", "ben", "show", "kent", "--database", "a.db", "--as", "jo"),
    ],
)
def test_record_and_person_may_be_named_before_and_after_the_command(arguments, capsys):
    @click.group(cls=Group, params=[*options.record_options()])
    def whole():
        pass

    whole.add_command(show)
    assert run(capsys, *arguments, command=whole)[1] == "kent None False sqlite:///a.db jo\n"


def test_record_and_person_come_from_the_environment_when_the_line_is_silent(capsys, monkeypatch):
    monkeypatch.setenv(common.DATABASE_VARIABLE, "postgresql://server/tenders")
    monkeypatch.setenv(common.USER_VARIABLE, "carys.evans")
    _, out, _ = run(capsys, "show", "kent", "--count", "3", "--dry-run")
    assert out == "kent 3 True postgresql://server/tenders carys.evans\n"


def test_the_help_of_a_command_lists_its_options_and_not_its_arguments(capsys):
    _, out, _ = run(capsys, "show", "--help")
    assert [
        line.split()[0] for line in out.split("Options:\n")[1].splitlines() if "--" in line
    ] == [
        "--count",
        "--database",
        "--as",
        "--dry-run",
        "--help",
    ]
    assert "REF\n" not in out.split("Options:")[1]


def test_a_time_set_by_hand_needs_its_zone(capsys):
    @small.command("clock")
    @office_options
    def clock():
        click.echo(common.hand_set_time())

    assert run(capsys, "clock")[1] == "\n"
    assert run(capsys, "clock", "--now", "2014-10-24T17:00+01:00")[1] == (
        "2014-10-24 17:00:00+01:00\n"
    )
    for wrong in ("2014-10-24T17:00", "tomorrow"):
        code, _, err = run(capsys, "clock", "--now", wrong)
        assert code == 2
        assert f"“{wrong}” is not a time with its zone." in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shwo",), "Did you mean “tender-flow show”?"),
        (("xyz",), "There are: show, break"),
        (("show",), "REF is missing."),
        (("show", "kent", "--cuont", "3"), "There is no option --cuont here."),
        (("show", "kent", "--count", "three"), "--count can't be used as it is"),
        (("show", "kent", "dover"), "Got unexpected extra argument"),
        (("--locale", "tlh", "show", "kent"), "no option --locale here"),
        (("show", "kent", "--locale", "tlh"), "There is no catalogue for the language tlh."),
    ],
)
def test_wrong_usage_is_said_in_our_words_and_ends_with_2(arguments, said, capsys):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert said in err
    assert "hint: " in err


def test_a_refused_deed_names_the_command_that_meets_it_and_ends_with_1(capsys):
    code, _, err = run(capsys, "break", "refused")
    assert code == 1
    assert err.splitlines() == [
        "error: There is no file a.yaml.",
        "hint: Check the name and the folder. Run: tender-flow award rank REF",
    ]


def test_a_broken_record_ends_with_3(capsys):
    assert run(capsys, "break", "broken")[0] == 3


def test_an_interrupted_command_ends_with_130(capsys):
    assert run(capsys, "break", "interrupt")[0] == 130


def test_the_unforeseen_is_one_sentence_and_the_trace_goes_to_a_file(capsys):
    code, out, err = run(capsys, "break", "unforeseen")
    assert (code, out) == (2, "")
    assert "did not foresee: KeyError: 'lot 3'" in err
    assert "Traceback" not in err
    log = Path(err.split("details are in ")[1].split(": send")[0])
    assert "Traceback" in log.read_text()
    if os.name == "posix":
        assert log.stat().st_mode & 0o077 == 0
    log.unlink()


def test_a_name_that_the_computer_refuses_is_one_sentence(capsys):
    @small.command("long")
    def long():
        Path("x" * 300).stat()

    code, out, err = run(capsys, "long")
    assert (code, out) == (2, "")
    assert "File name too long" in err
    assert "did not foresee" not in err


def test_a_finding_that_cannot_be_said_is_no_traceback(capsys):
    @small.command("unsaid")
    def unsaid():
        raise RefusedError(Finding("no-such-code-anywhere", {}))

    code, _out, err = run(capsys, "unsaid")
    assert code in {1, 2}
    assert err
    assert "Traceback" not in err


def test_verbose_shows_the_cause(capsys):
    err = run(capsys, "break", "unforeseen", "--verbose")[2]
    assert "Traceback" in err
    Path(err.split("details are in ")[1].split(": send")[0]).unlink()


def test_the_procurement_in_hand_stands_in_the_hint(capsys):
    @small.command("refuse")
    @click.argument("ref")
    def refuse(ref):
        assert settings().ref == ref
        raise RefusedError(Finding("file-not-found", {}, hint=Hint("award.rank")))

    assert "tender-flow award rank kent-da" in run(capsys, "refuse", "kent-da")[2]


def test_a_finding_says_its_place_and_its_rule():
    finding = Finding(
        "yaml-empty", {"field": "title"}, Severity.WARNING, Place("kent.yaml", 12), "rule 3"
    )
    assert finding_lines(finding) == [
        "warning: kent.yaml:12: title is empty. Rule: rule 3",
        "hint: Give it a value.",
    ]


def test_a_name_from_a_file_cannot_move_the_cursor():
    assert "\x1b" not in finding_lines(Finding("file-not-found", {"path": "\x1b[2Ja"}))[0]


def test_a_reader_that_stops_reading_is_no_error():
    script = "for _ in range(20000): print('x', flush=True)"
    code = (
        "import click, sys\n"
        "from tender_flow.cli.failures import ended_with\n"
        "from tender_flow.cli.common import Command\n"
        f"command = Command('long', callback=lambda: exec({script!r}))\n"
        "sys.exit(ended_with(command, []))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize("name", [name for name in ("score", "moderate") if name in COMMANDS])
def test_a_screen_without_a_terminal_is_one_sentence(name, capsys):
    code, out, err = run(capsys, name, "kent", command=program)
    assert (code, out) == (2, "")
    assert "needs a terminal" in err

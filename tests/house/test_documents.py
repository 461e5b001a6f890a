"""The documents say what is there: commands, targets, files and links."""

import re
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tender_flow.cli.main import COMMANDS, program

CHECKOUT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in (
        "*.md",
        "docs/**/*.md",
        "workflows/*.md",
        "evaluation_models/*.md",
        "rule_books/*.md",
    )
    for path in CHECKOUT.glob(pattern)
)


def read(name):
    return (CHECKOUT / name).read_text(encoding="utf-8")


def targets():
    return set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))


def test_the_readme_names_the_two_commands():
    assert "make demo" in read("README.md")
    assert "make test" in read("README.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_document_names_only_make_targets_and_commands_that_there_are(path):
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets()
    assert set(re.findall(r"(?:`|^    )tender-flow ([a-z]+)", text)) <= set(COMMANDS)


def verbs(noun):
    command = program.get_command(click.Context(program), noun)
    return set(command.commands) if isinstance(command, click.Group) else None


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_document_names_only_verbs_that_its_commands_have(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^|^    )tender-flow ([a-z]+) ([a-z][a-z-]+)", text, re.MULTILINE)
    assert [one for one in named if one[1] not in (verbs(one[0]) or {one[1]})] == []


OPTION = re.compile(r"`tender-flow ([a-z]+)(?: ([a-z][a-z-]+))?([^`\n]*)`")


def options_of(noun, verb):
    command = program.get_command(click.Context(program), noun)
    if isinstance(command, click.Group):
        command = command.commands.get(verb, command)
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_document_names_only_options_that_its_commands_have(path):
    for noun, verb, rest in OPTION.findall(path.read_text(encoding="utf-8")):
        assert set(re.findall(r"--[a-z-]+", rest)) <= options_of(noun, verb), (noun, verb)


def test_every_command_is_in_the_readme_or_a_page_of_the_docs():
    text = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    for noun in COMMANDS:
        for verb in sorted(verbs(noun) or {""}):
            assert f"{noun} {verb}".strip() in text, f"tender-flow {noun} {verb}"


def test_every_page_of_the_docs_is_linked_from_their_index():
    index = read("docs/index.md")
    pages = {path.name for path in (CHECKOUT / "docs").glob("*.md")} - {"index.md"}
    assert [page for page in sorted(pages) if f"]({page})" not in index] == []


def printed(*arguments):
    return CliRunner().invoke(program, list(arguments), catch_exceptions=False).output


def test_each_drawing_of_a_workflow_is_what_the_command_prints():
    drawn = re.findall(r"## `(\w+)`\n.*?```mermaid\n(.*?)```", read("docs/workflows.md"), re.DOTALL)
    assert drawn
    for name, drawing in drawn:
        assert drawing == printed("workflow", "diagram", name)


def test_the_worked_example_is_what_the_command_prints():
    practice = CHECKOUT / "src/tender_flow/demo/data/practice"
    shown = re.search(r"```text\n(.*?)```", read("docs/evaluation.md"), re.DOTALL)[1]
    files = (str(practice / "practice.yaml"), str(practice / "bids.yaml"))
    assert shown == printed("evaluate", *files, "--steps")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_documents_links_to_files_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_each_target_is_explained_at_the_head_of_the_makefile():
    head = read("Makefile").split("\n\n", 1)[0]
    assert targets() - {"wheel", "static"} <= set(re.findall(r"make ([a-z]+)", head))


def test_each_allowed_skip_has_its_reason_above_it():
    lines = [line for line in read(".ci/allowed-skips").splitlines() if line]
    for before, line in zip(["", *lines], lines, strict=False):
        assert line.startswith("#") or before.startswith("#"), line


def test_nothing_names_a_place_on_someones_machine():
    places = r"(^|[^A-Za-z.])(/home/[a-z]|/root/|/Users/[a-z]|C:\\Users\\[a-z])"
    command = ["git", "grep", "-nIE", places, "--", ".", ":!tests/house/test_documents.py"]
    found = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert found.stdout == ""

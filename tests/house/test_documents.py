"""The documents say what is there: commands, targets, files and links."""

import re
import subprocess
from pathlib import Path

import pytest

from tender_flow.cli.main import COMMANDS

CHECKOUT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "workflows/*.md", "evaluation_models/*.md")
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
    places = r"(^|[^A-Za-z.])(/home/[a-z]|/root/|/work/|/Users/[a-z]|C:\\Users\\[a-z])"
    command = ["git", "grep", "-nIE", places, "--", ".", ":!tests/house/test_documents.py"]
    found = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert found.stdout == ""

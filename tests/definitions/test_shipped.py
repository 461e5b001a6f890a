"""Where definition files are found: shipped with the program, in this folder, or the user's."""

from pathlib import Path

import pytest

from tender_flow.definitions.shipped import find_definition, list_definitions, shipped_folder
from tender_flow.errors import BadInputError


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = "format: 1\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_shipped_model_is_found_from_any_folder():
    found = find_definition("evaluation_models", "kent_domestic_abuse_2014")
    assert found.parent == shipped_folder("evaluation_models")


def test_a_model_in_the_working_folder_is_found_by_its_name(empty_folder):
    write(empty_folder / "evaluation_models" / "ours.yaml")
    assert find_definition("evaluation_models", "ours").name == "ours.yaml"
    assert ("ours", "here") in {
        (entry.id, entry.origin) for entry in list_definitions("evaluation_models")
    }


def test_a_users_file_with_a_shipped_name_is_refused_by_name_and_taken_by_path(empty_folder):
    own = write(empty_folder / "evaluation_models" / "kent_domestic_abuse_2014.yaml")
    with pytest.raises(BadInputError) as refused:
        find_definition("evaluation_models", "kent_domestic_abuse_2014")
    assert [finding.code for finding in refused.value.findings] == ["definition-name-taken"]
    assert find_definition("evaluation_models", str(own)) == own


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(BadInputError) as refused:
        find_definition("evaluation_models", "kent_2015")
    (finding,) = refused.value.findings
    assert finding.code == "definition-not-found"
    assert "kent_domestic_abuse_2014" in finding.facts["known"]


def test_a_path_that_is_not_there_is_a_finding():
    with pytest.raises(BadInputError) as refused:
        find_definition("workflows", "nowhere/none.yaml")
    assert refused.value.findings[0].code == "file-not-found"

"""What the wheel carries, and what the installed program finds."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    subprocess.run([*command, CHECKOUT], check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def kept_by_git(*folders):
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    done = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    return {line for line in done.stdout.splitlines() if (CHECKOUT / line).is_file()}


@pytest.mark.slow
def test_the_wheel_carries_every_file_of_the_package(wheel):
    package = {name.removeprefix("src/") for name in kept_by_git("src/tender_flow")}
    assert package <= names_in(wheel)


@pytest.mark.slow
def test_the_wheel_carries_the_workflows_and_models(wheel):
    shipped = kept_by_git("workflows", "evaluation_models", "rule_books")
    assert shipped
    assert {f"tender_flow/_shipped/{name}" for name in shipped} <= names_in(wheel)


@pytest.mark.slow
def test_the_wheel_carries_nothing_else(wheel):
    package = {name.removeprefix("src/") for name in kept_by_git("src/tender_flow")}
    others = {name for name in names_in(wheel) if name not in package}
    assert {name.split("/")[0] for name in others} <= {"tender_flow"} | {
        name for name in {one.split("/")[0] for one in others} if name.endswith(".dist-info")
    }
    inside = {name for name in others if name.startswith("tender_flow/")}
    assert {name for name in inside if not name.startswith("tender_flow/_shipped/")} == set()


@pytest.mark.slow
def test_the_editable_install_finds_everything_from_another_folder(tmp_path):
    script = CHECKOUT / "tests" / "house" / "installed.py"
    command = [sys.executable, script, "editable"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def project():
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    return {normal(line.split("==")[0]): line for line in text.splitlines() if "==" in line}


def normal(name):
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()


def test_each_dependency_is_locked():
    assert {normal(one) for one in project()["project"]["dependencies"]} <= set(
        locked("requirements.lock")
    )
    assert {normal(one) for one in project()["dependency-groups"]["dev"]} <= set(
        locked("requirements-dev.lock")
    )


def test_both_locks_agree_and_every_package_has_its_digests():
    run, everything = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: everything[name] for name in run} == run
    for name in ("requirements.lock", "requirements-dev.lock"):
        packages = re.split(r"\n(?=\S)", (CHECKOUT / name).read_text(encoding="utf-8").strip())
        assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_a_lock_names_no_place_to_download_from():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (CHECKOUT / name).read_text(encoding="utf-8")


def test_the_font_licence_and_ours_are_declared():
    declared = project()["project"]["license-files"]
    assert all((CHECKOUT / name).is_file() for name in declared)
    assert "Apache License" in (CHECKOUT / "LICENSE").read_text(encoding="utf-8")

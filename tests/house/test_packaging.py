"""What is built and installed: our two packages with their templates and words, nothing of a stranger."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = "sangkien-desk"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def test_the_wheel_holds_the_two_packages_and_no_tests(wheel: list[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"desktop", "sync"}


def test_the_wheel_holds_every_module(wheel: list[str]) -> None:
    modules = {
        str(path.relative_to(ROOT))
        for package in ("desktop", "sync")
        for path in (ROOT / package).rglob("*.py")
    }
    assert modules - set(wheel) == set()


def test_the_wheel_holds_templates_icons_and_words(wheel: list[str]) -> None:
    beside = {
        f"desktop/_templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    inside = {path.relative_to(ROOT).as_posix() for path in (ROOT / "desktop").rglob("*.svg")}
    catalogues = [*ROOT.glob("desktop/locale/*/*/*.po"), *ROOT.glob("sync/portal/locale/*/*/*.po")]
    words = {path.with_suffix(".mo").relative_to(ROOT).as_posix() for path in catalogues}
    review = ROOT / "sync/portal/review"
    pages = {
        path.relative_to(ROOT).as_posix()
        for path in (*review.glob("templates/*.html"), *review.glob("static/*"))
    }
    assert (beside | inside | words | pages) - set(wheel) == set()


def test_the_wheel_holds_the_licence(wheel: list[str]) -> None:
    assert {Path(name).name for name in wheel if "/licenses/" in name} >= {"LICENSE", "NOTICE"}


def test_no_stranger_brings_a_package_of_our_names() -> None:
    strangers = {
        str(found.metadata["Name"])
        for found in distributions()
        for file in found.files or []
        if re.match(r"(desktop|sync)/", str(file)) or str(file) in {"desktop.py", "sync.py"}
    }
    assert strangers <= {OURS}


def test_the_three_programs_are_installed() -> None:
    assert {entry.name for entry in distribution(OURS).entry_points} == {
        "sangkien",
        "sangkien-window",
        "sangkien-portal",
    }

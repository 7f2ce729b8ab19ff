"""A copied folder is found at its first opening, sends nothing, and becomes one's own by a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, a_folder

from desktop.domain.problems import Refused
from desktop.services import bundles, clones, folders, handing_over, initiatives
from desktop.services.clones import FROM_ELSEWHERE, HERE_TWICE
from desktop.services.desk import Desk


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "this-account"))


def reopened(folder: Path) -> Desk:
    return folders.sign_in(folder, PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One that was opened here once, and closed."""
    desk = a_folder(tmp_path / "sổ").desk
    assert clones.look_out(desk).code == ""
    desk.close()
    return tmp_path / "sổ"


def test_ones_own_folder_is_never_held(folder: Path) -> None:
    desk = reopened(folder)
    assert clones.look_out(desk).code == ""
    desk.close()


def test_a_copy_beside_is_found_and_parts(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "bản sao")
    copy = reopened(tmp_path / "bản sao")
    standing = clones.look_out(copy)
    assert (standing.code, standing.other) == (HERE_TWICE, str(folder))
    with pytest.raises(Refused, match=r"replica\.twice"):
        handing_over.send(copy)
    with pytest.raises(Refused, match=r"replica\.twice"):
        bundles.write_out(copy, tmp_path / "gói.skbundle")
    copy.look(initiatives.counts)  # work goes on
    before = copy.replica
    clones.part(copy)
    assert copy.replica != before
    assert clones.look_out(copy).code == ""
    copy.close()
    original = reopened(folder)
    assert (clones.look_out(original).code, original.replica) == ("", before)
    original.close()


def test_a_copy_on_another_pc_is_found(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "another-pc"))
    carried = reopened(folder)
    assert clones.look_out(carried).code == FROM_ELSEWHERE
    clones.keep(carried)  # moved here for good
    assert clones.look_out(carried).code == ""
    carried.close()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "this-account"))
    old = reopened(folder)
    assert clones.look_out(old).code == FROM_ELSEWHERE
    old.close()


def test_a_renamed_folder_is_the_same(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "sổ 2026")
    desk = reopened(tmp_path / "sổ 2026")
    assert clones.look_out(desk).code == ""
    desk.close()

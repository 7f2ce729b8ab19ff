"""Guidance from above on the command line: looked at, taken from a stick, applied, taken back, carried on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, UNION, a_folder
from helpers.guidance_samples import a_file, a_package, a_province, contents, enrolled_with

from desktop.cli.run import run


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A package of the body above, and in `tmp_path/so` a folder that is enrolled there."""
    made = a_folder(tmp_path / "so")
    portal = a_province(made.desk, tmp_path / "tinh")
    enrolled_with(made.desk, portal)
    file = a_file(tmp_path, a_package(portal, 1, contents(UNION.name)))
    made.desk.close()
    portal.close()
    return file


def call(tmp: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    (tmp / "key.txt").write_text(PASSPHRASE, encoding="utf-8")
    assert run([*words, "--data", str(tmp / "so"), "--key-file", str(tmp / "key.txt"), "--json"]) == status
    said = capsys.readouterr().out
    return json.loads(said) if said else None


def test_the_whole_way(stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, capsys, "guidance")["packages"] == []
    (package,) = call(tmp_path, capsys, "guidance", str(stick))["packages"]
    assert (package["version"], package["in_force"], package["came_by"]) == (1, 0, "file")
    assert {item["beside"] for item in package["items"]} == {"new"}
    (package,) = call(tmp_path, capsys, "guidance", "--apply", "--out", str(tmp_path / "on.huongdan"))[
        "packages"
    ]
    assert (package["in_force"], {item["beside"] for item in package["items"]}) == (1, {"same"})
    assert (tmp_path / "on.huongdan").read_bytes() == stick.read_bytes()
    call(tmp_path, capsys, "guidance", "--apply", status=1)
    assert call(tmp_path, capsys, "guidance", "--back")["packages"][0]["in_force"] == 0
    stick.write_bytes(stick.read_bytes()[:-1] + b"?")
    call(tmp_path, capsys, "guidance", str(stick), status=1)

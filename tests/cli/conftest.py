"""The command line as a person calls it: words in, exit status and what was printed out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import i18n
from desktop.cli import main
from desktop.services import folders
from desktop.store.keys import Strength
from sync.clock import ShiftedClock, SystemClock
from sync.clock import unstamp as moment

PASSPHRASE = "mật khẩu thử"


@dataclass(frozen=True)
class Said:
    """What one call came to."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON on standard output: there must be nothing else there."""
        return json.loads(self.out)


Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """These stories are of 2026, whatever today is; the clock goes on from that morning."""
    told = ShiftedClock(moment("2026-11-20T02:00:00.000000Z"))
    monkeypatch.setattr(SystemClock, "now", lambda _: told.now())


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `sangkien` on a folder of this test; guessing a passphrase is made cheap."""
    monkeypatch.setenv("SANGKIEN_DATA", str(tmp_path / "sổ"))
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setattr(folders, "Strength", lambda: Strength(1, 64, 1))

    def called(*words: str) -> Said:
        try:
            status = main(words)
        except SystemExit as left:
            status = int(left.code or 0)
        finally:
            i18n.choose("vi")
        out, err = capsys.readouterr()
        return Said(int(status), out, err)

    return called


@pytest.fixture
def folder(call: Call) -> Call:
    """The same, with a folder made for a factory's union."""
    made = call(
        "init", "--unit", "CĐCS Công ty Giày Hoàng Long", "--superior", "LĐLĐ tỉnh Ninh Bình", "--place", "Ninh Bình",
        "--employer", "Công ty TNHH Giày Hoàng Long", "--symbol", "HL", "--head-post", "Tổng Giám đốc", "--json",
    )  # fmt: skip
    assert made.status == 0
    assert made.document["unit"] == "CĐCS Công ty Giày Hoàng Long"
    return call

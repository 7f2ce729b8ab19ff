"""The union's other PCs by the command line: a second folder joins, both type, one has to choose."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.clock import SystemClock
from sync.portal import house
from sync.portal.serving import serve_in_thread
from tests.cli.conftest import Call, Said

UNIT = "CĐCS Công ty Giày Hoàng Long"


@pytest.fixture
def at(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Calls `sangkien` at the PC that is named first."""

    def called(pc: str, *words: str) -> Said:
        monkeypatch.setenv("SANGKIEN_DATA", str(tmp_path / pc))
        return call(*words)

    return called


def test_two_folders_share_one_register(at: Callable[..., Said], tmp_path: Path) -> None:
    house.make(tmp_path / "trạm", "Trạm", SystemClock(), os.urandom)
    with serve_in_thread(tmp_path / "trạm") as served:
        for pc in ("một", "hai"):
            assert at(pc, "init", "--unit", UNIT).status == 0
            code = house.enrol_code(served.portal, UNIT)
            assert at(pc, "enrol", "--portal", served.url, "--code", code).status == 0
        key = at("một", "shared", "key", "--json").document["key"]
        assert at("hai", "share", "join", "AGE-SECRET-KEY-1ABC").status == 1
        assert at("hai", "share", "join", key[:20], key[20:]).status == 0
        for pc in ("một", "hai"):
            assert at(pc, "share", "start", "--json").document["told"] > 0
        sheet = tmp_path / "danh sách.csv"
        sheet.write_text("Tên sáng kiến,Tác giả\nGá kẹp vải,Nguyễn Văn Đức\n", encoding="utf-8")
        assert at("một", "import", str(sheet)).status == 0

        assert at("một", "send").status == 0
        assert at("hai", "send").status == 0

        assert [row["title"] for row in at("hai", "list", "--json").document] == ["Gá kẹp vải"]
        assert at("hai", "shared", "--json").document == {"on": True, "waiting": 0, "tasks": 0}
        assert at("hai", "shared", "tasks", "--json").document == []
        assert at("hai", "share", "decide", "nothing", "ours").status == 1
        assert at("hai", "share", "take-in", "--json").document["new"] == 0
        assert at("hai", "share", "stop").status == 0

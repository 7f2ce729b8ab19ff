"""`sangkien-portal` hands guidance down, counts, freezes the week's figures, keeps what is known of units."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from helpers.arrivals import Arrivals

from sync import cli, guidance
from sync.clock import FixedClock
from sync.portal import house
from tests.sync.conftest import an_initiative, seeded

UNIT = "CĐCS Sông Đà"


@pytest.fixture
def arrivals(tmp_path):
    clock = FixedClock(datetime(2026, 3, 6, 2, tzinfo=UTC))
    house.make(tmp_path / "portal", "Cổng", clock, seeded(7))
    portal = house.open_portal(tmp_path / "portal", clock, seeded(8))
    yield Arrivals(portal)
    portal.close()


def run(arrivals: Arrivals, capsys, *arguments: str, status: int = 0):
    assert cli.main([*arguments, "--data", str(arrivals.portal.folder), "--json"]) == status
    said = capsys.readouterr().out
    return json.loads(said) if said else None


def test_a_week_is_counted_and_frozen(arrivals, capsys, tmp_path) -> None:
    unit = arrivals.unit(UNIT)
    arrivals.approve(arrivals.arrive(unit, an_initiative()))
    told = run(arrivals, capsys, "unit-about", "--unit", UNIT, "--bloc", "Cơ khí", "--assigned", "4")
    assert (told["bloc"], told["assigned"], told["pledged"]) == ("Cơ khí", 4, None)
    assert run(arrivals, capsys, "unit-about", "--unit", UNIT, "--pledged", "5")["assigned"] == 4
    assert run(arrivals, capsys, "cut-off")["number"] == 1
    arrivals.arrive(unit, an_initiative("Mới"))
    (row,) = run(arrivals, capsys, "counts", "--against", "1", "--out", str(tmp_path / "c.csv"))
    assert [row[name] for name in ("assigned", "pledged", "recognised", "updated", "valid")] == [
        4,
        5,
        2,
        2,
        1,
    ]
    assert (row["updated_then"], row["valid_then"]) == (1, 1)
    assert UNIT in (tmp_path / "c.csv").read_text(encoding="utf-8-sig")
    for way in ("bloc", "field", "week"):
        assert run(arrivals, capsys, "counts", "--by", way, "--out", str(tmp_path / f"{way}.xlsx"))
    assert run(arrivals, capsys, "unit-about", "--unit", "ai", status=1) is None
    assert run(arrivals, capsys, "unit-about", "--unit", UNIT, "--assigned", "-1", status=1) is None


def test_guidance_is_made_tried_published_and_taken_out(arrivals, capsys, tmp_path) -> None:
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "guidance.toml").write_text('title = "Quý I"\n', encoding="utf-8")
    assert run(arrivals, capsys, "guidance", str(folder), status=1) is None
    (folder / "legal.toml").write_text("a = 1\n", encoding="utf-8")
    assert run(arrivals, capsys, "guidance", str(folder), "--dry-run")["version"] == 1
    assert run(arrivals, capsys, "guidance") == []
    out = tmp_path / f"di{guidance.SUFFIX}"
    assert run(arrivals, capsys, "guidance", str(folder), "--out", str(out))["files"] == ["legal.toml"]
    again = tmp_path / "again"
    (listed,) = run(arrivals, capsys, "guidance", "--out", str(again))
    assert (listed["title"], listed["version"]) == ("Quý I", 1)
    assert again.read_bytes() == out.read_bytes()


def test_after_a_restore_a_new_history_begins_and_no_number_comes_again(arrivals, capsys, tmp_path) -> None:
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "guidance.toml").write_text('title = "Quý I"\n', encoding="utf-8")
    (folder / "legal.toml").write_text("a = 1\n", encoding="utf-8")
    first = run(arrivals, capsys, "guidance", str(folder))["version"]
    before = arrivals.portal.epoch
    epoch = run(arrivals, capsys, "restored")["epoch"]
    assert epoch != before
    assert run(arrivals, capsys, "guidance", str(folder))["version"] > first + 1
    assert cli.main(["restored", "--data", str(arrivals.portal.folder)]) == 0
    assert "lịch sử mới" in capsys.readouterr().out

"""Five counts by unit, bloc, field and week; cut-offs that stay; lists behind figures; on both databases alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers.arrivals import Arrivals
from sqlalchemy import text

from sync.clock import FixedClock
from sync.portal import counts, house, search, storage_counts, storage_search
from sync.portal.counts import Counts, Slice
from sync.portal.house import PortalRefused
from sync.portal.storage_plans import by_index
from tests.sync.conftest import an_initiative, seeded

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 3, 7, 2, 0, tzinfo=UTC)
NEXT_WEEK = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
SONG_DA, MAY_10 = "CĐCS Sông Đà", "CĐCS May 10"


@pytest.fixture(params=["sqlite", "postgresql"])
def arrivals(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Arrivals]:
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    clock = FixedClock(MONDAY)
    house.make(tmp_path / "portal", "Cổng tỉnh", clock, seeded(7), url)
    portal = house.open_portal(tmp_path / "portal", clock, seeded(8))
    yield Arrivals(portal)
    portal.close()


def body(title: str = "Gá kẹp", field: str = "tooling", programme: str = "", on: str = "2026-02-25"):
    recognition = {"route": "council", "number": "05/QĐ", "date": on, "level": "base"}
    return an_initiative(title, field=field, programme=programme, recognition=recognition)


def rows(arrivals: Arrivals, how=counts.by_unit, **more) -> dict[str, Counts]:
    assert counts.catch_up(arrivals.portal) == 0
    with arrivals.portal.database.read() as session:
        return {row.name: row.now for row in how(session, **more)}


def set_target(
    arrivals: Arrivals, unit: str, assigned: int | None, pledged: int | None = None, **more: str
) -> None:
    said = {"bloc": "Khối cơ khí", "in_charge": "Chị Hạnh", "contact": "0900", "programme": "", **more}
    counts.put_unit(arrivals.portal, unit, assigned=assigned, pledged=pledged, **said)


def names(arrivals: Arrivals, wanted: Slice, what: str = "valid", bloc: str = "") -> list[str]:
    with arrivals.portal.database.read() as session:
        return sorted(one["title"] for one in counts.members(session, wanted, what, bloc))


def today(arrivals: Arrivals, **more: str) -> Slice:
    with arrivals.portal.database.read() as session:
        return Slice(storage_counts.now(session), **more)


def test_five_counts_are_five_numbers(arrivals: Arrivals) -> None:
    song_da, may = arrivals.unit(SONG_DA), arrivals.unit(MAY_10)
    set_target(arrivals, song_da, 4, 5)
    first, second, _ = (arrivals.arrive(song_da, body(f"Gá {n}")) for n in range(3))
    arrivals.arrive(song_da, an_initiative("Chưa rõ", recognition=None))
    arrivals.approve(first, second)
    found = rows(arrivals)
    assert found[SONG_DA] == Counts(assigned=4, pledged=5, recognised=3, updated=4, valid=2)
    assert found[SONG_DA].reached == 5000
    assert found[MAY_10] == Counts()
    assert found[MAY_10].reached is None
    del may


def test_a_cut_off_keeps_what_was_counted_whatever_changes_later(arrivals: Arrivals) -> None:
    unit, other = arrivals.unit(SONG_DA), arrivals.unit(MAY_10)
    set_target(arrivals, unit, 10)
    kept, lost, moved = (arrivals.arrive(unit, body(name)) for name in ("Giữ", "Trả lại", "Đổi lĩnh vực"))
    arrivals.approve(kept, lost, moved)
    arrivals.at(SATURDAY)
    made = counts.cut_off(arrivals.portal, by_name="Hạnh")
    assert (made.number, made.name) == (1, "2026-W10")

    arrivals.at(NEXT_WEEK)
    arrivals.give_back(lost)
    arrivals.arrive(unit, body("Đổi lĩnh vực", field="safety"), moved, 2)  # a new version waits again
    late = arrivals.arrive(unit, body("Mới"))
    arrivals.approve(late)
    set_target(arrivals, unit, 20, bloc="Khối khác")
    del other

    counts.catch_up(arrivals.portal)
    with arrivals.portal.database.read() as session:
        row = next(one for one in counts.by_unit(session, against=1) if one.name == SONG_DA)
        blocs = {one.name: (one.now, one.then) for one in counts.by_bloc(session, against=1)}
        fields = {
            one.name: (one.now.valid, one.then and one.then.valid)
            for one in counts.by_field(session, against=1)
        }
        again = storage_counts.figures(session, Slice(1), "unit")[unit]
    assert row.then == Counts(10, None, 3, 3, 3)
    assert row.now == Counts(20, None, 4, 4, 2)
    assert again == (3, 3, 3)  # counted anew as of then it is the same
    assert blocs["Khối cơ khí"] == (Counts(), Counts(10, None, 3, 3, 3))
    assert fields == {"tooling": (2, 3), "safety": (0, 0)}
    # every number opens the list that it counts, then and now
    assert names(arrivals, Slice(1, unit=unit)) == ["Giữ", "Trả lại", "Đổi lĩnh vực"]
    assert names(arrivals, Slice(1, field="tooling")) == ["Giữ", "Trả lại", "Đổi lĩnh vực"]
    assert names(arrivals, Slice(1), bloc="Khối cơ khí") == ["Giữ", "Trả lại", "Đổi lĩnh vực"]
    assert names(arrivals, today(arrivals, unit=unit)) == ["Giữ", "Mới"]
    assert names(arrivals, today(arrivals), "updated", "Khối khác") == [
        "Giữ",
        "Mới",
        "Trả lại",
        "Đổi lĩnh vực",
    ]


def test_a_cut_off_counts_first_what_nobody_looked_at(arrivals: Arrivals) -> None:
    unit = arrivals.unit(SONG_DA)
    arrivals.arrive(unit, body())
    counts.cut_off(arrivals.portal)
    arrivals.arrive(unit, body("Sau"))
    with arrivals.portal.database.read() as session:
        assert storage_counts.frozen(session, 1, "", "unit") == {unit: (1, 1, 0)}


def test_what_was_withdrawn_counts_nowhere(arrivals: Arrivals) -> None:
    from sqlalchemy import text

    record = arrivals.arrive(arrivals.unit(SONG_DA), body())
    assert rows(arrivals)[SONG_DA].updated == 1
    with arrivals.portal.database.write() as session:
        session.execute(text("UPDATE record SET status = 'withdrawn' WHERE id = :r"), {"r": record})
    assert rows(arrivals)[SONG_DA] == Counts()


def test_by_programme_field_and_week(arrivals: Arrivals) -> None:
    unit = arrivals.unit(SONG_DA)
    set_target(arrivals, unit, 7, programme="thi-dua")
    one = arrivals.arrive(unit, body("A", programme="thi-dua"))
    arrivals.at(NEXT_WEEK)
    arrivals.arrive(unit, body("B", "safety"))
    arrivals.approve(one)
    assert rows(arrivals, programme="thi-dua")[SONG_DA] == Counts(7, None, 1, 1, 1)
    assert rows(arrivals, counts.by_field)["safety"] == Counts(None, None, 1, 1, 0)
    with arrivals.portal.database.read() as session:
        weeks = [(week.monday, week.recognised, week.updated, week.valid) for week in counts.by_week(session)]
    assert weeks == [
        (date(2026, 3, 9), 0, 1, 1),
        (date(2026, 3, 2), 0, 1, 0),
        (date(2026, 2, 23), 2, 0, 0),
    ]
    wanted = today(arrivals, first="2026-03-09", last="2026-03-15")
    assert names(arrivals, wanted, "updated") == ["B"]


def test_who_is_in_charge_of_a_silent_unit(arrivals: Arrivals) -> None:
    quiet, never = arrivals.unit(SONG_DA), arrivals.unit(MAY_10)
    set_target(arrivals, quiet, None)
    arrivals.arrive(quiet, body())
    arrivals.at(datetime(2026, 3, 20, tzinfo=UTC))
    arrivals.arrive(arrivals.unit("CĐCS Mới gửi"), body())
    with arrivals.portal.database.read() as session:
        found = counts.silent(session, arrivals.portal.clock.now())
    assert [(one.about.name, one.days, one.about.in_charge) for one in found] == [
        (MAY_10, None, ""),
        (SONG_DA, 18, "Chị Hạnh"),
    ]
    del never


def test_what_cannot_be_is_refused(arrivals: Arrivals) -> None:
    with pytest.raises(PortalRefused) as nobody:
        set_target(arrivals, "nobody", 1)
    with pytest.raises(PortalRefused) as negative:
        set_target(arrivals, arrivals.unit(SONG_DA), -1)
    with arrivals.portal.database.read() as session, pytest.raises(PortalRefused) as unknown:
        counts.members(session, Slice(1), "title; DROP TABLE record")
    found = [one.value.code for one in (nobody, negative, unknown)]
    assert found == ["unit.unknown", "target.negative", "count.unknown"]


@pytest.mark.parametrize("arrivals", ["postgresql"], indirect=True)
def test_what_waits_to_be_counted_is_found_by_its_own_index(arrivals: Arrivals) -> None:
    """However large the table is, and however PostgreSQL guesses; what is asked after it is planned as ever."""
    with arrivals.portal.database.read() as session:

        def plan() -> str:
            asked = "EXPLAIN SELECT count(*) FROM record WHERE counted < version OR counted_as <> status"
            return "\n".join(row[0] for row in session.execute(text(asked)))

        before = plan()
        with by_index(session):
            assert "record_to_count" in plan()
            assert "Seq Scan" not in plan()
        assert plan() == before


# --- searching --------------------------------------------------------------------------------


def titles(arrivals: Arrivals, typed: str, **more: Any) -> list[str]:
    counts.catch_up(arrivals.portal)
    with arrivals.portal.database.read() as session:
        return [hit.title for hit in search.find(session, typed, **more)]


def test_words_are_found_without_marks_by_their_beginnings_newest_first(arrivals: Arrivals) -> None:
    unit, other = arrivals.unit(SONG_DA), arrivals.unit(MAY_10)
    arrivals.arrive(unit, body("Đồ gá kẹp máy tiện"))
    arrivals.arrive(
        other, an_initiative("Gá KẸP vải", authors=[{"name": "Lê Đình Ước", "share": 10000}], union=MAY_10)
    )
    assert titles(arrivals, "ga kep") == ["Gá KẸP vải", "Đồ gá kẹp máy tiện"]
    assert titles(arrivals, "GÁ kẹ") == ["Gá KẸP vải", "Đồ gá kẹp máy tiện"]
    assert titles(arrivals, "le uoc") == ["Gá KẸP vải"]
    assert titles(arrivals, "may 10 ga") == ["Gá KẸP vải"]
    assert titles(arrivals, "do ga", unit=unit) == ["Đồ gá kẹp máy tiện"]
    assert titles(arrivals, "ga", unit=other, status="approved") == []
    assert titles(arrivals, "05/QĐ-SĐ") == ["Gá KẸP vải"]
    assert titles(arrivals, "ep") == []
    assert titles(arrivals, "") == titles(arrivals, " '\"*:&|!() ") == []


def test_old_entries_are_found_behind_many_newer_ones(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage_search, "WINDOW", 0)
    unit = arrivals.unit(SONG_DA)
    for number, title in ((3, "Gá một"), (120_000, "Gá hai"), (131_000, "Gá ba"), (139_000, "Gá tư")):
        record = arrivals.arrive(unit, body(title))
        counts.catch_up(arrivals.portal)
        with arrivals.portal.database.write() as session:
            session.execute(
                text("UPDATE entry_text SET number = :n WHERE record = :r"), {"n": number, "r": record}
            )
            if arrivals.portal.database.is_sqlite:
                session.execute(text("INSERT INTO entry_search (entry_search) VALUES ('rebuild')"))
    assert titles(arrivals, "ga") == ["Gá tư", "Gá ba", "Gá hai", "Gá một"]
    assert titles(arrivals, "ga", most=1) == ["Gá tư"]
    assert titles(arrivals, "ga", most=2, skip=1) == ["Gá ba", "Gá hai"]
    assert titles(arrivals, "ga mo", unit=unit, status="waiting") == ["Gá một"]


def test_a_beginning_of_more_words_than_are_asked_for_one_by_one(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage_search, "SPELLINGS", 1)
    unit = arrivals.unit(SONG_DA)
    for second, title in enumerate(("Khuôn ép", "Khung xe", "Ép nhựa")):
        arrivals.at(MONDAY + timedelta(seconds=second))
        arrivals.arrive(unit, body(title))
    assert titles(arrivals, "khu") == ["Khung xe", "Khuôn ép"]
    assert titles(arrivals, "khu ep") == ["Khuôn ép"]


def test_a_mended_title_is_found_by_its_new_words_only(arrivals: Arrivals) -> None:
    unit = arrivals.unit(SONG_DA)
    record = arrivals.arrive(unit, body("Cưa gỗ"))
    assert titles(arrivals, "cua") == ["Cưa gỗ"]
    arrivals.arrive(unit, body("Bào gỗ"), record, 2)
    assert titles(arrivals, "cua") == []
    assert titles(arrivals, "bao go") == ["Bào gỗ"]


def test_whatever_is_typed_is_words_and_never_a_query(arrivals: Arrivals) -> None:
    arrivals.arrive(arrivals.unit(SONG_DA), body())
    for typed in ["'", '"', "a'b", "x\\", "ga OR", "NEAR(a b)", "đ" * 500, "\x00ga", "%_"]:
        titles(arrivals, typed)


def test_folding_is_plain_and_idempotent() -> None:
    assert search.fold("Ứng DỤNG  kỹ-thuật Đồ gá, số 05/QĐ") == "ung dung ky thuat do ga so 05 qd"
    assert search.fold(search.fold("Đường ướt")) == search.fold("Đường ướt")
    assert search.words_of("ga ga GÁ kep") == ["ga", "kep"]

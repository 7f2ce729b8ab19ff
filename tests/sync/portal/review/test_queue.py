"""The queue over HTTP: by body and unit, by condition, page by page, with counts; empty lists say so."""

from __future__ import annotations

import re

import pytest

from sync.portal import house
from sync.portal.review import queue
from tests.sync.conftest import an_initiative
from tests.sync.portal.review.conftest import text_of

ENTRY = re.compile(r'href="/review/entry/([0-9a-f-]{36})[^"]*">([^<]*)</a>')


def titles(answer) -> list[str]:
    return [title for _, title in ENTRY.findall(answer.text)]


def send(pc, *titles: str, file: bool = True, **changed) -> list:
    scan = (pc.files.add(b"%PDF-1.7 scan", "quyet-dinh.pdf"),) if file else ()
    items = [pc.freeze(an_initiative(title, **changed), files=scan) for title in titles]
    pc.send()
    return items


def test_an_empty_queue_says_so(browse):
    assert "Không còn hồ sơ nào chờ duyệt." in text_of(browse("reader").get("/queue"))


def test_entries_of_several_units_by_body_and_unit(served, enrolled, tmp_path, browse):
    from tests.sync.conftest import open_pc

    other = open_pc(tmp_path / "other", seed=3)
    other.enrol(served.url, house.enrol_code(served.portal, "CĐCS Dệt May"))
    house.place_unit(served.portal, "CĐCS Dệt May", "Công đoàn xã Hòa Bình")
    send(enrolled, "Gá kẹp", "Gá phay")
    send(other, "Máy cắt vải")
    reader = browse("reader")

    whole = reader.get("/queue")
    assert titles(whole) == ["Gá kẹp", "Gá phay", "Máy cắt vải"]
    said = text_of(whole)
    assert "Chờ duyệt 3" in said and "Công đoàn xã Hòa Bình (1)" in said and "CĐCS Sông Đà (2)" in said
    assert titles(reader.get("/queue", params={"body": "Công đoàn xã Hòa Bình"})) == ["Máy cắt vải"]
    unit = re.search(r'value="([^"]+)">CĐCS Sông Đà', whole.text)[1]
    assert titles(reader.get("/queue", params={"unit": unit})) == ["Gá kẹp", "Gá phay"]
    assert "Không có hồ sơ nào hợp" in text_of(reader.get("/queue", params={"unit": "nobody"}))
    other.transport.close()
    other.database.close()


def test_clean_ones_and_those_to_look_at_twice(enrolled, browse):
    send(enrolled, "Sạch một", "Trùng tên", "TRÙNG TÊN!")
    send(enrolled, "Không tệp", file=False)
    reader = browse("reader")

    assert titles(reader.get("/queue", params={"state": "clean"})) == ["Sạch một"]
    care = reader.get("/queue", params={"state": "care"})
    assert titles(care) == ["Trùng tên", "TRÙNG TÊN!", "Không tệp"]
    assert "trùng tên" in text_of(care) and "không tệp" in text_of(care)


def test_pages_keep_their_filters(enrolled, browse, monkeypatch):
    monkeypatch.setattr(queue, "A_PAGE", 2)
    send(enrolled, *(f"Số {number}" for number in range(5)))
    reader = browse("reader")

    first = reader.get("/queue", params={"state": "clean"})
    assert titles(first) == ["Số 0", "Số 1"]
    assert "trang 1/3" in text_of(first)
    following = re.search(r'href="([^"]+)">Trang sau', first.text)[1].replace("&amp;", "&")
    second = reader.session.get(reader.url + following, timeout=90)
    assert titles(second) == ["Số 2", "Số 3"]
    assert titles(reader.get("/queue", params={"page": "99"})) == ["Số 4"]
    assert titles(reader.get("/queue", params={"page": "x"})) == ["Số 0", "Số 1"]


def test_what_is_new_is_looked_over_bit_by_bit(enrolled, browse, monkeypatch):
    monkeypatch.setattr(queue, "AT_ONCE", 2)
    items = send(enrolled, "Một", "Hai", "Ba")
    reader = browse("reader")  # its first page after signing in is the queue

    assert len(titles(reader.get("/queue"))) == 3
    enrolled.freeze(an_initiative("Một sửa"), record=items[0].record, files=(enrolled.files.add(b"x"),))
    enrolled.send()
    assert sorted(titles(reader.get("/queue"))) == ["Ba", "Hai", "Một sửa"]


@pytest.mark.parametrize("status", ["approved", "returned"])
def test_answered_ones_are_lists_of_their_own(served, enrolled, browse, status):
    items = send(enrolled, "Một", "Hai")
    house.review(served.portal, items[0].record, status, "Thiếu", "title")
    reader = browse("reader")

    assert titles(reader.get("/queue")) == ["Hai"]
    assert titles(reader.get("/queue", params={"status": status})) == ["Một"]
    assert titles(reader.get("/queue", params={"status": "all"})) == ["Một", "Hai"]

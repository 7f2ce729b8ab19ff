"""Số liệu and Tìm in the browser: each number opens its list, a cut-off stays beside today, exports hold no formula."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import openpyxl
import pytest
from helpers.arrivals import Arrivals

from sync.portal import counts, counts_export
from tests.sync.conftest import an_initiative
from tests.sync.portal.review.conftest import text_of

EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def arrivals(served) -> Arrivals:
    return Arrivals(served.portal)


def filled(arrivals: Arrivals) -> tuple[str, list[str]]:
    unit = arrivals.unit("CĐCS Sông Đà")
    records = [arrivals.arrive(unit, an_initiative(f"Gá kẹp {n}")) for n in range(3)]
    arrivals.approve(*records[:2])
    return unit, records


def links(page: str, words: str) -> list[str]:
    """Addresses under /review of links that say these words."""
    found = re.findall(r'<a href="/review([^"]*)"[^>]*>([^<]*)</a>', page)
    return [unescape(address) for address, said in found if said.strip() == words]


def test_each_number_opens_the_list_that_it_counts(arrivals, browse) -> None:
    unit, _ = filled(arrivals)
    head = browse("head")
    kept = {
        "bloc": "Khối cơ khí",
        "in_charge": "Chị Hạnh",
        "contact": "0900",
        "assigned": "1.000",
        "pledged": "5",
    }
    assert "1.000" in text_of(head.post(f"/counts/unit/{unit}", kept))
    for way in ("unit", "bloc", "field"):
        page = head.get(f"/counts?by={way}").text
        for address in links(page, "2"):
            assert text_of(head.get(address)).count("Gá kẹp") == 2
        assert links(page, "2"), way
        assert text_of(head.get(links(page, "3")[0])).count("Gá kẹp") == 3
    week = head.get("/counts?by=week").text
    assert text_of(head.get(links(week, "2")[-1])).count("Gá kẹp") == 2
    assert head.get("/counts/list?count=nothing").status_code == 404


def test_a_cut_off_stands_beside_today_and_its_list_stays(arrivals, browse) -> None:
    _, records = filled(arrivals)
    head = browse("head")
    assert "Tuần 10" in text_of(head.post("/counts/cut-off", {"name": "Tuần 10"}))
    arrivals.give_back(records[0])
    page = head.get("/counts?by=unit").text
    assert (len(links(page, "1")), len(links(page, "2"))) == (2, 2)  # hợp lệ: one today, two at the cut-off
    frozen = text_of(head.get(links(page, "2")[0]))
    assert "Như đã chốt «Tuần 10»" in frozen
    assert frozen.count("Gá kẹp") == 2
    assert links(head.get("/counts?against=0").text, "2") == []


def test_only_a_head_freezes_and_keeps_units(arrivals, browse) -> None:
    unit, _ = filled(arrivals)
    reader = browse("reader")
    assert reader.post("/counts/cut-off", {"name": "x"}).status_code == 403
    assert reader.post(f"/counts/unit/{unit}", {"bloc": "x"}).status_code == 403
    assert "Chốt số liệu" not in text_of(reader.get("/counts"))
    assert reader.get("/counts/unit/nobody").status_code == 404


def test_exports_are_figures_and_texts_never_formulas(arrivals, browse) -> None:
    arrivals.arrive(arrivals.unit(EVIL), an_initiative())
    reader = browse("reader")
    listed = list(csv.reader(io.StringIO(reader.get("/counts/export?kind=csv").content.decode("utf-8-sig"))))
    assert listed[1][0] == "'" + EVIL
    assert listed[1][2:] == ["", "", "1", "1", "0"]
    book = openpyxl.load_workbook(io.BytesIO(reader.get("/counts/export").content))
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")
    for typed in ("+1", "-1", "@x", "\t=1", " =1", "\r=1"):
        assert str(counts_export.safe(typed)).startswith("'")
    assert counts_export.safe("CĐCS Sông Đà") == "CĐCS Sông Đà"


def test_who_is_in_charge_of_a_silent_unit(arrivals, browse) -> None:
    unit = arrivals.unit("CĐCS May 10")
    counts.put_unit(
        arrivals.portal,
        unit,
        bloc="May",
        in_charge="Anh Ba",
        contact="0911",
        programme="",
        assigned=1,
        pledged=None,
    )
    told = text_of(browse("reader").get("/silent"))
    assert all(words in told for words in ("CĐCS May 10", "chưa lần nào", "Anh Ba", "0911"))


def test_an_entry_is_found_without_marks(arrivals, browse) -> None:
    filled(arrivals)
    reader = browse("reader")
    page = reader.get("/search?q=ga kep 1")
    assert text_of(page).count("Gá kẹp 1") == 1
    assert reader.get(links(page.text, "Gá kẹp 1")[0]).status_code == 200
    assert "Không tìm thấy" in text_of(reader.get("/search?q=zz"))
    assert text_of(reader.get("/search?q=ga&status=approved")).count("Gá kẹp") == 2
    assert reader.get("/search?q=%22%27*%00&page=99").status_code == 200

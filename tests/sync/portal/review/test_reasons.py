"""The head's pages: canned reasons as data, and the log of who answered what."""

from __future__ import annotations

import re

import pytest

from sync.portal import house
from sync.portal.review import reasons
from tests.sync.portal.review.conftest import text_of
from tests.sync.portal.review.test_queue import send


def fields_of(page) -> dict[str, str]:
    found = re.findall(r'name="((?:id|words|place)\d+)" value="([^"]*)"', page.text)
    picked = re.findall(r'name="(field\d+)".*?value="([^"]*)" selected', page.text, re.DOTALL)
    return dict([*found, *picked])


def test_reasons_are_changed_added_ordered_and_dropped(enrolled, browse):
    (item,) = send(enrolled, "Một")
    head = browse("head")
    form = fields_of(head.get("/reasons"))
    assert form["words0"].startswith("Số hoặc ngày quyết định")

    form |= {"words1": "", "words8": "Xin ghi rõ số tiền.", "field8": "benefit", "place8": "0"}
    kept = head.post("/reasons", form)

    assert "Đã lưu các lý do mẫu." in text_of(kept)
    offered = re.findall(r'<option value="[^"]*">([^<]+)</option>', head.get(f"/entry/{item.record}").text)
    assert offered[:3][1:] == ["Xin ghi rõ số tiền.", form["words0"]]
    assert not any("Chưa có bản quét" in words for words in offered)


def test_the_log_names_who_answered_what_and_why(served, enrolled, browse, monkeypatch):
    monkeypatch.setattr(reasons, "A_PAGE", 2)
    for item, title in zip(send(enrolled, "Một", "Hai", "Ba"), ("Một", "Hai", "Ba"), strict=True):
        house.review(served.portal, item.record, "returned", f"Lý do {title}", "title", by="Minh")
    head = browse("head")

    first = text_of(head.get("/log"))
    assert "3 trả lời · trang 1/2" in first
    assert "Minh" in first and "Tên sáng kiến: Lý do Ba" in first
    assert "Lý do Một" in text_of(head.get("/log", params={"page": 2}))


def test_an_empty_log_says_so(browse):
    assert "Chưa có trả lời nào." in text_of(browse("head").get("/log"))


@pytest.mark.parametrize("role", ["reader", "reviewer"])
@pytest.mark.parametrize("path", ["/log", "/reasons"])
def test_they_are_the_heads_alone(browse, role, path):
    told = browse(role).get(path)
    assert (told.status_code, "Vai trò của bạn" in text_of(told)) == (403, True)
    assert "Nhật ký" not in told.text

"""What units ask about their entries, answered in the browser."""

from __future__ import annotations

import re

import pytest

from sync import outbox_requests
from tests.sync.portal.review.conftest import Browser, text_of
from tests.sync.portal.review.test_queue import send, titles

PATH = re.compile(r'action="/review(/requests/[^"]+)"')


@pytest.fixture
def asked(enrolled):
    """An entry that the unit asks to withdraw."""
    (item,) = send(enrolled, "Nộp nhầm")
    with enrolled.database.write() as session:
        outbox_requests.ask(session, enrolled.clock, enrolled.random, item.record, "withdraw", "Nhầm đơn vị")
    enrolled.send()
    return item


def say(browser: Browser, path: str, how: str, reason: str = ""):
    return browser.post(path, {"answer": how, "reason": reason})


def test_granted_the_entry_is_withdrawn_and_nobody_answers_it_any_more(asked, enrolled, browse):
    head = browse("head")
    page = head.get("/requests")
    assert "xin rút Nhầm đơn vị" in text_of(page)
    path = PATH.findall(page.text)[0]

    assert "Đã đồng ý" in text_of(say(head, path, "grant"))

    assert say(head, path, "grant").status_code == 409
    assert titles(head.get("/queue")) == []
    assert titles(head.get("/queue", params={"status": "withdrawn"})) == ["Nộp nhầm"]
    entry = head.get(f"/entry/{asked.record}")
    assert "/approve" not in entry.text and "Đơn vị đã rút hồ sơ này" in text_of(entry)
    enrolled.send()
    with enrolled.database.read() as session:
        assert [one.state for one in outbox_requests.requests(session)] == ["granted"]


def test_refused_needs_a_reason_and_leaves_the_entry(asked, browse):
    reviewer = browse("reviewer")
    path = PATH.findall(reviewer.get("/requests").text)[0]

    told = say(reviewer, path, "refuse")
    assert (told.status_code, "cần nêu lý do" in text_of(told)) == (422, True)
    assert "không đồng ý" in text_of(say(reviewer, path, "refuse", "Hồ sơ đúng của đơn vị"))
    assert "Không có đề nghị nào" in text_of(reviewer.get("/requests"))
    assert titles(reviewer.get("/queue")) == ["Nộp nhầm"]


def test_a_reader_sees_them_and_answers_none(asked, browse):
    reader = browse("reader")
    page = reader.get("/requests")
    assert "Nhầm đơn vị" in text_of(page) and not PATH.findall(page.text)
    assert say(reader, "/requests/x", "grant").status_code == 403


def test_an_unknown_request_is_a_page(browse):
    assert say(browse("reviewer"), "/requests/x", "grant").status_code == 404

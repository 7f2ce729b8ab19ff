"""One entry over HTTP: read whole, approved or returned once, on the version that was read; its files; its history."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
import requests
from sqlalchemy import text

from sync.portal import house, storage_review
from sync.portal.review import accounts
from sync.portal.review.accounts import Role
from tests.sync.conftest import a_title_only, an_initiative
from tests.sync.portal.review.conftest import PASSPHRASE, text_of
from tests.sync.portal.review.test_queue import send

APPROVE, RETURN = "approve", "return"
KEPT = re.compile(r'type="hidden" name="(version|seen|status|unit|body|state|token)" value="([^"]*)"')


def answer(
    browser, record: str, how: str, page: requests.Response | None = None, **form
) -> requests.Response:
    """Press the button of an entry's page as it was read (`page`), or as it is now."""
    read = page if page is not None else browser.get(f"/entry/{record}")
    kept = dict(KEPT.findall(read.text))
    return browser.session.post(
        f"{browser.url}/review/entry/{record}/{how}", data={**kept, **form}, timeout=90
    )


def test_everything_of_an_entry_is_on_its_page(enrolled, browse):
    (item,) = send(enrolled, "Gá <b>kẹp</b>", newer_field="điều chưa biết")

    said = unescape(browse("reader").get(f"/entry/{item.record}").text)

    for words in (
        "Nguyễn Văn Đức · 60 % · 1985",
        "Trần Thị Ánh · 40 %",
        "120.000.000 đ",
        "Gá mới kẹp được ba chi tiết một lần.",
        "Mô tả giải pháp\nBước một…",
        "05/QĐ-SĐ",
        "01/02/2026",
        "Theo biên bản hội đồng",
        "Đồ gá, cơ khí",
        "quyet-dinh.pdf",
        "điều chưa biết",
    ):
        assert words in said, words
    assert "Gá &lt;b&gt;kẹp&lt;/b&gt;" in browse("reader").get(f"/entry/{item.record}").text


def test_approved_reaches_the_unit_and_the_audit_and_the_next_one_comes(served, enrolled, browse):
    first, second = send(enrolled, "Một", "Hai")
    reviewer = browse("reviewer")

    following = answer(reviewer, first.record, APPROVE)

    assert f"/review/entry/{second.record}?" in following.url
    assert "Đã duyệt «Một»." in text_of(following)
    last = answer(reviewer, second.record, APPROVE, following)
    assert last.url.endswith("/review/queue?done=approved")
    assert "Đã duyệt; hết hồ sơ trong hàng này." in text_of(last)
    enrolled.send()
    assert [enrolled.state(one.record).state for one in (first, second)] == ["approved"] * 2
    with served.portal.database.read() as session:
        rows = session.execute(text("SELECT record, status, version, by_name, reviewer FROM review_decision"))
        assert [tuple(row)[:4] for row in rows] == [
            (first.record, "approved", 1, "Reviewer"),
            (second.record, "approved", 1, "Reviewer"),
        ]


def test_returned_names_field_and_reason_to_the_unit(enrolled, browse):
    (item,) = send(enrolled, "Một")
    reviewer = browse("reviewer")
    page = reviewer.get(f"/entry/{item.record}")
    canned = re.search(r'<option value="(\d+)">Số hoặc ngày quyết định', page.text)[1]

    assert (
        answer(reviewer, item.record, RETURN, canned=canned, reason="Bản quét ghi số 06.").status_code == 200
    )

    assert enrolled.send().returned == 1
    state = enrolled.state(item.record)
    assert (state.state, state.field) == ("returned", "recognition.number")
    assert state.reason.endswith("xin xem lại.\nBản quét ghi số 06.")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"field": "title"}, "cần nêu lý do"),
        ({"reason": "Xin sửa"}, "Chọn mục cần sửa"),
        ({"reason": "Xin sửa", "field": "nonsense"}, "Chọn mục cần sửa"),
        ({"reason": "x" * 2_001, "field": "title"}, "cần nêu lý do"),
    ],
)
def test_a_return_without_reason_or_field_keeps_what_was_typed(enrolled, browse, form, words):
    (item,) = send(enrolled, "Một")

    told = answer(browse("reviewer"), item.record, RETURN, **form)

    assert told.status_code == 422
    assert words in text_of(told)
    if "reason" in form:
        assert form["reason"][:7] in told.text
    enrolled.send()
    assert enrolled.state(item.record).state == "complete"


def test_the_whole_entry_may_be_returned(enrolled, browse):
    (item,) = send(enrolled, "Một")
    answer(browse("reviewer"), item.record, RETURN, reason="Không phải sáng kiến", field="*")
    enrolled.send()
    assert (enrolled.state(item.record).field, enrolled.state(item.record).state) == ("", "returned")


def test_two_on_one_entry_and_only_the_first_counts(served, enrolled, browse):
    (item,) = send(enrolled, "Một")
    accounts.make(served.portal, "minh", "Minh", Role.REVIEWER, PASSPHRASE)
    lan, minh = browse("reviewer"), browse("")
    minh.sign_in("minh")
    read_by_lan, read_by_minh = (one.get(f"/entry/{item.record}") for one in (lan, minh))

    assert answer(lan, item.record, RETURN, read_by_lan, reason="Thiếu", field="title").status_code == 200
    late = answer(minh, item.record, APPROVE, read_by_minh)
    twice = answer(lan, item.record, RETURN, read_by_lan, reason="Thiếu", field="title")

    assert (late.status_code, twice.status_code) == (409, 409)
    assert "Người khác đã trả lời hồ sơ này" in text_of(late)
    assert "Đã trả lại · Reviewer" in text_of(late)
    enrolled.send()
    assert enrolled.state(item.record).state == "returned"
    with served.portal.database.read() as session:
        assert session.execute(text("SELECT count(*) FROM review_decision")).scalar() == 1
        assert session.execute(text("SELECT count(*) FROM feed")).scalar() == 1


def test_an_answer_to_an_old_version_is_not_taken(enrolled, browse):
    (item,) = send(enrolled, "Một")
    reviewer = browse("reviewer")
    old = reviewer.get(f"/entry/{item.record}")
    enrolled.freeze(an_initiative("Một, viết lại"), record=item.record)
    enrolled.send()

    late = answer(reviewer, item.record, APPROVE, old)

    assert late.status_code == 409
    assert "bản mới hơn" in text_of(late)
    assert "Một, viết lại" in text_of(late)
    assert answer(reviewer, item.record, APPROVE, late).status_code == 200  # the page has the new version


def test_only_the_head_changes_an_answer_that_was_given(served, enrolled, browse):
    (item,) = send(enrolled, "Một")
    house.review(served.portal, item.record, "approved", by="Minh")
    reviewer, head = browse("reviewer"), browse("head")

    page = reviewer.get(f"/entry/{item.record}")
    assert "chỉ người phụ trách được đổi" in text_of(page)
    read_by_head = head.get(f"/entry/{item.record}")
    kept = re.search(r'name="token" value="([^"]+)"', page.text)[1]
    forged = reviewer.session.post(
        f"{reviewer.url}/review/entry/{item.record}/return",
        data={"token": kept, "version": 1, "seen": "approved", "reason": "x", "field": "title"},
        timeout=90,
    )
    assert forged.status_code == 403
    assert answer(head, item.record, RETURN, read_by_head, reason="Nhầm", field="title").status_code == 200
    enrolled.send()
    assert enrolled.state(item.record).state == "returned"


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("reviewer", 200), ("head", 200)])
def test_a_reader_answers_nothing(enrolled, browse, role, status):
    (item,) = send(enrolled, "Một")
    browser = browse(role)
    page = browser.get(f"/entry/{item.record}")
    assert ("/approve" in page.text) == (status == 200)
    assert answer(browser, item.record, APPROVE, page, version=1, seen="waiting").status_code == status


def test_history_marks_what_changed(enrolled, browse):
    (item,) = send(enrolled, "Gá kẹp máy tiện")
    answer(browse("reviewer"), item.record, RETURN, reason="Tên chưa rõ", field="title")
    enrolled.send()
    changed = an_initiative("Gá kẹp nhanh máy tiện", authors=[{"name": "Nguyễn Văn Đức", "share": 10_000}])
    enrolled.freeze(changed, record=item.record, files=(enrolled.files.add(b"%PDF new", "moi.pdf"),))
    enrolled.send()

    page = browse("reviewer").get(f"/entry/{item.record}").text

    assert "<ins>nhanh </ins>" in page
    assert re.search(r"<del>[^<]*Trần Thị Ánh", page)
    assert "<ins>moi.pdf</ins>" in page and "<del>quyet-dinh.pdf</del>" in page
    assert "Tên sáng kiến: Tên chưa rõ" in page
    assert "bản đầu tiên" in page
    assert 'class="mark waiting"' in page  # a new version waits again


def test_files_leave_as_downloads_that_may_do_nothing(served, enrolled, browse):
    evil = enrolled.files.add(b"<script>alert(1)</script>", 'bản "quét"/../x.html')
    evil = type(evil)(sha256=evil.sha256, size=evil.size, name=evil.name, media="text/html")
    item = enrolled.freeze(an_initiative("Một"), files=(evil,))
    other = enrolled.freeze(an_initiative("Hai"))
    enrolled.send()
    reader = browse("reader")

    file = reader.get(f"/entry/{item.record}/file/{evil.sha256}")

    assert file.content == b"<script>alert(1)</script>"
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert file.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''b%E1%BA%A3n")
    assert "/" not in file.headers["Content-Disposition"].split("''")[1]
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    assert reader.get(f"/entry/{other.record}/file/{evil.sha256}").status_code == 404
    assert reader.get(f"/entry/{item.record}/file/{'0' * 64}").status_code == 404
    assert "/sign-in" in browse("").get(f"/entry/{item.record}/file/{evil.sha256}").url


def test_a_title_only_entry_shows_what_may_be_seen(enrolled, browse):
    item = enrolled.freeze(a_title_only())
    enrolled.send()
    said = text_of(browse("reader").get(f"/entry/{item.record}"))
    assert "Chỉ tên và hiệu quả" in said and "có thông tin cần được bảo mật" in said
    assert "Tác giả" not in said.split("Các lần nộp")[0]


def test_an_unknown_entry_is_a_page(browse):
    told = browse("reader").get("/entry/nothing")
    assert (told.status_code, "Cổng không có hồ sơ này." in text_of(told)) == (404, True)


def test_several_at_the_very_same_moment_and_one_answer_stands(served, enrolled, browse):
    (item,) = send(enrolled, "Một")
    desks = [browse("reviewer") for _ in range(4)]
    pages = [desk.get(f"/entry/{item.record}") for desk in desks]
    how = [(APPROVE, {}), (RETURN, {"reason": "Thiếu", "field": "title"})] * 2

    with ThreadPoolExecutor(4) as pool:
        told = list(
            pool.map(
                lambda desk, page, said: answer(desk, item.record, said[0], page, **said[1]),
                desks,
                pages,
                how,
            )
        )

    assert sorted(one.status_code for one in told) == [200, 409, 409, 409]
    with served.portal.database.read() as session:
        assert session.execute(text("SELECT count(*) FROM review_decision")).scalar() == 1
        assert session.execute(text("SELECT count(*) FROM feed WHERE kind = 'status'")).scalar() == 1


def test_status_audit_and_news_are_one_or_none(served, enrolled, browse, monkeypatch):
    (item,) = send(enrolled, "Một")
    reviewer = browse("reviewer")
    page = reviewer.get(f"/entry/{item.record}")

    def full(*_arguments):
        raise OSError(28, "no space")

    with monkeypatch.context() as broken:
        broken.setattr(storage_review, "add_news", full)
        told = answer(reviewer, item.record, APPROVE, page)

    assert (told.status_code, "Cổng gặp lỗi" in text_of(told)) == (500, True)
    assert house.stats(served.portal)["by_status"] == {"waiting": 1}
    assert answer(reviewer, item.record, APPROVE, page).status_code == 200

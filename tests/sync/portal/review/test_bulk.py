"""Bulk approval over HTTP: clean ones only, a sample drawn by lot is opened first, each judged again at the end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from sync.portal import house
from sync.portal.review.bulk import sample_of
from tests.sync.conftest import an_initiative, seeded
from tests.sync.portal.review.conftest import TOKEN, Browser, text_of
from tests.sync.portal.review.test_queue import send

RECORD = re.compile(r'name="record" value="([^"]+)"( checked)?')
UNREAD = re.compile(r'href="(/review/entry/[^"]+batch=[^"]+)"(?:(?!</tr>).)*chưa mở', re.DOTALL)


def gathered(browser: Browser):
    return browser.post("/batch")


def read_sample(browser: Browser, batch) -> None:
    for path in UNREAD.findall(batch.text):
        assert browser.session.get(browser.url + path, timeout=90).status_code == 200


def press(browser: Browser, batch, records: list[str] | None = None):
    ticked = [record for record, on in RECORD.findall(batch.text) if on] if records is None else records
    form = {"token": TOKEN.findall(batch.text)[0], "record": ticked}
    return browser.session.post(f"{batch.url}/approve", data=form, timeout=90)


@given(st.integers(0, 300), st.integers(0, 2**30))
def test_a_tenth_is_read_and_three_at_least(number, seed):
    drawn = sample_of(number, seeded(seed))
    assert len(drawn) == min(number, max(3, -(-number // 10)))
    assert drawn <= set(range(number))


def test_the_sample_is_drawn_by_lot():
    assert len({frozenset(sample_of(40, seeded(seed))) for seed in range(20)}) > 15


def test_clean_ones_together_once_the_sample_was_opened(served, enrolled, browse):
    items = send(enrolled, *(f"Số {number}" for number in range(8)))
    send(enrolled, "Không tệp", file=False)
    reviewer = browse("reviewer")

    batch = gathered(reviewer)
    assert len(RECORD.findall(batch.text)) == 8
    assert "Còn 3 hồ sơ mẫu" in text_of(batch)
    early = press(reviewer, batch)
    assert (early.status_code, "Chưa đọc hết hồ sơ mẫu" in text_of(early)) == (422, True)
    read_sample(reviewer, batch)
    again = reviewer.session.get(batch.url, timeout=90)
    assert "Đã đọc đủ hồ sơ mẫu" in text_of(again)
    done = press(reviewer, again)

    assert "Đã duyệt 8 hồ sơ" in text_of(done)
    enrolled.send()
    assert {enrolled.state(item.record).state for item in items} == {"approved"}
    assert house.stats(served.portal)["by_status"] == {"approved": 8, "waiting": 1}
    with served.portal.database.read() as session:
        batches = session.execute(text("SELECT DISTINCT batch FROM review_decision")).scalars().all()
    assert batches == [batch.url.rpartition("/")[2]]
    assert reviewer.session.get(batch.url, timeout=90).status_code == 404  # nothing is approved twice


def test_what_changed_meanwhile_is_left_out_and_named(served, enrolled, browse):
    mended, answered, doubled, good, unticked = send(enrolled, "Sửa", "Đã trả lời", "Trùng", "Tốt", "Bỏ chọn")
    reviewer = browse("reviewer")
    batch = gathered(reviewer)
    read_sample(reviewer, batch)

    enrolled.freeze(an_initiative("Sửa rồi"), record=mended.record, files=(enrolled.files.add(b"y"),))
    enrolled.send()
    house.review(served.portal, answered.record, "returned", "Thiếu", "title")
    send(enrolled, "TRÙNG")
    chosen = [item.record for item in (mended, answered, doubled, good)]
    done = text_of(press(reviewer, batch, chosen))

    assert "Đã duyệt 1 hồ sơ" in done
    assert "Sửa rồi · đơn vị vừa nộp bản mới hơn" in done
    assert "Đã trả lời · người khác đã trả lời" in done
    assert "Trùng · nay cần xem kỹ" in done
    assert house.stats(served.portal)["by_status"] == {"approved": 1, "returned": 1, "waiting": 4}
    assert unticked.record not in done


def test_a_batch_is_its_reviewers_own(enrolled, browse):
    send(enrolled, "Một")
    batch = gathered(browse("reviewer"))
    assert browse("head").session.get(batch.url, timeout=90).status_code == 404


def test_no_clean_entry_no_batch(enrolled, browse):
    send(enrolled, "Không tệp", file=False)
    assert "Không có hồ sơ sạch nào" in text_of(gathered(browse("reviewer")))


@pytest.mark.parametrize("role", ["reader"])
def test_a_reader_approves_nothing_in_bulk(enrolled, browse, role):
    send(enrolled, "Một")
    reader = browse(role)
    assert gathered(reader).status_code == 403
    assert "Duyệt loạt" not in text_of(reader.get("/queue"))

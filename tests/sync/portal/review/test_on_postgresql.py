"""The same pages over PostgreSQL: one morning of a reviewer, from an empty queue to the log."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.clock import SystemClock
from sync.portal import house
from sync.portal.review import accounts
from sync.portal.review.accounts import Role
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import an_initiative, open_pc, seeded
from tests.sync.portal.review.conftest import PASSPHRASE, Browser, text_of
from tests.sync.portal.review.test_bulk import gathered, press, read_sample
from tests.sync.portal.review.test_entry import APPROVE, RETURN, answer
from tests.sync.portal.review.test_queue import send, titles


@pytest.fixture
def on_server(tmp_path, postgresql_url):
    house.make(tmp_path / "portal", "Cổng lớn", SystemClock(), seeded(7), postgresql_url)
    pc = open_pc(tmp_path / "pc")
    with serve_in_thread(tmp_path / "portal", random=seeded(8)) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
        house.place_unit(served.portal, "CĐCS Sông Đà", "Công đoàn phường Hòa Bình")
        yield served, pc
    pc.transport.close()
    pc.database.close()


def test_a_morning_on_postgresql(on_server):
    served, pc = on_server
    accounts.make(served.portal, "lan", "Lan", Role.HEAD, PASSPHRASE)
    lan = Browser(served.url)
    assert lan.sign_in("lan", "sai").status_code == 403
    assert "Không còn hồ sơ nào chờ duyệt." in text_of(lan.sign_in("lan"))

    (contested,) = send(pc, "Tranh nhau")
    page = lan.get(f"/entry/{contested.record}")
    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(lambda _: answer(lan, contested.record, APPROVE, page).status_code, range(3)))
    assert sorted(told) == [200, 409, 409]
    first, second, third, _ = send(pc, "Một", "Hai", "Ba", "BA")
    assert titles(lan.get("/queue", params={"body": "Công đoàn phường Hòa Bình"})) == [
        "Một",
        "Hai",
        "Ba",
        "BA",
    ]
    assert titles(lan.get("/queue", params={"state": "clean"})) == ["Một", "Hai"]
    page = lan.get(f"/entry/{first.record}")
    assert "Hai" in text_of(answer(lan, first.record, APPROVE, page))
    assert answer(lan, first.record, APPROVE, page).status_code == 409
    answer(lan, third.record, RETURN, reason="Trùng", field="*")
    pc.freeze(an_initiative("Ba, viết lại"), record=third.record)
    pc.send()
    assert "<ins>Ba, viết lại</ins>" in lan.get(f"/entry/{third.record}").text
    batch = gathered(lan)
    read_sample(lan, batch)
    assert "Đã duyệt 2 hồ sơ" in text_of(press(lan, batch))  # its twin has another title now
    log = text_of(lan.get("/log"))
    assert "5 trả lời" in log and "duyệt loạt" in log
    sha256 = second.line and re.search(r"/file/([0-9a-f]{64})", lan.get(f"/entry/{second.record}").text)[1]
    assert lan.get(f"/entry/{second.record}/file/{sha256}").content == b"%PDF-1.7 scan"
    pc.send()
    assert [pc.state(item.record).state for item in (first, second, third)] == [
        "approved",
        "approved",
        "complete",
    ]
    lan.close()

"""Who comes in, for how long, and what a page says to those who may not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.portal.review import accounts
from sync.portal.review.accounts import Role
from tests.sync.portal.review.conftest import PASSPHRASE, text_of


def test_a_stranger_is_led_to_the_door_and_then_where_they_wanted(served, browse):
    accounts.make(served.portal, "lan", "Nguyễn Thị Lan", Role.READER, PASSPHRASE)
    stranger = browse("")

    door = stranger.get("/passphrase")
    assert door.url.endswith("/review/sign-in?to=/passphrase")
    inside = stranger.post("/sign-in", {"name": " LAN ", "passphrase": PASSPHRASE, "to": "/passphrase"})

    assert inside.url.endswith("/review/passphrase")
    assert "Nguyễn Thị Lan" in text_of(inside)


def test_a_wrong_passphrase_and_an_unknown_name_are_told_alike(served, browse):
    accounts.make(served.portal, "lan", "Lan", Role.READER, PASSPHRASE)

    wrong = browse("").sign_in("lan", "không phải câu này")
    nobody = browse("").sign_in("nobody", "không phải câu này")

    assert (wrong.status_code, nobody.status_code) == (403, 403)
    assert "Tên hoặc mật khẩu không đúng." in text_of(wrong)
    assert text_of(wrong).replace("lan", "nobody") == text_of(nobody)


def test_after_three_wrong_tries_each_waits_longer_and_the_right_one_too(clock, served_still, browse_still):
    accounts.make(served_still.portal, "lan", "Lan", Role.READER, PASSPHRASE)
    thief, owner = browse_still(), browse_still()

    assert [thief.sign_in("lan", "sai").status_code for _ in range(3)] == [403] * 3
    told = owner.sign_in("lan")
    assert (told.status_code, told.headers["Retry-After"]) == (429, "1")
    assert "phải chờ 1 giây" in text_of(told)
    waits = []
    for _ in range(8):
        clock.sleep(waits[-1] if waits else 1)
        assert thief.sign_in("lan", "sai").status_code == 403
        waits.append(int(thief.sign_in("lan", "sai").headers["Retry-After"]))
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    clock.sleep(60)
    assert owner.sign_in("lan").status_code == 200
    assert thief.sign_in("lan", "sai").status_code == 403  # and the count began again


def test_one_address_that_tries_many_names_waits_too(clock, served_still, browse_still):
    thief = browse_still()

    statuses = [thief.sign_in(f"name{number}", "sai").status_code for number in range(22)]

    assert statuses == [403] * 20 + [429] * 2


def test_a_session_ends_when_idle_after_a_day_of_work_and_when_signed_out(clock, served_still, browse_still):
    accounts.make(served_still.portal, "lan", "Lan", Role.READER, PASSPHRASE)
    lan = browse_still()
    lan.sign_in("lan")

    clock.sleep(29 * 60)
    assert lan.get("/keys").url.endswith("/keys")
    clock.sleep(31 * 60)
    assert "/sign-in" in lan.get("/keys").url

    lan.sign_in("lan")
    for _ in range(12 * 3 + 1):
        clock.sleep(20 * 60)
        last = lan.get("/keys").url
    assert "/sign-in" in last

    lan.sign_in("lan")
    cookie = dict(lan.session.cookies)
    assert "Đã đăng xuất." in text_of(lan.post("/sign-out"))
    lan.session.cookies.update(cookie)  # whoever kept the cookie has nothing
    assert "/sign-in" in lan.get("/keys").url


def test_the_cookie_is_for_this_page_alone_and_is_new_for_each_session(served, browse):
    accounts.make(served.portal, "lan", "Lan", Role.READER, PASSPHRASE)
    lan = browse("")
    before = lan.get("/sign-in").headers["Set-Cookie"]
    planted = lan.session.cookies["sangkien_review"]
    lan.sign_in("lan")

    for word in ("HttpOnly", "SameSite=strict", "Path=/review"):
        assert word in before
    assert "Secure" not in before  # http on loopback
    assert lan.session.cookies["sangkien_review"] != planted
    behind_tls = lan.get("/sign-in", headers={"X-Forwarded-Proto": "https", "Cookie": ""})
    assert "Secure" in behind_tls.headers["Set-Cookie"]


@pytest.mark.parametrize("token", ["", "0" * 64, "thật"])
def test_an_order_without_the_sessions_own_token_is_not_taken(browse, token):
    lan = browse("reader")

    forged = lan.session.post(f"{lan.url}/review/sign-out", data={"token": token}, timeout=90)

    assert forged.status_code == 403
    assert "không được nhận" in text_of(forged)
    assert lan.get("/keys").url.endswith("/keys")


def test_an_order_from_another_site_is_not_taken_even_with_the_token(browse):
    lan = browse("reader")

    forged = lan.post("/sign-out", headers={"Origin": "https://evil.example"})

    assert forged.status_code == 403


def test_own_passphrase_ends_every_other_session(served, browse):
    here, there = browse("reader"), browse("reader")
    new = {"old": PASSPHRASE, "new": "một câu mới hẳn", "again": "một câu mới hẳn"}

    assert "không đúng" in text_of(here.post("/passphrase", {**new, "old": "sai"}))
    assert "không giống nhau" in text_of(here.post("/passphrase", {**new, "again": "khác"}))
    assert "ít nhất 10 ký tự" in text_of(here.post("/passphrase", {**new, "new": "ngắn", "again": "ngắn"}))
    assert "Đã đổi mật khẩu." in text_of(here.post("/passphrase", new))

    assert here.get("/keys").url.endswith("/keys")
    assert "/sign-in" in there.get("/keys").url
    assert browse("").sign_in("reader", new["new"]).url.endswith("/queue")


def test_who_is_disabled_is_out_at_once_and_comes_in_again_when_let(served, browse):
    lan = browse("reader")

    accounts.change(served.portal, "reader", disabled=True)
    assert "/sign-in" in lan.get("/keys").url
    assert lan.sign_in("reader").status_code == 403
    accounts.change(served.portal, "reader", disabled=False)
    assert lan.sign_in("reader").url.endswith("/queue")


def test_both_languages_and_back_to_the_same_page(browse):
    lan = browse("reader")

    english = lan.get("/language/en", params={"back": "/review/keys"})

    assert english.url.endswith("/review/keys")
    assert "next entry" in text_of(english)
    assert "evil" not in lan.get("/language/vi", params={"back": "https://evil.example/"}).url
    assert lan.get("/language/xx").status_code == 404


def test_refusals_are_pages_with_a_sentence(browse):
    lan = browse("reader")

    missing = lan.get("/nowhere")
    assert (missing.status_code, "Không có trang này." in text_of(missing)) == (404, True)
    large = lan.post("/passphrase", {"old": "x" * 300_000})
    assert (large.status_code, "quá dài" in text_of(large)) == (413, True)
    wrong = lan.session.delete(f"{lan.url}/review/keys", timeout=90)
    assert (wrong.status_code, "không nhận yêu cầu" in text_of(wrong)) == (405, True)


def test_nothing_inline_may_run_and_nobody_frames_a_page(browse):
    lan = browse("reader")
    answer = lan.get("/keys")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    for word in (" style=", "onclick", "<style", "javascript:"):
        assert word not in answer.text
    assert lan.get("/static/review.css").headers["Content-Type"].startswith("text/css")
    assert lan.get("/static/../pages.py").status_code == 404


def test_who_asks_too_much_is_shown_a_page_and_when_to_come_again(portal_folder, clock):
    from sync.portal import house
    from sync.portal.review.routes import busy_page
    from sync.portal.watch import Measure, Watched
    from tests.sync.test_watch import ask, yes

    portal = house.open_portal(portal_folder, clock, lambda n: b"b" * n)
    app = Watched(yes, portal, Measure(burst=1, each_second=0.1), busy_page())

    assert ask(app, "/review/queue")[0] == 200
    status, headers = ask(app, "/review/queue")

    assert (status, headers[b"content-type"]) == (429, b"text/html")
    assert int(headers[b"retry-after"]) > 0 and int(headers[b"content-length"]) > 100
    assert "Yêu cầu dồn quá nhanh.".encode() in busy_page()
    portal.close()


def test_many_tries_at_once_are_no_way_around_the_wait(served_still, browse_still):
    accounts.make(served_still.portal, "lan", "Lan", Role.READER, PASSPHRASE)
    thieves = [browse_still() for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda thief: thief.sign_in("lan", "sai").status_code, thieves))

    assert sorted(statuses) == [403] * 3 + [429] * 3

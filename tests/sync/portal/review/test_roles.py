"""Every page and order against every role, found from the pages themselves; and what a stranger types in addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.portal.review.accounts import Role
from sync.portal.review.routes import all_pages
from sync.portal.review.wording import SORRY
from tests.sync.portal.review.conftest import Browser
from tests.sync.portal.review.test_queue import send

PORTAL = Path(__file__).parents[4] / "sync/portal"
OPEN = {"", "/sign-in", "/sign-out", "/language/{language}"}
"""What everybody may ask for: none of it shows anything."""
PAGES = [page for page in all_pages() if page.path != "/sign-out"]


def address(path: str) -> str:
    return re.sub(r"\{\w+\}", "none", path)


def test_only_the_door_is_open_to_everybody():
    assert {page.path for page in all_pages() if page.needs is None} == OPEN
    assert all(
        page.needs is not Role.READER
        for page in all_pages()
        if page.method == "POST" and page.path != "/passphrase"
    )


@pytest.mark.parametrize("role", ["", *Role])
def test_each_role_comes_where_it_may_and_no_further(browse, role):
    browser = browse(role)
    for page in PAGES:
        if page.needs is None:
            continue
        if page.method == "GET":
            answer = browser.get(address(page.path), allow_redirects=False)
        else:
            answer = browser.post(
                address(page.path), seen="/keys" if role else "/sign-in", allow_redirects=False
            )
        allowed = bool(role) and Role(role).covers(page.needs)
        if not role and page.method == "GET":
            assert "/sign-in" in answer.headers["Location"], page.path
        else:
            assert (answer.status_code != 403) == allowed, (page.path, page.method, answer.status_code)
        assert answer.status_code < 500


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.method == "POST"], ids=lambda page: page.path
)
def test_no_order_without_the_token(browse, page):
    head = browse("head")
    answer = head.session.post(f"{head.url}/review{address(page.path)}", data={"token": "x"}, timeout=90)
    assert answer.status_code == 403


def test_every_refusal_that_a_page_may_meet_has_a_sentence():
    modules = [*(PORTAL / "review").glob("*.py"), PORTAL / "counts.py", PORTAL / "requests.py"]
    raised = {
        code
        for path in modules
        for code in re.findall(
            r'(?:PortalRefused|Sorry)\((?:\d+, )?"([a-z_.]+)"', path.read_text(encoding="utf-8")
        )
    }
    assert len(raised) > 12
    assert {code for code in raised if not code.startswith(("reviewer.", "passphrase."))} <= SORRY.keys()


WORDS = st.text(max_size=20)


def test_whatever_stands_in_an_address_or_form_the_portal_does_not_break(enrolled, browse):
    (item,) = send(enrolled, "Một")
    head = browse("head")
    paths = [page.path for page in PAGES if page.method == "GET" and page.needs]
    orders = [
        page.path for page in PAGES if page.method == "POST" and page.needs and page.path != "/passphrase"
    ]
    token = re.search(r'name="token" value="([^"]+)"', head.get("/keys").text)[1]

    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(paths),
        st.dictionaries(
            st.sampled_from(["unit", "body", "status", "state", "page", "q", "done", "batch"]), WORDS
        ),
        st.sampled_from(["none", item.record, "%00", "%ff", "..%2f..", "a" * 300]),
    )
    def look(path, query, part):
        answer = head.get(re.sub(r"\{\w+\}", part, path), params=query)
        assert answer.status_code < 500, (path, query, part)

    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(orders),
        st.dictionaries(
            st.sampled_from(["version", "seen", "reason", "field", "record", "words0", "place0"]), WORDS
        ),
        st.sampled_from(["none", "%00", "a" * 300]),
    )
    def order(path, form, part):
        url = f"{head.url}/review{re.sub(r'{[a-z0-9]+}', part, path)}"
        answer = head.session.post(url, data={**form, "token": token}, timeout=90)
        assert answer.status_code < 500, (path, form, part)

    look()
    order()


def test_a_body_that_is_no_form_is_a_page(browse):
    head = browse("head")
    answer = malformed(head)
    assert answer.status_code == 400
    assert "Không đọc được" in answer.text


def malformed(browser: Browser):
    return browser.session.post(
        f"{browser.url}/review/reasons",
        data=b"--nothing",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
        timeout=90,
    )

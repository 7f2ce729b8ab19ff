"""Reviewers of a served portal, each with a browser's worth of HTTP: cookies, forms, their tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
import requests

from sync.portal.review import accounts
from sync.portal.review.accounts import Role
from sync.portal.serving import Served, serve_in_thread
from tests.sync.conftest import (  # noqa: F401 - fixtures of the exchange
    clock,
    enrolled,
    pc,
    portal_folder,
    postgresql_server,
    postgresql_url,
    seeded,
    served,
)

PASSPHRASE = "một câu dài dễ nhớ"
TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


@dataclass
class Browser:
    """Somebody at a browser without scripts."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.session.get(f"{self.url}/review{path}", timeout=90, **more)

    def post(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> requests.Response:
        """Send a form that carries the token of the page last seen at `seen` (the queue by default)."""
        seen = more.pop("seen", "/sign-in" if path == "/sign-in" else "/keys")
        given = {"token": TOKEN.findall(self.get(seen).text)[0], **(form or {})}
        return self.session.post(f"{self.url}/review{path}", data=given, timeout=90, **more)

    def sign_in(self, name: str, passphrase: str = PASSPHRASE) -> requests.Response:
        return self.post("/sign-in", {"name": name, "passphrase": passphrase})

    def close(self) -> None:
        self.session.close()


Browse = Callable[[str], Browser]


def text_of(answer: requests.Response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2id with its smallest measure: what a real one costs is looked at in test_accounts.py."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(accounts, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts._nobodys.cache_clear()


def reviewer(served: Served, name: str, role: Role) -> None:  # noqa: F811 - the fixture's own name
    accounts.make(served.portal, name, name.title(), role, PASSPHRASE)


@pytest.fixture
def browse(served: Served) -> Iterator[Browse]:  # noqa: F811 - asked for as a fixture
    """A browser for a role, signed in; "" for a stranger."""
    opened: list[Browser] = []

    def made(role: str) -> Browser:
        browser = Browser(served.url)
        opened.append(browser)
        if role:
            if not any(one.name == role for one in accounts.listed(served.portal)):
                reviewer(served, role, Role(role))
            assert browser.sign_in(role).status_code == 200
        return browser

    yield made
    for browser in opened:
        browser.close()


@pytest.fixture
def served_still(portal_folder, clock) -> Iterator[Served]:  # noqa: F811 - asked for as fixtures
    """A portal whose time moves only when told to."""
    with serve_in_thread(portal_folder, clock=clock, random=seeded(8)) as found:
        yield found


@pytest.fixture
def browse_still(served_still: Served) -> Iterator[Callable[[], Browser]]:
    """Strangers before that portal."""
    opened: list[Browser] = []

    def made() -> Browser:
        opened.append(Browser(served_still.url))
        return opened[-1]

    yield made
    for browser in opened:
        browser.close()

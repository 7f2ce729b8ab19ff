"""The review page in a real browser: a morning's work by keys, the same by clicks without scripts, at two sizes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.browser import SMALL, WIDE, chromium, fit
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from sync.portal import house
from sync.portal.review import accounts
from sync.portal.review.accounts import Role
from tests.sync.conftest import an_initiative
from tests.sync.portal.review.conftest import PASSPHRASE
from tests.sync.portal.review.test_queue import send

WITHIN = 120
SHOTS = os.environ.get("SANGKIEN_SHOTS", "")
"""Where to keep pictures of the pages, for who wants to look at them."""


class Desk:
    """A reviewer's screen."""

    def __init__(self, driver, url: str) -> None:
        self.driver, self.url = driver, url

    def open(self, path: str) -> None:
        self.driver.get(f"{self.url}/review{path}")

    def sign_in(self, name: str) -> None:
        self.open("/queue")
        self.find("input[name=name]").send_keys(name)
        self.leave_by(lambda: self.find("input[name=passphrase]").send_keys(PASSPHRASE, Keys.ENTER))
        assert self.driver.current_url.endswith("/review/queue")

    def find(self, selector: str):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.find("body").send_keys(key) if not self.all(
                ":focus"
            ) else self.driver.switch_to.active_element.send_keys(key)

    def leave_by(self, action) -> None:
        """Do what leads to another page, and wait until it is there."""
        page = self.find("html")
        action()
        WebDriverWait(self.driver, WITHIN).until(lambda _: self._gone(page))
        WebDriverWait(self.driver, WITHIN).until(lambda _: self.all("main"))

    @staticmethod
    def _gone(element) -> bool:
        from selenium.common.exceptions import StaleElementReferenceException, WebDriverException

        try:
            element.is_enabled()
        except (StaleElementReferenceException, WebDriverException):
            return True
        return False

    @property
    def says(self) -> str:
        return self.find("main").text

    def title(self) -> str:
        return self.find("h1").text


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    """One browser for the stories that have scripts; each begins without a cookie."""
    with chromium(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def desk(served, enrolled, driver):
    accounts.make(served.portal, "lan", "Nguyễn Thị Lan", Role.HEAD, PASSPHRASE)
    driver.delete_all_cookies()
    fit(driver, WIDE)
    return Desk(driver, served.url)


def test_a_mornings_work_by_keys(desk, served, enrolled):
    items = send(enrolled, *(f"Sáng kiến {number}" for number in range(1, 7)))
    states = lambda: [enrolled.state(item.record).state for item in items]  # noqa: E731 - read again and again
    desk.sign_in("lan")

    desk.press("j")
    assert desk.find("tr[aria-selected=true]").text.startswith("Sáng kiến 1")
    desk.press("j", "k")
    desk.leave_by(lambda: desk.press(Keys.ENTER))
    assert desk.title() == "Sáng kiến 1"
    desk.leave_by(lambda: desk.press("j"))
    assert desk.title() == "Sáng kiến 2"
    desk.leave_by(lambda: desk.press("k"))
    desk.leave_by(lambda: desk.press("a"))
    assert "Đã duyệt «Sáng kiến 1»." in desk.says
    assert desk.title() == "Sáng kiến 2"

    desk.press("r")
    Select(desk.driver.switch_to.active_element).select_by_index(2)
    own = desk.find("textarea[name=reason]")
    own.send_keys("Trang hai bị mờ, a j k r đều là chữ.")
    assert desk.title() == "Sáng kiến 2"  # letters typed in a field are letters
    desk.leave_by(desk.find("button.bad").click)
    assert "Đã trả lại «Sáng kiến 2»." in desk.says
    assert desk.title() == "Sáng kiến 3"
    enrolled.send()
    assert states()[:3] == ["approved", "returned", "complete"]
    back = enrolled.state(items[1].record)
    assert back.field == "files" and back.reason.endswith("Trang hai bị mờ, a j k r đều là chữ.")

    desk.press("?")
    assert desk.find("dialog[open]").text.startswith("Phím tắt")
    desk.press(Keys.ESCAPE)
    desk.press("/")
    desk.leave_by(lambda: desk.driver.switch_to.active_element.send_keys("sang kien 5", Keys.ENTER))
    assert "Sáng kiến 5" in desk.says
    desk.leave_by(desk.driver.back)
    desk.press(Keys.ESCAPE)  # out of the field, should the browser have put the focus back there
    desk.leave_by(lambda: desk.press("u"))
    desk.leave_by(desk.find("form[action='/review/batch'] button").click)
    assert not desk.find("button.good").is_enabled()
    batch = desk.driver.current_url
    for number in range(len(desk.all("tr .mark.care"))):
        desk.leave_by(desk.all("tr:has(.mark) td.title a")[number].click)
        desk.leave_by(lambda: desk.press("u"))
        assert desk.driver.current_url == batch
    desk.leave_by(lambda: desk.press("a"))
    assert desk.title() == "Đã duyệt 4 hồ sơ"
    enrolled.send()
    assert states() == ["approved", "returned", *["approved"] * 4]
    desk.leave_by(lambda: desk.press("u"))
    assert "Không còn hồ sơ nào chờ duyệt." in desk.says
    assert desk.driver.get_log("browser") == []  # nothing was refused by the policy, no script failed


def test_the_same_without_scripts(served, enrolled, tmp_path):
    accounts.make(served.portal, "lan", "Lan", Role.REVIEWER, PASSPHRASE)
    first, second = send(enrolled, "Một", "Hai")
    with chromium(tmp_path, scripts=False) as driver:
        desk = Desk(driver, served.url)
        desk.sign_in("lan")
        desk.leave_by(desk.find("td.title a").click)
        desk.press("a")
        assert desk.title() == "Một"  # no script listens
        desk.leave_by(desk.find("button.good").click)
        assert desk.title() == "Hai"
        desk.find("summary").click()
        desk.find("textarea[name=reason]").send_keys("Xin ghi rõ tên.")
        Select(desk.find("select[name=field]")).select_by_value("title")
        desk.leave_by(desk.find("button.bad").click)
        assert "hết hồ sơ trong hàng này" in desk.says
        desk.leave_by(desk.find("a[data-keys]").click)
        assert "hồ sơ kế tiếp" in desk.says
        desk.leave_by(desk.find("form[action='/review/sign-out'] button").click)
        assert "Đã đăng xuất." in desk.says
    enrolled.send()
    assert [enrolled.state(item.record).state for item in (first, second)] == ["approved", "returned"]


def test_each_page_fits_both_sizes_in_both_languages(desk, served, enrolled):
    house.place_unit(served.portal, "CĐCS Sông Đà", "Công đoàn phường Hòa Bình, thành phố Hải Phòng")
    long = "Cải tiến đồ gá kẹp nhanh cho nguyên công phay mặt đầu thân hộp số máy kéo, giảm thời gian gá đặt"
    items = send(enrolled, long, long.upper(), "Ngắn", *(f"Sạch {number}" for number in range(5)))
    house.review(served.portal, items[2].record, "returned", "Thiếu trang ký", "files", by="Minh")
    enrolled.freeze(an_initiative(long + " (sửa)"), record=items[0].record)
    enrolled.send()
    shoot(desk, "door", "/sign-in")
    desk.sign_in("lan")
    desk.leave_by(desk.find("form[action='/review/batch'] button").click)
    batch = desk.driver.current_url.partition("/review")[2]
    pages = {
        "queue": "/queue",
        "answered": "/queue?status=returned",
        "empty": "/queue?unit=nobody",
        "entry": f"/entry/{items[0].record}",
        "batch": batch,
        "requests": "/requests",
        "reasons": "/reasons",
        "log": "/log",
        "passphrase": "/passphrase",
        "keys": "/keys",
        "missing": "/nowhere",
    }
    for name, path in pages.items():
        shoot(desk, name, path)


def shoot(desk: Desk, name: str, path: str) -> None:
    for language in ("vi", "en"):
        desk.open(f"/language/{language}?back=/review{path}")
        desk.open(path)
        for size in (WIDE, SMALL):
            fit(desk.driver, size)
            width = desk.driver.execute_script("return document.documentElement.scrollWidth")
            assert width <= size[0], (name, language, size, width)
            if SHOTS:
                desk.driver.save_screenshot(str(Path(SHOTS) / f"{name}-{language}-{size[0]}.png"))

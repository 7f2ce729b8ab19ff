"""One key fills in a page of a real browser, letter by letter or by the clipboard, through the real keyboard of X11."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers import orders
from helpers.builders import a_folder, a_recognition, an_author, settled, stored

from desktop.domain.field_order import Chord, Page, chord
from desktop.domain.initiative import Benefit, BenefitKind, Field, Initiative, Solution
from desktop.domain.problems import Refused
from desktop.keyboard import x11
from desktop.keyboard.x11 import X11Keyboard
from desktop.services import assisted_typing, initiatives
from desktop.services.assisted_typing import Sheet, Typed
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES

FORM = Path(__file__).parent / "portal_form.html"
pytestmark = pytest.mark.skipif(shutil.which("chromedriver") is None, reason="no Chromium on this machine")

RECORDS = (
    Initiative(
        "", 'Cải tiến cữ may "viền cổ" giày mã 2217', solution=Solution.TECHNICAL, field=Field.TOOLING,
        first_used=date(2026, 1, 5), authors=(an_author("Nguyễn Thị Hằng", 6_000), an_author("Trần Văn Nam", 4_000)),
        summary="Trước đây: may tay, 92 giây/đôi.\nNay: cữ tự định vị “một chạm” — còn 61 giây.\n\nKhông đổi chỉ, kim.",
        benefit=Benefit(BenefitKind.AMOUNT, 18_000_000, "đỡ mỏi tay"), recognition=a_recognition(),
    ),
    Initiative(
        "", "Ủ ấm bể nhuộm bằng nước ngưng: giảm 12% hơi; ẳẵặ ỬỮỰ ỹỷỵ ĐỨC", solution=Solution.MANAGEMENT,
        field=Field.OPERATION_5S, first_used=date(2025, 12, 31), authors=(an_author("Đặng Thị Ỷ Nguyệt", 10_000),),
        summary="Gồm 3 bước (a) thu, (b) lọc, (c) bơm về bể. 50 < 60 & 'không' thêm người; đạt 100 %.",
        benefit=Benefit(BenefitKind.NOT_COMPUTABLE), recognition=a_recognition(),
    ),
    Initiative(
        "", "Bảng nhắc việc đầu ca", solution=Solution.APPLICATION, field=Field.OTHER, first_used=None,
        authors=(an_author("Lê Văn Tám", 3_333), an_author("Hồ Thị Kỷ", 3_334), an_author("Y Blô Êban", 3_333)),
        summary="Ghi: việc – người – giờ.", benefit=Benefit(BenefitKind.AMOUNT, 1_250_500, ""),
        recognition=a_recognition(),
    ),
)  # fmt: skip
KINDS = {Solution.TECHNICAL: "1", Solution.MANAGEMENT: "2", Solution.APPLICATION: "4"}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    profile = tmp_path_factory.mktemp("chromium")
    for wish in (
        "--no-sandbox",
        "--window-size=1000,900",
        "--window-position=0,0",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(wish)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a browser may answer late, and is neither deaf nor done with the clipboard."""
    monkeypatch.setattr(x11, "PATIENCE", 90.0)
    monkeypatch.setattr(x11, "QUIET", 0.4)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = a_folder(tmp_path_factory.mktemp("so") / "so")
    settled(made.desk)
    yield made.desk
    made.desk.close()


@pytest.fixture(scope="module")
def page(desk: Desk) -> Page:
    # Debian's Chromium speaks English alone, and so do its fields for days.
    return replace(assisted_typing.order_in_force(desk).page(), date="mmddyyyy")


class Watched(X11Keyboard):
    """Says when it listens, and when so many letters were typed."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = threading.Event()
        self.letters = 0
        self.after: tuple[int, Callable[[], None]] | None = None

    def listen(self, keys) -> None:
        super().listen(keys)
        self.ready.set()

    def write(self, text: str) -> None:
        super().write(text)
        self.letters += len(text)
        if self.after and self.letters >= self.after[0]:
            _, act = self.after
            self.after = None
            act()


class Clerk:
    """Somebody at the browser: opens the form, presses keys."""

    def __init__(self, desk: Desk, browser, page: Page) -> None:
        self.desk = desk
        self.browser = browser
        self.page = page
        self.keyboard = X11Keyboard()

    def sheet(self, value: Initiative, **page) -> Sheet:
        (record,) = stored(self.desk, replace(value, recognition=None))
        known = self.desk.look(initiatives.get, record)
        self.desk.do(orders.put, INITIATIVES, replace(known, recognition=value.recognition))
        return self.desk.look(assisted_typing.sheet, replace(self.page, **page), record)

    def open_form(self) -> None:
        self.browser.get(FORM.as_uri())
        self.browser.find_element("name", "title").click()

    def held(self) -> dict[str, object]:
        return self.browser.execute_script("return held()")

    def sees(self, wanted: dict[str, object]) -> None:
        """What is typed is in the fields as soon as the page has drawn it."""
        for _ in range(600):
            if self.held() == wanted:
                return
            self.keyboard.wait(0.1)
        assert self.held() == wanted

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keyboard.press(Chord("Escape") if key == "Escape" else chord(key))

    def stand_by(self, sheet: Sheet, act: Callable[[Watched], None], **wishes) -> Typed:
        """The service waits for its keys on a thread of its own, as in the window, while the clerk acts here."""
        keyboards: queue.Queue[Watched] = queue.Queue()
        came: queue.Queue[Typed | Refused] = queue.Queue()

        def open_with() -> Watched:
            made = Watched()
            keyboards.put(made)
            return made

        def work() -> None:
            try:
                came.put(assisted_typing.stand_by(self.desk, sheet, open_with=open_with, **wishes))
            except Refused as refused:
                came.put(refused)

        thread = threading.Thread(target=work)
        thread.start()
        keyboard = keyboards.get(timeout=120)
        assert keyboard.ready.wait(120)
        act(keyboard)
        found = came.get(timeout=120)
        thread.join(120)
        if isinstance(found, Refused):
            raise found
        return found


@pytest.fixture
def clerk(desk: Desk, browser, page: Page) -> Iterator[Clerk]:
    clerk = Clerk(desk, browser, page)
    clerk.open_form()
    yield clerk
    clerk.keyboard.close()


def expected(value: Initiative) -> dict[str, object]:
    amount = value.benefit.amount
    effect = [f"{amount:,} đ".replace(",", ".")] if amount else []
    return {
        "title": value.title,
        "employer": "Công ty TNHH May Hạ Long",
        "kind": KINDS[value.solution],
        "field": value.field.value,
        "first_used": value.first_used.isoformat() if value.first_used else "",
        "authors": [[one.name, f"{one.share / 100:g}".replace(".", ",")] for one in value.authors],
        "summary": value.summary,
        "benefit": str(amount or ""),
        "effect": " · ".join([*effect, *([value.benefit.note] if value.benefit.note else [])]),
        "decision": value.recognition.number,
        "decided": value.recognition.signed_on.isoformat(),
    }


@pytest.mark.parametrize("value", RECORDS, ids=("quotes", "marks", "three-authors"))
def test_one_key_fills_in_the_page_to_the_letter(clerk: Clerk, value: Initiative) -> None:
    sheet = clerk.sheet(value)
    done = clerk.stand_by(sheet, lambda _: clerk.press("F8"))
    assert done == Typed(len(sheet.steps), True)
    clerk.sees(expected(value))


def test_field_by_field_through_the_clipboard_where_letters_are_rewritten(clerk: Clerk) -> None:
    sheet = clerk.sheet(RECORDS[1], paste=True)
    clerk.stand_by(sheet, lambda _: clerk.press("F8"))
    clerk.sees(expected(RECORDS[1]))


def test_the_other_key_puts_one_field_after_the_other_on_the_clipboard(clerk: Clerk) -> None:
    sheet = clerk.sheet(RECORDS[0])
    told: list[tuple[int, int]] = []
    wanted = [sheet.steps[0].text, sheet.steps[1].text]

    def act(_: Watched) -> None:
        clerk.press("F9")
        wait_for(lambda: told == [(1, len(sheet.steps))])
        clerk.press("Ctrl+V")
        clerk.sees({**blank(), "title": wanted[0]})
        clerk.press("Tab", "F9")
        wait_for(lambda: len(told) == 2)
        clerk.press("Ctrl+V")
        clerk.sees({**blank(), "title": wanted[0], "employer": wanted[1]})
        stop.set()

    stop = threading.Event()
    done = clerk.stand_by(sheet, act, progress=lambda at, of: told.append((at, of)), stop=stop.is_set)
    assert done == Typed(2, False)


def test_escape_stops_at_once_and_the_rest_can_be_typed_later(clerk: Clerk) -> None:
    sheet = clerk.sheet(RECORDS[0])
    stopped: list[int] = []
    stop = threading.Event()

    def act(keyboard: Watched) -> None:
        keyboard.after = (12, escape)
        clerk.press("F8")
        wait_for(lambda: keyboard.letters >= 12)
        stop.set()

    def escape() -> None:
        with closing(X11Keyboard()) as hand:  # on the thread that types: a hand of its own
            hand.press(Chord("Escape"))

    done = clerk.stand_by(sheet, act, stop=stop.is_set, progress=lambda at, _: stopped.append(at))
    assert (done, stopped) == (Typed(0, False), [])
    clerk.sees({**blank(), "title": sheet.steps[0].text[:12]})
    clerk.open_form()
    clerk.press("Tab")
    clerk.stand_by(sheet, lambda _: clerk.press("F8"), at=1)
    clerk.sees({**expected(RECORDS[0]), "title": ""})


def test_nothing_is_typed_into_a_window_of_another_name(clerk: Clerk) -> None:
    sheet = clerk.sheet(RECORDS[0])
    clerk.browser.execute_script("document.title = 'Hộp thư'")
    wait_for(lambda: "Hộp thư" in clerk.keyboard.front())
    with pytest.raises(Refused, match=r"typing\.other_window") as refused:
        clerk.stand_by(sheet, lambda _: clerk.press("F8"))
    assert refused.value.facts["window"] == "Đăng ký sáng kiến"
    assert clerk.held() == blank()


def test_it_stops_where_another_page_comes_to_the_front(clerk: Clerk) -> None:
    sheet = clerk.sheet(RECORDS[0])

    def leave() -> None:
        clerk.browser.execute_script("document.title = 'Hộp thư'")
        with closing(X11Keyboard()) as eye:
            wait_for(lambda: "Hộp thư" in eye.front())

    def act(keyboard: Watched) -> None:
        keyboard.after = (24, leave)
        clerk.press("F8")

    with pytest.raises(Refused, match=r"typing\.other_window"):
        clerk.stand_by(sheet, act)
    clerk.sees({**blank(), "title": sheet.steps[0].text[:24]})


def test_a_key_that_another_program_holds_is_told(clerk: Clerk) -> None:
    clerk.keyboard.listen(("F8",))
    with pytest.raises(Refused, match=r"typing\.key_taken"):
        clerk.stand_by(clerk.sheet(RECORDS[0]), lambda _: None)


def test_lent_keys_are_given_back(clerk: Clerk) -> None:
    before = (dict(clerk.keyboard._in_layout), list(clerk.keyboard._empty))
    clerk.stand_by(clerk.sheet(RECORDS[2]), lambda _: clerk.press("F8"))
    assert clerk.keyboard._look_at_layout() == before


def blank() -> dict[str, object]:
    names = (
        "title",
        "employer",
        "kind",
        "field",
        "first_used",
        "summary",
        "benefit",
        "effect",
        "decision",
        "decided",
    )
    return {**dict.fromkeys(names, ""), "authors": [["", ""]]}


def wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(6_000):
        if is_so():
            return
        threading.Event().wait(0.02)
    assert is_so()

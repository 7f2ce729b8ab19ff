"""The send-only key: it sends a batch over a real socket, and opens nothing of the register."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from helpers.builders import UNION, a_clock, an_initiative, drafted, settled, stored

from desktop.domain.problems import Refused
from desktop.services import decisions, folders, handed, handing_over, schedule, unattended
from desktop.services.desk import Desk
from sync import signing, tray
from sync.clock import SystemClock
from sync.outcomes import Unreachable
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread
from sync.tray import TrayError

TITLE = "Gá kẹp vải ba lớp"


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    house.make(tmp_path / "cong", "Cổng mẫu", a_clock(), Random(3).randbytes)
    with serve_in_thread(tmp_path / "cong", random=Random(4).randbytes) as served:
        yield served


class System:
    """A scheduler that takes what it is given."""

    def __init__(self, systemd: bool = True) -> None:
        self.systemd = systemd
        self.crontab = "0 7 * * 1 something of somebody else\n"
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, words: Sequence[str], given: str) -> tuple[int, str]:
        self.asked.append(tuple(words))
        if words[0] == "systemctl":
            return (0 if self.systemd else 1), ""
        if tuple(words) == ("crontab", "-l"):
            return 0, self.crontab
        if tuple(words) == ("crontab", "-"):
            self.crontab = given
        return 0, ""


@pytest.fixture
def waiting(office: Desk, portal: Served) -> str:
    """One frozen for the portal, and the PC enrolled."""
    settled(office)
    (record,) = stored(office, an_initiative(TITLE))
    decisions.sign(office, drafted(office, [record]), "05", office.clock.now().date())
    office.do(handing_over.submit, [record])
    handing_over.enrol(office, portal.url, house.enrol_code(portal.portal, UNION.name))
    return record


def test_the_key_alone_sends_and_the_register_believes_the_answer_later(
    office: Desk, portal: Served, waiting: str
) -> None:
    key = unattended.turn_on(office, run=System())
    assert office.folder not in key.parents
    done = unattended.send(office.folder, None, SystemClock(), os.urandom)
    assert (done.sent, done.left, done.code) == (1, 0, "")
    assert house.stats(portal.portal)["records"] == 1
    again = unattended.send(office.folder, None, SystemClock(), os.urandom)
    assert (again.sent, again.left) == (0, 0)

    assert unattended.take_back(office) == 1
    assert office.look(handed.states, [waiting])[waiting].state.value == "complete"
    (receipt,) = office.look(handed.receipts, waiting)
    assert receipt.verified
    handing_over.send(office)
    assert house.stats(portal.portal)["changes"] == 1


def test_the_key_opens_no_record_no_file_and_no_answer(office: Desk, portal: Served, waiting: str) -> None:
    key = unattended.turn_on(office, run=System()).read_text(encoding="ascii").strip()
    unattended.send(office.folder, None, SystemClock(), os.urandom)
    opened = []
    for path in sorted(office.folder.rglob("*")):
        if path.is_file():
            try:
                opened.append((path.name, signing.decrypt_bytes([key], path.read_bytes())))
            except (signing.NotForUs, signing.BadSignature):
                continue
    assert [name for name, _ in opened] == [
        tray.WHO
    ]  # the answer is the replica's to read, the rest is the register's
    told = opened[0][1].decode()
    assert TITLE not in told
    with pytest.raises(Refused, match=r"key\.wrong"):
        folders.sign_in(office.folder, key, write=False)


def test_a_lost_answer_is_asked_for_again_and_nothing_is_doubled(
    office: Desk, portal: Served, waiting: str
) -> None:
    unattended.turn_on(office, run=System())
    folder = office.folder / unattended.FOLDER
    (envelope,) = folder.glob("*.envelope.age")
    kept = envelope.read_bytes()
    unattended.send(office.folder, None, SystemClock(), os.urandom)
    envelope.write_bytes(kept)  # as if power went between the answer and taking it away
    done = unattended.send(office.folder, None, SystemClock(), os.urandom)
    assert (done.sent, house.stats(portal.portal)["changes"]) == (1, 1)


def test_a_portal_that_is_down_leaves_everything_where_it_lies(
    office: Desk, portal: Served, waiting: str
) -> None:
    unattended.turn_on(office, run=System())

    class Down:
        def exchange(self, *_asked: object) -> Unreachable:
            return Unreachable()

    key = unattended.key_file(office.folder).read_text(encoding="ascii").strip()
    done = tray.send(office.folder / unattended.FOLDER, key, Down(), SystemClock(), os.urandom)  # type: ignore[arg-type]
    assert (done.sent, done.left, done.code) == (0, 1, "unreachable")
    assert unattended.state(office).last == done


def test_another_key_and_no_tray_are_told(office: Desk, tmp_path: Path, waiting: str) -> None:
    unattended.turn_on(office, run=System())
    with pytest.raises(TrayError, match=r"tray\.key_wrong"):
        tray.send(
            office.folder / unattended.FOLDER,
            signing.new_age_identity(),
            None,
            SystemClock(),
            os.urandom,  # type: ignore[arg-type]
        )
    with pytest.raises(Refused, match=r"tray\.key_missing"):
        unattended.send(tmp_path / "elsewhere", None, SystemClock(), os.urandom)


def test_turning_off_takes_back_entry_key_and_tray(office: Desk, waiting: str) -> None:
    system = System()
    key = unattended.turn_on(office, run=system)
    assert any("enable" in words for words in system.asked)
    unattended.turn_off(office, run=system)
    assert not key.exists()
    assert not list((office.folder / unattended.FOLDER).glob("*.age"))
    assert any("disable" in words for words in system.asked)
    assert unattended.fill(office) == 0


def test_a_pc_without_any_scheduler_is_told_so(office: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        schedule.install(office.folder, office.folder / "key", 30, run=lambda _words, _given: (127, ""))
    assert refusal.value.code == "schedule.none"


def test_without_systemd_our_line_of_the_crontab_comes_and_goes_alone(office: Desk, waiting: str) -> None:
    system = System(systemd=False)
    unattended.turn_on(office, 15, run=system)
    first, ours = system.crontab.splitlines()
    assert first.endswith("somebody else")
    assert ours.startswith("*/15 ")
    assert "--unattended" in ours
    unattended.turn_off(office, run=system)
    assert system.crontab.splitlines() == [first]


def test_a_refusing_scheduler_changes_nothing(office: Desk, waiting: str) -> None:
    def refuses(_words: Sequence[str], _given: str) -> tuple[int, str]:
        return 1, "access denied"

    with pytest.raises(Refused, match=r"schedule\.refused"):
        unattended.turn_on(office, run=refuses)
    assert not unattended.key_file(office.folder).exists()
    assert not unattended.state(office).on
    with pytest.raises(Refused, match=r"schedule\.minutes"):
        unattended.turn_on(office, 1, run=System())


def test_the_windows_task_is_whole_xml_and_quotes_its_words(tmp_path: Path) -> None:
    words = schedule.task_xml(tmp_path / "dữ liệu & sổ", tmp_path / "khóa.key", 30)
    task = ET.fromstring(words.replace('encoding="UTF-16"', ""))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    (arguments,) = task.iter(f"{space}Arguments")
    assert f'"{tmp_path / "dữ liệu & sổ"}"' in (arguments.text or "")
    (interval,) = task.iter(f"{space}Interval")
    assert interval.text == "PT30M"


def test_windows_is_asked_for_the_task_and_to_take_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    tasks: list[str] = []

    def windows(words: Sequence[str], _given: str) -> tuple[int, str]:
        asked.append(tuple(words[:2]))
        if words[1] == "/Create":
            tasks.append(Path(words[words.index("/XML") + 1]).read_text(encoding="utf-16"))
        return 0, ""

    monkeypatch.setattr(schedule.sys, "platform", "win32")
    schedule.install(tmp_path, tmp_path / "khóa.key", 30, run=windows)
    schedule.remove(tmp_path, run=windows)
    assert asked == [("schtasks", "/Create"), ("schtasks", "/Query"), ("schtasks", "/Delete")]
    assert "PT30M" in tasks[0]
    with pytest.raises(Refused, match=r"schedule\.refused"):
        schedule.install(
            tmp_path, tmp_path / "khóa.key", 30, run=lambda _words, _given: (1, "Access is denied.")
        )

"""A guidance package: signed by the level above, through the news, through a relay, on a stick; believed or refused."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from helpers.ports import a_port
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync import enrolment, guidance, outbox_guidance, signing
from sync.clock import Clock, FixedClock, SystemClock
from sync.guidance import GuidanceError
from sync.portal import guidance as publishing
from sync.portal import house, relay
from sync.portal.faults import Misdeed
from sync.portal.house import Portal, PortalRefused
from sync.portal.ingest import ingest
from sync.portal.serving import Served, serve_in_thread
from sync.transport import HttpTransport
from tests.sync.conftest import Pc, open_pc, seeded
from tests.sync.test_bundle import bring, carry

UNIT = "CĐCS Sông Đà"
KEY = signing.SigningKey(seeded(3)(32))
MANIFEST = guidance.Manifest(
    v=1, publisher="P", name="Cổng tỉnh", version=1, title="Hướng dẫn", made_at="", entries=()
)
CONTENTS = {
    "programmes.toml": b'[[programme]]\ncode = "a"\nname = "A"\n',
    "templates/decision.docx": b"PK" * 90_000,
}
FILE = guidance.packed(KEY, MANIFEST, CONTENTS)


def a_folder(folder: Path, title: str = "Hướng dẫn quý I", **files: bytes) -> Path:
    """An officer's folder; names are written with `__` for the slash and `_toml` for the end."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "guidance.toml").write_text(f'title = "{title}"\n', encoding="utf-8")
    for name, content in (files or {"legal.toml": b'note = "x"\n'}).items():
        (folder / name.replace("__", "/")).write_bytes(content)
    return folder


def publish(portal: Portal, folder: Path) -> bytes:
    data = publishing.build(portal, folder)
    publishing.publish(portal, data)
    return data


def came(pc: Pc) -> list[outbox_guidance.Came]:
    with pc.database.read() as session:
        return outbox_guidance.listing(session)


def file_at(pc: Pc) -> bytes:
    with pc.database.read() as session:
        return outbox_guidance.file_of(session, outbox_guidance.newest(session)[0])


def take(pc: Pc, data: bytes) -> tuple[outbox_guidance.Came, bool]:
    with pc.database.write() as session:
        return outbox_guidance.take_file(session, pc.clock, data)


def code_of(work, *arguments) -> str:
    with pytest.raises((GuidanceError, PortalRefused)) as refused:
        work(*arguments)
    return refused.value.code


# --- the file ---------------------------------------------------------------------------------


def test_a_file_says_who_signed_it_and_what_it_holds() -> None:
    package = guidance.opened(FILE, {"P": KEY.public})
    assert (package.manifest.title, package.manifest.version) == ("Hướng dẫn", 1)
    assert dict(package.contents) == CONTENTS


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_whatever_byte_is_changed_it_is_refused(place: int, turned: int) -> None:
    altered = bytearray(FILE)
    altered[place] ^= turned
    with pytest.raises(GuidanceError):
        guidance.opened(bytes(altered), {"P": KEY.public})


@given(st.integers(0, len(FILE) - 1))
def test_cut_anywhere_it_is_refused(length: int) -> None:
    with pytest.raises(GuidanceError):
        guidance.opened(FILE[:length], {"P": KEY.public})


def test_what_nobody_above_signed_is_refused_by_name() -> None:
    stranger = signing.SigningKey(seeded(4)(32))
    assert code_of(guidance.opened, FILE, {}) == "guidance.unknown_signer"
    forged = guidance.packed(stranger, MANIFEST, CONTENTS)
    assert code_of(guidance.opened, forged, {"P": KEY.public}) == "guidance.signature"
    assert code_of(guidance.opened, FILE + b"x", {"P": KEY.public}) == "guidance.damaged"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../escape.toml", "guidance.malformed"),
        ("templates/a/b.docx", "guidance.malformed"),
        ("run.exe", "guidance.malformed"),
        ("C:\\a.toml", "guidance.malformed"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, code: str) -> None:
    assert code_of(guidance.packed, KEY, MANIFEST, {name: b""}) == code


def test_a_manifest_of_tomorrow_or_without_measure_is_refused() -> None:
    assert code_of(guidance.packed, KEY, replace(MANIFEST, v=2), CONTENTS) == "guidance.version"
    huge = replace(MANIFEST, entries=(guidance.Entry(name="a.toml", size=2**40, sha256="0" * 64),))
    assert code_of(guidance.check_manifest, huge) == "guidance.too_large"


# --- the news ---------------------------------------------------------------------------------


def test_it_comes_with_the_news_and_is_the_file_that_was_signed(
    enrolled: Pc, served: Served, tmp_path
) -> None:
    data = publish(
        served.portal, a_folder(tmp_path / "a", **{"templates__decision.docx": seeded(9)(200_000)})
    )
    assert enrolled.send().stopped == ""
    assert file_at(enrolled) == data
    assert [(one.version, one.came_by) for one in came(enrolled)] == [(1, "line")]
    assert enrolled.ask("SELECT count(*) FROM sync_inbound") == [(0,)]


def test_a_new_version_costs_what_changed_and_the_one_before_is_kept(enrolled, served, tmp_path) -> None:
    folder = a_folder(
        tmp_path / "a", **{"templates__decision.docx": seeded(9)(300_000), "legal.toml": b"a = 1\n"}
    )
    publish(served.portal, folder)
    first = enrolled.send().bytes
    data = publish(served.portal, a_folder(folder, "Hướng dẫn quý II", **{"legal.toml": b"a = 2\n"}))
    second = enrolled.send().bytes
    assert file_at(enrolled) == data
    assert [one.version for one in came(enrolled)] == [2, 1]
    assert second < 10_000 < first

    fresh = open_pc(tmp_path / "fresh", seed=5)
    fresh.enrol(served.url, house.enrol_code(served.portal, "CĐCS khác"))
    fresh.send()
    assert file_at(fresh) == data
    assert [one.version for one in came(fresh)] == [2]
    fresh.transport.close()
    fresh.database.close()


def test_a_line_that_breaks_brings_it_page_by_page(enrolled, served, tmp_path) -> None:
    data = publish(
        served.portal, a_folder(tmp_path / "a", **{"templates__decision.docx": seeded(9)(600_000)})
    )
    served.practice.misdeeds = [Misdeed(kind="cut", on="GET /v1/changes", times=2)]
    assert enrolled.send().stopped == ""
    assert file_at(enrolled) == data
    assert served.practice.served.count("GET /v1/changes") > 10  # after a cut the pages are small


def test_it_comes_back_in_the_bundle_of_receipts(enrolled, served, tmp_path) -> None:
    data = publish(served.portal, a_folder(tmp_path / "a"))
    enrolled.freeze()
    volumes, _ = carry(enrolled)
    bring(enrolled, ingest(served.portal, volumes[0]).receipts)
    assert file_at(enrolled) == data


# --- a file that is carried -------------------------------------------------------------------


def test_carried_by_hand_it_is_taken_once_and_never_by_an_older_one(enrolled, served, tmp_path) -> None:
    old = publish(served.portal, a_folder(tmp_path / "a"))
    new = publish(served.portal, a_folder(tmp_path / "a", "Mới"))
    assert take(enrolled, new)[1]
    assert not take(enrolled, new)[1]
    assert code_of(take, enrolled, old) == "guidance.older"
    enrolled.send()  # the news say it too
    assert [(one.version, one.came_by) for one in came(enrolled)] == [(2, "file")]


def test_without_an_enrolment_nobody_is_believed(pc: Pc) -> None:
    assert code_of(take, pc, FILE) == "guidance.unknown_signer"


# --- the portal -------------------------------------------------------------------------------


def test_a_portal_publishes_forward_only_and_only_what_it_signed(served, tmp_path) -> None:
    folder = a_folder(tmp_path / "a")
    old = publishing.build(served.portal, folder)
    publishing.publish(served.portal, old)
    publishing.publish(served.portal, old)
    newer = publish(served.portal, a_folder(folder, "Mới"))
    assert code_of(publishing.publish, served.portal, old) == "guidance.older"
    assert code_of(publishing.publish, served.portal, FILE) == "guidance.unknown_signer"
    assert [(one.version, one.package) for one in publishing.listing(served.portal)] == [(2, newer)]


def test_an_officer_hears_what_is_wrong_with_a_folder(served, tmp_path) -> None:
    wrong = a_folder(tmp_path / "wrong", **{"legal.toml": b"a = \n"})
    assert code_of(publishing.build, served.portal, wrong) == "guidance.toml_wrong"
    (wrong / "legal.toml").unlink()
    assert code_of(publishing.build, served.portal, wrong) == "guidance.empty"
    assert (
        code_of(publishing.build, served.portal, a_folder(tmp_path / "no", title="")) == "guidance.no_title"
    )


def put_back(portal_folder: Path, backup: Path, clock: Clock, port: int) -> None:
    """As an officer does it: the folder of the backup in the place of the lost one, then a new history."""
    shutil.rmtree(portal_folder)
    shutil.copytree(backup, portal_folder)
    restored = house.open_portal(portal_folder, clock, seeded(port))
    house.start_epoch(restored)
    restored.close()


@pytest.mark.parametrize(
    "clock", [SystemClock(), FixedClock(datetime(1980, 1, 1, tzinfo=UTC))], ids=["right", "set-back"]
)
def test_a_number_that_was_out_when_the_portal_was_lost_is_not_given_again(
    pc, portal_folder, tmp_path, clock
) -> None:
    port, folder = a_port(), a_folder(tmp_path / "g")
    with serve_in_thread(portal_folder, port=port) as served:
        publish(served.portal, folder)
        pc.enrol(served.url, house.enrol_code(served.portal, UNIT))
    shutil.copytree(portal_folder, tmp_path / "backup")
    with serve_in_thread(portal_folder, port=port) as served:
        publish(served.portal, a_folder(folder, "Sau bản sao lưu"))
        pc.send()
    put_back(portal_folder, tmp_path / "backup", clock, port)

    with serve_in_thread(portal_folder, port=port) as served:
        pc.send()
        assert came(pc)[0].manifest.title == "Sau bản sao lưu", "what came stays until there is a newer one"
        data = publish(served.portal, a_folder(folder, "Sau khi khôi phục"))
        pc.send()
        assert file_at(pc) == data
        publish(served.portal, a_folder(folder, "Bản tiếp theo"))
    pc_knows = came(pc)[0].version
    assert pc_knows > 1000

    if isinstance(clock, SystemClock):  # a day later the same backup comes back once more
        put_back(portal_folder, tmp_path / "backup", FixedClock(clock.now() + timedelta(days=1)), port)
        restored = house.open_portal(portal_folder, clock, seeded(port))
        data = publish(restored, a_folder(folder, "Khôi phục lần hai"))
        restored.close()
        assert take(pc, data)[1]


# --- a relay ----------------------------------------------------------------------------------


@dataclass
class Station:
    """A relay below a portal, and a PC that is enrolled with both."""

    pc: Pc
    portal: Portal
    above: Served
    line: HttpTransport

    def pass_on(self) -> None:
        assert relay.pass_on(self.portal, self.line).stopped == ""


@pytest.fixture
def station(tmp_path):
    house.make(tmp_path / "above", "Cổng tỉnh", SystemClock(), seeded(21))
    house.make(tmp_path / "station", "Trạm", SystemClock(), seeded(22))
    line = HttpTransport()
    with serve_in_thread(tmp_path / "above", random=seeded(23)) as above:
        bare = house.open_portal(tmp_path / "station", SystemClock(), seeded(25))
        relay.set_upstream(bare, line, above.url, house.enrol_code(above.portal, "Trạm", "relay"))
        bare.close()
        with serve_in_thread(tmp_path / "station", random=seeded(24)) as below:
            pc = open_pc(tmp_path / "pc")
            pc.enrol(below.url, house.enrol_code(below.portal, UNIT))
            code = house.enrol_code(above.portal, UNIT)
            enrolment.enrol_beyond(pc.database, pc.transport, pc.clock, pc.random, code)
            yield Station(pc, below.portal, above, line)
            pc.transport.close()
            pc.database.close()
    line.close()


def test_a_relay_passes_it_on_unchanged_beside_its_own(station: Station, tmp_path) -> None:
    data = publish(station.above.portal, a_folder(tmp_path / "a"))
    own = publish(station.portal, a_folder(tmp_path / "b", "Của trạm"))
    station.pass_on()
    station.pass_on()
    station.pc.send()
    with station.pc.database.read() as session:
        files = {outbox_guidance.file_of(session, one) for one in outbox_guidance.newest(session)}
    assert files == {data, own}


def test_what_a_relay_forged_is_noted_and_not_believed(station: Station, tmp_path) -> None:
    """The relay speaks in the name of the portal above, with its own key."""
    above = station.above.portal.settings
    forged = guidance.packed(
        station.portal.signing_key, replace(MANIFEST, publisher=above.id, name=above.name), CONTENTS
    )
    jws, manifest, rest = guidance.split(forged)
    package = guidance.Package(jws, manifest, dict(CONTENTS))
    del rest
    from sync.portal import storage_guidance

    with station.portal.database.write() as session:
        storage_guidance.say(session, list(guidance.words(package)), "2026-03-05T05:00:00Z")
    station.pc.send()
    with station.pc.database.read() as session:
        assert outbox_guidance.listing(session) == []
        assert [one.code for one in outbox_guidance.turned_away(session)] == ["guidance.signature"]

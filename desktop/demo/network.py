"""The demonstration of the exchange: two PCs of one union, a relay in the factory, a portal in town, a stick.

One PC does the whole job, the other helps; what both type reaches both. The relay takes what is handed over
by line and by stick, and passes it on; each word of the portal comes back with its own proof.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.demo import scene, story
from desktop.demo.messy import messy_workbook
from desktop.demo.story import PASSPHRASE, Say
from desktop.demo.summary import Summary
from desktop.domain.initiative import Stage
from desktop.i18n import N_, _
from desktop.services import bundles, folders, handed, handing_over, initiatives, sharing
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from sync.clock import Clock, ShiftedClock
from sync.portal import house, ingest, relay, storage_review_queue
from sync.portal.review import accounts, queue
from sync.portal.serving import Served, serve_in_thread
from sync.transport import HttpTransport

FOLDERS = ("may-1", "may-2", "tram", "cong", "the-nho", "so-lieu", "van-ban", "anh")
BY_STICK = 13
SECOND_USER = "Mai"
REVIEWER = "duyet"
_STEPS = (
    N_("Lập cổng của tỉnh và trạm của nhà máy"),
    N_("Máy thứ nhất nhập, họp, ký quyết định"),
    N_("Máy thứ hai dùng chung sổ"),
    N_("Mỗi máy sửa một ô của cùng một sáng kiến, rồi cùng một ô"),
    N_("Nộp cho trạm: phần đi theo đường truyền, phần đi bằng thẻ nhớ"),
    N_("Trạm chuyển lên cổng của tỉnh"),
)


def play(out: Path, *, seed: int, say: Say) -> Summary:
    """Play it into a folder; what an earlier run left there is replaced."""
    summary = Summary()
    steps = iter(_STEPS)

    def next_step() -> None:
        say("• " + _(next(steps)))

    for name in FOLDERS:
        shutil.rmtree(out / name, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    expected = messy_workbook(out / scene.WORKBOOK, seed)
    clock = ShiftedClock(datetime.combine(expected.today, datetime.min.time(), UTC).replace(hour=2))
    began = clock.monotonic()
    next_step()
    with _served(out, clock) as (above, station):
        next_step()
        first = story.begin(out, clock)
        story.bring_in(first, expected, out, summary)
        story.consider(first, expected, summary)
        story.decide(first, out, summary)
        second = folders.create(
            out / "may-2", union=scene.UNION, user_name=SECOND_USER, passphrase=PASSPHRASE, clock=clock
        ).desk
        desks = (first, second)
        try:
            for desk in desks:
                handing_over.enrol(desk, station.url, house.enrol_code(station.portal, scene.UNION.name))
                handing_over.enrol_beyond(desk, house.enrol_code(above.portal, scene.UNION.name))
            next_step()
            _share(desks, summary)
            next_step()
            _merge(desks, summary)
            next_step()
            leaving = _hand_over(desks, station, out / "the-nho", summary)
            next_step()
            _pass_on(desks, station, above, leaving, summary)
            summary.note("waiting_for_review", leaving, _reviewer(above))
            say(
                _(
                    "Trang duyệt: sangkien-portal serve --data {folder}, mở /review, tên {name}, mật khẩu {passphrase}"
                ).format(folder=out / "cong", name=REVIEWER, passphrase=PASSPHRASE)
            )
        finally:
            for desk in desks:
                desk.close()
    summary.seconds = clock.monotonic() - began
    return summary


@contextmanager
def _served(out: Path, clock: Clock) -> Iterator[tuple[Served, Served]]:
    """The portal in town, and the relay that is enrolled there, both on loopback."""
    house.make(out / "cong", "Cổng sáng kiến của tỉnh", clock, os.urandom)
    house.make(out / "tram", "Trạm nhà máy", clock, os.urandom)
    line = HttpTransport()
    with serve_in_thread(out / "cong", clock=clock) as above:
        bare = house.open_portal(out / "tram", clock, os.urandom)
        relay.set_upstream(bare, line, above.url, house.enrol_code(above.portal, "Trạm nhà máy", "relay"))
        bare.close()
        with serve_in_thread(out / "tram", clock=clock) as station:
            yield above, station
    line.close()


def _exchange(desks: Sequence[Desk]) -> None:
    for desk in (*desks, *desks):
        handing_over.send(desk)


def _share(desks: Sequence[Desk], summary: Summary) -> None:
    first, second = desks
    second.do(sharing.join, first.look(sharing.union_key))
    for desk in desks:
        desk.do(sharing.start)
    _exchange(desks)
    here, there = (desk.look(initiatives.page, ListQuery(limit=1)).total for desk in desks)
    summary.note("initiatives_on_both", here, there)


def _merge(desks: Sequence[Desk], summary: Summary) -> None:
    first, second = desks
    ids = first.look(initiatives.ids, ListQuery(stages=(Stage.RECOGNISED,), descending=False))
    _edit(first, ids[0], summary_text="Máy thứ nhất viết tóm tắt.")
    _edit(second, ids[0], note="Máy thứ hai ghi chú lợi ích.")
    _edit(first, ids[1], summary_text="Cách viết của máy thứ nhất.")
    _edit(second, ids[1], summary_text="Cách viết của máy thứ hai.")
    _exchange(desks)
    tasks = second.look(sharing.tasks)
    summary.note("choices_to_make", 1, len(tasks))
    for task in tasks:
        second.do(sharing.decide, task.id, {clash.path: "theirs" for clash in task.conflicts})
    _exchange(desks)
    for desk, name in ((first, "first"), (second, "second")):
        value = desk.look(initiatives.get, ids[0])
        found = [value.summary, value.benefit.note, desk.look(initiatives.get, ids[1]).summary]
        wanted = ["Máy thứ nhất viết tóm tắt.", "Máy thứ hai ghi chú lợi ích.", "Cách viết của máy thứ nhất."]
        summary.note(f"merged_on_{name}", wanted, found)


def _edit(desk: Desk, record: str, *, summary_text: str = "", note: str = "") -> None:
    value = desk.look(initiatives.get, record)
    if summary_text:
        value = replace(value, summary=summary_text)
    if note:
        value = replace(value, benefit=replace(value.benefit, note=note))
    desk.do(initiatives.save, value)


def _hand_over(desks: Sequence[Desk], station: Served, stick: Path, summary: Summary) -> int:
    """Most by line from the first PC, the last of them by stick from the second; how many in all."""
    first, second = desks
    ids = first.look(initiatives.ids, ListQuery(stages=(Stage.RECOGNISED,), descending=False))
    by_line = len(first.do(handing_over.submit, ids[:-BY_STICK]).value.frozen)
    carried = len(second.do(handing_over.submit, ids[-BY_STICK:]).value.frozen)
    stick.mkdir(exist_ok=True)
    bundles.write_out(second, stick / "nop.goi")
    taken = ingest.ingest(station.portal, (stick / "nop.goi").read_bytes())
    again = ingest.ingest(station.portal, (stick / "nop.goi").read_bytes())
    (stick / "bien-nhan.goi").write_bytes(taken.receipts)
    back = bundles.take_in(second, stick / "bien-nhan.goi")
    summary.note("carried", carried, back.complete)
    summary.note("carried_twice", carried, again.outcomes.get("accepted", 0))
    handing_over.send(first)
    summary.note("at_the_relay", by_line + carried, house.stats(station.portal)["records"])
    return by_line + carried


def _pass_on(desks: Sequence[Desk], station: Served, above: Served, leaving: int, summary: Summary) -> None:
    line = HttpTransport()
    summary.note("at_the_portal_before", 0, house.stats(above.portal)["records"])
    relay.pass_on(station.portal, line)
    relay.pass_on(station.portal, line)
    _exchange(desks)
    stats = house.stats(above.portal)
    summary.note("at_the_portal", leaving, stats["records"])
    summary.note("versions_at_the_portal", leaving, stats["changes"])
    summary.note("missing_files_at_the_portal", 0, stats["missing_files"])
    found = [desk.look(handing_over.beyond) for desk in desks]
    summary.note("heard_from_the_portal", leaving, sum(one.complete for one in found if one is not None))
    proofs = [item for desk in desks for item in desk.look(handed.receipts) if item.state == "complete"]
    summary.note("receipts_of_both", 2 * leaving, sum(item.verified for item in proofs))
    line.close()


def _reviewer(above: Served) -> int:
    """Somebody at the province who reviews; how many entries they find waiting."""
    accounts.make(above.portal, REVIEWER, "Người duyệt của tỉnh", accounts.Role.REVIEWER, PASSPHRASE)
    queue.look_over(above.portal)
    with above.portal.database.read() as session:
        return storage_review_queue.number(session, storage_review_queue.Wanted())

"""The sample's exchange: a portal on loopback, one sending, one more that sends nothing, and a look into its folder."""

from __future__ import annotations

from pathlib import Path

from desktop.demo import scene
from desktop.demo.messy import Expected
from desktop.demo.summary import Summary
from desktop.domain.initiative import Stage
from desktop.domain.text import normal
from desktop.services import handed, handing_over, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from sync.clock import Clock
from sync.portal import house
from sync.portal.serving import serve_in_thread


def exchange(desk: Desk, expected: Expected, folder: Path, clock: Clock, summary: Summary) -> None:
    """Freeze, enrol, send twice, verify the receipts, compare with the portal's own count."""
    recognised = desk.look(initiatives.ids, ListQuery(stages=(Stage.RECOGNISED,), descending=False))
    leaving = len(recognised) - 1
    done = desk.do(handing_over.submit, recognised).value
    summary.note("frozen", leaving, len(done.frozen))
    summary.note("not_released", 1, len(done.not_released))
    summary.note("incomplete", 0, len(done.incomplete))
    house.make(folder, "Cổng mẫu", clock, desk.random)
    with serve_in_thread(folder, clock=clock) as served:
        code = house.enrol_code(served.portal, scene.UNION.name)
        handing_over.enrol(desk, served.url, code)
        first = handing_over.send(desk)
        second = handing_over.send(desk)
        stats = house.stats(served.portal)
        summary.note("sent", leaving, first.sent)
        summary.note("received", leaving, first.received)
        summary.note("complete", leaving, first.complete)
        summary.note("sent_again", 0, second.sent)
        summary.note("portal_records", leaving, stats["records"])
        summary.note("portal_changes", leaving, stats["changes"])
        summary.note("portal_files", scene.PHOTOS, stats["files"])
        summary.note("portal_missing_files", 0, stats["missing_files"])
        readable = house.export(served.portal, folder.parent / "cong.ndjson")
        summary.note("portal_exported", leaving, readable)
    receipts = desk.look(handed.receipts)
    summary.note(
        "receipts_verified", leaving, sum(item.verified and item.state == "complete" for item in receipts)
    )
    summary.note("protected_text_on_portal", 0, _leaks(expected, folder, folder.parent / "cong.ndjson"))


def _leaks(expected: Expected, folder: Path, exported: Path) -> int:
    """How many protected texts can be read in the portal's folder or in its export."""
    places = [path.read_bytes() for path in folder.rglob("*") if path.is_file()] + [exported.read_bytes()]
    secrets = [normal(row.protected_text).encode() for row in expected.protected]
    return sum(any(secret in place for place in places) for secret in secrets)

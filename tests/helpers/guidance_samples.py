"""A body above and what it hands down: packages signed by a portal's own key, of any version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop.services.desk import Desk
from sync import guidance, outbox
from sync.portal import house
from sync.portal.house import Portal

PROGRAMME = """[[programme]]
code = "thi-dua-2026"
name = "Thi đua {name}"
opens = "2026-01-01"
closes = "2026-12-31T17:00"
required = ["summary", "benefit"]

[programme.counting]
recognised = true
"""
PURSES = """[[purse]]
code = "superior"
name = "Công đoàn cấp trên"
rate = {rate}
cap = {rate}
conditions = ["recognised", "approved", "reported"]
from = 2026-07-01

[[threshold]]
rank = "worker"
one_year = 90000000
from = 2026-07-01
"""
BASIS = """[[basis]]
code = "36/QĐ-LĐLĐ"
text = "Quyết định số 36/QĐ-LĐLĐ về thi đua sáng kiến"
papers = ["decision"]
since = 2026-02-01
"""
TARGETS = """[[target]]
unit = "{unit}"
phase = "thi-dua-2026"
assigned = 300

[[target]]
unit = "CĐCS khác"
phase = "thi-dua-2026"
assigned = 5
"""
BODIES = """[[body]]
id = "ldld-dong-nai"
name = "Liên đoàn Lao động tỉnh Đồng Nai"
level = "province"
bloc = "Miền Đông"
"""
GUIDE = """version = "tinh-1"

[[part]]
section = "content"
hint = "Tỉnh hỏi: làm gì khác đi?"
needed = true
least = 50
"""
RUBRIC = """[[rubric]]
code = "tinh"
title = "Thang điểm của tỉnh"
pass_mark = 5000
criteria = [{{ code = "new", title = "Tính mới", maximum = {most} }}]
"""


def contents(unit: str = "", **more: bytes) -> dict[str, bytes]:
    """What a province hands down; `more` by name, `__` for the slash, without `.toml`."""
    texts = {
        "programmes.toml": PROGRAMME.format(name="năm 2026"),
        "money.toml": PURSES.format(rate=100_000),
        "legal.toml": BASIS,
        "targets.toml": TARGETS.format(unit=unit),
        "bodies.toml": BODIES,
        "describing.toml": GUIDE,
        "rubrics.toml": RUBRIC.format(most=10_000),
    }
    return {name: text.encode() for name, text in texts.items()} | more


def a_package(portal: Portal, version: int, files: Mapping[str, bytes], title: str = "Hướng dẫn") -> bytes:
    """A package as this portal would have signed it."""
    manifest = guidance.Manifest(
        v=guidance.VERSION,
        publisher=portal.settings.id,
        name=portal.settings.name,
        version=version,
        title=title,
        made_at="2026-03-05T05:00:00.000000Z",
        entries=(),
    )
    return guidance.packed(portal.signing_key, manifest, files)


def a_file(folder: Path, data: bytes, name: str = "tinh.huongdan") -> Path:
    """The same on a stick."""
    path = folder / name
    path.write_bytes(data)
    return path


def a_province(desk: Desk, folder: Path) -> Portal:
    """The portal of a body above."""
    house.make(folder, "LĐLĐ tỉnh", desk.clock, desk.random)
    return house.open_portal(folder, desk.clock, desk.random)


def enrolled_with(desk: Desk, portal: Portal) -> None:
    """As enrolment by a paper code leaves it: the portal's keys are pinned. Nothing goes over a line."""
    with desk.database.write() as session:
        who = outbox.ensure_identity(session, desk.clock, desk.random)
        found = outbox.Peer(
            id=portal.settings.id,
            role="portal",
            name=portal.settings.name,
            url="http://127.0.0.1:9",
            signing_key=portal.signing_key.public,
            age_recipient=portal.age_recipient,
            replica=who.replica,
            unit="u",
            unit_name="",
            epoch=portal.epoch,
            token="",
            cursor=0,
            skew_ms=None,
            failures=0,
            wait_code="",
            next_try=None,
            last_contact=None,
        )
        outbox.store_peer(session, desk.clock, found)

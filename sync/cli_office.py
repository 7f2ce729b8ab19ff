"""What an officer of a level above orders of `sangkien-portal`: guidance handed down, counts, cut-offs.

Each order takes the opened portal and gives a document for `--json` and lines for people; `cli` prints them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from sync.portal import counts, counts_export, guidance, house, news_bundles, storage_units, weekly
from sync.portal.house import Portal, PortalRefused

Command = Callable[[str], argparse.ArgumentParser]
Told = tuple[Any, list[str]]


class Say(Protocol):
    """The words of one language."""

    def __call__(self, key: str, **facts: object) -> str:
        """The words of a key."""
        ...


def calls(command: Command, say: Say) -> None:
    """The commands and their help."""
    handing_down = command("guidance")
    handing_down.add_argument("folder", type=Path, nargs="?", metavar="DIR", help=say("guidance-folder"))
    handing_down.add_argument("--out", type=Path, metavar="FILE", help=say("guidance-out"))
    handing_down.add_argument("--dry-run", action="store_true", help=say("guidance-dry"))
    handing_down.add_argument("--json", action="store_true", help=say("json"))
    counting = command("counts")
    counting.add_argument("--by", choices=(*_WAYS, _WEEK), default="unit", help=say("counts-by"))
    counting.add_argument("--programme", default="", metavar="CODE", help=say("counts-programme"))
    counting.add_argument("--against", type=int, default=0, metavar="N", help=say("counts-against"))
    counting.add_argument("--out", type=Path, metavar="FILE", help=say("counts-out"))
    counting.add_argument("--json", action="store_true", help=say("json"))
    freezing = command("cut-off")
    freezing.add_argument("--name", default="", help=say("cut-off-name"))
    freezing.add_argument("--weekly", metavar="WHEN", help=say("cut-off-weekly"))
    freezing.add_argument("--by", default="", metavar="NAME", help=say("by"))
    freezing.add_argument("--json", action="store_true", help=say("json"))
    news = command("news")
    news.add_argument("folder", type=Path, metavar="DIR", help=say("news-folder"))
    news.add_argument("--json", action="store_true", help=say("json"))
    restored = command("restored")
    restored.add_argument("--json", action="store_true", help=say("json"))
    about = command("unit-about")
    about.add_argument("--unit", required=True, metavar="NAME", help=say("unit"))
    about.add_argument("--bloc", help=say("about-bloc"))
    about.add_argument("--in-charge", help=say("about-in-charge"))
    about.add_argument("--contact", help=say("about-contact"))
    about.add_argument("--programme", default="", metavar="CODE", help=say("counts-programme"))
    about.add_argument("--assigned", type=int, metavar="N", help=say("about-assigned"))
    about.add_argument("--pledged", type=int, metavar="N", help=say("about-pledged"))
    about.add_argument("--json", action="store_true", help=say("json"))


def hand_down(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """Make a package of a folder and publish it; without a folder, say what is out (`--out`: as a file)."""
    if asked.folder is None:
        out = guidance.listing(portal)
        own = [one for one in out if one.publisher == portal.settings.id]
        if asked.out is not None and own:
            asked.out.write_bytes(own[0].package)
        shown = [guidance.shown(one) for one in out]
        return shown, [say("guidance.out", **one) for one in shown]
    data = guidance.build(portal, asked.folder)
    if asked.out is not None:
        asked.out.write_bytes(data)
    told = guidance.about(data)
    if asked.dry_run:
        return told, [say("guidance.out", **told)]
    guidance.publish(portal, data)
    return told, [say("guidance.published", **told)]


_WAYS = {"unit": counts.by_unit, "bloc": counts.by_bloc, "field": counts.by_field}
_WEEK = "week"
_FIVE = ("assigned", "pledged", "recognised", "updated", "valid")


def count(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """The five counts; with `--out` into a workbook or a text file as well."""
    while counts.catch_up(portal):
        pass
    with portal.database.read() as session:
        if asked.by == _WEEK:
            weeks = counts.by_week(session, asked.programme)
            names = ("monday", *counts.COUNTS)
            rows = [{name: _plain(getattr(week, name)) for name in names} for week in weeks]
        else:
            listed = _WAYS[asked.by](session, asked.programme, asked.against)
            rows = [_row(row) for row in listed]
    if asked.out is not None:
        heads: list[object] = list(rows[0]) if rows else []
        table = [heads, *(list(row.values()) for row in rows)]
        made = counts_export.csv_of if asked.out.suffix == ".csv" else counts_export.xlsx_of
        asked.out.write_bytes(made(table))
    return rows, [say("counts.head"), *(" | ".join(_shown(cell) for cell in row.values()) for row in rows)]


def _row(row: counts.Row) -> dict[str, object]:
    told: dict[str, object] = {"name": row.name, "bloc": row.bloc}
    told |= {name: getattr(row.now, name) for name in _FIVE}
    if row.then is not None:
        told |= {f"{name}_then": getattr(row.then, name) for name in _FIVE}
    return told


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)


def _shown(cell: object) -> str:
    return "–" if cell is None else str(cell)


def cut_off(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """Freeze today's figures, or say when the portal does it by itself each week."""
    if asked.weekly is not None:
        said = weekly.set_when(portal, asked.weekly)
        return {"weekly": said}, [say("cut-off.weekly", when=said)]
    made = counts.cut_off(portal, asked.name, asked.by)
    told = {"number": made.number, "name": made.name, "at": made.at}
    return told, [say("cut-off.done", **told)]


def write_news(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """News for the units that come by stick, a volume for each of their PCs."""
    written = [
        {"unit": unit, "file": str(path)} for unit, path in news_bundles.write_all(portal, asked.folder)
    ]
    return written, [say("news.written", **one) for one in written] or [say("news.none")]


def begin_again(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """After a backup was put back: a new epoch, in which each PC offers again what the backup does not know."""
    del asked
    return {"epoch": house.start_epoch(portal)}, [say("restored.done")]


def keep_about(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """What those above know of a unit; what is not said stays as it is."""
    with portal.database.read() as session:
        known = next((one for one in storage_units.listing(session) if one.name == asked.unit), None)
        if known is None:
            raise PortalRefused("unit.unknown", unit=asked.unit)
        assigned, pledged = storage_units.targets(session, asked.programme).get(known.unit, (None, None))
    told: dict[str, Any] = {
        "bloc": known.bloc if asked.bloc is None else asked.bloc,
        "in_charge": known.in_charge if asked.in_charge is None else asked.in_charge,
        "contact": known.contact if asked.contact is None else asked.contact,
        "programme": asked.programme,
        "assigned": assigned if asked.assigned is None else asked.assigned,
        "pledged": pledged if asked.pledged is None else asked.pledged,
    }
    counts.put_unit(portal, known.unit, **told)
    return {"unit": asked.unit, **told}, [say("about.kept", unit=asked.unit)]


ORDERS: dict[str, Callable[[Portal, argparse.Namespace, Say], Told]] = {
    "guidance": hand_down,
    "counts": count,
    "cut-off": cut_off,
    "news": write_news,
    "restored": begin_again,
    "unit-about": keep_about,
}
"""Command -> what it does."""

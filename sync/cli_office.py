"""What an officer of a level above orders of `sangkien-portal`: guidance handed down, counts, cut-offs.

Each order takes the opened portal and gives a document for `--json` and lines for people; `cli` prints them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from sync.portal import guidance
from sync.portal.house import Portal

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


ORDERS: dict[str, Callable[[Portal, argparse.Namespace, Say], Told]] = {"guidance": hand_down}
"""Command -> what it does."""

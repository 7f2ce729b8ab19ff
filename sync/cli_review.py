"""What an administrator orders of `sangkien-portal` for its review page: reviewers, and units under their bodies.

Shaped as `cli_office`: each order takes the opened portal and gives a document and lines for people.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from sync.cli_office import Command, Say, Told
from sync.portal import house
from sync.portal.house import Portal
from sync.portal.review import accounts
from sync.portal.review.accounts import Role

LONGEST = 1_000
"""Characters of a passphrase that are read from a file."""


def calls(command: Command, say: Say) -> None:
    """The commands and their help."""
    roles = [role.value for role in Role]
    listing = command("reviewers")
    listing.add_argument("--json", action="store_true", help=say("json"))
    one = command("reviewer")
    one.add_argument("name", metavar="NAME", help=say("reviewer-name"))
    one.add_argument("--new", action="store_true", help=say("reviewer-new"))
    one.add_argument("--shown", default="", metavar="TEXT", help=say("reviewer-shown"))
    one.add_argument("--role", choices=roles, help=say("reviewer-role"))
    way = one.add_mutually_exclusive_group()
    way.add_argument("--new-passphrase", action="store_true", help=say("reviewer-passphrase"))
    way.add_argument("--passphrase-file", type=Path, metavar="FILE", help=say("reviewer-file"))
    end = one.add_mutually_exclusive_group()
    end.add_argument("--disable", action="store_true", help=say("reviewer-disable"))
    end.add_argument("--enable", action="store_true", help=say("reviewer-enable"))
    one.add_argument("--json", action="store_true", help=say("json"))
    placing = command("place-unit")
    placing.add_argument("--unit", required=True, metavar="NAME", help=say("unit"))
    placing.add_argument("--body", required=True, metavar="NAME", help=say("unit-body"))
    placing.add_argument("--json", action="store_true", help=say("json"))


def reviewers(portal: Portal, _asked: argparse.Namespace, say: Say) -> Told:
    """Every reviewer with their role."""
    found = [
        {"name": one.name, "shown": one.shown, "role": one.role, "disabled": one.disabled}
        for one in accounts.listed(portal)
    ]
    lines = [
        "  ".join(
            [one.name, one.shown, say(f"role.{one.role}"), *([say("disabled")] if one.disabled else [])]
        )
        for one in accounts.listed(portal)
    ]
    return found, lines


def reviewer(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """Make or change one; a passphrase that the portal drew is told this once."""
    fresh = accounts.new_passphrase(portal) if asked.new_passphrase or asked.new else ""
    passphrase = fresh
    if asked.passphrase_file is not None:
        with asked.passphrase_file.open(encoding="utf-8") as file:
            fresh, passphrase = "", file.read(LONGEST).strip()
    role = Role(asked.role) if asked.role else None
    if asked.new:
        accounts.make(portal, asked.name, asked.shown, role or Role.REVIEWER, passphrase)
    else:
        disabled = True if asked.disable else False if asked.enable else None
        accounts.change(portal, asked.name, role=role, passphrase=passphrase, disabled=disabled)
    told = {"name": accounts.folded(asked.name), **({"passphrase": fresh} if fresh else {})}
    lines = [say("reviewer.done", name=told["name"])]
    return told, [*lines, say("reviewer.told", passphrase=fresh)] if fresh else lines


def place_unit(portal: Portal, asked: argparse.Namespace, say: Say) -> Told:
    """Put a unit under the body above it, by which reviewers share their work."""
    house.place_unit(portal, asked.unit, asked.body)
    told = {"unit": asked.unit, "body": asked.body}
    return told, [say("unit.placed", **told)]


ORDERS: dict[str, Callable[[Portal, argparse.Namespace, Say], Told]] = {
    "reviewers": reviewers,
    "reviewer": reviewer,
    "place-unit": place_unit,
}
"""Command -> what it does."""

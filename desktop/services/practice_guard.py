"""A register for training alone: it stays one for good and reaches no portal but one on this very PC."""

from __future__ import annotations

import ipaddress
from enum import StrEnum
from urllib.parse import urlsplit

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Look, Work, order, question
from desktop.store import local
from sync import outbox

_FLAG = "practice"


class Fault(StrEnum):
    """What the practice portal, or the way to it, does wrong on order."""

    NONE = "none"
    LINK_DOWN = "link_down"
    SLOW = "slow"
    CUT = "cut"
    ANSWER_LOST = "answer_lost"
    BUSY = "busy"
    LOGIN_PAGE = "login_page"
    WRONG_RECEIPT = "wrong_receipt"


@question()
def is_practice(look: Look) -> bool:
    """Whether this register is for training alone."""
    return bool(local.get(look.session, _FLAG))


def demand_allowed(look: Look, url: str) -> None:
    """Raise `practice.real_portal` where a practice register would talk to anything but this PC."""
    if is_practice(look) and not _is_here(url):
        raise Refused("practice.real_portal")


@question()
def demand_own_portal(look: Look) -> None:
    """The same for the portal that this PC is enrolled with."""
    peer = outbox.peer(look.session)
    if peer is not None:
        demand_allowed(look, peer.url)


@order(Right.ADMINISTER, "practice.begin")
def make_practice(work: Work) -> None:
    """From now on, and for good, for training alone. Raises `practice.enrolled` where a portal knows this PC."""
    if is_practice(work):
        return
    if outbox.peer(work.session) is not None:
        raise Refused("practice.enrolled")
    work.operation.make_final()
    local.put(work.session, _FLAG, "1")
    work.touch("portal", work.replica)


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

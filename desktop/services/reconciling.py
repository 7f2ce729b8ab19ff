"""This PC against the portal, record by record. Blocking; looks only."""

from __future__ import annotations

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Desk
from desktop.services.line import line_of
from sync.reconciliation import Comparison, Difference, NotCompared, compare

__all__ = ["Comparison", "Difference", "reconcile"]


def reconcile(desk: Desk, period: str = "") -> Comparison:
    """What stands differently here and at the portal; `period` as `2026` or `2026-03`, "" for all.

    Raises the codes of an exchange (`not_enrolled`, `unreachable`, …), and `period.malformed`.
    """
    from sync.transport import HttpTransport  # with the HTTP library: loaded when something is sent

    if Right.SUBMIT not in desk.user.rights:
        raise Refused("right.missing", right=Right.SUBMIT.value)
    if not desk.opened.writable:
        raise Refused("folder.busy", folder=str(desk.folder))
    transport = HttpTransport(line_of(desk))
    try:
        return compare(desk.database, transport, desk.clock, desk.random, period)
    except NotCompared as error:
        raise Refused(error.code, **error.facts) from error
    finally:
        transport.close()

"""This PC against the portal, record by record. Blocking; looks only."""

from __future__ import annotations

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Desk, job
from desktop.services.line import line_of
from sync.reconciliation import Comparison, Difference, NotCompared, compare

__all__ = ["Comparison", "Difference", "reconcile"]


@job(Right.SUBMIT, writes=True)
def reconcile(desk: Desk, period: str = "") -> Comparison:
    """What stands differently here and at the portal; `period` as `2026` or `2026-03`, "" for all.

    Raises the codes of an exchange (`not_enrolled`, `unreachable`, …), and `period.malformed`.
    """
    from sync.transport import HttpTransport  # with the HTTP library: loaded when something is sent

    transport = HttpTransport(line_of(desk))
    try:
        return compare(desk.database, transport, desk.clock, desk.random, period)
    except NotCompared as error:
        raise Refused(error.code, **error.facts) from error
    finally:
        transport.close()

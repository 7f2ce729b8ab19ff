"""Through a relay to the portal above: this PC becomes known there, and its word comes back."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import orders
from helpers.builders import UNION, a_recognition, an_initiative, stored

from desktop.domain.problems import Refused
from desktop.services import handed, handing_over, initiatives
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES
from sync.clock import SystemClock
from sync.portal import house, relay
from sync.portal.serving import serve_in_thread
from sync.transport import HttpTransport


def test_to_the_portal_above_by_way_of_a_relay(office: Desk, tmp_path: Path) -> None:
    for name in ("cổng", "trạm"):
        house.make(tmp_path / name, name, SystemClock(), os.urandom)
    line = HttpTransport()
    with serve_in_thread(tmp_path / "cổng") as above:
        bare = house.open_portal(tmp_path / "trạm", SystemClock(), os.urandom)
        relay.set_upstream(bare, line, above.url, house.enrol_code(above.portal, "trạm", "relay"))
        bare.close()
        with serve_in_thread(tmp_path / "trạm") as station:
            with pytest.raises(Refused, match=r"not_enrolled"):
                handing_over.enrol_beyond(office, house.enrol_code(above.portal, UNION.name))
            handing_over.enrol(office, station.url, house.enrol_code(station.portal, UNION.name))
            name = handing_over.enrol_beyond(office, house.enrol_code(above.portal, UNION.name))
            (record,) = stored(office, an_initiative())
            value = office.look(initiatives.get, record)
            office.do(orders.put, INITIATIVES, replace(value, recognition=a_recognition()))
            office.do(handing_over.submit, [record])
            handing_over.send(office)
            relay.pass_on(station.portal, line)
            handing_over.send(office)

            found = office.look(handing_over.beyond)
            assert (name, found.name, found.known, found.complete) == ("cổng", "cổng", True, 1)
            receipts = office.look(handed.receipts, record)
            assert [(one.portal, one.verified) for one in receipts] == [("trạm", True), ("cổng", True)]
    line.close()

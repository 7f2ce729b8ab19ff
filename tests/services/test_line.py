"""The way out of this PC: what was wished is kept with the folder, and a wish that cannot be is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.builders import as_role

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import line
from desktop.services.desk import Desk
from desktop.services.line import Line, ProxyKind


def test_the_wishes_are_kept_and_what_was_learned_is_not_wished(office: Desk) -> None:
    wished = Line(proxy=ProxyKind.MANUAL, address="10.0.0.1:8080", user="tosk", password="x", rate=999)

    office.do(line.set_line, wished)

    assert office.look(line.line) == replace(wished, rate=0)


@pytest.mark.parametrize(
    ("wished", "code"),
    [
        (Line(proxy=ProxyKind.MANUAL), "proxy.malformed"),
        (Line(proxy=ProxyKind.MANUAL, address="ftp://10.0.0.1"), "proxy.malformed"),
        (Line(daily_cap=-1), "cap.negative"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_nothing_changes(office: Desk, wished: Line, code: str) -> None:
    with pytest.raises(Refused) as refused:
        office.do(line.set_line, wished)

    assert refused.value.code == code
    assert office.look(line.line) == Line()


def test_only_who_may_send_sees_the_proxy_s_password(office: Desk) -> None:
    with pytest.raises(Refused) as refused:
        as_role(office, Role.READER).look(line.line)

    assert refused.value.code == "right.missing"


def test_before_this_pc_is_enrolled_there_is_nothing_to_estimate(office: Desk) -> None:
    assert office.look(line.estimate) is None

"""The audit chain, told."""

from __future__ import annotations

from helpers.builders import an_initiative, stored
from sqlalchemy import text

from desktop.services import audit
from desktop.services.desk import Desk


def test_an_honest_folder(office: Desk) -> None:
    before = audit.verify(office)
    stored(office, an_initiative())
    after = audit.verify(office)
    assert after.broken_at is None
    assert after.operations == before.operations + 1
    assert after.head != before.head
    assert len(after.head) == 64


def test_a_folder_that_somebody_went_behind(office: Desk) -> None:
    stored(office, an_initiative())
    with office.database.write() as session:
        session.execute(text("UPDATE operation SET user = 'x' WHERE seq = 1"))
    assert audit.verify(office).broken_at == 1

"""Folded columns and search lines made anew are those that storing makes: none more, none less, each as before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers.builders import a_protected_initiative, an_author, an_initiative, stored
from sqlalchemy import text

from desktop.domain.initiative import RecognitionFact, Route
from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.store import refolding
from desktop.store.initiatives import INITIATIVES
from desktop.store.records import Synced
from sync.database import Database

LOOKED_AT = (
    "SELECT seq, title_key, author_key FROM initiative ORDER BY seq",
    "SELECT term, doc, col, offset FROM temp.words ORDER BY term, doc, col, offset",
    "SELECT id, folded, name_key FROM person ORDER BY id",
    "SELECT id, folded FROM workshop ORDER BY id",
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name",
)


def derived(database: Database) -> list[list[tuple[object, ...]]]:
    """All that is drawn from what was typed; the keys of what was taken back are nobody's."""
    with database.read() as session:
        session.execute(text("DROP TABLE IF EXISTS temp.words"))
        session.execute(
            text("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, initiative_search, 'instance')")
        )
        return [[tuple(row) for row in session.execute(text(asked))] for asked in LOOKED_AT]


def test_what_is_folded_anew_is_what_was_stored(desk: Desk) -> None:
    several = (
        an_author("Nguyễn Thị Hằng", 5_000),
        an_author("Đỗ Văn Ân", 5_000, staff_code="HL-00412"),
    )
    stored(desk, an_initiative("Xe đẩy phom có khóa bánh", authors=several))
    stored(desk, a_protected_initiative())
    gone, record = stored(
        desk,
        an_initiative("Ép đế hai lần", sections={}, summary=""),
        an_initiative("Ánh sáng chuyền 5", public_title="Đèn chuyền"),
    )
    desk.do(initiatives.remove, [gone])
    fact = RecognitionFact("d1", "371/QĐ-HL", date(2026, 3, 1), Route.PAPER)
    with desk.database.write() as session:
        known = INITIATIVES.load_many(session, [record])[record]
        INITIATIVES.write(session, [replace(known, recognition=fact)], [Synced(2, 1)], new=False)
    before = derived(desk.database)
    with desk.database.write() as session:
        session.execute(text("UPDATE app_state SET value = '1' WHERE key = 'fold_version'"))
        session.execute(text("UPDATE initiative SET title_key = 'x', author_key = '' WHERE tombstone = 0"))
        session.execute(text("UPDATE person SET folded = '', name_key = ''"))
        session.execute(text("INSERT INTO initiative_search (rowid, title) VALUES (99, 'nobody')"))
    assert derived(desk.database) != before
    assert refolding.bring_up_to_date(desk.database)
    assert derived(desk.database) == before
    assert not refolding.bring_up_to_date(desk.database)

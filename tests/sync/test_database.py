"""The ground floor: one writer, whole transactions, numbered steps, an encrypted file."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from sync.database import DatabaseError, fetch, open_sqlite

KEY, OTHER = "ab" * 48, "cd" * 48


@pytest.fixture
def database(tmp_path):
    found = open_sqlite(tmp_path / "x.db", KEY)
    with found.write() as session:
        session.execute(text("CREATE TABLE t (n INTEGER)"))
    yield found
    found.close()


def rows(database) -> list[int]:
    with database.read() as session:
        return [row[0] for row in session.execute(text("SELECT n FROM t ORDER BY n"))]


def test_a_write_is_whole_or_nothing(database):
    with database.write() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))

    def half() -> None:
        with database.write() as session:
            session.execute(text("INSERT INTO t VALUES (2)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert rows(database) == [1]


def test_a_reader_sees_what_stood_when_it_began_and_waits_for_nobody(database):
    with database.write() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
        assert rows(database) == []

    assert rows(database) == [1]


def test_a_look_is_one_view_however_its_questions_are_asked(database):
    with database.read() as session:
        assert fetch(session, "SELECT n FROM t") == []
        with database.write() as writing:
            writing.execute(text("INSERT INTO t VALUES (1)"))
        assert session.execute(text("SELECT n FROM t")).all() == []
        assert fetch(session, "SELECT n FROM t") == []

    with database.read() as session:  # by the same connection, which rested meanwhile
        assert fetch(session, "SELECT n FROM t") == [(1,)]


def test_a_reader_that_rests_holds_no_log(database, tmp_path):
    rows(database)
    with database.read() as session:
        fetch(session, "SELECT n FROM t")
    with database.write() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    database.fold_log()
    assert (tmp_path / "x.db-wal").stat().st_size == 0


def test_a_look_that_failed_leaves_nothing_to_the_next(database):
    def half() -> None:
        with database.read() as session:
            fetch(session, "SELECT n FROM t")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    with database.write() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    assert rows(database) == [1]


def test_after_a_crowd_of_readers_there_is_room_for_who_writes(database):
    with ExitStack() as crowd:
        for _ in range(60):
            crowd.enter_context(database.read()).execute(text("SELECT count(*) FROM t")).scalar()
        with database.write() as session:
            session.execute(text("INSERT INTO t VALUES (1)"))
    with database.write() as session:
        session.execute(text("INSERT INTO t VALUES (2)"))

    assert rows(database) == [1, 2]
    assert database.engine.pool.checkedout() <= 3  # of sixty, those that rest


def test_writers_queue_up_and_lose_nothing(database):
    def add(number: int) -> None:
        with database.write() as session:
            session.execute(text("INSERT INTO t SELECT coalesce(max(n), 0) + 1 FROM t"), {"n": number})

    threads = [threading.Thread(target=add, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert rows(database) == list(range(1, 13))


def test_the_file_is_durable_wal_with_foreign_keys(database):
    with database.read() as session:
        found = [
            session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert found == ["wal", 2, 1]


def test_another_key_opens_nothing_and_says_so(tmp_path, database, capfd):
    with database.write() as session:
        session.execute(text("INSERT INTO t VALUES (7)"))

    with pytest.raises(DatabaseError) as refused, open_sqlite(tmp_path / "x.db", OTHER).read():
        pass

    assert (refused.value.code, refused.value.facts) == ("key.wrong", {"file": "x.db"})
    assert capfd.readouterr().err == ""
    assert b"SQLite format" not in (tmp_path / "x.db").read_bytes()


def test_steps_run_once_in_order_all_or_none(database):
    def make(connection):
        connection.execute(text("CREATE TABLE u (n INTEGER)"))

    def fill(connection):
        connection.execute(text("INSERT INTO u VALUES (1)"))

    def fail(connection):
        connection.execute(text("INSERT INTO u VALUES (2)"))
        raise ZeroDivisionError

    assert database.migrate("one", [make]) == (0, 1)
    assert database.migrate("one", [make, fill]) == (1, 2)
    assert database.migrate("one", [make, fill]) == (2, 2)
    with pytest.raises(ZeroDivisionError):
        database.migrate("one", [make, fill, fail])
    with database.read() as session:
        assert session.execute(text("SELECT n FROM u")).scalars().all() == [1]
        assert database.version(session, "one") == 2


def test_a_file_of_a_newer_program_is_left_alone(database):
    database.migrate("one", [lambda _: None] * 3)

    with pytest.raises(DatabaseError) as refused:
        database.migrate("one", [lambda _: None])

    assert (refused.value.code, refused.value.facts["found"]) == ("database.newer", 3)


def test_only_one_does_a_long_thing_at_a_time(database):
    with (
        database.exclusive("send") as first,
        database.exclusive("send") as second,
        database.exclusive("x") as other,
    ):
        assert (first, second, other) == (True, False, True)
    with database.exclusive("send") as again:
        assert again

"""What somebody may not see is nowhere: lists, search, counts, duplicates, papers, exports, reports."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from helpers.builders import (
    a_protected_initiative,
    an_author,
    an_initiative,
    as_role,
    drafted,
    proposed,
    settled,
    stored,
)  # fmt: skip
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from desktop import services
from desktop.domain.access import RIGHTS, Right, Role, User
from desktop.domain.initiative import Stage
from desktop.domain.problems import Refused
from desktop.services import (
    audit,
    decisions,
    exporting,
    filing,
    handed,
    initiative_papers,
    initiatives,
    likenesses,
    payments,
    people,
    registers,
    reports,
)  # fmt: skip
from desktop.services.desk import Desk, Look, question, terms_of
from desktop.services.initiatives import ListQuery
from desktop.services.meeting_papers import MeetingPaper
from desktop.store import tables
from sync.outbox_questions import PortalState

SECRET = "tỉ lệ pha hóa chất 7 phần 3"
BLIND = [role for role in Role if Right.READ_PROTECTED not in RIGHTS[role]]


@pytest.fixture
def secret(office: Desk) -> str:
    """A protected initiative between two open ones."""
    hidden = a_protected_initiative(SECRET)
    return stored(office, an_initiative("Gá kẹp vải"), hidden, an_initiative("Xe đẩy cuộn vải"))[1]


def everything(desk: Desk, record: str, tmp_path: Path) -> str:
    """All that a user's questions answer, as one text."""
    out = tmp_path / f"{'-'.join(desk.user.roles)}.xlsx"
    exporting.export_list(desk, ListQuery(), out)
    answers: list[Any] = [
        desk.look(initiatives.page, ListQuery()),
        desk.look(initiatives.page, ListQuery(search="nhuộm")),
        desk.look(initiatives.page, ListQuery(ids=(record,))),
        desk.look(initiatives.ids, ListQuery()),
        desk.look(initiatives.counts),
        desk.look(likenesses.alike, "Nhuộm lại vải lỗi màu"),
        desk.look(reports.figures),
        desk.look(handed.at_portal, list(PortalState)),
        desk.look(people.find_people, "hang"),
    ]
    with ZipFile(out) as book:
        words = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    return repr(answers) + words.decode()


@pytest.mark.parametrize("role", BLIND)
def test_a_protected_initiative_is_nowhere(office: Desk, secret: str, role: Role, tmp_path: Path) -> None:
    desk = as_role(office, role)
    told = everything(desk, secret, tmp_path)
    assert "Nhuộm" not in told
    assert SECRET not in told
    assert secret not in told
    assert desk.look(initiatives.page, ListQuery()).total == 2
    assert desk.look(initiatives.page, ListQuery(search="nhuộm")).total == 0
    assert desk.look(initiatives.page, ListQuery(search="vải")).total == 2
    assert sum(desk.look(initiatives.counts).values()) == 2
    with pytest.raises(Refused, match=r"initiative\.missing"):
        desk.look(initiatives.get, secret)
    with pytest.raises(Refused):
        initiative_papers.application(desk, [secret])


def test_who_may_read_it_finds_it(office: Desk, secret: str, tmp_path: Path) -> None:
    desk = as_role(office, Role.COUNCIL)
    assert "Nhuộm" in everything(desk, secret, tmp_path)
    assert sum(desk.look(initiatives.counts).values()) == 3


def test_the_chain_of_history_verifies_for_everybody(office: Desk, secret: str) -> None:
    for role in BLIND:
        assert audit.verify(as_role(office, role)).broken_at is None


def test_a_paper_that_names_it_shows_nothing_of_itself(office: Desk, secret: str) -> None:
    settled(office)
    proposed(office, [secret])
    record = drafted(office, [secret])
    blind = as_role(office, Role.READER)
    assert "Nhuộm" not in repr(blind.look(decisions.get, record))
    assert blind.look(initiatives.counts)[Stage.DRAFTED] == 0


def test_a_paper_of_the_register_that_names_it_shows_nothing_of_itself_either(
    office: Desk, secret: str
) -> None:
    settled(office)
    meeting = proposed(office, [secret]).meeting
    (record,) = office.do(filing.file, MeetingPaper.MINUTES, meeting).value.drafts
    blind = as_role(office, Role.READER)
    assert "Nhuộm" in repr(office.look(registers.get, record))
    assert "Nhuộm" not in repr(blind.look(registers.get, record))
    with pytest.raises(Refused, match=r"paper\.not_shown"):
        registers.render(blind, record)


def test_personal_data_is_masked_for_those_who_only_read(office: Desk) -> None:
    author = an_author("Nguyễn Thị Hằng", birth="1990-05-17", staff_code="HL-1")
    (record,) = stored(office, an_initiative("Gá kẹp", authors=(author,)))
    (person,) = office.look(people.find_people, "hang")
    office.do(people.save_person, replace(person, phone="0912345678"))
    (seen,) = as_role(office, Role.READER).look(people.find_people, "hang")
    assert (seen.name, seen.birth, seen.phone) == ("Nguyễn Thị Hằng", "1990", "•••• 678")
    shown = as_role(office, Role.COUNCIL).look(initiatives.get, record)
    assert [author.birth for author in shown.authors] == ["1990"]
    (whole,) = as_role(office, Role.CLERK).look(people.find_people, "hang")
    assert (whole.birth, whole.phone) == ("1990-05-17", "0912345678")


@question()
def _tables_read(look: Look) -> dict[str, int]:
    """How many rows each table shows that speaks of initiatives."""
    named = [
        table
        for table in tables.metadata.sorted_tables
        if {"initiative", "record"} & set(table.columns.keys())
    ]
    return {
        table.name: look.session.execute(text(f"SELECT count(*) FROM {table.name}")).scalar() or 0
        for table in (*named, tables.initiative)
    }


def test_every_table_that_speaks_of_initiatives_leaves_it_out(office: Desk, secret: str) -> None:
    """Also one that somebody adds later: the rule goes by the column, not by a list of tables."""
    whole, blind = office.look(_tables_read), as_role(office, Role.READER).look(_tables_read)
    assert (whole["initiative"], blind["initiative"]) == (3, 2)
    assert (whole["author"], blind["author"]) == (3, 2)
    assert whole["history"] == blind["history"] + 1


@given(roles=st.sets(st.sampled_from(Role)), more=st.sampled_from(Role))
def test_one_more_role_never_takes_a_right_away(roles: set[Role], more: Role) -> None:
    assert User("u", "An", tuple(roles)).rights <= User("u", "An", (*roles, more)).rights


@given(roles=st.sets(st.sampled_from(Role)))
def test_who_may_change_a_record_sees_the_whole_of_it(roles: set[Role]) -> None:
    """What was masked on the way out must not be stored on the way in."""
    rights = User("u", "An", tuple(roles)).rights
    if rights & {Right.ENTER, Right.IMPORT, Right.SUBMIT, Right.DECIDE, Right.PERSONAL, Right.CHECK}:
        assert {Right.READ_PROTECTED, Right.READ_PERSONAL} <= rights


def all_questions() -> dict[str, Callable[..., Any]]:
    """Questions that can be asked with nothing."""
    found = {}
    for info in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"desktop.services.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or not hasattr(function, "terms"):
                continue
            first, *rest = inspect.signature(function).parameters.values()
            if str(first.annotation) == "Look" and all(one.default is not one.empty for one in rest):
                found[f"{info.name}.{name}"] = function
    return found


def test_every_question_answers_those_who_see_less_and_names_nothing(office: Desk, secret: str) -> None:
    """Of a year's work on a protected initiative: decided, paid, reported."""
    settled(office)
    proposed(office, [secret])
    decisions.sign(office, drafted(office, [secret]), "05", date(2026, 3, 4))
    office.do(payments.open_round, "union", [secret])
    reports.send(office)
    reader = as_role(office, Role.READER)
    asked, told = 0, ""
    for name, function in all_questions().items():
        if terms_of(function).right in reader.user.rights:
            with suppress(Refused):  # with nothing to print, for one
                told += f"{name}: {reader.look(function)!r}\n"
                asked += 1
    assert asked > 20
    assert [
        line[:200] for line in told.splitlines() if "Nhuộm" in line or secret in line or SECRET in line
    ] == []


def test_a_paper_prints_only_what_its_reader_may_see(office: Desk) -> None:
    author = an_author("Nguyễn Thị Hằng", birth="1990-05-17")
    (record,) = stored(office, an_initiative("Gá kẹp", authors=(author,)))
    settled(office)
    facts = as_role(office, Role.COUNCIL).look(initiative_papers.application_facts, record)
    assert "1990" in repr(facts)
    assert "1990-05" not in repr(facts) and "17/05" not in repr(facts)

"""Any sequence of saving, removing, undoing and doing again: the folder holds what a plain model holds."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import orders
from helpers.builders import a_folder, an_initiative, authors
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.domain.text import fold
from desktop.services import initiatives, undo
from desktop.services.initiatives import ListQuery
from desktop.store.initiatives import INITIATIVES, search_text
from sync.clock import new_id

WORDS = ("gá", "kẹp", "máy", "may", "mấy", "nhuộm", "Đặng", "đảng", "vắt", "sổ")
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
EVERYTHING = ListQuery(descending=False, limit=1_000)

Records = dict[str, Initiative]


class Folder(RuleBasedStateMachine):
    """The real folder beside a model of it: what stands, what can be undone, what can be done again."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path(tempfile.mkdtemp(prefix="undo-"))
        self.desk = a_folder(self._path / "so").desk
        self.standing: Records = {}
        self.past: list[Records] = []
        self.future: list[Records] = []

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self._path)

    def _now(self, records: Records) -> None:
        self.past.append(self.standing)
        self.standing, self.future = records, []

    def _stored(self, record: str) -> Initiative:
        return self.desk.look(initiatives.get, record)

    @rule(title=phrases, author=phrases)
    def enter(self, title: str, author: str) -> None:
        record = self.desk.do(initiatives.save, an_initiative(title, authors=authors(author))).value
        self._now({**self.standing, record: self._stored(record)})

    @precondition(lambda self: self.standing)
    @rule(data=st.data(), title=phrases, summary=phrases)
    def change(self, data: st.DataObject, title: str, summary: str) -> None:
        record = data.draw(st.sampled_from(sorted(self.standing)))
        changed = replace(self.standing[record], title=title, summary=summary)
        self.desk.do(initiatives.save, changed)
        self._now({**self.standing, record: changed})

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.sets(st.sampled_from(sorted(self.standing)), min_size=1))
        self.desk.do(initiatives.remove, sorted(gone))
        self._now({record: value for record, value in self.standing.items() if record not in gone})

    @rule(titles=st.lists(phrases, min_size=1, max_size=4))
    def enter_many(self, titles: list[str]) -> None:
        many = [
            an_initiative(title, id=new_id(self.desk.clock, self.desk.random), number=900, authors=())
            for title in titles
        ]
        self.desk.do(orders.put_new, INITIATIVES, many)
        self._now({**self.standing, **{value.id: value for value in many}})

    @precondition(lambda self: self.standing)
    @rule(summary=phrases)
    def change_all(self, summary: str) -> None:
        pairs = [(value, replace(value, summary=summary)) for value in self.standing.values()]
        self.desk.do(orders.put_changed, INITIATIVES, pairs)
        self._now({after.id: after for _, after in pairs})

    @rule()
    def take_back(self) -> None:
        if not self.past:  # only the making of the folder is left
            with pytest.raises(Refused, match=r"undo\.final"):
                self.desk.do(undo.undo)
            return
        self.desk.do(undo.undo)
        self.future.append(self.standing)
        self.standing = self.past.pop()

    @rule()
    def do_again(self) -> None:
        if not self.future:
            with pytest.raises(Refused, match=r"redo\.nothing"):
                self.desk.do(undo.redo)
            return
        self.desk.do(undo.redo)
        self.past.append(self.standing)
        self.standing = self.future.pop()

    @rule(typed=phrases)
    def search(self, typed: str) -> None:
        found = self.desk.look(initiatives.ids, replace(EVERYTHING, search=typed))
        assert set(found) == {record for record, value in self.standing.items() if holds(value, typed)}

    @invariant()
    def the_list_shows_what_stands(self) -> None:
        page = self.desk.look(initiatives.page, EVERYTHING)
        assert {line.row.id: line.row.title for line in page.rows} == {
            record: value.title for record, value in self.standing.items()
        }
        assert page.total == len(self.standing)

    @invariant()
    def each_record_is_whole(self) -> None:
        for record, value in self.standing.items():
            assert self._stored(record) == value

    @invariant()
    def the_chain_holds(self) -> None:
        assert self.desk.look(orders.broken_at) is None


def holds(value: Initiative, typed: str) -> bool:
    """Whether each typed word begins some word of the initiative."""
    words = " ".join(search_text(value).values()).split()
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())


class LongFolder(Folder):
    """The same for long: each run tries other sequences and prints how to see a failure again."""


TestFolder = Folder.TestCase
TestFolder.settings = settings(max_examples=10, stateful_step_count=20)

TestLongFolder = pytest.mark.soak(pytest.mark.timeout(7_200)(LongFolder.TestCase))
TestLongFolder.settings = settings(max_examples=500, stateful_step_count=50)

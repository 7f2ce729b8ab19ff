"""The paged model: asks only for what is shown, keeps rows and the hand's place while it asks again."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.kit.paging import PAGE, Column, PagedModel, Slice, all_at_once
from desktop.ui.kit.tables import Table

COLUMNS = [Column("Số", lambda row: row, 80), Column("Tên", lambda row: f"tên {row}")]


class Source:
    """Answers when told to."""

    def __init__(self, total: int) -> None:
        self.rows = [str(number) for number in range(total)]
        self.asked: list[int] = []
        self.waiting: list[Callable[[], None]] = []

    def ask(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        self.asked.append(offset)
        self.waiting.append(lambda: then(Slice(self.rows[offset : offset + limit], len(self.rows))))

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for give in waiting:
            give()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    rows = [str(number) for number in range(250)]
    model = PagedModel(COLUMNS, all_at_once(lambda: rows), str)
    model.reload()
    qtmodeltester.check(model)


def test_only_pages_in_view_are_asked_for(qtbot: QtBot) -> None:
    source = Source(1_000_000)
    table = Table(PagedModel(COLUMNS, source.ask, str), "Bảng")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.model_.reload()
    source.answer()
    assert table.model_.rowCount() == 1_000_000
    table.scrollToBottom()
    qtbot.waitUntil(lambda: len(source.asked) == 2, timeout=60_000)
    assert source.asked == [0, 1_000_000 - PAGE]


def test_a_table_without_rows_says_what_to_do(qtbot: QtBot) -> None:
    source = Source(0)
    words = "Chưa có dòng nào. Bấm Ctrl+N để thêm dòng đầu tiên vào danh sách này."
    table = Table(PagedModel(COLUMNS, source.ask, str), "Bảng", empty=words)
    qtbot.addWidget(table)
    table.resize(240, 160)
    table.show()
    table.model_.reload()
    assert not table.empty.isVisible()  # nobody knows yet
    source.answer()
    assert table.empty.isVisible() and table.accessibleDescription() == words
    assert table.empty.heightForWidth(table.empty.width()) <= table.empty.height()
    source.rows = ["1"]
    table.model_.reload()
    source.answer()
    assert not table.empty.isVisible() and table.accessibleDescription() == ""


def test_old_rows_stay_until_their_successors_come(qtbot: QtBot) -> None:
    source = Source(10)
    model = PagedModel(COLUMNS, source.ask, str)
    model.reload()
    source.answer()
    source.rows = ["new", *source.rows]
    model.reload()
    assert model.data(model.index(0, 0)) == "0"
    source.answer()
    assert model.data(model.index(0, 0)) == "new"
    assert model.rowCount() == 11


def test_a_late_answer_of_an_earlier_round_is_dropped(qtbot: QtBot) -> None:
    source = Source(3)
    model = PagedModel(COLUMNS, source.ask, str)
    model.reload()
    late = source.waiting.pop()
    source.rows = ["a", "b"]
    model.reload()
    source.answer()
    late()
    assert model.data(model.index(0, 0)) == "a"


def test_the_hand_stays_on_its_record(qtbot: QtBot) -> None:
    source = Source(5)
    table = Table(PagedModel(COLUMNS, source.ask, str), "Bảng")
    qtbot.addWidget(table)
    table.model_.reload()
    source.answer()
    table.choose(2)
    source.rows = ["new", *source.rows]
    table.reload()
    source.answer()
    assert table.current() == "2"
    assert table.currentIndex().row() == 3


def test_ticks_are_kept_by_record(qtbot: QtBot) -> None:
    source = Source(5)
    table = Table(PagedModel(COLUMNS, source.ask, str), "Bảng", ticks=True)
    qtbot.addWidget(table)
    table.model_.reload()
    source.answer()
    table.tick({"1", "3"})
    source.rows = ["new", *source.rows]
    table.reload()
    source.answer()
    assert table.ticked() == ("1", "3")

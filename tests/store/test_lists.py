"""Pages of the list: any order, any search, any filter; found by indexes however many there are."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import an_author, an_initiative, stored
from sqlalchemy import event

from desktop.domain.initiative import Field, Stage
from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.store import lists
from desktop.store.lists import SORTS, ListQuery, Page

TITLES = (
    "Gá kẹp vải cho máy vắt sổ",
    "Xe đẩy phom có khóa bánh",
    "Gá kẹp đế cho máy ép",
    "Cảm biến dừng máy ép",
    "Băng chuyền gò thêm khay",
    "Gá kẹp vải cho máy một kim",
)


@pytest.fixture
def register(desk: Desk) -> Desk:
    """Six initiatives of two workshops, entered in this order."""
    for place, title in enumerate(TITLES):
        workshop = "Chuyền may 3" if place % 2 else "Tổ cơ điện"
        stored(desk, an_initiative(title, workshop=workshop, first_used=date(2026, 1, 1 + place)))
    return desk


@pytest.fixture(params=[0, 1_000], ids=["many-hits", "few-hits"])
def hits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of looking hits up give the same answer."""
    monkeypatch.setattr(lists, "FEW", request.param)


def ask(desk: Desk, **wanted: object) -> Page:
    with desk.database.read() as session:
        return lists.page(session, ListQuery(**wanted))


def titles(page: Page) -> list[str]:
    return [row.title for row in page.rows]


def test_the_newest_come_first_and_pages_follow_each_other(register: Desk) -> None:
    first, second = ask(register, limit=4), ask(register, limit=4, offset=4)
    assert titles(first) + titles(second) == list(reversed(TITLES))
    assert first.total == second.total == 6


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("search", ["", "kep"])
@pytest.mark.usefixtures("hits")
def test_an_order_backwards_is_the_order_turned_round(register: Desk, sort: str, search: str) -> None:
    forward = titles(ask(register, sort=sort, search=search, descending=False))
    assert list(reversed(forward)) == titles(ask(register, sort=sort, search=search))
    assert len(forward) == (6 if not search else 3)


@pytest.mark.usefixtures("hits")
def test_a_search_goes_with_filters_and_pages(register: Desk) -> None:
    found = ask(register, search="ga kep", workshop="Tổ cơ điện", sort="title", descending=False)
    assert titles(found) == [TITLES[2], TITLES[0]]  # đế before vải, as a dictionary has them
    assert found.total == 2
    assert titles(ask(register, search="gá KẸP", limit=1, offset=1)) == [TITLES[2]]
    assert ask(register, search="gá KẸP", limit=1, offset=1).total == 3
    assert ask(register, search="ga kep", stages=(Stage.RECOGNISED,)).total == 0


@pytest.mark.usefixtures("hits")
def test_what_was_taken_back_is_neither_found_nor_counted(register: Desk) -> None:
    gone = ask(register, search="them khay").rows[0].id
    register.do(initiatives.remove, [gone])
    assert ask(register, search="them khay").total == 0
    assert ask(register).total == 5
    assert titles(ask(register, search="c")) == [title for title in reversed(TITLES) if title != TITLES[4]]


def test_one_letter_is_a_search(register: Desk) -> None:
    assert titles(ask(register, search="x")) == [TITLES[1]]


@pytest.mark.usefixtures("hits")
def test_ids_come_in_the_order_of_the_pages(register: Desk) -> None:
    query = ListQuery(search="may", sort="title", descending=False)
    with register.database.read() as session:
        page, ids = lists.page(session, query), lists.ids(session, query)
    assert ids == [row.id for row in page.rows]


@pytest.mark.parametrize("wanted", [{}, {"search": "may"}, {"search": "may", "stages": (Stage.PENDING,)}])
def test_a_page_costs_at_most_four_queries(register: Desk, wanted: dict[str, object]) -> None:
    asked: list[str] = []
    with register.database.read() as session:
        event.listen(
            register.database.engine, "before_cursor_execute", lambda _c, _k, sql, *_more: asked.append(sql)
        )
        lists.page(session, ListQuery(**wanted))  # type: ignore[arg-type]
    assert len([sql for sql in asked if sql.startswith("SELECT")]) <= 4


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "entered"])
def test_an_order_stands_in_an_index(register: Desk, sort: str) -> None:
    column = SORTS[sort].name
    explain = (
        f"EXPLAIN QUERY PLAN SELECT seq FROM initiative WHERE tombstone = 0 ORDER BY {column} DESC, seq DESC"
    )
    with register.database.read() as session:
        told = " ".join(row[3] for row in session.connection().exec_driver_sql(explain))
    assert f"initiative_by_{sort}" in told
    assert "TEMP B-TREE" not in told


# --- typed with marks


MARKED = ("Tủ để dao", "Tụ điện máy ép", "Cột tu sửa", "Tủ treo áo", "Tú cầu trang trí")


@pytest.fixture
def spelt(desk: Desk) -> Desk:
    """Titles that only their marks tell apart."""
    for place, title in enumerate(MARKED):
        stored(desk, an_initiative(title, workshop="Kho" if place % 2 else "QC"))
    return desk


def test_what_has_the_marks_that_were_typed_comes_first(spelt: Desk) -> None:
    newest = list(reversed(MARKED))
    assert titles(ask(spelt, search="tu")) == newest
    assert titles(ask(spelt, search="tủ")) == [
        "Tủ treo áo",
        "Tủ để dao",
        *[t for t in newest if "Tủ" not in t],
    ]
    assert ask(spelt, search="tủ").total == 5


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_of_a_search_with_marks_follow_each_other(spelt: Desk, size: int) -> None:
    whole = titles(ask(spelt, search="tủ", limit=10))
    pages = [titles(ask(spelt, search="tủ", limit=size, offset=at)) for at in range(0, 5, size)]
    assert [title for page in pages for title in page] == whole


@pytest.mark.usefixtures("hits")
def test_a_filtered_search_has_the_exact_first_too(spelt: Desk) -> None:
    assert titles(ask(spelt, search="tủ", workshop="QC")) == ["Tủ để dao", "Tú cầu trang trí", "Cột tu sửa"]


def test_a_word_without_marks_beside_one_with_marks_may_be_any(spelt: Desk) -> None:
    assert titles(ask(spelt, search="tủ dao")) == ["Tủ để dao"]
    with spelt.database.read() as session:
        assert len(lists.ids(session, ListQuery(search="tủ"))) == 5


def test_where_the_tone_stands_makes_no_difference_to_exactness(desk: Desk) -> None:
    for title in ("Khoa học", "Ổ khóa mới", "Ổ khoá cũ"):
        stored(desk, an_initiative(title))
    assert titles(ask(desk, search="khoá")) == ["Ổ khoá cũ", "Ổ khóa mới", "Khoa học"]


# --- more to keep by


@pytest.mark.usefixtures("hits")
@pytest.mark.parametrize("search", ["", "tu"])
def test_filters_of_field_year_protection_and_portal(desk: Desk, search: str) -> None:
    (kept,) = stored(desk, an_initiative("Tủ một", field=Field.SAFETY, entered_on=date(2025, 3, 1)))
    stored(desk, an_initiative("Tủ hai", is_protected=True, protected_text="keo"))
    assert titles(ask(desk, search=search, fields=(Field.SAFETY,))) == ["Tủ một"]
    assert titles(ask(desk, search=search, years=(2025,))) == ["Tủ một"]
    assert titles(ask(desk, search=search, years=(2025, 2026))) == ["Tủ hai", "Tủ một"]
    assert titles(ask(desk, search=search, protected=True)) == ["Tủ hai"]
    assert titles(ask(desk, search=search, protected=False)) == ["Tủ một"]
    assert ask(desk, search=search, portal=("returned",)).total == 0
    assert ask(desk, search=search, portal=("returned", "")).total == 2
    with desk.database.read() as session:
        found = lists.facets(session)
        assert found.years == {2025: 1, 2026: 1}
        assert found.fields[Field.SAFETY.value] == 1
        assert lists.ids(session, ListQuery(search=search, years=(2025,))) == [kept]


def test_titles_and_authors_stand_in_vietnamese_order(desk: Desk) -> None:
    people = {"Đèn": "Lê Văn An", "Dao": "Trần Bình", "Ép": "Nguyễn Ái", "Ao": "Hà Anh Đức", "An": "Ưng Đức"}
    for title, name in people.items():
        stored(desk, an_initiative(title, authors=(an_author(name),)))
    assert titles(ask(desk, sort="title", descending=False)) == ["An", "Ao", "Dao", "Đèn", "Ép"]
    assert [row.authors for row in ask(desk, sort="author", descending=False).rows] == [
        "Nguyễn Ái", "Lê Văn An", "Trần Bình", "Hà Anh Đức", "Ưng Đức",
    ]  # fmt: skip

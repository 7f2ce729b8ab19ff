"""Stored titles are found by how their words sound: what would be called alike is among what is looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.builders import an_initiative
from helpers.likeness_pairs import ideas

from desktop.demo.corpus import Corpus
from desktop.domain.access import Right
from desktop.domain.likeness import ALIKE_FROM, likeness, sketch
from desktop.services import likenesses, stored_titles
from desktop.services.desk import Desk, Work, order
from desktop.services.stored_titles import StoredTitles
from desktop.store.initiatives import INITIATIVES


@order(Right.IMPORT, "import.run")
def keep(work: Work, titles: list[str]) -> list[str]:
    values = [replace(an_initiative(title), id=work.new_id()) for title in titles]
    work.save_new(INITIATIVES, values)
    return [value.id for value in values]


def stored(desk: Desk, *titles: str) -> list[str]:
    return desk.do(keep, list(titles)).value


def alike(desk: Desk, title: str) -> list[str]:
    return [one.title for one in desk.look(likenesses.alike, title)]


def test_nearly_every_other_wording_finds_its_like_among_many(office: Desk) -> None:
    """Recall of the whole way, not of the comparison alone: a hint is as good as what is looked at."""
    stored(office, *(title for title, _, _ in ideas()))
    stored(office, *(value.title for value in Corpus(5).initiatives(600)))
    asked = [(title, wording) for title, same, _ in ideas() for wording in same]
    near = [(wording, likeness(title, wording)) for title, wording in asked]
    found = [office.look(likenesses.alike, wording) for wording, _ in near]
    missed = [
        wording
        for (wording, percent), hints in zip(near, found, strict=True)
        if percent >= ALIKE_FROM and (not hints or hints[0].percent < percent)
    ]
    assert len(missed) <= 0.05 * len(asked), missed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sắp xếp kho khuôn", "xắp sếp kho khuông"),
        ("Tiết kiệm chỉ may", "Giảm chỉ may"),
        ("Đèn laze chỉ đường", "Đèn laser chỉ đường"),
        ("Máy cuốn dây giày", "máy cuốn giây dày"),
    ],
)
def test_slips_of_the_ear_and_words_of_the_trade_lead_to_it(office: Desk, old: str, new: str) -> None:
    stored(office, old, "Thùng rác ba màu", "Bảng phân công ca")
    assert alike(office, new) == [old]


def test_where_all_words_are_common_it_is_found_still(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_titles, "commonly", lambda _total: 2)
    stored(office, *(f"Gá kẹp mài nhám {number}" for number in range(6)))
    assert len(alike(office, "Gá kẹp mài nhám")) == 5


def test_those_that_hold_every_word_are_never_left_out(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_titles, "commonly", lambda _total: 1)
    monkeypatch.setattr(stored_titles, "_FEW", 0)
    stored(office, *(f"Kệ số {number} của chuyền" for number in range(30)))
    with office.database.read() as session:
        titles = StoredTitles(session)
        (place,) = titles.may_be(sketch("Kệ số 29 của chuyền"))
        assert titles.read([place])[place].title == "Kệ số 29 của chuyền"
        assert titles.may_be(sketch("Kệ số 31 của chuyền")) == set()


def test_an_empty_folder_has_nothing_alike(office: Desk) -> None:
    assert alike(office, "Gá kẹp mài nhám") == []

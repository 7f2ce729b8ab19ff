"""A body as it is read, and what changed between two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.portal.review import entry_view
from sync.portal.words import words_of
from tests.sync.conftest import a_title_only, an_initiative

VI, EN = words_of("vi"), words_of("en")


def changed(old, new, files=((), ())):
    return {one.name: one.runs for one in entry_view.differences(old, new, files, VI)}


def test_words_that_changed_are_marked_and_no_others():
    runs = changed({"title": "Gá kẹp máy tiện"}, {"title": "Gá kẹp nhanh máy tiện"})["Tên sáng kiến"]
    assert runs == (("same", "Gá kẹp "), ("new", "nhanh "), ("same", "máy tiện"))
    longer = changed({"title": "Gá kẹp"}, {"title": "Gá kẹp lớn"})["Tên sáng kiến"]
    assert longer == (("same", "Gá kẹp "), ("new", "lớn"))


def test_a_field_that_came_or_went_and_files():
    found = changed(an_initiative(), an_initiative(authors=[]), (("a.pdf",), ("a.pdf", "b.pdf")))
    assert list(found) == ["Tác giả", "Tệp kèm theo"]
    assert {kind for kind, _ in found["Tác giả"]} == {"old"}
    assert found["Tệp kèm theo"] == (("same", "a.pdf\n"), ("new", "b.pdf"))


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_the_new_text_can_be_read_from_the_marks(old, new):
    runs = dict.fromkeys(("old", "new"), "")
    for kind, said in entry_view._runs(old, new):
        for side in ("old", "new"):
            runs[side] += said if kind in {"same", side} else ""
    assert runs["new"] == new
    assert runs["old"].split() == old.split()


@pytest.mark.parametrize("words", [["a"] * 3_000, ["a", "b"] * 1_500, [str(n % 60) for n in range(3_000)]])
def test_a_text_that_repeats_itself_is_compared_in_a_moment(words):
    began = time.process_time()
    list(entry_view._runs(" ".join(words), " ".join(reversed(words))))
    assert time.process_time() - began < 2


def test_a_text_beyond_measure_stands_as_a_whole():
    assert list(entry_view._runs("cũ " * 3_001, "mới")) == [("old", "cũ " * 3_001), ("new", "mới")]


def test_every_field_has_a_name_in_both_languages_and_what_is_unknown_is_shown():
    body = {**an_initiative(), "recognition": {"route": "head", "number": "1", "date": "2026-02-01"}}
    body |= {"programme": "Thường xuyên", "later": {"of": [1, 2]}}
    for words in (VI, EN):
        shown = entry_view.shown(body, words)
        assert shown[-1].text == "of: 1\n2"
        assert all(one.name != one.path for one in shown if one.path != "later")
    assert {one.path for one in entry_view.shown(a_title_only(), EN)} <= {*entry_view.FIELDS}


@pytest.mark.parametrize("value", [None, "", [], {}, "text", 5, ["x"], {"a": "b"}, True])
def test_a_body_of_any_shape_can_be_shown(value):
    for field in (
        "authors",
        "benefit",
        "recognition",
        "sections",
        "first_used",
        "protected",
        "kind",
        "unknown",
    ):
        entry_view.shown({field: value}, VI)

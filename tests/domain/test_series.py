"""Series of numbers: who numbers, and what comes next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.series import Issuing, Numbering, SeriesRule, counted, next_number, rule_for


def test_the_employers_numbers_are_typed_and_the_others_counted():
    assert [rule_for((), issuer).numbering for issuer in Issuing] == [
        Numbering.TYPED,
        Numbering.OWN,
        Numbering.OWN,
    ]


def test_what_was_said_last_holds_for_its_issuer_alone():
    said = (
        SeriesRule(Issuing.UNION, Numbering.TYPED),
        SeriesRule(Issuing.UNION, Numbering.OWN, "pc-1"),
        SeriesRule(Issuing.COUNCIL, Numbering.TYPED),
    )
    assert rule_for(said, Issuing.UNION) == said[1]
    assert rule_for(said, Issuing.EMPLOYER).numbering is Numbering.TYPED


def test_a_count_is_read_off_a_number_as_offices_write_it():
    assert [counted(text) for text in ("05/TB-CĐCS", " 112/QĐ-HL", "7", "số 7", "", "1234567/QĐ")] == [
        5,
        112,
        7,
        0,
        0,
        0,
    ]


@given(st.integers(1, 200))
def test_numbers_of_a_series_are_one_to_n_each_once(count: int):
    given_numbers: list[str] = []
    for _ in range(count):
        given_numbers.append(next_number(given_numbers, "TB-CĐCS"))
    assert [counted(number) for number in given_numbers] == list(range(1, count + 1))
    assert len(set(given_numbers)) == count
    assert given_numbers[0] == "01/TB-CĐCS"


@given(st.lists(st.integers(1, 99_998), min_size=1), st.randoms())
def test_a_number_never_comes_again_whatever_the_order_and_gaps(counts: list[int], random):
    taken = [f"{count:02d}/TB" for count in counts]
    random.shuffle(taken)
    assert counted(next_number(taken, "TB")) == max(counts) + 1

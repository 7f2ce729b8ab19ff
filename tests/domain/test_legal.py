"""Legal bases by dates: what a paper cites, and which lines rest on what has lapsed."""

from __future__ import annotations

from datetime import date

from desktop.domain.legal import LegalBasis, cited_by, lapsed, overridden

OLD = LegalBasis(
    "107/2017/TT-BTC", "Thông tư 107", ("pay_list",), lapsed_on=date(2025, 1, 1), replaced_by="24/2024/TT-BTC"
)
NEW = LegalBasis("24/2024/TT-BTC", "Thông tư 24", ("pay_list",), since=date(2025, 1, 1))


def test_a_paper_cites_what_holds_on_its_day():
    assert cited_by("pay_list", (OLD, NEW), date(2024, 12, 31)) == (OLD,)
    assert cited_by("pay_list", (OLD, NEW), date(2025, 1, 1)) == (NEW,)
    assert cited_by("decision", (OLD, NEW), date(2025, 1, 1)) == ()


def test_a_line_that_cites_a_lapsed_one_is_found_however_it_is_spelt():
    line = "Căn cứ Thông tư số 107/2017/TT-BTC ngày 10/10/2017"
    (found,) = lapsed((line, "Căn cứ Thông tư số 24/2024/TT-BTC"), (OLD, NEW), date(2026, 3, 2))
    assert (found.basis, found.instead) == (OLD, NEW)
    assert lapsed((line,), (OLD, NEW), date(2024, 3, 2)) == ()


def test_a_number_inside_a_longer_one_is_another_text():
    assert lapsed(("Căn cứ 2107/2017/TT-BTC",), (OLD,), date(2026, 1, 1)) == ()


def test_what_replaced_it_may_itself_be_replaced_and_a_circle_ends():
    newest = LegalBasis("99/2026/TT-BTC", "Thông tư 99", since=date(2026, 1, 1))
    middle = LegalBasis(
        "24/2024/TT-BTC", "", since=date(2025, 1, 1), lapsed_on=date(2026, 1, 1), replaced_by="99/2026/TT-BTC"
    )
    (found,) = lapsed(("Thông tư 107/2017/TT-BTC",), (OLD, middle, newest), date(2026, 2, 1))
    assert found.instead == newest
    circle = LegalBasis("24/2024/TT-BTC", "", lapsed_on=date(2026, 1, 1), replaced_by="107/2017/TT-BTC")
    (found,) = lapsed(("Thông tư 107/2017/TT-BTC",), (OLD, circle), date(2026, 2, 1))
    assert found.instead is None


def test_the_units_own_record_wins_by_its_code_and_place_orders_them():
    own = LegalBasis("13/2012/NĐ-CP", "own", place=5)
    ours = (LegalBasis("A", "a", place=10), LegalBasis("13/2012/NĐ-CP", "ours", place=20))
    assert [basis.text for basis in overridden(ours, (own,))] == ["own", "a"]

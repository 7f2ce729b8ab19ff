"""The invented factory is the same every time, and looks like the real ones it was drawn after."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import timedelta
from statistics import quantiles

import pytest

from desktop.demo.corpus import CLOSED, TODAY, Corpus
from desktop.demo.corpus_names import FROM_ELSEWHERE
from desktop.domain.deadlines import lapses_on
from desktop.domain.initiative import BenefitKind, Field, Initiative, check
from desktop.domain.problems import blocking
from desktop.domain.shares import WHOLE


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(2026)


@pytest.fixture(scope="module")
def initiatives(corpus: Corpus) -> list[Initiative]:
    return list(corpus.initiatives(2_000))


def test_the_same_seed_gives_the_same_factory(corpus: Corpus, initiatives: list[Initiative]) -> None:
    again = Corpus(2026)
    assert again.people == corpus.people
    assert list(again.initiatives(5, start=700)) == initiatives[700:705]
    assert next(iter(Corpus(2027).initiatives(1))) != initiatives[0]


def test_any_initiative_can_be_asked_for_alone(corpus: Corpus) -> None:
    far = corpus.initiative(999_999)
    assert far == corpus.initiative(999_999)
    assert blocking(check(far)) == ()


def test_ids_are_unique_and_sort_by_place(initiatives: list[Initiative]) -> None:
    ids = [value.id for value in initiatives]
    assert sorted(set(ids)) == ids


def test_every_initiative_can_be_stored(initiatives: list[Initiative]) -> None:
    for value in initiatives:
        assert blocking(check(value)) == ()
        assert unicodedata.is_normalized("NFC", value.title + value.summary)
        assert sum(author.share for author in value.authors) == WHOLE


def test_people_are_named_as_people_are(corpus: Corpus) -> None:
    people = corpus.people
    assert len({person.staff_code for person in people}) == len(people) == 2_340
    families = Counter(person.name.split()[0] for person in people)
    assert 0.26 < families["Nguyễn"] / len(people) < 0.36
    syllables = Counter(len(person.name.split()) for person in people)
    assert 0.67 < syllables[3] / len(people) < 0.77
    assert 0.19 < syllables[4] / len(people) < 0.29
    assert sum(person.name == "Nguyễn Thị Hằng" for person in people) >= 6
    assert sum(person.name == "Trần Văn Nam" for person in people) >= 4
    assert {name for name, _ in FROM_ELSEWHERE} <= {person.name for person in people}
    assert 0.25 < sum(len(person.birth) == 4 for person in people) / len(people) < 0.35


def test_forms_are_what_forms_are(initiatives: list[Initiative]) -> None:
    count = len(initiatives)
    authors = Counter(len(value.authors) for value in initiatives)
    for people, wanted in ((1, 0.46), (2, 0.31), (3, 0.16)):
        assert abs(authors[people] / count - wanted) < 0.04
    assert max(authors) == 6
    fields = Counter(value.field for value in initiatives)
    assert fields[Field.OPERATION_5S] > fields[Field.TOOLING] > fields[Field.SAVING] > fields[Field.SAFETY]
    amounts = [value.benefit.amount or 0 for value in initiatives if value.benefit.kind is BenefitKind.AMOUNT]
    assert 0.57 < len(amounts) / count < 0.67
    lower, median, upper = quantiles(amounts, n=4)
    assert 3_000_000 < lower < 8_000_000
    assert 13_000_000 < median < 24_000_000
    assert 40_000_000 < upper < 85_000_000
    assert max(amounts) <= 2_100_000_000
    late = [
        value for value in initiatives if value.entered_on and value.entered_on > CLOSED - timedelta(days=10)
    ]
    assert 0.55 < len(late) / count < 0.68


def test_days_go_wrong_as_often_as_they_do(initiatives: list[Initiative]) -> None:
    def share(wrong: int) -> float:
        return wrong / len(initiatives)

    days = [
        (value.first_used, value.entered_on) for value in initiatives if value.first_used and value.entered_on
    ]
    assert len(days) == len(initiatives)
    assert all(first <= TODAY for first, _ in days)
    assert 0.03 < share(sum(lapses_on(first) < entered for first, entered in days)) < 0.08
    assert 0.015 < share(sum(first > entered for first, entered in days)) < 0.05


def test_titles_go_from_bare_to_capital_to_nearly_the_same(initiatives: list[Initiative]) -> None:
    titles = [value.title for value in initiatives]
    assert 0.15 < sum(title.isupper() for title in titles) / len(titles) < 0.3
    assert "Cải tiến" in titles
    assert any(title.endswith("(lần 2)") for title in titles)
    assert all(2 <= len(title) <= 190 for title in titles)


def test_authors_are_people_of_the_factory(corpus: Corpus) -> None:
    ids = {person.id for person in corpus.people}
    known = list(corpus.initiatives(50, known_people=True))
    assert {author.person for value in known for author in value.authors} <= ids
    assert {author.person for value in corpus.initiatives(50) for author in value.authors} == {""}

"""Whatever is typed: what is stored is in one normal form, and shares are exactly the whole."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from helpers.builders import a_folder, an_author, an_initiative
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.idea import Idea
from desktop.domain.initiative import Section
from desktop.domain.problems import Refused
from desktop.domain.shares import WHOLE
from desktop.domain.text import fold
from desktop.services import describing, ideas, initiatives, people
from desktop.services.desk import Desk

MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
LETTERS = "aăâbdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ ẵệợ\u00d0\u00f0-.,\n" + MARKS
typed = st.one_of(
    st.text(st.sampled_from(LETTERS), max_size=40),
    st.text(max_size=20),
    st.text(st.sampled_from(LETTERS), max_size=20).map(lambda text: unicodedata.normalize("NFD", text)),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One folder for all examples."""
    made = a_folder(Path(tmp_path_factory.mktemp("nfc")) / "so")
    yield made.desk
    made.desk.close()


def texts_in(value: object) -> list[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return []


def loose(value: object) -> list[str]:
    """Texts of a stored value that are not in their normal form."""
    return [
        text for text in texts_in(msgspec.to_builtins(value)) if not unicodedata.is_normalized("NFC", text)
    ]


@given(title=typed, name=typed, workshop=typed, note=typed, summary=typed, section=typed, title_of=typed)
def test_an_initiative_is_stored_in_normal_form(
    desk: Desk, title: str, name: str, workshop: str, note: str, summary: str, section: str, title_of: str
) -> None:
    author = an_author(f"Hằng {name}"[:100], staff_code=note[:20], title=title_of, qualification=note)
    value = an_initiative(
        f"Sáng kiến {title}",
        authors=(author,),
        workshop=workshop,
        summary=summary,
        sections={Section.CONTENT: section},
        protected_text=note,
        public_title=title_of,
        programme=note,
    )
    record = desk.do(initiatives.save, replace(value, benefit=replace(value.benefit, note=note))).value
    stored = desk.look(initiatives.get, record)
    assert loose(stored) == []
    for person in desk.look(people.find_people, "hang", 100_000):
        assert loose(person) == []
    desk.do(describing.save, record, {Section.KNOWN_SOLUTION: section, Section.HELPERS: note})
    assert loose(desk.look(initiatives.get, record)) == []


@given(title=typed, name=typed, problem=typed, needs=typed)
def test_an_idea_is_stored_in_normal_form(
    desk: Desk, title: str, name: str, problem: str, needs: str
) -> None:
    slip = Idea(
        "", f"Ý tưởng {title}", (an_author(f"Nam {name}"[:100]),), problem=problem, needs=needs, workshop=name
    )
    assert loose(desk.look(ideas.get, desk.do(ideas.save, slip).value)) == []


@given(typed)
def test_folding_sees_through_the_normal_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.lists(st.integers(0, 12_000), min_size=1, max_size=5))
def test_only_the_whole_is_stored(desk: Desk, shares: list[int]) -> None:
    value = an_initiative(authors=tuple(an_author(f"Người {n}", share) for n, share in enumerate(shares)))
    if sum(shares) == WHOLE and max(shares) <= WHOLE:
        desk.do(initiatives.save, value)
        return
    with pytest.raises(Refused) as refused:
        desk.do(initiatives.save, value)
    assert refused.value.code == "share.sum_not_100"

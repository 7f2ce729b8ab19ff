"""How a likeness is told in a line."""

from __future__ import annotations

import pytest

from desktop.services.likenesses import Alike
from desktop.ui import marks


@pytest.mark.parametrize(
    ("number", "year", "words"),
    [
        (88, 2024, "#88/2024 (82 %): Gá kẹp"),
        (88, None, "#88/– (82 %): Gá kẹp"),
        (None, 2024, "(82 %): Gá kẹp"),
    ],
)
def test_a_likeness_says_which_year_its_number_is_of(
    number: int | None, year: int | None, words: str
) -> None:
    assert marks.alike(Alike("a", number, "Gá kẹp", 82, year=year)) == words

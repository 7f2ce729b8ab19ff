"""Sample facts speak true Vietnamese: what a template is looked at with has every mark, and nothing is left over."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.documents.naming import names_of
from desktop.documents.papers import PAPERS, PaperKind
from desktop.documents.sample_words import LISTS, WORDS
from desktop.documents.samples import sample_of

CODES = re.compile(r"[0-9a-f]{4}( [0-9a-f]{4})*|.*\.sangkien-backup|x")
"""Digests, file names and a cross are no words."""


def texts(facts: Any) -> Iterator[str]:
    """Every text that facts hold."""
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, tuple):
        for one in facts:
            yield from texts(one)
    elif dataclasses.is_dataclass(facts):
        for one in dataclasses.fields(facts):
            yield from texts(getattr(facts, one.name))


@pytest.mark.parametrize("kind", PaperKind)
def test_every_word_of_a_sample_has_its_marks(kind):
    said = [text for text in texts(sample_of(kind)) if not CODES.fullmatch(text)]
    assert said
    bare = [text for text in said if text.isascii() and re.search(r"[a-z]{2,}|[A-Z]{4,}(?![-\w])", text)]
    assert bare == []


def test_no_words_are_kept_that_no_paper_asks_for():
    asked = {name for paper in PAPERS.values() for name in names_of(paper.facts).every}
    asked |= {re.sub(r"_\d$", "", name) for name in asked}
    assert sorted({*WORDS, *LISTS} - asked) == []

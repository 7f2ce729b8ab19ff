"""Two profiles of form as data: ours, a unit's own numbers, and what the decree does not allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.paper_samples import TEMPLATES, a_decision
from helpers.papercheck import decision_faults

from desktop.documents.own_shelf import Shelf
from desktop.documents.papers import PaperKind
from desktop.documents.profile import DECREE_30
from desktop.documents.profiles import FILE, RANGES, ProfileName, name_for, read_profile
from desktop.documents.templates import fill_shelved
from desktop.domain.problems import Refused


@pytest.mark.parametrize("name", ProfileName)
def test_what_came_with_the_program_is_what_the_templates_are_drawn_with(name):
    assert read_profile((TEMPLATES,), name) == DECREE_30


def test_our_numbers_lie_inside_every_range_of_the_decree():
    for key, (low, high) in RANGES.items():
        assert low <= getattr(DECREE_30, key) <= high, key


def test_the_unions_papers_follow_the_unions_profile_and_the_rest_the_decree():
    assert name_for(PaperKind.ASKING) is ProfileName.UNION_933
    assert {name_for(kind) for kind in (PaperKind.DECISION, PaperKind.SET_UP)} == {ProfileName.DECREE_30}


@pytest.mark.parametrize("extreme", [0, 1], ids=["the least", "the most"])
def test_a_decision_drawn_at_either_end_of_the_ranges_is_in_form(tmp_path: Path, extreme: int):
    numbers = "\n".join(f"{key} = {bounds[extreme]}" for key, bounds in RANGES.items())
    (tmp_path / FILE).write_text(f"[decree_30]\n{numbers}\n", encoding="utf-8")
    docx = fill_shelved(a_decision(7), Shelf(tmp_path, TEMPLATES).open(PaperKind.DECISION)).docx
    assert decision_faults(docx) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[decree_30]\nbody = 15", "profile.out_of_range"),
        ("[decree_30]\nleft = 10", "profile.out_of_range"),
        ("[decree_30]\nbody = 'mười bốn'", "profile.unreadable"),
        ("decree_30 = 7", "profile.unreadable"),
        ("[decree_30", "profile.unreadable"),
    ],
)
def test_what_the_decree_does_not_allow_or_nobody_can_read_is_refused(tmp_path: Path, text: str, code: str):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_profile((tmp_path,), ProfileName.DECREE_30)
    assert refused.value.code == code


def test_the_unions_numbers_are_the_unions_matter(tmp_path: Path):
    (tmp_path / FILE).write_text("[union_933]\nbody = 12\nleft = 25\n", encoding="utf-8")
    assert read_profile((tmp_path,), ProfileName.UNION_933).left == 25
    assert read_profile((tmp_path,), ProfileName.DECREE_30) == DECREE_30

"""The guide to writing: models by field, what is needed, what is too short."""

from __future__ import annotations

from helpers.builders import an_initiative

from desktop.domain.describing import Guide, Part, written
from desktop.domain.initiative import Field, Section

GUIDE = Guide(
    (Part(Section.CONTENT, "Làm gì?", needed=True, least=30), Part(Section.HELPERS, "Ai?")),
    {Field.OTHER: {Section.CONTENT: "Bước 1"}, Field.SAFETY: {Section.CONTENT: "Lắp công tắc"}},
)


def test_a_field_without_a_model_of_its_own_shows_the_common_one() -> None:
    assert GUIDE.model(Field.SAFETY, Section.CONTENT) == "Lắp công tắc"
    assert GUIDE.model(Field.TOOLING, Section.CONTENT) == "Bước 1"
    assert GUIDE.model(Field.TOOLING, Section.HELPERS) == ""


def test_only_needed_sections_are_waited_for() -> None:
    assert GUIDE.needed == (Section.CONTENT,)
    assert written(an_initiative(sections={Section.HELPERS: "Nam"}), GUIDE) == 0
    short = an_initiative(sections={Section.CONTENT: "Gá thép."})
    assert written(short, GUIDE) == 1

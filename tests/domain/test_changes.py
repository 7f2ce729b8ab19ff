"""What an order touched, for screens that ask whether to look again."""

from __future__ import annotations

from desktop.domain.changes import MANY_FROM, Changes, ChangesBuilder


def test_a_screen_learns_which_records_changed() -> None:
    builder = ChangesBuilder()
    builder.touch("initiative", "i1")
    changes = builder.build()
    assert changes.concerns("initiative")
    assert changes.concerns("initiative", "i1")
    assert not changes.concerns("initiative", "i2")
    assert not changes.concerns("person")
    assert list(changes) == ["initiative"]


def test_very_many_records_are_told_as_many() -> None:
    builder = ChangesBuilder()
    for number in range(MANY_FROM):
        builder.touch("initiative", f"i{number}")
    changes = builder.build()
    assert changes.touched["initiative"] == frozenset()
    assert changes.concerns("initiative", "any")


def test_nothing_touched_is_false() -> None:
    assert not Changes()
    assert not ChangesBuilder().build()

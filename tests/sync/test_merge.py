"""Three-way merging by field: nothing is lost, nothing is chosen that a person must choose."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.merge import ABSENT, Conflict, merge

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from("ab"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=6,
)
BODIES = st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4)


def test_different_fields_merge_also_inside_an_object():
    base = {"title": "Gá kẹp", "sections": {"content": "cũ", "effect": "cũ"}, "new_field": 1}
    ours = {**base, "sections": {"content": "của ta", "effect": "cũ"}}
    theirs = {**base, "title": "Gá kẹp mới", "sections": {"content": "cũ", "effect": "của họ"}}

    merged = merge(base, ours, theirs)

    assert merged.conflicts == ()
    assert merged.body == {
        "title": "Gá kẹp mới", "sections": {"content": "của ta", "effect": "của họ"}, "new_field": 1,
    }  # fmt: skip


def test_the_same_field_is_a_persons_to_choose_and_a_removal_is_a_change():
    merged = merge({"a": 1, "b": 1}, {"a": 2}, {"a": 3, "b": 4})

    assert merged.body == {"a": 2}
    assert merged.conflicts == (Conflict(("a",), 1, 2, 3), Conflict(("b",), 1, ABSENT, 4))


def test_a_list_is_one_value_and_true_is_not_one():
    assert merge({"a": [1]}, {"a": [1, 2]}, {"a": [1, 3]}).conflicts == (
        Conflict(("a",), [1], [1, 2], [1, 3]),
    )
    assert merge({"a": 1}, {"a": True}, {"a": 1}).body["a"] is True


@given(BODIES, BODIES)
def test_what_changed_on_one_side_only_is_taken_whole(base, changed):
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert (merged.body, merged.conflicts) == (changed, ())


@given(BODIES, BODIES, BODIES)
def test_neither_side_is_favoured_and_no_value_is_lost(base, ours, theirs):
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)

    mirrored = {(one.path, repr(one.theirs), repr(one.ours)) for one in there.conflicts}
    assert {(one.path, repr(one.ours), repr(one.theirs)) for one in here.conflicts} == mirrored
    if not here.conflicts:
        assert here.body == there.body
    told = {one.path[0] for one in here.conflicts}
    for name in ours.keys() | theirs.keys():
        if name not in told and name not in base:
            assert name in here.body

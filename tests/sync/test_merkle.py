"""Merkle trees against the words of RFC 9162 and vectors of Certificate Transparency's own tests."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import merkle

VECTOR = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
lines = st.lists(st.binary(max_size=40), max_size=40)


def mth(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, section 2.1.3.1, word for word."""
    if len(leaves) <= 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


@pytest.mark.parametrize("size", sorted(ROOTS))
def test_roots_are_those_of_certificate_transparency(size):
    assert merkle.root(VECTOR[:size]).hex() == ROOTS[size]


@given(lines)
def test_root_and_paths_are_those_of_the_rfc(leaves):
    assert merkle.root(leaves) == mth(leaves)
    assert [list(steps) for steps in merkle.inclusion_paths(leaves)] == [
        path(m, leaves) for m in range(len(leaves))
    ]


@given(lines)
def test_paths_as_they_are_stored_are_the_same_paths(leaves):
    paths = merkle.inclusion_paths(leaves)

    assert merkle.inclusion_texts(leaves) == [" ".join(step.hex() for step in path) for path in paths]


@given(lines.filter(bool), st.data())
def test_each_leaf_proves_itself_and_no_other(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, steps = merkle.root(leaves), merkle.inclusion_paths(leaves)[index]

    assert merkle.includes(root, leaves[index], index, len(leaves), steps)
    assert not merkle.includes(root, leaves[index] + b"x", index, len(leaves), steps)
    assert not merkle.includes(root, leaves[index], index, len(leaves), [*steps, bytes(32)])
    assert not merkle.includes(root, leaves[index], len(leaves), len(leaves), steps)
    assert not merkle.includes(bytes(32), leaves[index], index, len(leaves), steps)
    if steps:
        assert not merkle.includes(root, leaves[index], index, len(leaves), steps[:-1])
        assert not merkle.includes(root, leaves[index], index ^ 1, len(leaves), steps) or (
            leaves[index] == leaves[index ^ 1]
        )

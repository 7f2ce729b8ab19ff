"""Reviewers by themselves: what a passphrase costs to guess, how waits grow, which role may what."""

from __future__ import annotations

from datetime import timedelta
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.portal import house
from sync.portal.house import PortalRefused
from sync.portal.review import accounts
from sync.portal.review.accounts import BY_ADDRESS, BY_NAME, Role
from tests.sync.conftest import seeded

REAL = accounts._HASHER


@pytest.fixture
def portal(portal_folder, clock):
    opened = house.open_portal(portal_folder, clock, seeded(5))
    yield opened
    opened.close()


def test_a_real_passphrase_costs_64_mib_and_three_passes(portal, monkeypatch):
    monkeypatch.setattr(accounts, "_HASHER", REAL)
    accounts.make(portal, "lan", "", Role.READER, "mười hai chữ cái")
    (stored,) = accounts.listed(portal)
    assert stored.passphrase.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert accounts.who_is(portal, accounts.sign_in(portal, "lan", "mười hai chữ cái", "here"))


def test_neither_passphrase_nor_token_stands_in_the_database(portal):
    accounts.make(portal, "lan", "Lan", Role.READER, "một câu không ai biết")
    token = accounts.sign_in(portal, "lan", "một câu không ai biết", "here")
    with portal.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM review_session, reviewer").all()
    assert rows and token not in str(rows) and "không ai biết" not in str(rows)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_may_be_typed_in_either_form(portal, form):
    accounts.make(portal, "lan", "Lan", Role.READER, "mật khẩu tiếng Việt")
    assert accounts.sign_in(portal, "lan", normalize(form, "mật khẩu tiếng Việt"), "here")


@given(st.integers(0, 100_000))
def test_waits_never_shrink_and_have_a_longest(wrong):
    for patience in (BY_NAME, BY_ADDRESS):
        assert patience.wait(wrong) <= patience.wait(wrong + 1) <= patience.longest
    assert BY_NAME.wait(2) == timedelta()


def test_each_role_may_what_those_below_may():
    assert [[role.covers(needed) for needed in Role] for role in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_a_drawn_passphrase_is_long_enough_and_another_each_time(portal):
    drawn = {accounts.new_passphrase(portal) for _ in range(20)}
    assert len(drawn) == 20
    assert all(len(one) == 23 and one.count("-") == 3 for one in drawn)


@pytest.mark.parametrize(
    ("name", "code"), [("", "reviewer.name"), ("x" * 65, "reviewer.name"), ("lan", "reviewer.exists")]
)
def test_names_that_nobody_may_have(portal, name, code):
    accounts.make(portal, "LAN", "Lan", Role.READER, "mười hai chữ cái")
    with pytest.raises(PortalRefused) as refused:
        accounts.make(portal, name, "", Role.READER, "mười hai chữ cái")
    assert refused.value.code == code

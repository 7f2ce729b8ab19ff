"""Roles are sets of rights."""

from __future__ import annotations

from desktop.domain.access import RIGHTS, Right, Role, User


def test_the_first_user_may_do_everything() -> None:
    assert User("u1", "Lê Thị Mai").rights == frozenset(Right)


def test_every_role_may_read_and_every_right_is_somebodys() -> None:
    assert set(RIGHTS) == set(Role)
    assert all(Right.READ in rights for rights in RIGHTS.values())
    assert frozenset().union(*RIGHTS.values()) == frozenset(Right)


def test_who_may_change_what_is_protected_may_read_it() -> None:
    for rights in RIGHTS.values():
        if rights & {Right.ENTER, Right.IMPORT, Right.DECIDE, Right.SUBMIT}:
            assert Right.READ_PROTECTED in rights


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert User("u2", "Trần Văn Nam", ()).rights == frozenset()

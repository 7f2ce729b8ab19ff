"""Drafts: one row a user and form, gone with the save that they led to."""

from __future__ import annotations

import pytest
from helpers.builders import an_initiative, as_role

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import drafts, initiatives
from desktop.services.desk import Desk


def forms(desk: Desk) -> dict[str, str]:
    return {draft.form: draft.body for draft in desk.look(drafts.find)}


def test_a_draft_is_replaced_whole_and_enters_no_history(desk: Desk) -> None:
    desk.do(drafts.keep, "initiative", '{"title": "Gá"}')
    kept = desk.do(drafts.keep, "initiative", '{"title": "Gá kẹp"}')
    assert forms(desk) == {"initiative": '{"title": "Gá kẹp"}'}
    assert kept.operation is None


def test_the_newest_draft_comes_first(desk: Desk) -> None:
    for form in ("initiative", "council", "initiative:new"):
        desk.do(drafts.keep, form, "{}")
    assert [draft.form for draft in desk.look(drafts.find)] == ["initiative:new", "council", "initiative"]


def test_a_draft_goes_with_the_save(desk: Desk) -> None:
    desk.do(drafts.keep, "initiative", "{}")
    desk.do(drafts.keep, "council", "{}")
    desk.do(initiatives.save, an_initiative(), draft_form="initiative")
    assert forms(desk) == {"council": "{}"}


def test_a_draft_stays_where_the_save_is_refused(desk: Desk) -> None:
    desk.do(drafts.keep, "initiative", "{}")
    with pytest.raises(Refused, match=r"title\.missing"):
        desk.do(initiatives.save, an_initiative(title=" "), draft_form="initiative")
    assert forms(desk) == {"initiative": "{}"}


def test_a_draft_is_its_users_own(desk: Desk) -> None:
    desk.do(drafts.keep, "initiative", "{}")
    other = as_role(desk, Role.CLERK)
    assert forms(other) == {}
    other.do(drafts.drop, "initiative")
    assert forms(desk) == {"initiative": "{}"}

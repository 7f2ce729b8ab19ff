"""`sangkien-portal` keeps its reviewers and puts units under bodies."""

from __future__ import annotations

import json

import pytest

from sync import cli
from sync.portal import house
from sync.portal.review import accounts
from sync.portal.review.accounts import NotLetIn, Role


@pytest.fixture
def portal(portal_folder, clock):
    opened = house.open_portal(portal_folder, clock, lambda n: b"r" * n)
    yield opened
    opened.close()


def run(portal, *arguments: str) -> int:
    return cli.main([*arguments, "--data", str(portal.folder)])


def test_a_new_reviewer_gets_a_passphrase_once_and_a_role(portal, capsys):
    assert run(portal, "reviewer", "Lan", "--new", "--shown", "Nguyễn Thị Lan", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (
        accounts.who_is(portal, accounts.sign_in(portal, "lan", told["passphrase"], "here")).shown
        == "Nguyễn Thị Lan"
    )

    assert run(portal, "reviewer", "lan", "--role", "head") == 0
    assert run(portal, "reviewers", "--json") == 0
    out = capsys.readouterr().out
    assert json.loads(out[out.index("[") :]) == [
        {"name": "lan", "shown": "Nguyễn Thị Lan", "role": "head", "disabled": False}
    ]


def test_another_passphrase_ends_the_old_one_and_a_file_may_hold_it(portal, tmp_path, capsys):
    accounts.make(portal, "lan", "Lan", Role.READER, "câu cũ đã lâu")
    held = accounts.sign_in(portal, "lan", "câu cũ đã lâu", "here")

    (tmp_path / "secret").write_text("câu mới trong tệp\n", encoding="utf-8")
    assert run(portal, "reviewer", "lan", "--passphrase-file", str(tmp_path / "secret")) == 0

    assert accounts.who_is(portal, held) is None
    with pytest.raises(NotLetIn):
        accounts.sign_in(portal, "lan", "câu cũ đã lâu", "here")
    assert accounts.sign_in(portal, "lan", "câu mới trong tệp", "here")
    assert run(portal, "reviewer", "lan", "--new-passphrase", "--lang", "en") == 0
    assert "shown this once" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reviewer", "lan", "--new"], "already"),
        (["reviewer", "minh", "--disable"], "no reviewer minh"),
        (["reviewer", " ", "--new"], "no name"),
        (["place-unit", "--unit", "CĐCS Lạ", "--body", "Xã"], "knows no union"),
    ],
)
def test_what_cannot_be_done_is_said(portal, capsys, arguments, words):
    accounts.make(portal, "lan", "Lan", Role.READER, "câu cũ đã lâu")
    assert run(portal, *arguments, "--lang", "en") == 1
    assert words in capsys.readouterr().err


def test_a_unit_under_its_body(portal, capsys):
    house.enrol_code(portal, "CĐCS Sông Đà")
    assert run(portal, "place-unit", "--unit", "CĐCS Sông Đà", "--body", "Công đoàn xã Hòa Bình") == 0
    assert "Công đoàn xã Hòa Bình" in capsys.readouterr().out

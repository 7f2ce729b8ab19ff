"""Making a folder, signing in, and the way back from a forgotten passphrase."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, UNION, WEAK, a_clock, an_initiative, stored

from desktop.domain.problems import Refused
from desktop.services import audit, folders, initiatives, office
from desktop.services.folders import Made
from desktop.services.initiatives import ListQuery


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"union": replace(UNION, name=" ")}, "union.name_missing"),
        ({"user_name": ""}, "user.name_missing"),
        ({"passphrase": "12345"}, "passphrase.short"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_made(
    tmp_path: Path, changed: dict[str, Any], code: str
) -> None:
    wanted = {"union": UNION, "user_name": "Mai", "passphrase": PASSPHRASE, "strength": WEAK}
    with pytest.raises(Refused) as refused:
        folders.create(tmp_path / "so", **{**wanted, **changed})
    assert refused.value.code == code
    assert not (tmp_path / "so").exists()


def test_a_folder_is_not_made_twice(made: Made) -> None:
    with pytest.raises(Refused, match=r"folder\.not_empty"):
        folders.create(made.desk.folder, union=UNION, user_name="Mai", passphrase=PASSPHRASE, strength=WEAK)
    assert folders.exists(made.desk.folder)


def test_who_can_sign_in_is_known_before_signing_in(made: Made) -> None:
    assert folders.users(made.desk.folder) == ("Lê Thị Mai",)


def test_signing_in_again_finds_user_replica_and_work(made: Made) -> None:
    stored(made.desk, an_initiative("Gá kẹp"))
    made.desk.close()
    desk = folders.sign_in(made.desk.folder, PASSPHRASE, user="Lê Thị Mai", clock=a_clock())
    assert (desk.user, desk.replica) == (made.desk.user, made.desk.replica)
    assert desk.look(initiatives.page, ListQuery()).total == 1
    assert audit.verify(desk).broken_at is None
    desk.close()


def test_the_words_of_the_paper_open_the_folder_and_set_a_new_passphrase(made: Made) -> None:
    stored(made.desk, an_initiative("Gá kẹp"))
    made.desk.close()
    typed = " ".join(made.recovery_words).upper()
    desk = folders.sign_in_with_words(
        made.desk.folder, typed, "mật khẩu mới", clock=a_clock(), random=Random(8).randbytes, strength=WEAK
    )
    assert desk.look(office.facts).union == UNION
    desk.close()
    folders.sign_in(made.desk.folder, "mật khẩu mới", clock=a_clock()).close()
    with pytest.raises(Refused, match=r"key\.wrong"):
        folders.sign_in(made.desk.folder, PASSPHRASE)


def test_wrong_words_change_nothing(made: Made) -> None:
    made.desk.close()
    words = list(made.recovery_words)
    words[0], words[1] = words[1], words[0]
    with pytest.raises(Refused, match=r"words\.checksum"):
        folders.sign_in_with_words(made.desk.folder, " ".join(words), "mật khẩu mới", strength=WEAK)
    folders.sign_in(made.desk.folder, PASSPHRASE, clock=a_clock()).close()


def test_a_passphrase_is_changed_by_who_knows_it(made: Made) -> None:
    with pytest.raises(Refused, match=r"key\.wrong"):
        folders.change_passphrase(made.desk, "không phải", "mật khẩu mới", strength=WEAK)
    with pytest.raises(Refused, match=r"passphrase\.short"):
        folders.change_passphrase(made.desk, PASSPHRASE, "ngắn", strength=WEAK)
    folders.change_passphrase(made.desk, PASSPHRASE, "mật khẩu mới", strength=WEAK)
    made.desk.close()
    folders.sign_in(made.desk.folder, "mật khẩu mới", clock=a_clock()).close()


def test_new_words_take_the_place_of_the_old(made: Made) -> None:
    words = folders.new_recovery_words(made.desk, PASSPHRASE, strength=WEAK)
    made.desk.close()
    with pytest.raises(Refused, match=r"key\.wrong"):
        folders.sign_in_with_words(
            made.desk.folder, " ".join(made.recovery_words), "mật khẩu mới", strength=WEAK
        )
    folders.sign_in_with_words(
        made.desk.folder, " ".join(words), "mật khẩu mới", clock=a_clock(), strength=WEAK
    ).close()

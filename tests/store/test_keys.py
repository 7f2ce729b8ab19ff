"""The key file: several ways in, one data key, two copies."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from helpers.builders import PASSPHRASE, WEAK

from desktop.domain.problems import Refused
from desktop.store import keys
from desktop.store.keys import COPY, FILE, Holder, Keys

RANDOM = Random(11).randbytes


@pytest.fixture
def made(tmp_path: Path) -> tuple[Keys, tuple[str, ...]]:
    made = keys.make("u1", "Lê Thị Mai", PASSPHRASE, strength=WEAK, random=RANDOM)
    keys.store(tmp_path, made.file)
    return made.keys, made.words


def same(one: Keys, other: Keys) -> bool:
    return one.database == other.database and one.files == other.files


def test_the_passphrase_opens_typed_in_any_normal_form(
    tmp_path: Path, made: tuple[Keys, tuple[str, ...]]
) -> None:
    decomposed = "qua\u0323t tra\u0302\u0300n 1979"
    opened, holder = keys.open_with_passphrase(tmp_path, decomposed)
    assert same(opened, made[0])
    assert holder == "u1"


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path, made: tuple[Keys, tuple[str, ...]]) -> None:
    with pytest.raises(Refused, match=r"key\.wrong"):
        keys.open_with_passphrase(tmp_path, PASSPHRASE + "!")
    with pytest.raises(Refused, match=r"user\.unknown"):
        keys.open_with_passphrase(tmp_path, PASSPHRASE, "Ai Đó")


def test_a_second_user_opens_the_same_data_with_an_own_passphrase(
    tmp_path: Path, made: tuple[Keys, tuple[str, ...]]
) -> None:
    keys.set_passphrase(tmp_path, made[0], "u2", "Trần Nam", "mật khẩu khác", strength=WEAK, random=RANDOM)
    opened, holder = keys.open_with_passphrase(tmp_path, "mật khẩu khác", "Trần Nam")
    assert same(opened, made[0])
    assert holder == "u2"
    assert keys.holders(tmp_path) == (Holder("u1", "Lê Thị Mai"), Holder("u2", "Trần Nam"))
    with pytest.raises(Refused, match=r"key\.wrong"):
        keys.open_with_passphrase(tmp_path, PASSPHRASE, "Trần Nam")


def test_a_changed_passphrase_leaves_the_data_key_and_the_words(
    tmp_path: Path, made: tuple[Keys, tuple[str, ...]]
) -> None:
    keys.set_passphrase(tmp_path, made[0], "u1", "Lê Thị Mai", "mới 2026", strength=WEAK, random=RANDOM)
    assert same(keys.open_with_passphrase(tmp_path, "mới 2026")[0], made[0])
    assert same(keys.open_with_words(tmp_path, " ".join(made[1])), made[0])
    with pytest.raises(Refused, match=r"key\.wrong"):
        keys.open_with_passphrase(tmp_path, PASSPHRASE)


def test_new_words_close_the_old_ones(tmp_path: Path, made: tuple[Keys, tuple[str, ...]]) -> None:
    words = keys.new_words(tmp_path, made[0], strength=WEAK, random=RANDOM)
    assert same(keys.open_with_words(tmp_path, " ".join(words)), made[0])
    with pytest.raises(Refused, match=r"key\.wrong"):
        keys.open_with_words(tmp_path, " ".join(made[1]))


@pytest.mark.parametrize("damage", ["cut", "empty", "another letter", "gone"])
def test_the_copy_opens_where_the_first_is_damaged(
    tmp_path: Path, made: tuple[Keys, tuple[str, ...]], damage: str
) -> None:
    spoil(tmp_path / FILE, damage)
    assert same(keys.open_with_passphrase(tmp_path, PASSPHRASE)[0], made[0])


def test_both_damaged_is_told_as_damage_and_not_as_a_wrong_passphrase(
    tmp_path: Path, made: tuple[Keys, tuple[str, ...]]
) -> None:
    spoil(tmp_path / FILE, "another letter")
    spoil(tmp_path / COPY, "cut")
    with pytest.raises(Refused, match=r"keys\.damaged"):
        keys.open_with_passphrase(tmp_path, PASSPHRASE)


def test_no_key_file_means_no_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"folder\.missing"):
        keys.read(tmp_path)


def test_the_file_names_nobody_but_its_users_and_holds_no_secret(
    tmp_path: Path, made: tuple[Keys, tuple[str, ...]]
) -> None:
    raw = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert set(raw) == {"version", "salt", "check", "wraps", "sum"}
    assert [wrap["name"] for wrap in raw["wraps"]] == ["Lê Thị Mai", ""]
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert PASSPHRASE not in text
    assert made[0].database[:64] not in text
    assert made[0].files.hex() not in text


def spoil(path: Path, damage: str) -> None:
    text = path.read_text(encoding="utf-8")
    if damage == "gone":
        path.unlink()
        return
    place = text.index('"wrapped": "') + 15
    flipped = "0" if text[place] != "0" else "1"
    changed = {"cut": text[:100], "empty": "", "another letter": text[:place] + flipped + text[place + 1 :]}
    path.write_text(changed[damage], encoding="utf-8")

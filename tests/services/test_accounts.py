"""Users and roles: who can open the folder, what a role lets them do, and the ways back in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from helpers.builders import PASSPHRASE, WEAK, a_clock, a_folder, an_initiative, stored
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError, PasswordSetError

from desktop.domain.access import Right, Role, User
from desktop.domain.problems import Refused
from desktop.services import accounts, doorstep, drafts, folders, initiatives, undo
from desktop.services.desk import Desk
from desktop.services.folders import Made
from desktop.store import keys
from sync.clock import FixedClock


@pytest.fixture
def desk(made: Made) -> Desk:
    return made.desk


def added(desk: Desk, name: str, *roles: Role, passphrase: str = "mật khẩu riêng") -> User:
    return accounts.add(desk, name, roles or (Role.OFFICER,), passphrase, strength=WEAK)


def signed_in(folder: Path, passphrase: str, user: str = "", clock: FixedClock | None = None) -> Desk:
    return folders.sign_in(folder, passphrase, user=user, write=False, clock=clock or a_clock())


def test_a_second_officer_opens_the_same_data(desk: Desk) -> None:
    stored(desk, an_initiative("Gá kẹp"))
    user = added(desk, "Trần Văn Nam")
    desk.close()
    second = signed_in(desk.folder, "mật khẩu riêng", "Trần Văn Nam")
    assert second.user == user
    assert second.look(initiatives.counts)
    second.close()


def test_two_users_of_one_name_both_sign_in(desk: Desk) -> None:
    first = added(desk, "Nguyễn Văn An", passphrase="của An thứ nhất")
    second = added(desk, "Nguyễn Văn An", Role.CLERK, passphrase="của An thứ hai")
    for passphrase, user in (("của An thứ nhất", first), ("của An thứ hai", second)):
        for who in ("Nguyễn Văn An", user.id):
            other = signed_in(desk.folder, passphrase, who)
            assert other.user == user
            other.close()
    assert [name for _, name in doorstep.told_apart(doorstep.holders(desk.folder))] == [
        "Lê Thị Mai", "Nguyễn Văn An (1)", "Nguyễn Văn An (2)",
    ]  # fmt: skip


def test_a_new_user_needs_a_name_a_role_and_a_passphrase(desk: Desk) -> None:
    for name, roles, passphrase, code in (
        ("  ", (Role.CLERK,), "đủ dài mà", "user.name_missing"),
        ("Nam", (), "đủ dài mà", "user.no_role"),
        ("Nam", (Role.CLERK,), "ngắn", "passphrase.short"),
    ):
        with pytest.raises(Refused) as refused:
            accounts.add(desk, name, roles, passphrase, strength=WEAK)
        assert refused.value.code == code
    assert len(accounts.listing(desk)) == 1


def test_who_left_signs_in_no_more_but_keeps_a_name(desk: Desk) -> None:
    user = added(desk, "Trần Văn Nam")
    accounts.retire(desk, user.id)
    with pytest.raises(Refused, match=r"user\.unknown"):
        signed_in(desk.folder, "mật khẩu riêng", "Trần Văn Nam")
    (left,) = [item for item in accounts.listing(desk) if item.user.id == user.id]
    assert (left.user.name, left.user.is_active, left.can_open) == ("Trần Văn Nam", False, False)
    accounts.enable(desk, user.id, "trở lại rồi", strength=WEAK)
    signed_in(desk.folder, "trở lại rồi", user.id).close()


def test_a_wrap_that_a_power_cut_left_behind_opens_nothing(desk: Desk) -> None:
    user = added(desk, "Trần Văn Nam")
    desk.do(accounts._set_active, user.id, active=False)  # and the power goes before the key file is written
    with pytest.raises(Refused, match=r"user\.inactive"):
        signed_in(desk.folder, "mật khẩu riêng", user.id)


def test_one_administrator_always_stays(desk: Desk) -> None:
    you = desk.user.id
    with pytest.raises(Refused, match=r"user\.last_administrator"):
        accounts.change(desk, you, "Lê Thị Mai", (Role.CLERK,))
    with pytest.raises(Refused, match=r"user\.yourself"):
        accounts.retire(desk, you)
    added(desk, "Trần Văn Nam", Role.ADMINISTRATOR)
    accounts.change(desk, you, "Lê Thị Mai", (Role.CLERK,))


def test_roles_that_are_taken_are_gone_at_once(desk: Desk) -> None:
    added(desk, "Trần Văn Nam", Role.ADMINISTRATOR)
    assert desk.may(Right.DECIDE)
    accounts.change(desk, desk.user.id, "Mai", (Role.READER,))
    assert desk.user.name == "Mai"
    assert not desk.may(Right.DECIDE)
    with pytest.raises(Refused, match=r"right\.missing"):
        accounts.listing(desk)


def test_users_are_not_taken_back_by_undo(desk: Desk) -> None:
    added(desk, "Trần Văn Nam")
    with pytest.raises(Refused, match=r"undo\.final"):
        desk.do(undo.undo)


def test_an_administrator_sets_a_new_passphrase(desk: Desk) -> None:
    user = added(desk, "Trần Văn Nam")
    accounts.reset_passphrase(desk, user.id, "đặt lại rồi", strength=WEAK)
    signed_in(desk.folder, "đặt lại rồi", user.id).close()
    with pytest.raises(Refused, match=r"key\.wrong"):
        signed_in(desk.folder, "mật khẩu riêng", user.id)


def test_the_words_of_the_paper_reset_any_users_passphrase(made: Made) -> None:
    user = added(made.desk, "Trần Văn Nam")
    made.desk.close()
    words = " ".join(made.recovery_words)
    desk = folders.sign_in_with_words(
        made.desk.folder, words, "nhớ ra rồi", user=user.id, clock=a_clock(), strength=WEAK
    )
    assert desk.user == user
    desk.close()
    signed_in(made.desk.folder, PASSPHRASE, "Lê Thị Mai").close()  # the first user's own still holds


def test_wrong_passphrases_make_one_wait_and_then_the_right_one_opens(desk: Desk) -> None:
    clock = a_clock()
    for _ in range(4):
        with pytest.raises(Refused, match=r"key\.wrong"):
            signed_in(desk.folder, "sai", clock=clock)
    with pytest.raises(Refused) as refused:
        signed_in(desk.folder, PASSPHRASE, clock=clock)
    assert (refused.value.code, refused.value.facts) == ("key.wait", {"seconds": 2})
    clock.sleep(2)
    signed_in(desk.folder, PASSPHRASE, clock=clock).close()
    assert not keys.holders(desk.folder)[0].by_keyring


def test_somebody_else_goes_on_in_the_open_folder_with_their_own_drafts(desk: Desk) -> None:
    user = added(desk, "Trần Văn Nam", Role.CLERK)
    desk.do(drafts.keep, "initiative", '{"title": "của Mai"}')
    other = folders.switch(desk, "mật khẩu riêng", user.id)
    assert other.opened is desk.opened
    assert other.look(drafts.find) == ()
    other.do(drafts.keep, "initiative", '{"title": "của Nam"}')
    other.leave()
    back = folders.switch(other, PASSPHRASE, desk.user.id)
    assert [draft.body for draft in back.look(drafts.find)] == ['{"title": "của Mai"}']
    assert folders.switch(back, PASSPHRASE) is back


class _Box(KeyringBackend):
    """A keyring as Windows has one: it takes 1,280 characters."""

    priority = 1  # type: ignore[assignment]  # as the library wants it

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password) > 1_280:
            raise PasswordSetError("too long")
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def box() -> Iterator[_Box]:
    before = keyring.get_keyring()
    keyring.set_keyring(_Box())
    yield keyring.get_keyring()  # type: ignore[misc]  # set the line before
    keyring.set_keyring(before)


def test_the_keyring_opens_without_a_passphrase_until_it_is_told_to_forget(desk: Desk, box: _Box) -> None:
    with pytest.raises(Refused, match=r"key\.wrong"):
        folders.open_by_keyring(desk, "không phải")
    folders.open_by_keyring(desk, PASSPHRASE)
    (held,) = box.held.values()
    assert PASSPHRASE not in held
    assert doorstep.holders(desk.folder)[0].by_keyring
    folders.sign_in_by_keyring(desk.folder, desk.user.id, write=False, clock=a_clock()).close()
    folders.change_passphrase(desk, PASSPHRASE, "mật khẩu mới", strength=WEAK)
    folders.sign_in_by_keyring(desk.folder, desk.user.id, write=False, clock=a_clock()).close()
    folders.forget_keyring(desk)
    assert box.held == {}
    with pytest.raises(Refused, match=r"keyring\.empty"):
        folders.sign_in_by_keyring(desk.folder, desk.user.id, write=False)


def test_a_copied_folder_finds_nothing_in_the_other_pcs_keyring(desk: Desk, box: _Box) -> None:
    folders.open_by_keyring(desk, PASSPHRASE)
    box.held.clear()
    with pytest.raises(Refused, match=r"keyring\.empty"):
        folders.sign_in_by_keyring(desk.folder, desk.user.id, write=False)


def test_without_a_keyring_the_passphrase_still_opens(desk: Desk, box: _Box) -> None:
    keyring.set_keyring(NoKeyring())
    with pytest.raises(Refused, match=r"keyring\.none"):
        folders.open_by_keyring(desk, PASSPHRASE)
    assert not doorstep.holders(desk.folder)[0].by_keyring
    signed_in(desk.folder, PASSPHRASE).close()


def test_a_change_of_passphrase_touches_nothing_that_is_encrypted(tmp_path: Path) -> None:
    made = a_folder(tmp_path / "so")
    stored(made.desk, an_initiative("Gá kẹp"))
    made.desk.close()
    before = {path: path.read_bytes() for path in made.desk.folder.glob("*.db")}
    desk = signed_in(made.desk.folder, PASSPHRASE)
    folders.change_passphrase(desk, PASSPHRASE, "mật khẩu mới", strength=WEAK)
    desk.close()
    assert {path: path.read_bytes() for path in made.desk.folder.glob("*.db")} == before


def test_guessing_is_dear_by_default() -> None:
    strength = keys.Strength()
    assert (strength.passes, strength.kibibytes) >= (3, 65_536)

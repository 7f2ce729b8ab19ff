"""What the sign-in page asks of the folder: on a lane, and loaded there.

The window stands before the store and all that it needs. First only what tells whether anybody can sign in; the rest
while the passphrase is typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.folders import Made
    from desktop.services.salvaging import Salvaged


@dataclass(frozen=True, slots=True)
class Found:
    """What can be said before anybody signed in: is there a register, who can open it, whom the keyring knows."""

    is_made: bool
    place_fault: str = ""
    """Why a new register should not lie in this place."""
    people: tuple[tuple[str, str], ...] = ()
    by_keyring: frozenset[str] = frozenset()


def what_is_there(folder: Path) -> Found:
    """Who can open what lies here, or why nothing should be begun here."""
    from desktop.services import doorstep

    if not doorstep.exists(folder):
        return Found(is_made=False, place_fault=doorstep.place_fault(folder))
    holders = doorstep.holders(folder)
    known = frozenset(holder.id for holder in holders if holder.by_keyring)
    return Found(True, people=doorstep.told_apart(holders), by_keyring=known)


def fetch_the_rest() -> None:
    """Load the store and what the frame will need."""
    for name in ("folders", "initiatives", "decisions", "handing_over", "importing"):
        import_module(f"desktop.services.{name}")


def create(folder: Path, union: str, user_name: str, passphrase: str) -> Made:
    """A new register. Raises the codes of `folders.create`."""
    from desktop.domain.house import Union
    from desktop.services import folders

    return folders.create(folder, union=Union(union), user_name=user_name, passphrase=passphrase)


def sign_in(folder: Path, passphrase: str, user: str, *, write: bool) -> Desk:
    """Open the register. Raises the codes of `folders.sign_in`."""
    from desktop.services import folders

    return folders.sign_in(folder, passphrase, user=user, write=write)


def sign_in_by_keyring(folder: Path, user: str) -> Desk:
    """Open it with what the machine's own keyring holds."""
    from desktop.services import folders

    return folders.sign_in_by_keyring(folder, user)


def sign_in_with_words(folder: Path, words: str, passphrase: str, user: str) -> Desk:
    """Open it with the words of the paper and a new passphrase."""
    from desktop.services import folders

    return folders.sign_in_with_words(folder, words, passphrase, user=user)


def salvage(folder: Path, passphrase: str) -> Salvaged:
    """A good register in the damaged one's place. Raises the codes of `salvaging.in_place`."""
    from desktop.services import salvaging

    return salvaging.in_place(folder, passphrase)

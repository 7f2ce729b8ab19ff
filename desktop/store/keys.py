"""The key file: one random data key, wrapped for each user and for the recovery words.

It lies beside the database in two copies. A passphrase can change, and a second officer can open, without touching
what is encrypted. Argon2id makes guessing slow; AES-256-GCM wraps. A user may have a second wrap, for a secret that the
operating system's keyring holds. Names stand in clear, since sign-in lists them: two users may share one.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.disk import disk_errors, write_whole
from desktop.domain.problems import Refused
from desktop.domain.text import normal
from desktop.store.words import SECRET_BYTES, from_words, to_words

FILE = "keys.json"
COPY = "keys.copy.json"

_MOST = 1024 * 1024
_MOST_PASSES, _MOST_KIBIBYTES, _MOST_LANES = 32, 1_048_576, 16
"""A key file that was put here by somebody else may not ask for a gigabyte's more memory, or for a day's work."""

Randomness = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Strength:
    """What one guess costs: argon2id passes, KiB of memory, lanes."""

    passes: int = 3
    kibibytes: int = 65_536
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key as one user (or the recovery words) can open it; all values hex. `by` says with what."""

    holder: str
    name: str
    salt: str
    nonce: str
    wrapped: str
    strength: Strength = Strength()
    by: str = "passphrase"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who can open the folder, and whether the operating system's keyring can do it for them."""

    id: str
    name: str
    by_keyring: bool = False


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What stands in the file. `salt` is SQLCipher's; `check` tells a right data key from a wrong one."""

    salt: str
    check: str
    wraps: tuple[Wrap, ...]


RECOVERY = "recovery"
PASSPHRASE = "passphrase"  # noqa: S105 - the kind of a wrap
KEYRING = "keyring"


class Keys:
    """The data key while a folder is open, and the keys drawn from it."""

    def __init__(self, data_key: bytes, salt: bytes) -> None:
        self._data_key = data_key
        self._salt = salt

    def _draw(self, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=b"sangkien " + purpose.encode()).derive(self._data_key)

    @property
    def database(self) -> str:
        """SQLCipher's raw key and salt as 96 hex digits."""
        return (self._draw("database") + self._salt).hex()

    @property
    def person_keys(self) -> str:
        """The same for the file of per-person keys."""
        return (self._draw("person keys") + self._salt).hex()

    @property
    def access_log(self) -> str:
        """The same for the file of looks at what is sensitive."""
        return (self._draw("access log") + self._salt).hex()

    @property
    def files(self) -> bytes:
        """Encrypts attachments."""
        return self._draw("files")

    @property
    def file_names(self) -> bytes:
        """Makes an attachment's name on disk from its content's hash."""
        return self._draw("file names")

    @property
    def audit(self) -> bytes:
        """Authenticates the second copy of the audit chain's head."""
        return self._draw("audit head")

    @property
    def salt(self) -> str:
        """SQLCipher's salt in hex; no secret."""
        return self._salt.hex()

    def check_value(self) -> str:
        """Proves a data key without telling it."""
        return hmac.new(self._draw("check"), self._salt, sha256).hexdigest()

    def wrap(self, holder: str, name: str, secret: bytes, strength: Strength, random: Randomness) -> Wrap:
        """The data key for one more holder."""
        salt, nonce = random(16), random(12)
        key = _stretch(secret, salt, strength)
        wrapped = AESGCM(key).encrypt(nonce, self._data_key, holder.encode())
        return Wrap(holder, name, salt.hex(), nonce.hex(), wrapped.hex(), strength)


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A new data key, the recovery words, which are kept nowhere, and the key file, which is not written yet."""

    keys: Keys
    words: tuple[str, ...]
    file: KeyFile


def make(
    holder: str, name: str, passphrase: str, *, strength: Strength, random: Randomness = os.urandom
) -> NewKeys:
    """A new data key for a new folder; `store` writes its file once the folder is whole."""
    keys = Keys(random(32), random(16))
    secret = random(SECRET_BYTES)
    wraps = (
        keys.wrap(holder, name, _secret_of(passphrase), strength, random),
        keys.wrap(RECOVERY, "", secret, strength, random),
    )
    return NewKeys(keys, to_words(secret), KeyFile(keys.salt, keys.check_value(), wraps))


def read(folder: Path) -> KeyFile:
    """The key file, or its copy where the first is damaged. Raises `folder.missing` or `keys.damaged`."""
    found = False
    for name in (FILE, COPY):
        path = folder / name
        if path.exists():
            found = True
            with disk_errors(path), path.open("rb") as stream:
                data = stream.read(_MOST)
            try:
                return _parse(data)
            except (ValueError, KeyError, TypeError):
                continue
    raise Refused("keys.damaged" if found else "folder.missing", folder=str(folder))


def is_made(folder: Path) -> bool:
    """Whether this folder holds a union's data."""
    return (folder / FILE).exists() or (folder / COPY).exists()


def holders(folder: Path) -> tuple[Holder, ...]:
    """Everybody who can open the folder with a passphrase, in the order they were added."""
    wraps = read(folder).wraps
    by_keyring = {wrap.holder for wrap in wraps if wrap.by == KEYRING}
    return tuple(Holder(wrap.holder, wrap.name, wrap.holder in by_keyring) for wrap in _of_users(wraps))


def open_with_passphrase(folder: Path, passphrase: str, who: str = "") -> tuple[Keys, str]:
    """The keys and the id of the user: by id or by name, the first user without either.

    Of several users of one name it is the one whose passphrase fits. Raises `key.wrong` or `user.unknown`.
    """
    file = read(folder)
    wraps = _named(file, who)
    for wrap in wraps[:-1]:
        with suppress(Refused):
            return _unwrap(file, wrap, _secret_of(passphrase)), wrap.holder
    return _unwrap(file, wraps[-1], _secret_of(passphrase)), wraps[-1].holder


def find(folder: Path, who: str = "") -> Holder:
    """The (first) user of an id or a name. Raises `user.unknown`."""
    wrap = _named(read(folder), who)[0]
    return Holder(wrap.holder, wrap.name)


def _named(file: KeyFile, who: str) -> list[Wrap]:
    wraps = _of_users(file.wraps)
    if not who:
        return wraps[:1]
    found = [wrap for wrap in wraps if wrap.holder == who]
    found = found or [wrap for wrap in wraps if normal(wrap.name) == normal(who)]
    if not found:
        raise Refused("user.unknown", name=who)
    return found


def _of_users(wraps: Sequence[Wrap]) -> list[Wrap]:
    return [wrap for wrap in wraps if wrap.holder != RECOVERY and wrap.by == PASSPHRASE]


def open_with_secret(folder: Path, holder: str, secret: bytes) -> Keys:
    """The keys by what the keyring holds for a user. Raises `key.wrong`, `keyring.empty`."""
    file = read(folder)
    wrap = next((wrap for wrap in file.wraps if (wrap.holder, wrap.by) == (holder, KEYRING)), None)
    if wrap is None:
        raise Refused("keyring.empty")
    return _unwrap(file, wrap, secret)


def open_with_words(folder: Path, typed: str) -> Keys:
    """The keys from the recovery words. Raises `words.…` or `key.wrong`."""
    file = read(folder)
    wrap = next(wrap for wrap in file.wraps if wrap.holder == RECOVERY)
    return _unwrap(file, wrap, from_words(typed))


def set_passphrase(
    folder: Path,
    keys: Keys,
    holder: str,
    name: str,
    passphrase: str,
    *,
    strength: Strength,
    random: Randomness = os.urandom,
) -> None:
    """Add a user, or change what a user opens with; nothing is encrypted anew."""
    _put(folder, keys.wrap(holder, name, _secret_of(passphrase), strength, random))


def set_secret(
    folder: Path, keys: Keys, holder: Holder, secret: bytes, *, random: Randomness = os.urandom
) -> None:
    """Let what the keyring holds open too. The secret is random: stretching it would add nothing."""
    wrap = keys.wrap(holder.id, holder.name, secret, Strength(1, 64, 1), random)
    _put(folder, replace(wrap, by=KEYRING))


def rename(folder: Path, holder: str, name: str) -> None:
    """Another name in the list of sign-in."""
    file = read(folder)
    wraps = tuple(replace(wrap, name=name) if wrap.holder == holder else wrap for wrap in file.wraps)
    if wraps != file.wraps:
        store(folder, replace(file, wraps=wraps))


def drop(folder: Path, holder: str, *, by: str = "") -> None:
    """Nothing of this user opens the folder any more, or nothing of one kind."""
    file = read(folder)
    wraps = tuple(wrap for wrap in file.wraps if wrap.holder != holder or (by and wrap.by != by))
    if wraps != file.wraps:
        store(folder, replace(file, wraps=wraps))


def _put(folder: Path, made: Wrap) -> None:
    """In the place of the wrap that it replaces, else before the recovery words."""
    file = read(folder)
    same = (made.holder, made.by)
    place = next((n for n, wrap in enumerate(file.wraps) if (wrap.holder, wrap.by) == same), None)
    kept = [wrap for wrap in file.wraps if (wrap.holder, wrap.by) != same]
    kept.insert(len(kept) if place is None else place, made)
    store(folder, replace(file, wraps=tuple(kept)))


def new_words(
    folder: Path, keys: Keys, *, strength: Strength, random: Randomness = os.urandom
) -> tuple[str, ...]:
    """New recovery words; the old ones open nothing from now on."""
    file = read(folder)
    secret = random(SECRET_BYTES)
    kept = tuple(wrap for wrap in file.wraps if wrap.holder != RECOVERY)
    store(folder, replace(file, wraps=(*kept, keys.wrap(RECOVERY, "", secret, strength, random))))
    return to_words(secret)


def _unwrap(file: KeyFile, wrap: Wrap, secret: bytes) -> Keys:
    key = _stretch(secret, bytes.fromhex(wrap.salt), wrap.strength)
    try:
        data_key = AESGCM(key).decrypt(
            bytes.fromhex(wrap.nonce), bytes.fromhex(wrap.wrapped), wrap.holder.encode()
        )
    except InvalidTag:
        raise Refused("key.wrong") from None
    keys = Keys(data_key, bytes.fromhex(file.salt))
    if not hmac.compare_digest(keys.check_value(), file.check):
        raise Refused("keys.damaged")
    return keys


def _secret_of(passphrase: str) -> bytes:
    return normal(passphrase).encode()


def _stretch(secret: bytes, salt: bytes, strength: Strength) -> bytes:
    return hash_secret_raw(
        secret, salt, strength.passes, strength.kibibytes, strength.lanes, hash_len=32, type=Type.ID
    )


def _parse(data: bytes) -> KeyFile:
    raw = json.loads(data)
    if raw.pop("sum") != _sum(raw):
        raise ValueError("sum")  # one flipped bit would look like a wrong passphrase
    wraps = tuple(Wrap(**{**wrap, "strength": Strength(**wrap["strength"])}) for wrap in raw["wraps"])
    if any(_is_too_much(wrap.strength) for wrap in wraps):
        raise ValueError("strength")
    return KeyFile(raw["salt"], raw["check"], wraps)


def _is_too_much(strength: Strength) -> bool:
    return (
        strength.passes > _MOST_PASSES or strength.kibibytes > _MOST_KIBIBYTES or strength.lanes > _MOST_LANES
    )


def _sum(raw: Mapping[str, object]) -> str:
    return sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()


def store(folder: Path, file: KeyFile) -> None:
    """Write both copies, each whole. Raises `disk.full`, `folder.read_only`."""
    raw: dict[str, object] = {
        "version": 1,
        "salt": file.salt,
        "check": file.check,
        "wraps": [
            {
                "holder": wrap.holder,
                "name": wrap.name,
                "salt": wrap.salt,
                "nonce": wrap.nonce,
                "wrapped": wrap.wrapped,
                "by": wrap.by,
                "strength": {
                    "passes": wrap.strength.passes,
                    "kibibytes": wrap.strength.kibibytes,
                    "lanes": wrap.strength.lanes,
                },
            }
            for wrap in file.wraps
        ],
    }
    data = json.dumps({**raw, "sum": _sum(raw)}, ensure_ascii=False, indent=1).encode()
    write_whole(folder / COPY, data, private=True)
    write_whole(folder / FILE, data, private=True)

"""The operating system's keyring, where somebody wants to open the folder without a passphrase on their own account.

It holds a random secret that opens one more wrap of the data key; never the passphrase. What it holds opens the folder
for everybody who uses that account of the operating system, so it is off until somebody turns it on.
"""

from __future__ import annotations

import base64
import binascii
from typing import Protocol

from desktop.domain.problems import Refused

SERVICE = "SoSangKien"
LARGEST = 1_024
"""Characters. Windows takes 2,560 bytes of UTF-16 for one entry; ours has 44 characters."""


class SecretBox(Protocol):
    """Where a secret lies outside the folder."""

    def get(self, name: str) -> bytes:
        """The secret. Raises `keyring.empty`, `keyring.none`, `keyring.refused`."""
        ...

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret. Raises `keyring.none`, `keyring.refused`, `keyring.too_long`."""
        ...

    def drop(self, name: str) -> None:
        """Forget a secret that may be there."""
        ...


class SystemKeyring:
    """Windows' credential manager, or the secret service of a Linux desktop. Blocking: it may ask somebody."""

    def get(self, name: str) -> bytes:
        """The secret."""
        import keyring  # late: with it comes the search for what the system has
        from keyring.errors import KeyringError, NoKeyringError

        try:
            found = keyring.get_password(SERVICE, name)
        except NoKeyringError as error:
            raise Refused("keyring.none") from error
        except (KeyringError, OSError, RuntimeError) as error:
            raise Refused("keyring.refused") from error
        if not found:
            raise Refused("keyring.empty")
        try:
            return base64.b64decode(found, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused("keyring.empty") from error

    def put(self, name: str, secret: bytes) -> None:
        """Keep it, and read it back: some keyrings cut what is too long for them."""
        import keyring
        from keyring.errors import KeyringError, NoKeyringError

        text = base64.b64encode(secret).decode()
        if len(text) > LARGEST:
            raise Refused("keyring.too_long", largest=LARGEST)
        try:
            keyring.set_password(SERVICE, name, text)
            kept = keyring.get_password(SERVICE, name)
        except NoKeyringError as error:
            raise Refused("keyring.none") from error
        except (KeyringError, OSError, RuntimeError) as error:
            raise Refused("keyring.refused") from error
        if kept != text:
            raise Refused("keyring.refused")

    def drop(self, name: str) -> None:
        """Forget it; one that is not there is forgotten already."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.delete_password(SERVICE, name)
        except (KeyringError, OSError, RuntimeError):
            return

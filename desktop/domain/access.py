"""Who may order what: roles are sets of rights. Roles are not cryptography: who holds the key file can read all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One right an order; each order declares the one it needs."""

    READ = "read"
    READ_PROTECTED = "read_protected"
    READ_PERSONAL = "read_personal"
    ENTER = "enter"
    CONSENT = "consent"
    CHECK = "check"
    IMPORT = "import"
    COUNCIL = "council"
    DECIDE = "decide"
    SUBMIT = "submit"
    PAY = "pay"
    REPORT = "report"
    ARRANGE = "arrange"
    PERSONAL = "personal"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What somebody does here; one person may have them all, and has by default."""

    CLERK = "clerk"
    OFFICER = "officer"
    COUNCIL = "council"
    ADMINISTRATOR = "administrator"
    READER = "reader"


_SEES_ALL = frozenset({Right.READ, Right.READ_PROTECTED, Right.READ_PERSONAL})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.CLERK: _SEES_ALL | {Right.ENTER, Right.CONSENT, Right.CHECK, Right.IMPORT, Right.SUBMIT},
    Role.COUNCIL: frozenset({Right.READ, Right.READ_PROTECTED, Right.COUNCIL}),
    Role.OFFICER: _SEES_ALL
    | {
        Right.CONSENT,
        Right.CHECK,
        Right.COUNCIL,
        Right.DECIDE,
        Right.SUBMIT,
        Right.PAY,
        Right.REPORT,
        Right.ARRANGE,
        Right.PERSONAL,
    },
    Role.ADMINISTRATOR: frozenset({Right.READ, Right.ARRANGE, Right.ADMINISTER}),
}
"""Who may change a record sees all of it: what was masked on the way out must not be stored on the way in."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who signs in. Known union-wide; the credentials stay on each PC."""

    id: str
    name: str
    roles: tuple[Role, ...] = tuple(Role)
    is_active: bool = True
    """Who left is kept by name, since history names them, and can no longer sign in."""

    @property
    def rights(self) -> frozenset[Right]:
        """All that the roles allow together."""
        return frozenset().union(*(RIGHTS[role] for role in self.roles))

"""Who may order what: roles are sets of rights. Roles are not cryptography: who holds the key file can read all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One right an order; each order declares the one it needs."""

    READ = "read"
    READ_PROTECTED = "read_protected"
    ENTER = "enter"
    IMPORT = "import"
    COUNCIL = "council"
    DECIDE = "decide"
    SUBMIT = "submit"
    PAY = "pay"
    REPORT = "report"
    ARRANGE = "arrange"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What somebody does here; one person may have them all, and has by default."""

    CLERK = "clerk"
    OFFICER = "officer"
    COUNCIL = "council"
    ADMINISTRATOR = "administrator"
    READER = "reader"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.CLERK: frozenset({Right.READ, Right.READ_PROTECTED, Right.ENTER, Right.IMPORT, Right.SUBMIT}),
    Role.COUNCIL: frozenset({Right.READ, Right.READ_PROTECTED, Right.COUNCIL}),
    Role.OFFICER: frozenset(
        {
            Right.READ,
            Right.READ_PROTECTED,
            Right.COUNCIL,
            Right.DECIDE,
            Right.SUBMIT,
            Right.PAY,
            Right.REPORT,
            Right.ARRANGE,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Right.READ, Right.ARRANGE, Right.ADMINISTER}),
}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who signs in. Known union-wide; the credentials stay on each PC."""

    id: str
    name: str
    roles: tuple[Role, ...] = tuple(Role)

    @property
    def rights(self) -> frozenset[Right]:
        """All that the roles allow together."""
        return frozenset().union(*(RIGHTS[role] for role in self.roles))

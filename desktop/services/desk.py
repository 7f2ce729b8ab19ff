"""The desk: where every order is done in one transaction and every question is answered.

An order is a function that takes a `Work` first, a question one that takes a `Look`. Both declare the right they
need; the desk checks it, so the window, the command line and tests are held by the same rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from desktop.domain.access import Right, User
from desktop.domain.changes import Changes, ChangesBuilder
from desktop.domain.problems import Refused
from desktop.store import catalogue
from desktop.store.files import FileStore
from desktop.store.opening import OpenFolder, sql_refusals
from desktop.store.records import Noun, Operation, Stamp
from sync.clock import Clock, Randomness, local_date, new_id, stamp
from sync.database import Database, Session

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Terms:
    """What an order or question declares: the right it needs, and the label under which history keeps it.

    Without a label nothing of it enters history (drafts), or it looks after its own operation (undo).
    """

    right: Right
    label: str = ""


class Look:
    """Handed to a question: a consistent view, who asks, and the day."""

    def __init__(
        self, session: Session, user: User, clock: Clock, files: FileStore, replica: str = ""
    ) -> None:
        self.session = session
        self.replica = replica
        self.user = user
        self.clock = clock
        self.files = files

    def today(self) -> date:
        """The calendar day in Vietnam."""
        return local_date(self.clock.now())


class Work(Look):
    """Handed to an order: the one write transaction, and what it touches."""

    def __init__(
        self, session: Session, desk: Desk, operation: Operation[Any], changes: ChangesBuilder
    ) -> None:
        super().__init__(session, desk.user, desk.clock, desk.files, desk.replica)
        self._desk = desk
        self._changes = changes
        self.operation = operation

    @property
    def random(self) -> Randomness:
        """The source of random bytes."""
        return self._desk.random

    @property
    def folder(self) -> OpenFolder:
        """The open data folder."""
        return self._desk.opened

    def now(self) -> datetime:
        """The wall clock, UTC; for the record, never to decide by."""
        return self.clock.now()

    def new_id(self) -> str:
        """An id for a new record."""
        return new_id(self.clock, self.random)

    def note_file(self, fingerprint: str, media_type: str) -> None:
        """Enter a stored file into the catalogue. Raises `file.missing`."""
        size, name = self.files.size(fingerprint), self.files.disk_name(fingerprint)
        catalogue.add(self.session, fingerprint, size, media_type, name, stamp(self.now()))

    def touch(self, kind: str, record: str) -> None:
        """Tell the screens that a record may have changed."""
        self._changes.touch(kind, record)

    def save(self, noun: Noun[Any], value: Any) -> None:
        """Store one record with its history."""
        self.operation.save(noun, value)
        self.touch(noun.kind, noun.id_of(value))

    def remove(self, noun: Noun[Any], record: str) -> None:
        """Take one record back, with its history."""
        self.operation.remove(noun, record)
        self.touch(noun.kind, record)

    def save_new(self, noun: Noun[Any], values: list[Any]) -> None:
        """Store many new records with their history."""
        self.operation.save_new(noun, values)
        for value in values:
            self.touch(noun.kind, noun.id_of(value))

    def save_changed(self, noun: Noun[Any], pairs: list[tuple[Any, Any]]) -> None:
        """Store many changed records, given as (before, after)."""
        self.operation.save_changed(noun, pairs)
        for _, after in pairs:
            self.touch(noun.kind, noun.id_of(after))


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an order gave, what it touched, and its number in history (None where it wrote none)."""

    value: T
    changes: Changes
    operation: int | None


def order(
    right: Right, label: str = ""
) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Marks a function as an order."""
    return _mark(Terms(right, label))


def question(right: Right = Right.READ) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Marks a function as a question."""
    return _mark(Terms(right))


def _mark(terms: Terms) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def marked(function: Callable[P, T]) -> Callable[P, T]:
        function.terms = terms  # type: ignore[attr-defined]  # read by `terms_of` alone
        return function

    return marked


def terms_of(function: Callable[..., Any]) -> Terms:
    """What a function declared; one that declared nothing is a mistake in the program."""
    terms = getattr(function, "terms", None)
    if not isinstance(terms, Terms):
        raise TypeError(f"{function.__qualname__} declares no right")
    return terms


class Desk:
    """One signed-in user at one open folder."""

    def __init__(
        self, opened: OpenFolder, user: User, replica: str, clock: Clock, random: Randomness
    ) -> None:
        self.opened = opened
        self.user = user
        self.replica = replica
        self.clock = clock
        self.random = random

    @property
    def folder(self) -> Path:
        """Where the data lies."""
        return self.opened.path

    @property
    def files(self) -> FileStore:
        """Attachments and issued papers."""
        return self.opened.files

    @property
    def database(self) -> Database:
        """For the exchange, which keeps its own short transactions."""
        return self.opened.database

    def do(self, function: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> Done[T]:
        """Run an order: everything it writes is committed together, or nothing is.

        Raises `Refused`: the order's own codes, `right.missing`, `folder.busy` beside a program that holds the
        folder, `disk.full` (the reserve is freed first, and the order tried once more).
        """
        terms = terms_of(function)
        self._demand(terms)
        if not self.opened.writable:
            raise Refused("folder.busy", folder=str(self.folder))
        try:
            return self._do(terms, function, *args, **kwargs)
        except Refused as refused:
            if refused.code != "disk.full" or not self.opened.free_reserve():
                raise
        return self._do(terms, function, *args, **kwargs)

    def _do(
        self, terms: Terms, function: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        changes = ChangesBuilder()
        with sql_refusals(self.folder), self.database.write() as session:
            now = self.clock.now()
            said = Stamp(new_id(self.clock, self.random), stamp(now), self.user.id, self.replica)
            operation: Operation[Any] = Operation(session, self.opened.payloads, said, terms.label)
            value = function(Work(session, self, operation, changes), *args, **kwargs)
            number = operation.close()
        return Done(value, changes.build(), number)

    def look(self, function: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question from one consistent view."""
        self._demand(terms_of(function))
        with sql_refusals(self.folder), self.database.read() as session:
            return function(Look(session, self.user, self.clock, self.files, self.replica), *args, **kwargs)

    def may(self, right: Right) -> bool:
        """Whether the user has a right; for the window, which hides what would be refused."""
        return right in self.user.rights

    def close(self) -> None:
        """Leave the folder."""
        self.opened.close()

    def _demand(self, terms: Terms) -> None:
        if terms.right not in self.user.rights:
            raise Refused("right.missing", right=terms.right.value)

"""The desk: where every order is done in one transaction and every question is answered.

An order is a function that takes a `Work` first, a question one that takes a `Look`, a job (papers, files, network) one
that takes the `Desk` itself. Each declares the right it needs; the desk checks it, so the window, the command line and
tests are held by the same rule. A question sees no more than its asker may: `store/sight.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from desktop.domain.access import Right, User
from desktop.domain.changes import Changes, ChangesBuilder
from desktop.domain.problems import Refused
from desktop.store import accounts, catalogue, sharing
from desktop.store.access_log import AccessLog
from desktop.store.files import FileStore
from desktop.store.opening import OpenFolder, sql_refusals
from desktop.store.records import Noun, Operation, Stamp
from desktop.store.sight import Sight, narrowed, sight_of
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
        self.seen: list[tuple[str, str]] = []

    def note_access(self, what: str, record: str = "") -> None:
        """Say that something sensitive is being shown; the desk keeps it in the log of looks afterwards."""
        self.seen.append((what, record))

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
        self.came_from_others = False
        """Set by the order that takes in what other PCs saved: it is not told back to them."""

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


def job(
    right: Right, *, writes: bool = False
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T]]:
    """Marks a function that takes the desk itself: long work that holds no transaction, called on a lane.

    It raises `right.missing` for those who may not and, where it `writes`, `folder.busy` beside another program.
    """
    terms = Terms(right)

    def marked(function: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
        @wraps(function)
        def run(desk: Desk, *args: P.args, **kwargs: P.kwargs) -> T:
            desk.demand(terms, writes=writes)
            return function(desk, *args, **kwargs)

        run.terms = terms  # type: ignore[attr-defined]  # read by `terms_of` alone
        return run  # type: ignore[return-value]  # `wraps` forgets that the desk may be given by place alone

    return marked


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
        self.log = AccessLog(opened.path, opened.keys)
        self._noted: set[tuple[str, str]] = set()
        self._narrowed: dict[Sight, Database] = {}

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
        self.demand(terms, writes=True)
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
            work = Work(session, self, operation, changes)
            value = function(work, *args, **kwargs)
            number = operation.close()
            if not work.came_from_others:
                sharing.tell(session, self.clock, self.random, said, self.files, operation.written)
        if operation.head is not None:
            self.opened.note_head(operation.head)
        touched = changes.build()
        if touched.concerns(accounts.USERS.kind, self.user.id):
            self._know_user_again()
        self._keep_seen(work)
        return Done(value, touched, number)

    def look(self, function: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question from one consistent view."""
        self.demand(terms_of(function))
        with sql_refusals(self.folder), self._seen_by_user().read() as session:
            look = Look(session, self.user, self.clock, self.files, self.replica)
            answer = function(look, *args, **kwargs)
        self._keep_seen(look)
        return answer

    def note_access(self, what: str, record: str = "") -> None:
        """Keep in the log that something sensitive was shown or taken out; once a sign-in for each record."""
        if (what, record) not in self._noted:
            self._noted.add((what, record))
            self.log.add(self.clock.now(), self.user.id, what, record)

    def may(self, right: Right) -> bool:
        """Whether the user has a right; for the window, which hides what would be refused."""
        return right in self.user.rights

    def close(self) -> None:
        """Leave the folder."""
        self.leave()
        self.opened.close()

    def leave(self) -> None:
        """Somebody else goes on in the open folder: give back what was this user's own."""
        self.log.close()
        for database in self._narrowed.values():
            database.close()

    def demand(self, terms: Terms, *, writes: bool = False) -> None:
        """Raise `right.missing` where the user may not, `folder.busy` where nothing can be written."""
        if terms.right not in self.user.rights:
            raise Refused("right.missing", right=terms.right)
        if writes and not self.opened.writable:
            raise Refused("folder.busy", folder=str(self.folder))

    def _seen_by_user(self) -> Database:
        sight = sight_of(self.user)
        if sight.is_whole:
            return self.database
        if sight not in self._narrowed:
            self._narrowed[sight] = narrowed(self.opened, sight)
        return self._narrowed[sight]

    def _know_user_again(self) -> None:
        """Roles given or taken hold at once."""
        with self.database.read() as session:
            known = [user for user in accounts.load_all(session) if user.id == self.user.id]
        self.user = known[0] if known else self.user

    def _keep_seen(self, look: Look) -> None:
        for what, record in look.seen:
            self.note_access(what, record)

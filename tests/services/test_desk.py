"""The desk: every order and question declares the right it needs; an order is one transaction."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, a_clock, a_folder, a_person, an_initiative, as_role, stored

from desktop import services
from desktop.domain.access import RIGHTS, Right, Role
from desktop.domain.problems import Refused
from desktop.services import folders, initiatives
from desktop.services.desk import Desk, Look, Terms, Work, order, question, terms_of
from desktop.services.initiatives import ListQuery
from desktop.store import chain
from desktop.store.people import PEOPLE


def handed(function: Callable[..., Any]) -> str:
    """What a function is handed first: "Work", "Look" or something else."""
    parameters = list(inspect.signature(function).parameters.values())
    return str(parameters[0].annotation) if parameters else ""


def all_functions() -> dict[str, Callable[..., Any]]:
    """Public functions of the services that are handed a Work or a Look."""
    found: dict[str, Callable[..., Any]] = {}
    for module_info in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"desktop.services.{module_info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and handed(function) in {"Work", "Look"}:
                found[f"{module_info.name}.{name}"] = function
    return found


ALL = all_functions()
DECLARED = {name: function for name, function in ALL.items() if hasattr(function, "terms")}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all pairs of role and order: with nothing to work on they leave nothing."""
    made = a_folder(tmp_path_factory.mktemp("desk") / "so")
    yield made.desk
    made.desk.close()


def test_the_services_are_found() -> None:
    assert {"initiatives.save", "decisions.draft", "councils.record", "handing_over.submit"} <= set(DECLARED)


@pytest.mark.parametrize("name", [name for name, function in ALL.items() if handed(function) == "Work"])
def test_each_order_declares_its_right_or_is_part_of_one_that_does(name: str) -> None:
    function = ALL[name]
    assert hasattr(function, "terms") or (function.__doc__ or "").startswith("Part of an order"), name


def test_what_declares_nothing_is_a_mistake_of_the_program(office: Desk) -> None:
    with pytest.raises(TypeError, match="declares no right"):
        office.do(lambda work: None)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", DECLARED)
def test_a_role_may_order_exactly_what_its_rights_allow(shared: Desk, name: str, role: Role) -> None:
    """Called with nothing to work on: who may, gets further than the check of the right."""
    function = DECLARED[name]
    desk = as_role(shared, role)
    run = desk.do if handed(function) == "Work" else desk.look
    code = ""
    try:
        run(function)
    except Refused as refused:
        code = refused.code
    except TypeError:
        code = "arguments missing"
    assert (code == "right.missing") == (terms_of(function).right not in RIGHTS[role])


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("initiatives.save", Right.ENTER),
        ("councils.record", Right.COUNCIL),
        ("decisions.draft", Right.DECIDE),
        ("handing_over.submit", Right.SUBMIT),
        ("office.put_employer", Right.ARRANGE),
        ("initiatives.page", Right.READ),
    ],
)
def test_the_orders_that_matter_need_the_right_one_expects(name: str, right: Right) -> None:
    assert terms_of(DECLARED[name]).right is right


@order(Right.ENTER, "test.half")
def half(work: Work) -> None:
    """Writes, then meets a mistake of the program."""
    work.save(PEOPLE, a_person("p-half"))
    raise ZeroDivisionError


@order(Right.ENTER, "test.refused")
def refused_late(work: Work) -> None:
    """Writes, then cannot be done."""
    work.save(PEOPLE, a_person("p-half"))
    raise Refused("test.refused")


@question()
def operations(look: Look) -> int:
    """How many there are."""
    return chain.head(look.session).operations


@pytest.mark.parametrize("broken", [half, refused_late])
def test_an_order_that_breaks_in_the_middle_leaves_nothing(
    office: Desk, broken: Callable[[Work], None]
) -> None:
    before = office.look(operations)
    with pytest.raises((ZeroDivisionError, Refused)):
        office.do(broken)
    assert office.look(operations) == before
    with office.database.read() as session:
        assert PEOPLE.load_many(session, ("p-half",)) == {}


def test_an_order_tells_what_it_touched_and_its_number(office: Desk) -> None:
    done = office.do(initiatives.save, an_initiative())
    assert done.changes.concerns("initiative", done.value)
    assert done.changes.concerns("person")
    assert not done.changes.concerns("decision")
    assert done.operation == office.look(operations)


def test_an_order_that_writes_nothing_has_no_number(office: Desk) -> None:
    done = office.do(initiatives.remove, [])
    assert done.operation is None
    assert not done.changes


def test_beside_another_program_nothing_is_written(office: Desk) -> None:
    stored(office, an_initiative("Gá kẹp"))
    reader = folders.sign_in(office.folder, PASSPHRASE, write=False, clock=a_clock())
    with pytest.raises(Refused, match=r"folder\.busy"):
        reader.do(initiatives.save, an_initiative())
    assert reader.look(initiatives.page, ListQuery()).total == 1
    reader.close()


def test_a_full_disk_frees_the_reserve_and_tries_once_more(office: Desk) -> None:
    tries: list[int] = []

    @order(Right.ENTER, "test.full")
    def full_at_first(work: Work) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Refused("disk.full")
        work.save(PEOPLE, a_person("p1"))
        return "saved"

    assert office.do(full_at_first).value == "saved"
    assert not (Path(office.folder) / "reserve.bin").exists()


def test_what_a_user_may_do_is_known_beforehand(office: Desk) -> None:
    reader = as_role(office, Role.READER)
    assert office.may(Right.DECIDE)
    assert not reader.may(Right.DECIDE)
    assert isinstance(terms_of(initiatives.save), Terms)

"""The role matrix: each order, question and job, for each role, is done or refused as the table of duties says.

`test_desk.py` holds orders and questions against their declared rights; here the rights are held against a table that
was written from what people do, and what takes the desk itself is held to declaring or asking.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from helpers.builders import a_folder, as_role

from desktop import services
from desktop.domain.access import RIGHTS, Right, Role
from desktop.domain.problems import Refused
from desktop.services.desk import Desk, terms_of

CLERK, OFFICER, COUNCIL, ADMIN, READER = (
    Role.CLERK,
    Role.OFFICER,
    Role.COUNCIL,
    Role.ADMINISTRATOR,
    Role.READER,
)
DUTIES: dict[Right, set[Role]] = {
    Right.READ: {CLERK, OFFICER, COUNCIL, ADMIN, READER},
    Right.READ_PROTECTED: {CLERK, OFFICER, COUNCIL},
    Right.READ_PERSONAL: {CLERK, OFFICER},
    Right.ENTER: {CLERK},
    Right.CONSENT: {CLERK, OFFICER},
    Right.CHECK: {CLERK, OFFICER},
    Right.IMPORT: {CLERK},
    Right.COUNCIL: {COUNCIL, OFFICER},
    Right.DECIDE: {OFFICER},
    Right.SUBMIT: {CLERK, OFFICER},
    Right.PAY: {OFFICER},
    Right.REPORT: {OFFICER},
    Right.ARRANGE: {OFFICER, ADMIN},
    Right.PERSONAL: {OFFICER},
    Right.ADMINISTER: {ADMIN},
}
"""Who does what, by the people of the house; a right that is missing here fails."""


def takes_the_desk() -> dict[str, Callable[..., Any]]:
    """Public functions of the services whose first argument is the desk."""
    found: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"desktop.services.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and parameters and str(parameters[0].annotation) == "Desk":
                found[f"{info.name}.{name}"] = function
    return found


JOBS = takes_the_desk()
DECLARED = {name: function for name, function in JOBS.items() if hasattr(function, "terms")}
NEEDS_NONE = {
    "erasing.settle": "at sign-in, whoever signs in: what an erasure left undone is finished",
    "folders.switch": "the passphrase is what it asks for",
    "handing_over.files_of": "hands bytes to the exchange, which asked for the right",
    "printing.shelf": "names folders of templates",
    "backups.rule_of": "how long backups are kept, for the page that says so",
    "backups.second": "where the second copy goes, for the page that says so",
    "backups.standing": "how backups stand, for the page that says so",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = a_folder(tmp_path_factory.mktemp("rights") / "so")
    yield made.desk
    made.desk.close()


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_rights_of_its_duties(role: Role, right: Right) -> None:
    assert (right in RIGHTS[role]) == (role in DUTIES[right])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", DECLARED)
def test_a_job_is_refused_to_those_whose_duty_it_is_not(shared: Desk, name: str, role: Role) -> None:
    """Called with nothing to work on: who may, gets further than the check of the right."""
    desk, code = as_role(shared, role), ""
    try:
        DECLARED[name](desk)
    except Refused as refused:
        code = refused.code
    except TypeError:
        code = "arguments missing"
    assert (code == "right.missing") == (role not in DUTIES[terms_of(DECLARED[name]).right])


@pytest.mark.parametrize("name", [name for name in JOBS if name not in DECLARED and name not in NEEDS_NONE])
def test_what_takes_the_desk_declares_a_right_or_asks_the_desk(name: str) -> None:
    """An order that nobody thought of is found here: it reaches data only through what declares a right."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(JOBS[name])))
    asked = [
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and (
            (isinstance(call.func, ast.Attribute) and call.func.attr in {"do", "look", "demand"})
            or any(isinstance(part, ast.Name) and part.id == "desk" for part in call.args)
        )
    ]
    assert asked, f"{name} declares no right (desk.job) and asks nothing that does"


def test_the_list_of_exceptions_holds_no_name_too_many() -> None:
    assert set(NEEDS_NONE) <= set(JOBS) - set(DECLARED)

"""Every call × every role: refused exactly where the desk, asked by somebody who may do all, was asked for a right.

The calls and their arguments are read from the parser, so that a new call is here without being named.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import PASSPHRASE, WEAK, a_folder, an_initiative, settled, stored

from desktop.cli import parser as grammar
from desktop.cli import run
from desktop.domain.access import RIGHTS, Right, Role
from desktop.services import accounts
from desktop.services.desk import Desk, Terms
from tests.cli.conftest import Call, Said

REFUSED = "Bạn chưa được giao việc này: "
CALLS = sorted({**run.READING, **run.WRITING})
BOSS = "Lê Thị Mai"


@cache
def parsers() -> dict[str, argparse.ArgumentParser]:
    made = grammar._build()
    (commands,) = (action for action in made._actions if isinstance(action, argparse._SubParsersAction))
    return dict(commands.choices)


def words_for(call: str, parser: argparse.ArgumentParser, record: str, place: Path) -> list[str]:
    """The shortest sensible way to say a call: what it must have, and a record where it can take one."""
    words = [call]
    for action in parser._actions:
        if not action.option_strings:
            words.append(said(action, record, place))
        elif action.required:
            words += [action.option_strings[0], said(action, record, place)]
    for group in parser._mutually_exclusive_groups:
        if group.required:
            chosen = group._group_actions[0]
            words += [chosen.option_strings[0], said(chosen, record, place)]
    return words


def said(action: argparse.Action, record: str, place: Path) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    if action.type is Path:
        return str(place / ("ra" if action.dest == "out" else "tep"))
    if action.type is int:
        return "1"
    if action.type is grammar.day:
        return date(2026, 3, 1).strftime("%d/%m/%Y")
    if callable(action.type) and action.type is not str:
        return "2026-03"
    return record


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with one user a role, and the id of an initiative in it."""
    made = a_folder(tmp_path_factory.mktemp("matrix") / "sổ")
    settled(made.desk)
    (record,) = stored(made.desk, an_initiative())
    for role in Role:
        accounts.add(made.desk, role.value, (role,), PASSPHRASE, strength=WEAK)
    made.desk.close()
    (made.desk.folder / "reserve.bin").unlink()
    return made.desk.folder, record


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Right]:
    """The rights that the desk was asked for."""
    rights: list[Right] = []
    demand = Desk.demand

    def spy(desk: Desk, terms: Terms, **named: Any) -> None:
        rights.append(terms.right)
        demand(desk, terms, **named)

    monkeypatch.setattr(Desk, "demand", spy)
    return rights


def test_every_call_of_the_parser_is_run_somewhere() -> None:
    by_themselves = {"init", "demo", "restore", "recover", "passphrase", "salvage"}
    assert by_themselves <= set(parsers())
    assert set(parsers()) - by_themselves == set(CALLS)


def test_a_call_is_read_alike_with_and_without_the_others(tmp_path: Path) -> None:
    whole = grammar._build()
    for name, parser in parsers().items():
        words = ["--json", *words_for(name, parser, "list", tmp_path), "--user", "An"]
        assert grammar.parse(words) == whole.parse_args(words)
    assert grammar.parse(["--lang", "en"]) == whole.parse_args(["--lang", "en"])


@pytest.mark.parametrize("words", [[], ["list"], ["ghi"]])
def test_help_and_what_is_wrong_name_every_call(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for asked in (["--help", *words], [*words, "--stage"]):
        with pytest.raises(SystemExit):
            grammar.parse(asked)
        told = capsys.readouterr()
        with pytest.raises(SystemExit):
            grammar._build().parse_args(asked)
        assert told == capsys.readouterr()


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_refused_exactly_to_those_whose_duty_it_is_not(
    name: str,
    template: tuple[Path, str],
    call: Call,
    asked: list[Right],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, record = template
    monkeypatch.setenv("PATH", "")  # papers by the built-in way: no office program is started
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SANGKIEN_NEW_PASSPHRASE", "một mật khẩu khác")
    (tmp_path / "tep").write_text("không phải tệp cần", encoding="utf-8")
    words = words_for(name, parsers()[name], record, tmp_path)

    def called_as(user: str) -> Said:
        target = tmp_path / f"as {user}"
        shutil.copytree(folder, target)
        monkeypatch.setenv("SANGKIEN_DATA", str(target))
        monkeypatch.setenv("SANGKIEN_USER", user)
        return call(*words)

    boss = called_as(BOSS)
    assert boss.status != 2, boss.err
    assert REFUSED not in boss.err
    wanted = set(asked)
    if not wanted:  # a file that cannot be read is refused before anybody is asked
        assert boss.status == 1, f"{name} was done without asking for a right"
    for role in Role:
        told = called_as(role.value)
        assert (REFUSED in told.err) == bool(wanted - RIGHTS[role]), (role, wanted, told.err)
        assert told.status == 1 or REFUSED not in told.err

"""Codes: each one that the floors below speak has a sentence, and each sentence has a code that is spoken."""

from __future__ import annotations

import ast
import importlib
import re
from enum import Enum
from functools import cache
from pathlib import Path
from typing import get_args

from desktop.wording import LABELS, SENTENCES
from sync.cli_words import WORDS as PORTAL_WORDS
from sync.exchange import QUIET
from sync.outcomes import Outcome

ROOT = Path(__file__).parents[2]
ROOMS = (
    "desktop/disk.py",
    "desktop/domain",
    "desktop/store",
    "desktop/services",
    "desktop/documents",
    "desktop/keyboard",
    "sync",
)
SHAPE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
# The same shape, but a file's name or a word of SQL.
SUFFIXES = {
    *(
        "bin",
        "com",
        "csv",
        "db",
        "docx",
        "exe",
        "html",
        "json",
        "key",
        "log",
        "mo",
        "pdf",
        "po",
        "svg",
        "toml",
    ),
    *("txt", "xcu", "xlsm", "xlsx", "xls", "xml", "zip"),
}
NOT_CODES = {"excluded", "http", "sangkien"}  # "http.disconnect" is what ASGI calls a line that is gone
PAGES = ("sync/portal/review/", "sync/portal/looking.py")
"""The portal's pages in the browser have words of their own; their codes are held to those beside their tests."""
FIELDS = {"benefit.amount", "recognition.number"}


@cache
def spoken(*rooms: str) -> dict[str, str]:
    """Each string of a code's shape, with a place where it stands."""
    found: dict[str, str] = {}
    for room in rooms:
        whole = ROOT / room
        for path in sorted(whole.rglob("*.py")) if whole.is_dir() else [whole]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and SHAPE.fullmatch(node.value)
                ):
                    found[node.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def is_code(word: str) -> bool:
    noun, _, what = word.partition(".")
    return what not in SUFFIXES and noun not in NOT_CODES and word not in FIELDS


def test_every_code_has_words() -> None:
    missing = [
        f"{place}: {word}"
        for word, place in spoken(*ROOMS).items()
        if is_code(word)
        and word not in SENTENCES
        and word not in LABELS
        and word not in PORTAL_WORDS
        and not place.startswith(PAGES)
    ]
    assert not missing, "\n".join(missing)


def ends_of_a_round() -> set[str]:
    """The outcomes of an exchange that end a round, and what the engine itself says: words without a dot."""
    told = {kind.code for kind in get_args(Outcome) if isinstance(getattr(kind, "code", None), str)}
    text = "".join(
        (ROOT / "sync" / name).read_text(encoding="utf-8")
        for name in ("engine.py", "exchange.py", "conversation.py")
    )
    told |= set(re.findall(r'(?:Done\(|stopped=)"([a-z_]+)"', text))
    return (told | QUIET) - {"answered", "offset"}


def test_every_end_of_a_round_has_words() -> None:
    assert ends_of_a_round() - set(SENTENCES) == set()


def test_every_sentence_has_a_code() -> None:
    used = set(spoken(*ROOMS, "desktop/ui", "desktop/cli", "desktop/demo")) | ends_of_a_round()
    unused = [code for code in SENTENCES if code not in used]
    assert not unused, "\n".join(unused)


def test_labels_of_enums_name_a_member() -> None:
    members = {
        f"{kind.__name__}.{member.value}"
        for room in ("desktop/domain", "desktop/services", "sync")
        for path in (ROOT / room).glob("*.py")
        for kind in vars(importlib.import_module(f"{room.replace('/', '.')}.{path.stem}")).values()
        if isinstance(kind, type) and issubclass(kind, Enum)
        for member in kind
    }
    stale = [name for name in LABELS if name[0].isupper() and name not in members]
    assert not stale, "\n".join(stale)


def test_labels_of_operations_are_used() -> None:
    used = spoken(*ROOMS, "desktop/ui", "desktop/cli")
    unused = [name for name in LABELS if SHAPE.fullmatch(name) and name not in used]
    assert not unused, "\n".join(unused)

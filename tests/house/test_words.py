"""Words: each Vietnamese sentence has English with the same placeholders, and none escapes `_()`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "desktop/locale/en/LC_MESSAGES/desktop.po"
MARKERS = {"_", "N_", "ngettext"}
# Where a user's words are written; elsewhere a Vietnamese letter belongs to data, papers or rules.
ROOMS = [
    "desktop/ui",
    "desktop/wording.py",
    "desktop/app.py",
    "desktop/cli.py",
    "desktop/cli",
    "desktop/demo.py",
]
READ_NOT_SAID = {"desktop/ui/kit/reading.py"}  # what people may type, not what they are told
NAMES = {"Sổ Sáng Kiến", "đ", "CĐCS Công ty …"}  # the same in every language
VIETNAMESE = re.compile("[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
PLACEHOLDER = re.compile(r"\{([a-z_0-9]*)[^{}]*\}")


def words_in_code() -> dict[str | tuple[str, str], str]:
    """Each msgid (or pair of singular and plural) with the place where it stands."""
    keywords = {"_": None, "N_": None, "ngettext": (1, 2)}
    found = extract_from_dir(ROOT / "desktop", [("**.py", "python")], keywords=keywords)
    return {words: f"{file}:{line}" for file, line, words, _, _ in found if words}


def calls_of(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls by a plain name in the screens, with where each stands."""
    for path in sorted((ROOT / "desktop/ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_table_says_what_to_do_where_it_has_no_rows() -> None:
    tables = [*calls_of("Table"), *calls_of("FieldsTable")]
    assert len(tables) > 50
    assert [place for place, call in tables if "empty" not in {word.arg for word in call.keywords}] == []


def catalogue() -> dict[str | tuple[str, str], Message]:
    if not ENGLISH.exists():
        return {}
    with ENGLISH.open("rb") as file:
        messages = read_po(file, locale="en")
    return {
        tuple(message.id) if isinstance(message.id, list | tuple) else message.id: message
        for message in messages
        if message.id
    }


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def sources() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists()
        yield from (file for file in found if file.relative_to(ROOT).as_posix() not in READ_NOT_SAID)


def test_every_sentence_has_english() -> None:
    english = catalogue()
    missing = [
        f"{place}: {words}"
        for words, place in words_in_code().items()
        if words not in english or not english[words].string or not all(english[words].string)
    ]
    assert not missing, "\n".join(map(str, missing))


def test_no_english_is_left_over_or_unsure() -> None:
    used = words_in_code()
    assert [words for words, message in catalogue().items() if words not in used or message.fuzzy] == []


def test_english_keeps_the_placeholders() -> None:
    different = []
    for words, message in catalogue().items():
        if not any(message.string):
            continue  # told by the test above
        if isinstance(words, tuple):
            said = list(message.string)
            wrong = any(set(placeholders(text)) - set(placeholders(words[1])) for text in said)
            wrong = wrong or placeholders(said[-1]) != placeholders(words[1])
        else:
            wrong = placeholders(message.string) != placeholders(words)
        if wrong:
            different.append(words)
    assert not different, "\n".join(map(str, different))


def test_english_has_no_vietnamese_sentence() -> None:
    # A whole copy of the msgid is a forgotten translation.
    same = [words for words, message in catalogue().items() if message.string == words and " " in words]
    copied = [words for words in same if words not in NAMES and VIETNAMESE.search(str(words))]
    assert not copied, "\n".join(map(str, copied))


def test_the_english_words_are_compiled() -> None:
    if ENGLISH.exists():
        assert ENGLISH.with_suffix(".mo").stat().st_size > 0


def is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS


def bare_words(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield string constants with Vietnamese letters that are neither marked nor a docstring."""
    excused: set[int] = set()
    for node in ast.walk(tree):
        if is_marked(node):
            excused.update(id(part) for argument in node.args for part in ast.walk(argument))
        if isinstance(node, ast.Expr):
            excused.add(id(node.value))  # a docstring
    strings = [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    loose = (node for node in strings if id(node) not in excused and node.value.strip() not in NAMES)
    yield from (node for node in loose if VIETNAMESE.search(node.value))


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_escapes_translation(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [f"{path.name}:{node.lineno}: {node.value}" for node in bare_words(tree)] == []


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_words_are_whole_constants(path: Path) -> None:
    # `_("Đã lưu " + name)` or `_(f"…")` can never be found in a catalogue.
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_marked(node)]
    made_up = [
        call.lineno for call in calls for part in call.args if isinstance(part, ast.JoinedStr | ast.BinOp)
    ]
    assert not made_up, "\n".join(map(str, made_up))

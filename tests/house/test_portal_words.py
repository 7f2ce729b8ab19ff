"""Words of the portal's pages: each Vietnamese sentence, in code and templates, has English that keeps its places."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PORTAL = ROOT / "sync/portal"
ENGLISH = PORTAL / "locale/en/LC_MESSAGES/portal.po"
TEMPLATES = sorted((PORTAL / "review/templates").glob("*.html"))
SOURCES = sorted([*(PORTAL / "review").rglob("*.py")])
NAMES = {"Tiếng Việt"}  # a language is named in itself
VIETNAMESE = re.compile("[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")
CALL = re.compile(r"""(?:_|ngettext)\(\s*(?:"[^"]*"\s*,?\s*)+""")


def words_in_code() -> dict[str | tuple[str, str], str]:
    """Each msgid (or pair of singular and plural) with the place where it stands."""
    keywords = {"_": None, "N_": None, "words": None, "ngettext": (1, 2)}
    methods = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
    found = extract_from_dir(PORTAL, methods, keywords=keywords)
    return {words: f"{file}:{line}" for file, line, words, _, _ in found if words}


def catalogue() -> dict[str | tuple[str, str], Message]:
    with ENGLISH.open("rb") as file:
        messages = read_po(file, locale="en")
    return {
        tuple(message.id) if isinstance(message.id, list | tuple) else message.id: message
        for message in messages
        if message.id
    }


def test_every_sentence_has_english() -> None:
    english = catalogue()
    missing = [
        f"{place}: {words}"
        for words, place in words_in_code().items()
        if words not in english or not all(english[words].string)
    ]
    assert not missing, "\n".join(map(str, missing))


def test_no_english_is_left_over_or_unsure() -> None:
    used = words_in_code()
    assert [words for words, message in catalogue().items() if words not in used or message.fuzzy] == []


def test_english_keeps_the_placeholders() -> None:
    for words, message in catalogue().items():
        source, said = (words[1], message.string[-1]) if isinstance(words, tuple) else (words, message.string)
        assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(source)), words


def test_english_has_no_vietnamese_sentence() -> None:
    said = [text for message in catalogue().values() for text in _texts(message)]
    assert [text for text in said if VIETNAMESE.search(text)] == []


def _texts(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_of_a_template_escapes_translation(path: Path) -> None:
    bare = CALL.sub("", path.read_text(encoding="utf-8"))
    found = [line for line in bare.splitlines() if VIETNAMESE.search(line)]
    assert [line for line in found if not any(name in line for name in NAMES)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_sentence_of_the_code_escapes_translation(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    excused = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"N_", "words"})
        for part in ast.walk(node)
        if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant)
    }
    loose = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in excused
    ]
    assert [text for text in loose if VIETNAMESE.search(text) and len(text.strip()) > 1] == []

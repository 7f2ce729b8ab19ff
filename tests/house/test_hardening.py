"""What no line of the program may do: run what it reads, read without a limit what comes from outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("desktop", "sync", "packaging", "docs")

FORBIDDEN_MODULES = {
    "pickle",
    "cPickle",
    "dill",
    "shelve",
    "marshal",
    "code",
    "codeop",
    "imp",
    "xml.sax",
    "yaml",
}
FORBIDDEN_CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "tempfile.mktemp",
    "pickle.loads", "yaml.load", "jinja2.Template", "subprocess.getoutput", "subprocess.getstatusoutput",
}  # fmt: skip

READ_WHOLE = {
    "desktop/documents/containers.py": "size was compared by `recognise` before",
    "desktop/documents/delimited.py": "opened by `workbook`, after `recognise`",
    "desktop/documents/workbook.py": "opened after `recognise`",
    "desktop/documents/template.py": "size is compared in the line before",
    "desktop/documents/soffice.py": "our own LibreOffice wrote it a moment ago",
    "desktop/documents/wordcom.py": "Word wrote it a moment ago",
    "desktop/documents/pdf.py": "a paper that we filled ourselves",
    "desktop/documents/phrases.py": "words that came with the program",
    "desktop/documents/templates.py": "notes beside a template, of the unit itself",
    "desktop/services/own_templates.py": "size is compared in the line before, or our own copy",
    "desktop/services/describing.py": "our own copy",
    "desktop/services/guidance_items.py": "templates that stand beside our own already",
    "desktop/services/printing.py": "a paper that we made a moment ago",
    "desktop/services/bundles.py": "size is compared in the line before",
    "desktop/documents/legal_shelf.py": "the unit's own words beside its templates",
    "desktop/documents/overprint.py": "the unit's own words beside its templates",
    "desktop/documents/own_shelf.py": "the unit's own words beside its templates",
    "desktop/documents/packbook.py": "a part of our own workbook, in pieces",
    "desktop/documents/profiles.py": "the unit's own words beside its templates",
    "desktop/services/reorganising.py": "copied cells, under the workbook's limits",
    "desktop/store/erased.py": "our own list in the data folder",
    "desktop/store/guesses.py": "our own count in the data folder",
    "sync/portal/blobs.py": "a piece that the portal took within its limits",
    "sync/portal/house.py": "the portal's own settings and keys",
    "sync/portal/guidance.py": "files that whoever runs the portal laid out",
    "sync/portal/ingest.py": "the portal's own answer to a volume",
    "sync/tray.py": "what this account's own program laid out",
    "desktop/store/program.py": "the program's own files",
    "desktop/store/places.py": "the kernel's own tables",
    "desktop/ui/crash.py": "what our own last run wrote",
    "desktop/ui/kit/look.py": "icons that came with the program",
    "desktop/preferences.py": "what this user's own program wrote",
}
"""Files of the program that read a whole file at once, each with why no stranger decides how large it is."""


@cache
def trees() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def name_of(node: ast.expr) -> str:
    """`os.system` of a call's function, "" for what has no such name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = name_of(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def breaches(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in FORBIDDEN_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in FORBIDDEN_MODULES:
            yield node.lineno, str(node.module)
        elif isinstance(node, ast.Call):
            if name_of(node.func) in FORBIDDEN_CALLS:
                yield node.lineno, name_of(node.func)
            for word in node.keywords:
                if word.arg == "shell" and not (
                    isinstance(word.value, ast.Constant) and not word.value.value
                ):
                    yield node.lineno, "shell=True"


def test_nothing_that_is_read_is_run() -> None:
    found = [f"{path}:{line}: {what}" for path, tree in trees().items() for line, what in breaches(tree)]
    assert not found, "\n".join(found)


def test_the_guard_sees_what_it_looks_for() -> None:
    planted = ast.parse(
        "import pickle\nfrom yaml import load\neval('1')\nos.system('x')\nsubprocess.run('x', shell=True)\n"
        "subprocess.run(['x'], shell=False)\nre.compile('x')\n"
    )
    assert [line for line, _ in breaches(planted)] == [1, 2, 3, 4, 5]


def reads_whole(tree: ast.Module) -> list[int]:
    return [
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and (
            call.func.attr in {"read_bytes", "read_text"}
            or (
                call.func.attr == "read"
                and not call.args
                and name_of(call.func).startswith(("stream", "file"))
            )
        )
    ]


def test_every_file_from_outside_is_read_with_a_limit() -> None:
    """Through `disk.read_small`, in pieces, or by one of those that say why they need no limit."""
    found = {
        path: lines
        for path, tree in trees().items()
        if path.startswith(("desktop/", "sync/"))
        and not path.startswith("desktop/demo")
        and (lines := reads_whole(tree))
    }
    unexplained = {path: lines for path, lines in found.items() if path not in READ_WHOLE}
    assert not unexplained, unexplained
    assert not [path for path in READ_WHOLE if path not in found]


def test_yaml_jinja_and_xml_are_tame() -> None:
    """Templates of the review page escape by themselves, and XML is parsed with entities and network off."""
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in trees()}
    for path, text in texts.items():
        if "jinja2.Environment(" in text or ("Environment(" in text and "jinja2" in text):
            assert "autoescape" in text, path
        if "XMLParser(" in text:
            assert "resolve_entities=False" in text and "no_network=True" in text, path

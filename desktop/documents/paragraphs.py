"""Names in paragraphs become facts; a paragraph with the name of a list is repeated, an empty one goes.

What a template means is told in `fill`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from copy import deepcopy
from types import MappingProxyType

from desktop.documents.naming import RUNNING_NUMBER, Text
from desktop.documents.template import MARKERS, NAME, names_in, texts
from desktop.documents.wordml import Element, node, put_text, q, text_node

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES = re.compile(r"([\n\t])")

Scope = Mapping[str, Text]

NOTHING: Scope = MappingProxyType(dict.fromkeys((*MARKERS, RUNNING_NUMBER), ""))
"""What every scope knows, before it says more."""


def fill_paragraphs(group: Iterable[Element], scope: Scope) -> None:
    """Say the facts of a scope in these paragraphs; of markers and the running number it need not speak."""
    known: Scope = {**NOTHING, **scope}
    for paragraph in group:
        found = names_in(paragraph)
        if not found:
            continue
        listed = next((name for name in found if isinstance(known[name], tuple)), None)
        if listed:
            _fill_list(paragraph, listed, known)
        elif _says_nothing(found, known):
            _drop(paragraph)
        else:
            _fill_one(paragraph, known)


def _says_nothing(found: Iterable[str], scope: Scope) -> bool:
    facts = [name for name in found if name not in MARKERS and name != RUNNING_NUMBER]
    return bool(facts) and not any(scope[name] for name in facts)


def _fill_list(paragraph: Element, name: str, scope: Scope) -> None:
    items = [item for item in scope[name] if item]
    for number, item in enumerate(items, 1):
        for at, part in enumerate(clean(item).split("\n")):
            copy = deepcopy(paragraph)
            if at:
                _keep_only(copy, name)
            paragraph.addprevious(copy)
            _fill_one(copy, {**scope, name: part, RUNNING_NUMBER: str(number)})
    _drop(paragraph)


def _keep_only(paragraph: Element, name: str) -> None:
    for holder in texts(paragraph):
        put_text(holder, f"{{{{{name}}}}}" if name in NAME.findall(holder.text or "") else "")


def _drop(paragraph: Element) -> None:
    """Remove a paragraph; the only one of a cell stays, empty, for a cell must have one."""
    parent = paragraph.getparent()
    if parent.tag == q("tc") and len(parent.findall(q("p"))) == 1:
        for holder in texts(paragraph):
            put_text(holder, "")
    else:
        parent.remove(paragraph)


def _fill_one(paragraph: Element, scope: Scope) -> None:
    for holder in texts(paragraph):
        if "{{" in (holder.text or ""):
            _put_lines(holder, NAME.sub(lambda match: _as_line(scope[match[1]]), holder.text))


def _as_line(value: Text) -> str:
    return clean(value if isinstance(value, str) else "\n".join(value))


def clean(text: str) -> str:
    """As typed, but NFC, with one kind of line break and without what XML cannot hold."""
    return _NOT_XML.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", text)))


def _put_lines(holder: Element, text: str) -> None:
    """Write text into a w:t; its newlines and tabs become Word's own inside the same run."""
    first, *rest = _PIECES.split(text)
    put_text(holder, first)
    at = holder
    for piece in rest:
        if piece:
            made = {"\n": node("br"), "\t": node("tab")}.get(piece)
            made = text_node(piece) if made is None else made
            at.addnext(made)
            at = made

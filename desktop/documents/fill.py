"""Facts go into a template: `{{TEN}}` becomes text, lists repeat, and the layout is fitted.

What a template means:
- `{{TEN}}` in a line: the fact, in the face that the name has; a newline in it breaks the line.
- A paragraph that holds the name of a list is repeated for each item; `{{STT}}` counts them. A
  newline in an item starts a further paragraph, without the words around the name.
- A paragraph all of whose names are empty is left out, with the words around them.
- The table row that holds `{{MOI_DONG}}` is repeated for each row of facts. Without any, the row
  goes, and with it the section, when the list has one of its own.
- With `{{MOI_TRANG}}` the whole content is repeated, a page each.

The same template and facts give the same bytes (with one version of zlib).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from copy import deepcopy

from desktop.documents.fitting import fit_document
from desktop.documents.naming import RUNNING_NUMBER, Repeat, Text, Values, names_of, said_names, values_of
from desktop.documents.packing import core_properties, write_package
from desktop.documents.template import (
    MARKERS,
    NAME,
    Template,
    inside,
    names_in,
    paragraphs,
    texts,
)
from desktop.documents.wordml import Element, node, parse, put_text, q, serialised, set_property, text_node
from desktop.domain.problems import Refused, blocking

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_LEFT_OUT = re.compile(r"docProps/(app|custom)\.xml|docProps/thumbnail.*")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES = re.compile(r"([\n\t])")

Scope = Mapping[str, Text]


def fill(template: Template, facts: object, *, title: str, omitted: frozenset[str] = frozenset()) -> bytes:
    """The finished .docx. `title` goes into the file's properties.

    Refused with the first problem when template and facts do not fit each other, and
    `paper.too_long` when a certificate cannot be brought onto one page.
    """
    for problem in blocking(template.problems(names_of(type(facts)), omitted)):
        raise Refused(problem.code, **problem.facts)
    for name in sorted(said_names(facts) - template.names() - omitted):
        raise Refused("template.missing_name", name=name)
    values = values_of(facts)
    roots = {part: deepcopy(root) for part, root in template.roots.items()}
    for part, root in roots.items():
        _fill_part(root, values if part == _DOCUMENT else Values(values.once))
    if _STYLES in template.parts:
        fit_document(roots[_DOCUMENT], parse(template.parts[_STYLES], _STYLES), values.repeat)
    parts = {name: data for name, data in template.parts.items() if not _LEFT_OUT.fullmatch(name)}
    parts |= {part: serialised(root) for part, root in roots.items()}
    return write_package(_without_dangling(parts | {_CORE: core_properties(_clean(title))}, template.parts))


def _without_dangling(parts: dict[str, bytes], before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Take the parts that were left out from the lists that name them."""
    gone = [name for name in before if name not in parts]
    if not gone:
        return parts
    types = parse(parts["[Content_Types].xml"], "[Content_Types].xml")
    relations = parse(parts["_rels/.rels"], "_rels/.rels")
    for entry in (*types, *relations):
        if (entry.get("PartName") or entry.get("Target") or "").lstrip("/") in gone:
            entry.getparent().remove(entry)
    return parts | {"[Content_Types].xml": serialised(types), "_rels/.rels": serialised(relations)}


# Repeating ----------------------------------------------------------------------------------


def _fill_part(root: Element, values: Values) -> None:
    match values.repeat:
        case Repeat.PAGE:
            _fill_pages(root, values)
        case Repeat.ROW:
            _fill_rows(root, values)
        case None:
            _fill_paragraphs(paragraphs(root), values.once)


def _fill_pages(root: Element, values: Values) -> None:
    body = root.find(q("body"))
    page = [child for child in body if child.tag != q("sectPr")]
    for number, own in enumerate(values.each, 1):
        copies = [deepcopy(child) for child in page]
        for copy in copies:
            page[0].addprevious(copy)
        inside = [p for copy in copies for p in copy.iter(q("p"))]
        for paragraph in inside:
            if number > 1 and Repeat.PAGE in names_in(paragraph):
                set_property(paragraph, node("pageBreakBefore"))
        _fill_paragraphs(inside, {**values.once, **own, RUNNING_NUMBER: str(number)})
    for child in page:
        body.remove(child)


def _fill_rows(root: Element, values: Values) -> None:
    row = next(inside(p, "tr") for p in paragraphs(root) if Repeat.ROW in names_in(p))
    repeated = set(row.iter(q("p")))
    _fill_paragraphs([p for p in paragraphs(root) if p not in repeated], values.once)
    for number, own in enumerate(values.each, 1):
        copy = deepcopy(row)
        row.addprevious(copy)
        _fill_paragraphs(list(copy.iter(q("p"))), {**values.once, **own, RUNNING_NUMBER: str(number)})
    table = inside(row, "tbl")
    table.remove(row)
    if not values.each:
        _drop_section(table)


def _drop_section(table: Element) -> None:
    """Take a list without rows away, with its section when it has one of its own at the end."""
    body = table.getparent()
    before = [
        one for one in table.itersiblings(preceding=True) if one.find(f"{q('pPr')}/{q('sectPr')}") is not None
    ]
    after = [one for one in table.itersiblings() if one.find(f"{q('pPr')}/{q('sectPr')}") is not None]
    last = body.find(q("sectPr"))
    if body.tag != q("body") or not before or after or last is None:
        body.remove(table)
        return
    section = before[0].find(f"{q('pPr')}/{q('sectPr')}")
    for one in list(before[0].itersiblings()):
        body.remove(one)
    body.replace(before[0], section)


# Paragraphs ---------------------------------------------------------------------------------


def _fill_paragraphs(group: Iterable[Element], scope: Scope) -> None:
    known: Scope = {**dict.fromkeys((*MARKERS, RUNNING_NUMBER), ""), **scope}
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
        for at, part in enumerate(_clean(item).split("\n")):
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
            put_lines(holder, NAME.sub(lambda match: _as_line(scope[match[1]]), holder.text))


def _as_line(value: Text) -> str:
    return _clean(value if isinstance(value, str) else "\n".join(value))


def _clean(text: str) -> str:
    """As typed, but NFC, with one kind of line break and without what XML cannot hold."""
    return _NOT_XML.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", text)))


def put_lines(holder: Element, text: str) -> None:
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

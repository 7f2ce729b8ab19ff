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
from collections.abc import Mapping
from copy import deepcopy

from desktop.documents.fitting import fit_document
from desktop.documents.naming import RUNNING_NUMBER, Repeat, Values, names_of, said_names, values_of
from desktop.documents.packing import core_properties, write_package
from desktop.documents.pages import fill_pages
from desktop.documents.paragraphs import clean, fill_paragraphs
from desktop.documents.stylebook import StyleBook
from desktop.documents.template import Template, inside, names_in, paragraphs
from desktop.documents.wordml import Element, parse, q, serialised
from desktop.domain.problems import Refused, blocking

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_LEFT_OUT = re.compile(r"docProps/(app|custom)\.xml|docProps/thumbnail.*")


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
    styles = parse(template.parts[_STYLES], _STYLES) if _STYLES in template.parts else None
    parts = {name: data for name, data in template.parts.items() if not _LEFT_OUT.fullmatch(name)}
    for part, root in roots.items():
        if part == _DOCUMENT and values.repeat is Repeat.PAGE:
            parts[part] = fill_pages(root, styles, values)
            continue
        if part == _DOCUMENT:
            _fill_document(root, styles, values)
        else:
            fill_paragraphs(paragraphs(root), values.once)
        parts[part] = serialised(root)
    return write_package(_without_dangling(parts | {_CORE: core_properties(clean(title))}, template.parts))


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


# Repeating --------------------------------------------------------------------------------------


def _fill_document(root: Element, styles: Element | None, values: Values) -> None:
    if values.repeat is Repeat.ROW:
        _fill_rows(root, values)
    else:
        fill_paragraphs(paragraphs(root), values.once)
    if styles is not None:
        fit_document(root, StyleBook(styles))


def _fill_rows(root: Element, values: Values) -> None:
    row = next(inside(p, "tr") for p in paragraphs(root) if Repeat.ROW in names_in(p))
    repeated = set(row.iter(q("p")))
    fill_paragraphs([p for p in paragraphs(root) if p not in repeated], values.once)
    for number, own in enumerate(values.each, 1):
        copy = deepcopy(row)
        row.addprevious(copy)
        fill_paragraphs(list(copy.iter(q("p"))), {**values.once, **own, RUNNING_NUMBER: str(number)})
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

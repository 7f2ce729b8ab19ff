"""The few words of WordprocessingML that papers need, on lxml.

Every element and attribute made here is in Word's main namespace unless its name has a prefix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from lxml import etree

from desktop.domain.problems import Refused

Element = Any
"""An lxml element; lxml ships no types."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_DECLARED = {prefix: NAMESPACES[prefix] for prefix in ("w", "r")}


@cache
def q(name: str) -> str:
    """A name in lxml's notation: `q("p")` is w:p, `q("r:id")` keeps its prefix."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix or 'w']}}}{local}"


def node(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """A new element with children (None is left out) and attributes."""
    made = etree.Element(q(name), nsmap=_DECLARED)
    for key, value in attributes.items():
        made.set(q(key), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


_ORDER = (
    *(
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
    ),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *(
        "autoSpaceDE",
        "autoSpaceDN",
        "bidi",
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
    ),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
    *("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_PLACE = {q(name): at for at, name in enumerate(_ORDER)}


def set_property(paragraph: Element, made: Element) -> None:
    """Give a paragraph a property in place of one of the same kind; the schema wants them in order."""
    properties = first_child(paragraph, "pPr")
    if properties is None:
        properties = node("pPr")
        paragraph.insert(0, properties)
    for old in list(properties.iterchildren(made.tag)):
        properties.remove(old)
    place = _PLACE[made.tag]
    later = (at for at, one in enumerate(properties) if _PLACE.get(one.tag, len(_ORDER)) > place)
    properties.insert(next(later, len(properties)), made)


def first_child(parent: Element, name: str) -> Element | None:
    """A child that stands first where the schema is kept; looked for elsewhere too."""
    tag = q(name)
    for child in parent:
        if child.tag == tag:
            return child
    return None


def reached(parent: Element | None, *names: str) -> Element | None:
    """A child of a child and so on, None where one of them is missing."""
    for name in names:
        if parent is None:
            return None
        parent = first_child(parent, name)
    return parent


def text_node(text: str) -> Element:
    """A w:t that keeps its spaces."""
    made = node("t")
    put_text(made, text)
    return made


def put_text(holder: Element, text: str) -> None:
    """Set the text of a w:t; spaces at its ends are kept."""
    holder.text = text
    if text != text.strip():
        holder.set(q("xml:space"), "preserve")


def parse(data: bytes, part: str) -> Element:
    """Read a part; a document type declaration or broken XML is refused, nothing is fetched."""
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, reader)
    except etree.XMLSyntaxError as fault:
        raise Refused("template.damaged", part=part) from fault
    if root.getroottree().docinfo.doctype:
        raise Refused("template.damaged", part=part)
    return root


def serialised(root: Element) -> bytes:
    """The bytes of a part."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def inner_bytes(element: Element, outer: Mapping[str, str]) -> bytes:
    """The bytes of an element that is to stand where the namespaces of `outer`, by prefix, are known already."""
    data: bytes = etree.tostring(element, encoding="UTF-8")
    start, end, rest = data.partition(b">")
    for prefix, uri in outer.items():
        start = start.replace(f' xmlns:{prefix}="{uri}"'.encode(), b"")
    return start + end + rest


def serialised_with(root: Element, parent: Element, children: Iterable[bytes]) -> bytes:
    """The bytes of a part, with children that are bytes already before what else stands in `parent`."""
    place = etree.ProcessingInstruction("here")
    parent.insert(0, place)
    before, after = serialised(root).split(etree.tostring(place), 1)
    return before + b"".join(children) + after

"""A row against what is stored: whether it is there already, and what the row would change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.initiative import Author, Benefit, Field, Initiative, Solution
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.text import fold, same_tone_place

_FIELD_OF = {
    Meaning.TITLE: "title",
    Meaning.AUTHORS: "authors",
    Meaning.WORKSHOP: "workshop",
    Meaning.TRIAL_FROM: "trial_from",
    Meaning.FIRST_USED: "first_used",
    Meaning.FIRST_USE_ENDED: "first_use_ended",
    Meaning.BENEFIT: "benefit",
    Meaning.SUMMARY: "summary",
    Meaning.PROTECTED: "protected_text",
    Meaning.FIELD: "field",
    Meaning.SOLUTION: "solution",
}
_OF_AUTHORS = frozenset({Meaning.AUTHORS, Meaning.STAFF_CODE, Meaning.SHARE})
_SAYS_NOTHING: dict[str, object] = {
    "benefit": Benefit(), "field": Field.OTHER, "solution": Solution.TECHNICAL, "authors": (),
}  # fmt: skip


class ChangedField(StrEnum):
    """What a list (or an edit of many) may change of an initiative or a worker, by the name of the value's field."""

    TITLE = "title"
    AUTHORS = "authors"
    WORKSHOP = "workshop"
    TRIAL_FROM = "trial_from"
    FIRST_USED = "first_used"
    FIRST_USE_ENDED = "first_use_ended"
    BENEFIT = "benefit"
    SUMMARY = "summary"
    PROTECTED_TEXT = "protected_text"
    FIELD = "field"
    SOLUTION = "solution"
    PROGRAMME = "programme"
    SECTIONS = "sections"
    NAME = "name"
    STAFF_CODE = "staff_code"
    BIRTH = "birth"
    GENDER = "gender"
    QUALIFICATION = "qualification"
    UNION_MEMBER = "union_member"
    WORKER_KIND = "worker_kind"
    LEFT_ON = "left_on"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a row would change in a stored initiative."""

    field: str
    before: object
    after: object


def title_key(title: str) -> str:
    """What two writings of one title share: marks, capitals and punctuation left out."""
    return fold(title)


def authors_key(names: Iterable[str]) -> frozenset[str]:
    """The authors regardless of their order, capitals, tone place (hòa, hoà)."""
    return frozenset(" ".join(same_tone_place(name).split()) for name in names if name.strip())


def source_key(initiative: Initiative) -> str:
    """What an imported initiative is known by when the same list comes again: title and authors, digested."""
    names = sorted(authors_key(author.name for author in initiative.authors))
    said = "\x1f".join((title_key(initiative.title), *names)).encode()
    return "list:" + hashlib.sha256(said).hexdigest()[:24]


def differences(stored: Initiative, read: Initiative, columns: Sequence[Column]) -> tuple[FieldChange, ...]:
    """Fields that the sheet has a column for, says something about, and says otherwise. A blank never erases."""
    fields = {
        _FIELD_OF[column.meaning] for column in columns if column.is_taken and column.meaning in _FIELD_OF
    }
    taken = {column.meaning for column in columns if column.is_taken}
    if Meaning.LINE in taken or read.workshop:
        fields.add("workshop")
    if taken & _OF_AUTHORS:
        fields.add("authors")
    changes = []
    for name in sorted(fields):
        before, after = getattr(stored, name), getattr(read, name)
        if not after or after == _SAYS_NOTHING.get(name):
            continue
        if name == "authors":
            if _people(before) != _people(after) and not _says_less(before, after):
                changes.append(FieldChange(name, before, _keeping_people(before, after)))
        elif before != after:
            changes.append(FieldChange(name, before, after))
    return (*changes, *_section_changes(stored, read))


def only(read: Initiative, edited: AbstractSet[Meaning]) -> Initiative:
    """What a row says in the columns that somebody edited; all else says nothing, and so changes nothing."""
    fields = {_FIELD_OF[meaning] for meaning in edited if meaning in _FIELD_OF}
    if edited & _OF_AUTHORS:
        fields.add("authors")
    said = {name: getattr(read, name) for name in fields}
    sections = {section: text for section, text in read.sections.items() if Meaning(section.value) in edited}
    return Initiative(id="", **{"title": "", **said}, sections=sections)


def changed(stored: Initiative, changes: Iterable[FieldChange]) -> Initiative:
    """The stored initiative with the changes made."""
    values = {change.field: change.after for change in changes}
    if values.get("protected_text"):
        values["is_protected"] = True
    return replace(stored, **values)  # type: ignore[arg-type]  # names and values come from `differences`


def _section_changes(stored: Initiative, read: Initiative) -> tuple[FieldChange, ...]:
    said = {code: text for code, text in read.sections.items() if text}
    if all(stored.sections.get(code) == text for code, text in said.items()):
        return ()
    return (FieldChange("sections", stored.sections, {**stored.sections, **said}),)


def _people(authors: Sequence[Author]) -> list[tuple[str, int, str]]:
    return [(author.name, author.share, author.staff_code) for author in authors]


def _says_less(before: Sequence[Author], after: Sequence[Author]) -> bool:
    """The same people with the same shares, only without their staff codes."""
    return len(before) == len(after) and all(
        was.name == now.name and was.share == now.share and not now.staff_code
        for was, now in zip(before, after, strict=True)
    )


def _keeping_people(before: Sequence[Author], after: Sequence[Author]) -> tuple[Author, ...]:
    """New shares and order, but the people who are known already stay themselves."""
    known = {author.name: author for author in before}
    kept = []
    for author in after:
        was = known.get(author.name)
        if was and (not author.staff_code or was.staff_code in ("", author.staff_code)):
            kept.append(replace(was, share=author.share, staff_code=author.staff_code or was.staff_code))
        else:
            kept.append(author)
    return tuple(kept)

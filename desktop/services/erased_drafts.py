"""Unsigned papers after an erasure: renewed without the name. What is signed stays: the law on records wants it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.domain.issued import Fix, FixedField
from desktop.domain.mention import Sought
from desktop.domain.personal import ERASED
from desktop.services.desk import Work
from desktop.store import initiatives, issued, personal, praise
from desktop.store.issued import ISSUED_PAPERS
from desktop.store.praise import PRAISE_DECISIONS


def renew(work: Work, people: Sequence[str], names: Iterable[str]) -> int:
    """Part of an order: take erased people out of every draft; gives how many drafts changed.

    By `people`'s ids from drafts that commend, which go whole where nobody else is commended. By `names` from the
    words of other drafts; a name that somebody else bears too stays, and stands in the list of what to look at.
    """
    return _praise(work, people) + _papers(work, people, names)


def _praise(work: Work, people: Sequence[str]) -> int:
    count = 0
    for draft in praise.listing(work.session):
        left = tuple(one for one in draft.commended if one.person not in people)
        if draft.signed_on is not None or left == draft.commended:
            continue
        count += 1
        if left:
            work.save(PRAISE_DECISIONS, replace(draft, commended=left))
        else:
            work.remove(PRAISE_DECISIONS, draft.id)
    return count


def _papers(work: Work, people: Sequence[str], names: Iterable[str]) -> int:
    own = [
        Sought(name)
        for name in sorted(set(names) - {"", ERASED})
        if not personal.has_namesake(work.session, name, people)
    ]
    drafts = [paper.id for paper in issued.listing(work.session) if paper.is_open]
    changed = []
    for paper in ISSUED_PAPERS.load_many(work.session, drafts).values():
        fixes = tuple(_fix(work, fix, people) for fix in paper.fixes)
        renewed = replace(
            paper,
            fixes=fixes,
            facts=_said(paper.facts, own),
            subject=_said(paper.subject, own),
            reason=_said(paper.reason, own),
        )
        if renewed != paper:
            changed.append((paper, renewed))
    work.save_changed(ISSUED_PAPERS, changed)
    return len(changed)


def _said(words: str, own: Iterable[Sought]) -> str:
    for one in own:
        words = one.without(words, ERASED)
    return words


def _fix(work: Work, fix: Fix, people: Sequence[str]) -> Fix:
    """A name that a draft would put right goes into the record when it is signed: not an erased one."""
    if fix.field is not FixedField.AUTHOR:
        return fix
    found = initiatives.load_many(work.session, [fix.initiative]).get(fix.initiative)
    authors = found.authors if found else ()
    is_erased = fix.place < len(authors) and authors[fix.place].person in people
    return replace(fix, now=ERASED) if is_erased else fix

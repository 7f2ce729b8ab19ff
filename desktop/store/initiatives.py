"""Initiatives: rows, authors, attachments, and what lists and search draw from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from desktop.domain.benefit import Reckoning
from desktop.domain.house import Release
from desktop.domain.initiative import (
    Attachment,
    Author,
    Benefit,
    BenefitKind,
    CouncilFact,
    Field,
    Initiative,
    RecognitionFact,
    Section,
    Solution,
    stage,
)
from desktop.domain.person import Gender, WorkerKind
from desktop.domain.text import fold, marked, name_key, title_key
from desktop.store import tables
from desktop.store.columns import from_date, from_json, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative


class Initiatives(RowNoun[Initiative]):
    """The noun: one row, its authors and attachments in place, and its line in the search index."""

    kind = "initiative"
    type = Initiative
    table = tables.initiative

    def columns(self, value: Initiative) -> dict[str, object]:
        """The row."""
        return _columns(value)

    def values(self, session: Session, rows: Sequence[Row[Any]]) -> list[Initiative]:
        """Initiatives as they stand in the rows, with authors and attachments."""
        return _from_rows(session, rows)

    def write_children(self, session: Session, values: Sequence[Initiative], *, new: bool) -> None:
        """Replace authors, attachments and search lines."""
        seqs = _seqs(session, [value.id for value in values])
        if not new:
            _clear_children(session, list(seqs.values()))
        _write_children(session, [(seqs[value.id], value) for value in values])

    def hide(self, session: Session, records: Sequence[str]) -> None:
        """Out of the search index."""
        seqs = list(_seqs(session, records).values())
        session.execute(delete(tables.search).where(tables.search.c.rowid.in_(seqs)))


INITIATIVES = Initiatives()


def load_many(session: Session, records: Sequence[str]) -> dict[str, Initiative]:
    """Initiatives by id, those taken back left out."""
    return INITIATIVES.load_many(session, records)


def next_number(session: Session, year: int) -> int:
    """One more than the highest intake number of a year."""
    highest = session.execute(select(func.max(_t.c.number)).where(_t.c.number_year == year)).scalar()
    return int(highest or 0) + 1


def ids_of_stage(session: Session, wanted: str) -> list[str]:
    """Ids in the order they were entered."""
    found = session.execute(select(_t.c.id).where(_t.c.stage == wanted, alive(_t)).order_by(_t.c.seq))
    return list(found.scalars())


def stage_counts(session: Session) -> dict[str, int]:
    """How many stand at each stage."""
    rows = session.execute(select(_t.c.stage, func.count()).where(alive(_t)).group_by(_t.c.stage))
    return {row[0]: row[1] for row in rows}


def mark_shared(session: Session, record: str, head: str, body: str) -> None:
    """Note the fingerprint and body that were frozen last, the base of the next change, and of which revision."""
    frozen = {"head": head, "shared_body": body, "shared_revision": _t.c.revision}
    session.execute(update(_t).where(_t.c.id == record).values(frozen))


def _seqs(session: Session, records: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in in_parts(records):
        found.update(
            {row.id: row.seq for row in session.execute(select(_t.c.id, _t.c.seq).where(_t.c.id.in_(part)))}
        )
    return found


def _clear_children(session: Session, seqs: list[int]) -> None:
    for part in in_parts(seqs):
        session.execute(delete(tables.author).where(tables.author.c.initiative.in_(part)))
        session.execute(delete(tables.attachment).where(tables.attachment.c.initiative.in_(part)))
        session.execute(delete(tables.search).where(tables.search.c.rowid.in_(part)))


def _write_children(session: Session, numbered: Sequence[tuple[int, Initiative]]) -> None:
    authors = [
        {
            "initiative": seq,
            "place": place,
            "person": author.person,
            "name": author.name,
            "share": author.share,
            "staff_code": author.staff_code,
            "birth": author.birth,
            "gender": author.gender.value,
            "title": author.title,
            "qualification": author.qualification,
            "workshop": author.workshop,
            "union_member": author.union_member,
            "worker_kind": author.worker_kind.value,
        }
        for seq, value in numbered
        for place, author in enumerate(value.authors)
    ]
    if authors:
        session.execute(insert(tables.author), authors)
    attachments = [
        {
            "initiative": seq,
            "place": place,
            "file": item.file,
            "name": item.name,
            "size": item.size,
            "media_type": item.media_type,
            "caption": item.caption,
            "protected": item.protected,
        }
        for seq, value in numbered
        for place, item in enumerate(value.attachments)
    ]
    if attachments:
        session.execute(insert(tables.attachment), attachments)
    session.execute(insert(tables.search), [{"rowid": seq, **search_text(value)} for seq, value in numbered])


def search_text(value: Initiative) -> dict[str, str]:
    """The folded text that search looks in. Protected text never enters it."""
    rest = [value.workshop, value.public_title, str(value.number or "")]
    if not value.is_protected:
        rest += [value.summary, *value.sections.values()]
    if value.recognition:
        rest.append(value.recognition.number)
    return folded_text(value.title, [(author.name, author.staff_code) for author in value.authors], rest)


def folded_text(title: str, authors: Sequence[tuple[str, str]], rest: Iterable[str]) -> dict[str, str]:
    """A line of the search index; authors are names with staff codes."""
    return {
        "title": fold(title),
        "authors": fold(" ".join(f"{name} {code}" for name, code in authors)),
        "rest": fold(" ".join(rest)),
        "marked": marked(" ".join((title, *(name for name, _ in authors)))),
    }


def order_keys(title: str, first_author: str) -> dict[str, str]:
    """What lists are ordered by: the Vietnamese order of titles, and of the first author's name."""
    return {"title_key": title_key(title), "author_key": name_key(first_author)}


def _columns(value: Initiative) -> dict[str, object]:
    return {
        "id": value.id,
        "title": value.title,
        "public_title": value.public_title,
        "number": value.number,
        "number_year": value.entered_on.year if value.entered_on else None,
        "entered_on": from_date(value.entered_on),
        "solution": value.solution.value,
        "field": value.field.value,
        "workshop": value.workshop,
        "workshop_id": value.workshop_id,
        "trial_from": from_date(value.trial_from),
        "first_used": from_date(value.first_used),
        "first_use_ended": from_date(value.first_use_ended),
        "benefit_kind": value.benefit.kind.value,
        "benefit_amount": value.benefit.amount,
        "benefit_note": value.benefit.note,
        "benefit_reckoning": to_json(value.benefit.reckoning) if value.benefit.reckoning else None,
        "summary": value.summary,
        "sections": to_json(value.sections),
        "is_protected": value.is_protected,
        "protected_text": value.protected_text,
        "release": value.release.value,
        "amount_withheld": value.amount_withheld,
        "programme": value.programme,
        "source": value.source,
        "council": to_json(value.council) if value.council else None,
        "decision": value.decision,
        "recognition": to_json(value.recognition) if value.recognition else None,
        "origin": value.origin,
        "stage": stage(value).value,
        "author_names": ", ".join(author.name for author in value.authors),
        **order_keys(value.title, value.authors[0].name if value.authors else ""),
    }


def _from_rows(session: Session, rows: Sequence[Row[Any]]) -> list[Initiative]:
    seqs = [row.seq for row in rows]
    authors = _authors(session, seqs)
    attachments = _attachments(session, seqs)
    return [_from_row(row, authors, attachments) for row in rows]


def _from_row(
    row: Row[Any], authors: Mapping[int, list[Author]], attachments: Mapping[int, list[Attachment]]
) -> Initiative:
    return Initiative(
        id=row.id,
        title=row.title,
        public_title=row.public_title,
        number=row.number,
        entered_on=to_date(row.entered_on),
        solution=Solution(row.solution),
        field=Field(row.field),
        workshop=row.workshop,
        workshop_id=row.workshop_id,
        authors=tuple(authors.get(row.seq, ())),
        trial_from=to_date(row.trial_from),
        first_used=to_date(row.first_used),
        first_use_ended=to_date(row.first_use_ended),
        benefit=Benefit(
            BenefitKind(row.benefit_kind),
            row.benefit_amount,
            row.benefit_note,
            from_json(row.benefit_reckoning, Reckoning),
        ),
        summary=row.summary,
        sections=need_json(row.sections, dict[Section, str]),
        is_protected=row.is_protected,
        protected_text=row.protected_text,
        attachments=tuple(attachments.get(row.seq, ())),
        release=Release(row.release),
        amount_withheld=row.amount_withheld,
        programme=row.programme,
        source=row.source,
        council=from_json(row.council, CouncilFact),
        decision=row.decision,
        recognition=from_json(row.recognition, RecognitionFact),
        origin=row.origin,
    )


def _authors(session: Session, seqs: list[int]) -> dict[int, list[Author]]:
    table = tables.author
    found: dict[int, list[Author]] = defaultdict(list)
    for part in in_parts(seqs):
        query = select(table).where(table.c.initiative.in_(part)).order_by(table.c.initiative, table.c.place)
        for row in session.execute(query):
            found[row.initiative].append(
                Author(
                    row.person,
                    row.name,
                    row.share,
                    row.staff_code,
                    row.birth,
                    Gender(row.gender),
                    row.title,
                    row.qualification,
                    row.workshop,
                    row.union_member,
                    WorkerKind(row.worker_kind),
                )
            )
    return found


def _attachments(session: Session, seqs: list[int]) -> dict[int, list[Attachment]]:
    table = tables.attachment
    found: dict[int, list[Attachment]] = defaultdict(list)
    for part in in_parts(seqs):
        query = select(table).where(table.c.initiative.in_(part)).order_by(table.c.initiative, table.c.place)
        for row in session.execute(query):
            found[row.initiative].append(
                Attachment(row.file, row.name, row.size, row.media_type, row.caption, row.protected)
            )
    return found

"""The registers: every paper that is numbered and signed, frozen when it is, and printed again byte for byte.

Other services hand a paper in with `draft` (or `enter`, when it is signed already); `sign` gives or takes the number,
renders, and keeps the bytes. Recognition decisions have orders of their own (`services.decisions`) and stand in the
same register (`services.register_rows`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from desktop.documents import edited
from desktop.documents.paper_parts import headed
from desktop.documents.papers import PAPERS, PaperKind, paper_of
from desktop.domain.access import Right
from desktop.domain.decision import DecisionState, IssuedFiles, full_number
from desktop.domain.issued import Deed, Fix, IssuedPaper, Ref, code_of, fixed
from desktop.domain.paper_form import in_symbol, read_code
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing, Numbering, next_number
from desktop.domain.text import clean_line
from desktop.services import freezing, keepers, office, printing
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.printing import Rendered
from desktop.store import decisions as decision_rows
from desktop.store import initiatives, issued
from desktop.store.initiatives import INITIATIVES
from desktop.store.issued import ISSUED_PAPERS

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper handed in: its facts, whose it is, the symbol behind the slash (empty: unnumbered), what it is about."""

    facts: object
    issuer: Issuing
    symbol: str
    subject: str
    signer: str = ""
    about: tuple[Ref, ...] = ()
    deed: Deed = Deed.NONE
    mends: str = ""
    fixes: tuple[Fix, ...] = ()
    reason: str = ""


@order(Right.DECIDE, "paper.draft")
def draft(work: Work, entry: Entry, record: str = "") -> str:
    """Put a draft into its register (or renew the open draft `record`); gives its id. Raises `paper.already_signed`."""
    known = _open(work, record) if record else None
    own, today = record or work.new_id(), work.today()
    work.save(
        ISSUED_PAPERS,
        IssuedPaper(
            id=own,
            kind=paper_of(entry.facts).kind.value,
            issuer=entry.issuer,
            series=clean_line(entry.symbol),
            year=today.year,
            state=known.state if known else DecisionState.DRAFT,
            subject=clean_line(entry.subject),
            drafted_on=known.drafted_on if known else today,
            facts=msgspec.json.encode(entry.facts).decode(),
            signer=clean_line(entry.signer),
            about=entry.about,
            deed=entry.deed,
            mends=entry.mends,
            fixes=entry.fixes,
            reason=clean_line(entry.reason),
        ),
    )
    return own


@order(Right.DECIDE, "paper.for_signature")
def for_signature(work: Work, record: str) -> None:
    """The printed draft went to be signed. Raises `paper.already_signed`."""
    paper = _open(work, record)
    freezing.forward(work, ISSUED_PAPERS, paper)


@order(Right.DECIDE, "paper.withdraw")
def withdraw(work: Work, record: str) -> None:
    """Throw a draft away. Raises `paper.already_signed`."""
    _open(work, record)
    work.remove(ISSUED_PAPERS, record)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A paper with number and date in it, before its bytes are made outside the transaction."""

    paper: IssuedPaper
    typed: str


def sign(
    desk: Desk,
    record: str,
    number: str,
    signed_on: date,
    *,
    docx: bytes | None = None,
    scan: str = "",
    stop: Stop = lambda: None,
) -> Done[IssuedPaper]:
    """The paper was signed: number and date go in and its bytes are frozen. Blocking.

    An empty `number` takes the next one of an own series. `docx` is the Word file as the office edited it, `scan` the
    fingerprint of a stored scan. Raises `paper.missing`, `paper.already_signed`, `paper.number_missing`,
    `paper.number_taken`, `paper.in_future`, `paper.changed_meanwhile`, and the codes of `keepers.demand_here` and
    `documents.edited.read_lines`.
    """
    prepared = desk.look(_prepare, record, number, signed_on)
    if docx is not None:
        edited.read_lines(docx)
    code = desk.look(code_on, record, prepared.paper.kind)
    rendered = printing.render(desk, facts_of(prepared.paper), docx=docx, code=code, stop=stop)
    files = freezing.stored(desk, rendered, scan, edited_by_office=docx is not None)
    return desk.do(_sign, prepared, files, rendered.template)


@question(Right.DECIDE)
def _prepare(look: Look, record: str, number: str, signed_on: date) -> _Prepared:
    paper = _open(look, record)
    if signed_on > look.today():
        raise Refused("paper.in_future", signed_on=signed_on)
    whole = _number(look, paper, clean_line(number), signed_on.year)
    facts = headed(facts_of(paper), whole, signed_on)
    return _Prepared(
        replace(
            paper,
            number=whole,
            signed_on=signed_on,
            year=signed_on.year,
            facts=msgspec.json.encode(facts).decode(),
        ),
        number,
    )


@order(Right.DECIDE, "paper.sign")
def _sign(work: Work, prepared: _Prepared, files: IssuedFiles, template: str) -> IssuedPaper:
    """Freeze: neither the draft nor the next free number may have changed since the bytes were made."""
    paper = prepared.paper
    if _prepare(work, paper.id, prepared.typed, paper.signed_on or work.today()) != prepared:
        raise Refused("paper.changed_meanwhile", number=paper.number)
    freezing.enter(work, files)
    signed = replace(paper, state=DecisionState.SIGNED, files=files, template=template)
    work.save(ISSUED_PAPERS, signed)
    if signed.deed is Deed.ANNULS:
        _take_recognition_back(work, signed)
    if signed.fixes:
        _put_right(work, signed)
    return signed


def _take_recognition_back(work: Work, paper: IssuedPaper) -> None:
    """What an annulling paper names is recognised no more; the decision itself stays as it was signed."""
    named = [ref.id for ref in paper.about if ref.kind == "initiative"]
    held = initiatives.load_many(work.session, named).values()
    taken = [(value, replace(value, recognition=None, decision="")) for value in held if value.recognition]
    work.save_changed(INITIATIVES, taken)


def _put_right(work: Work, paper: IssuedPaper) -> None:
    """The names that the signed paper changes; nothing else may change them in a recognised initiative."""
    held = initiatives.load_many(work.session, list({fix.initiative for fix in paper.fixes})).values()
    work.save_changed(INITIATIVES, [(value, fixed(value, paper.fixes)) for value in held])


def enter(
    desk: Desk,
    entry: Entry,
    number: str,
    signed_on: date,
    *,
    docx: bytes | None = None,
    scan: str = "",
    stop: Stop = lambda: None,
) -> Done[IssuedPaper]:
    """A paper that is signed already: drafted and signed in one go. Blocking. Raises the codes of `sign`."""
    return sign(desk, desk.do(draft, entry).value, number, signed_on, docx=docx, scan=scan, stop=stop)


@order(Right.DECIDE, "paper.issue")
def issue(work: Work, record: str) -> None:
    """The signed paper went out. Raises `paper.not_signed`."""
    paper = _need(work, record)
    if paper.state is not DecisionState.SIGNED:
        raise Refused("paper.not_signed")
    freezing.put_out(work, ISSUED_PAPERS, paper)


@order(Right.DECIDE, "paper.scan")
def add_scan(work: Work, record: str, scan: str, media_type: str = printing.PDF) -> None:
    """Keep the scan of the signed paper. Raises `paper.not_signed`."""
    paper = _need(work, record)
    if paper.is_open:
        raise Refused("paper.not_signed")
    freezing.keep_scan(work, ISSUED_PAPERS, paper, scan, media_type)


@question()
def suggested(look: Look, record: str, year: int) -> str:
    """The next number of an own series, "" where the number is typed."""
    paper = _need(look, record)
    if not paper.series or keepers.rule(look, paper.issuer).numbering is Numbering.TYPED:
        return ""
    return next_number(issued.numbers(look.session, paper.issuer, paper.series, year), paper.series)


@question()
def get(look: Look, record: str) -> IssuedPaper:
    """One paper. Raises `paper.missing`."""
    return _need(look, record)


@question()
def about(look: Look, kind: str, record: str) -> tuple[IssuedPaper, ...]:
    """The papers about a record, and those that mend it, oldest first."""
    return issued.about(look.session, Ref(kind, record))


def render(desk: Desk, record: str, *, quick: bool = False, stop: Stop = lambda: None) -> Rendered:
    """The frozen bytes once it is signed, else a fresh draft with number and date blank. Blocking.

    `quick`: by the way that takes less than a second, to be looked at while the other one is made.
    """
    paper = desk.look(get, record)
    if paper.files.pdf:
        return reprint(desk, record)
    code = desk.look(code_on, record, paper.kind)
    engines = printing.QUICK if quick else None
    return printing.render(desk, facts_of(paper), code=code, engines=engines, stop=stop)


def reprint(desk: Desk, record: str) -> Rendered:
    """The frozen bytes. Raises `paper.not_signed`, `file.missing`, `file.damaged`."""
    paper = desk.look(get, record)
    facts_of(paper)  # who may not see what it names is told so
    if not paper.files.pdf:
        raise Refused("paper.not_signed")
    return printing.frozen(desk, paper.files)


@question()
def code_on(look: Look, record: str, kind: str) -> str:
    """The code printed in the foot of a paper, "" for none: always on internal papers, on those of form if wanted."""
    is_formal = PAPERS[PaperKind(kind)].formal
    wanted = not is_formal or office.facts(look).taste.codes_on_formal
    return in_symbol(code_of(record)) if wanted else ""


@question()
def by_code(look: Look, typed: str) -> str:
    """The decision or paper whose code was typed or scanned. Raises `paper.missing`."""
    wanted = read_code(typed)
    held = [line.id for line in decision_rows.listing(look.session)]
    held += [paper.id for paper in issued.listing(look.session)]
    for record in held:
        if wanted and code_of(record) == wanted:
            return record
    raise Refused("paper.missing", id=typed)


def facts_of(paper: IssuedPaper) -> object:
    """What a paper states, as its facts class. Raises `paper.not_shown` to who may not see what it names."""
    if not paper.facts:
        raise Refused("paper.not_shown", number=paper.number)
    return msgspec.json.decode(paper.facts, type=PAPERS[PaperKind(paper.kind)].facts)


def _number(look: Look, paper: IssuedPaper, typed: str, year: int) -> str:
    if not paper.series:
        return typed
    keepers.demand_here(look, paper.issuer)
    if not typed and keepers.rule(look, paper.issuer).numbering is Numbering.OWN:
        return next_number(issued.numbers(look.session, paper.issuer, paper.series, year), paper.series)
    if not typed or not typed[0].isdigit():
        raise Refused("paper.number_missing")
    whole = full_number(typed, paper.series)
    taken = issued.with_number(look.session, paper.issuer, paper.series, year, whole)
    listed = paper.issuer is Issuing.EMPLOYER and decision_rows.with_number(
        look.session, paper.series, year, whole
    )
    if listed or (taken is not None and taken.id != paper.id):
        raise Refused("paper.number_taken", number=whole, year=year)
    return whole


def _open(look: Look, record: str) -> IssuedPaper:
    paper = _need(look, record)
    if not paper.is_open:
        raise Refused("paper.already_signed", number=paper.number)
    return paper


def _need(look: Look, record: str) -> IssuedPaper:
    found = ISSUED_PAPERS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("paper.missing", id=record)
    return found

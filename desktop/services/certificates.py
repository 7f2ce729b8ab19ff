"""Certificates of a signed decision: in the order of handing out, given out again, as words on bought forms.

Facts and template are those of the day of signing; what left once comes out again byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.documents import letters, overprint
from desktop.documents.overprint import Offset as Offset
from desktop.documents.papers import CertificateFacts as CertificateFacts
from desktop.documents.papers import CertificatesFacts
from desktop.documents.preview import page_count
from desktop.domain.access import Right
from desktop.domain.decision import FrozenTemplate
from desktop.domain.house import CertificateStyle
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line, name_key, title_key
from desktop.services import decisions, frozen_pages, office, printing, prints
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.services.printing import Rendered, Selection
from desktop.store import issued
from desktop.store.issued import Print as Print

Stop = Callable[[], object]
_COUNTS = re.compile(r"\d+")


def render(
    desk: Desk,
    record: str,
    *,
    style: CertificateStyle | None = None,
    numbers: Iterable[str] = (),
    quick: bool = False,
    stop: Stop = lambda: None,
) -> Rendered:
    """All certificates (or those of these numbers) in one document, workshop by workshop. Blocking.

    The bytes that left first (`frozen_pages.keep`), else new ones by the template as it was at signing. `quick`: by the
    way that takes less than a second, to be looked at while the other one is made.

    Raises `decision.not_signed`, `certificate.missing`.
    """
    wanted = desk.look(_wanted, record, style, tuple(numbers))
    kept = frozen_pages.kept(desk, wanted.selection)
    if kept is not None:
        return kept
    template = frozen_pages.template_of(desk, wanted.frozen)
    engines = printing.QUICK if quick else None
    facts = CertificatesFacts(wanted.pages)
    made = printing.render(desk, facts, engines=engines, template=template, stop=stop)
    return replace(made, selection=wanted.selection)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Certificates as they were signed: their facts, what they are printed from, what the selection is called."""

    pages: tuple[CertificateFacts, ...]
    frozen: FrozenTemplate
    selection: Selection


@question()
def _wanted(
    look: Look, record: str, style: CertificateStyle | None = None, numbers: tuple[str, ...] = ()
) -> _Wanted:
    pages = chosen(look, record, style, numbers)
    is_all = not numbers or len(pages) == len(chosen(look, record, style))
    wanted = style or office.facts(look).taste.certificates
    name = frozen_pages.name_of(wanted.value, () if is_all else tuple(map(number_of, pages)))
    return _Wanted(pages, decisions.get(look, record).certificate, Selection(record, name))


@question()
def chosen(
    look: Look, record: str, style: CertificateStyle | None = None, numbers: tuple[str, ...] = ()
) -> tuple[CertificateFacts, ...]:
    """The facts, ordered workshop → team → given name; only those of these numbers where any are given."""
    decision = decisions.get(look, record)
    if not decision.number or not decision.facts:
        raise Refused("decision.not_signed")
    frozen = decisions.current_facts(look, record)
    wanted = style or office.facts(look).taste.certificates
    pages = frozen.by_author if wanted is CertificateStyle.PER_AUTHOR else frozen.by_initiative
    known = {number_of(page) for page in pages}
    for number in numbers:
        if number not in known:
            raise Refused("certificate.missing", number=number)
    kept = [page for page in pages if not numbers or number_of(page) in numbers]
    return tuple(sorted(kept, key=_place))


def number_of(page: CertificateFacts) -> str:
    """`05-01/GCN-HL`."""
    return f"{page.heading.number}/{page.heading.symbol}"


def reissue(
    desk: Desk,
    record: str,
    number: str,
    reason: str,
    *,
    style: CertificateStyle | None = None,
    stop: Stop = lambda: None,
) -> Rendered:
    """One certificate again for who lost it, marked “bản cấp lại” with its count and day; its bytes are kept. Blocking.

    Raises `decision.not_signed`, `certificate.missing`, `certificate.reason_missing`.
    """
    if not clean_line(reason):
        raise Refused("certificate.reason_missing")
    page, frozen = desk.look(_copy, record, number, style)
    template = frozen_pages.template_of(desk, frozen)
    rendered = printing.render(desk, CertificatesFacts((page,)), template=template, stop=stop)
    desk.do(_keep, record, number, reason, rendered)
    return rendered


@question()
def copies(look: Look, record: str) -> tuple[Print, ...]:
    """What was kept of a decision's certificates on this PC, oldest first: selections that left, copies given again.

    Raises `decision.not_signed`.
    """
    chosen(look, record)  # who may not see them is refused
    return tuple(
        one for one in issued.prints(look.session, record) if one.what in (prints.KEPT, prints.REISSUED)
    )


def copy_again(desk: Desk, record: str, copy: str) -> Rendered:
    """The bytes of one of `copies`. Blocking. Raises `certificate.missing`, `file.missing`, `file.damaged`."""
    for one in desk.look(copies, record):
        if one.id == copy:
            return frozen_pages.opened(desk, one)
    raise Refused("certificate.missing", number=copy)


@question(Right.DECIDE)
def _copy(
    look: Look, record: str, number: str, style: CertificateStyle | None
) -> tuple[CertificateFacts, FrozenTemplate]:
    wanted = _wanted(look, record, style, (number,))
    (page,) = wanted.pages
    count = 1 + sum(
        one.what == prints.REISSUED and one.subject == number for one in issued.prints(look.session, record)
    )
    day = letters.formal_date(look.today())
    said = printing.phrases().line("certificate", "copy", count=count, day=day)
    return replace(page, copy=said), wanted.frozen


@order(Right.DECIDE)
def _keep(work: Work, record: str, number: str, reason: str, rendered: Rendered) -> None:
    frozen_pages.note(work, record, prints.REISSUED, number, rendered, clean_line(reason))


def words_only(
    desk: Desk,
    record: str,
    offset: Offset,
    *,
    style: CertificateStyle | None = None,
    stop: Stop = lambda: None,
) -> Rendered:
    """The words of all certificates for bought forms, moved by a printer's offset; kept as `render`'s are. Blocking.

    Raises `decision.not_signed`, `overprint.unreadable`, `overprint.unknown_name`, `paper.too_long`.
    """
    stop()
    wanted = desk.look(_wanted, record, style)
    moved = f"{offset.right:g}:{offset.down:g}"
    selection = Selection(record, f"words:{wanted.selection.name}:{moved}")
    kept = frozen_pages.kept(desk, selection)
    if kept is not None:
        return kept
    places = frozen_pages.places_of(desk, wanted.frozen)
    title = printing.phrases().line("overprint", "title")
    pdf = overprint.overprinted(wanted.pages, places, offset, title)
    return Rendered(b"", pdf, page_count(pdf), selection=selection)


def calibration(desk: Desk, offset: Offset) -> Rendered:
    """The sheet to measure a printer by, on plain paper of the form's size. Blocking."""
    words = printing.phrases()
    form = overprint.read_form(printing.shelf(desk))
    said = {"cross": words.line("overprint", "cross", x="$x", y="$y")}
    said["how"] = "\n".join(words.lines("overprint", "how"))
    pdf = overprint.calibration(form, offset, said, words.line("overprint", "calibration"))
    return Rendered(b"", pdf, 1)


def measured(right: Sequence[float], down: Sequence[float], wanted: float = 20.0) -> Offset:
    """The offset from distances measured on the sheet, in mm from the left and upper edge to the cross at 20, 20."""
    return Offset(
        round(wanted - sum(right) / len(right), 1) if right else 0.0,
        round(wanted - sum(down) / len(down), 1) if down else 0.0,
    )


def _place(page: CertificateFacts) -> tuple[str, str]:
    """Workshops in the order of a dictionary with numbers as numbers, then people by given name."""
    workshop = _COUNTS.sub(lambda found: found[0].zfill(6), page.workshop)
    return title_key(workshop), name_key(page.holders.split(",")[0])

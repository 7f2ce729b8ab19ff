"""The messy workbook: what a workshop really hands in, together with what a good reader must make of it.

One *row* is one initiative, with whatever co-authors stand in its cell or on the rows below it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from desktop.demo.corpus import TODAY, Corpus
from desktop.demo.corpus_names import SPELLINGS
from desktop.demo.corpus_titles import TITLES, WORDS
from desktop.demo.messy_sheet import write_sheet
from desktop.domain.initiative import BenefitKind, Field
from desktop.domain.money import figures
from desktop.domain.person import Person
from desktop.domain.shares import split_evenly

ROWS, FAULTY, PROTECTED = 120, 5, 12
FILE_NAME = "DS SK PX MAY lan 2 (sua).xlsx"

Authors = tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """One initiative as it must come out. `row` is Excel's; `fault` the code of what keeps it out, empty if stored.

    `authors` are (name, share in hundredths of a percent, staff code); `doubts` the codes of guesses.
    """

    row: int
    order: int
    title: str
    authors: Authors
    workshop: str
    field: Field
    first_used: date | None
    benefit: BenefitKind
    amount: int | None
    protected_text: str = ""
    fault: str = ""
    doubts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Expected:
    """What the workbook holds, row by row; pairs and picks are Excel's row numbers.

    `not_recognised` is the one that the demonstration's council votes down, `not_released` the one that stays here.
    """

    path: Path
    today: date
    sheet: str
    header: tuple[int, int]
    details: tuple[ExpectedRow, ...]
    near_duplicates: tuple[tuple[int, int], ...]
    not_recognised: int
    not_released: int

    @property
    def rows(self) -> int:
        """Initiatives in the workbook."""
        return len(self.details)

    @property
    def faulty(self) -> tuple[ExpectedRow, ...]:
        """Those that cannot be stored."""
        return tuple(row for row in self.details if row.fault)

    @property
    def stored(self) -> tuple[ExpectedRow, ...]:
        """Those that are."""
        return tuple(row for row in self.details if not row.fault)

    @property
    def protected(self) -> tuple[ExpectedRow, ...]:
        """Those that hold what must never leave in clear."""
        return tuple(row for row in self.details if row.protected_text)

    def at(self, row: int) -> ExpectedRow:
        """The initiative that begins on a row of Excel."""
        return next(found for found in self.details if found.row == row)


@dataclass(slots=True)
class _Draft:
    """An initiative before it is written: what is expected, and how its cells will spell it."""

    expected: ExpectedRow
    section: str
    cells: dict[str, object]
    below: list[tuple[Person, object]]


def messy_workbook(path: Path, seed: int = 2026) -> Expected:
    """Write the workbook to `path` and tell what is in it. The same seed writes the same cells."""
    random = Random(seed)
    drafts = _drafts(random, Corpus(seed))
    rows = write_sheet(path, [(draft.section, draft.cells, draft.below) for draft in drafts])
    details = tuple(replace(draft.expected, row=row) for draft, row in zip(drafts, rows, strict=True))
    by_order = {row.order: row.row for row in details}
    pairs = tuple((by_order[first], by_order[second]) for first, second in _TWINS)
    kept_back = by_order[_NOT_RECOGNISED], by_order[_NOT_RELEASED]
    return Expected(path, TODAY, "DS SK", (4, 5), details, pairs, *kept_back)


_FAULTS = {
    17: "title.missing",
    38: "share.sum_not_100",
    59: "date.impossible",
    83: "title.long",
    104: "benefit.unreadable",
}
_TWINS = ((9, 71), (26, 95))
_TWIN_TITLES = {
    9: "Cải tiến cữ may viền cổ giày mã 2217",
    71: "Cãi tiến cử may viền cổ giầy mã 2217",
    26: "Chế tạo xe đẩy phom có khóa bánh",
    95: "Xe đẩy phom tự chế có khoá bánh",
}
_SECRETS = (3, 12, 21, 33, 44, 52, 61, 68, 77, 88, 99, 110)
_NOT_RECOGNISED, _NOT_RELEASED = 100, 112
_SECTIONS = ((1, "I. Xưởng May 2"), (41, "II. Chuyền 5"), (61, "III. Các bộ phận khác"))
_UNCLEAR, _GROUP = {14: "Chị Hằng C5", 47: "Hằng + Nam"}, {30: "Tập thể tổ Cơ điện"}


def _drafts(random: Random, corpus: Corpus) -> list[_Draft]:
    titles = _titles(random)
    days = _DayStyles(random)
    people = _People(random, corpus)
    drafts: list[_Draft] = []
    for order in range(1, ROWS + 1):
        field, title = titles[order]
        draft = _plain(random, order, field, title)
        _set_workshop(random, draft)
        _set_authors(random, draft, people)
        _set_day(draft, days)
        _set_benefit(random, draft)
        _set_text(random, corpus, draft)
        _spoil(random, draft)
        drafts.append(draft)
    return drafts


def _titles(random: Random) -> dict[int, tuple[Field, str]]:
    """Every title of the corpus once, filled in; the twins have titles of their own."""
    twins = set(_TWIN_TITLES.values())
    pool = [
        (field, text.format(code=random.randrange(1001, 9899), line=random.randrange(1, 15)))
        for field, texts in TITLES.items()
        for text in texts
        if text.partition("{")[0].strip()
        not in {twin[: len(text.partition("{")[0].strip())] for twin in twins}
    ]
    pool += [
        (Field.QUALITY, "Nâng cao năng xuất"),
        (Field.SAVING, "TIẾC KIỆM CHỈ"),
        (Field.OPERATION_5S, "Sáng kiến tổ 3"),
    ]
    random.shuffle(pool)
    titles: dict[int, tuple[Field, str]] = {}
    for order in range(1, ROWS + 1):
        if order in _TWIN_TITLES:
            titles[order] = (Field.TOOLING, _TWIN_TITLES[order])
        else:
            field, title = pool.pop()
            titles[order] = (field, title.upper() if random.random() < 0.2 else title)
    return titles


def _plain(random: Random, order: int, field: Field, title: str) -> _Draft:
    section = next(name for first, name in reversed(_SECTIONS) if order >= first)
    expected = ExpectedRow(0, order, title, (), "", field, None, BenefitKind.TO_COMPUTE, None)
    shown = title
    if random.random() < 0.08 and " " in title:  # Alt+Enter in the middle of a title
        head, _, tail = title.partition(" ")
        shown = f"{head}\n{tail}"
    elif random.random() < 0.05:
        shown = f"  {title}\u00a0"
    return _Draft(expected, section, {"order": order, "title": shown, "field": WORDS.get(field)}, [])


def _set_workshop(random: Random, draft: _Draft) -> None:
    """Sections carry down: the first two leave the column blank now and then."""
    if draft.section.startswith("I.") and random.random() < 0.5:
        _expect(draft, workshop="May 2")
        return
    if draft.section.startswith("II."):
        _expect(draft, workshop="Chuyền 5")
        return
    workshop = "May 2" if draft.section.startswith("I.") else random.choice(tuple(SPELLINGS))
    draft.cells["workshop"] = Corpus.spelling(random, workshop)
    _expect(draft, workshop=workshop)


class _People:
    """Hands out authors; some codes will have lost their zeros, each of them written whole somewhere above."""

    def __init__(self, random: Random, corpus: Corpus) -> None:
        self._random = random
        self._left = random.sample(corpus.people, len(corpus.people))
        self._seen: list[Person] = []

    def take(self, count: int) -> list[Person]:
        """So many people; now and then somebody who has been an author above."""
        if self._seen and self._random.random() < 0.12:
            again = self._random.choice(self._seen)
            return [again, *(self._left.pop() for _ in range(count - 1))]
        taken = [self._left.pop() for _ in range(count)]
        self._seen += taken
        return taken

    def code(self, person: Person) -> object:
        """The staff code as the sheet holds it: whole, or the bare number Excel made of it."""
        if self._random.random() < 0.15:
            return int(person.staff_code.removeprefix("HL-"))
        return person.staff_code


def _set_authors(random: Random, draft: _Draft, people: _People) -> None:
    order = draft.expected.order
    named = _UNCLEAR.get(order) or _GROUP.get(order)
    if named:
        names = named.split(" + ")
        draft.cells["authors"] = named
        _expect(draft, authors=tuple(zip(names, split_evenly(len(names)), [""] * len(names), strict=True)))
        if order in _UNCLEAR:
            _doubt(draft, "author.name_unclear")
        return
    count = random.choices((1, 2, 3, 4), (46, 31, 16, 7))[0]
    if order in _FAULTS and _FAULTS[order].startswith("share"):
        count = 2
    taken = people.take(count)
    if count == 1:
        draft.cells |= {"authors": taken[0].name, "code": people.code(taken[0])}
        _expect(draft, authors=((taken[0].name, 10_000, taken[0].staff_code),))
    elif random.random() < 0.55:
        _authors_below(random, draft, taken, people)
    else:
        _authors_in_one_cell(random, draft, taken)


def _authors_below(random: Random, draft: _Draft, taken: list[Person], people: _People) -> None:
    """A row each; TT on the first alone; shares in none of them or in all."""
    shares = split_evenly(len(taken))
    said: list[object] = [None] * len(taken)
    if len(taken) == 2 and random.random() < 0.6:
        shares, said = (6000, 4000), ["60%", 40]
    draft.cells |= {"authors": taken[0].name, "code": people.code(taken[0]), "share": said[0]}
    draft.below = [(person, share) for person, share in zip(taken[1:], said[1:], strict=True)]
    _expect(
        draft,
        authors=tuple(
            (person.name, share, person.staff_code) for person, share in zip(taken, shares, strict=True)
        ),
    )


def _authors_in_one_cell(random: Random, draft: _Draft, taken: list[Person]) -> None:
    """Commas, Alt+Enter, percents among the names, "50-50", "33,3x3"; no staff codes."""
    names = [person.name for person in taken]
    shares = split_evenly(len(names))
    style = random.randrange(4)
    if style == 0 and len(names) == 2:
        draft.cells["authors"] = f"{names[0]} (60%), {names[1]} (40%)"
        shares = (6000, 4000)
    elif style == 1:
        draft.cells["authors"] = "\n".join(f"{place}. {name}" for place, name in enumerate(names, start=1))
        draft.cells["share"] = {2: "50-50", 3: "33,3x3"}.get(len(names))
    elif style == 2 and len(names) == 2:
        draft.cells["authors"] = f"{names[0]} và {names[1]}"
        draft.cells["share"] = "chia đều"
    else:
        draft.cells["authors"] = ", ".join(names)
    _expect(draft, authors=tuple((name, share, "") for name, share in zip(names, shares, strict=True)))


class _DayStyles:
    """The ways a day is written, in the shares that they come in."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def write(self, day: date) -> tuple[object, date, str]:
        """A cell, the day that it means, and the doubt it raises (or none)."""
        dice = self._random.random()
        if dice < 0.5:
            return f"{day:%d/%m/%Y}", day, ""
        if dice < 0.62:
            return day, day, ""
        if dice < 0.7:
            return (day - date(1899, 12, 30)).days, day, ""  # the serial, as 46127
        if dice < 0.8:
            return f"{day.day}.{day.month}.{day:%y}", day, ""
        if dice < 0.9:
            return f"T{day.month}/{day.year}", day.replace(day=1), ""
        if dice < 0.95:
            quarter = (day.month - 1) // 3
            words = ("Quý I", "Quý II", "Quý III", "Quý IV")[quarter]
            return f"{words}/{day.year}", date(day.year, 3 * quarter + 1, 1), "date.quarter_only"
        return f"đầu năm {day.year}", date(day.year, 1, 1), "date.part_of_year"


def _set_day(draft: _Draft, days: _DayStyles) -> None:
    order = draft.expected.order
    if order in (20, 64):  # 8 May went through a computer set to MM/dd and came out as 5 August, after today
        real = date(TODAY.year, 5 if order == 20 else 6, 8 if order == 20 else 9)
        draft.cells["first_used"] = date(real.year, real.day, real.month)
        _expect(draft, first_used=real)
        _doubt(draft, "date.month_swapped")
        return
    random = Random(order)
    cell, day, doubt = days.write(TODAY - timedelta(days=random.randrange(20, 330)))
    draft.cells["first_used"] = cell
    _expect(draft, first_used=day)
    if doubt:
        _doubt(draft, doubt)


def _set_benefit(random: Random, draft: _Draft) -> None:
    """38 % blank or not computable; the others in every spelling."""
    dice = random.random()
    if dice < 0.26:
        draft.cells["benefit"] = random.choice((None, "-", None))
        return
    if dice < 0.38:
        draft.cells["benefit"] = "không tính được"
        _expect(draft, benefit=BenefitKind.NOT_COMPUTABLE)
        return
    amount = min(2_100, max(1, int(18 * random.lognormvariate(0, 1.6)))) * 1_000_000
    cell, worth, doubt = _amount(random, amount)
    draft.cells["benefit"] = cell
    if doubt:
        _doubt(draft, doubt)
    if worth is not None:
        _expect(draft, benefit=BenefitKind.AMOUNT, amount=worth)


def _amount(random: Random, amount: int) -> tuple[object, int | None, str]:
    millions = amount // 1_000_000
    style = random.randrange(10)
    if style < 3:
        return amount, amount, ""
    if style < 5:
        return f"{millions}tr", amount, ""
    if style < 7:
        return f"{figures(amount)}đ/năm", amount, ""
    if style == 7:
        return f"~{millions} triệu/tháng", amount * 12, ""
    if style == 8:
        return random.choice(("giảm 0,8s/đôi", "bớt 2 CN")), None, ""
    return "1.200 USD", None, "benefit.foreign_currency"


def _set_text(random: Random, corpus: Corpus, draft: _Draft) -> None:
    draft.cells["summary"] = corpus.summary(random)
    if draft.expected.order in _SECRETS:
        secret = corpus.secret(random)
        draft.cells["protected"] = secret
        _expect(draft, protected_text=secret)
    elif random.random() < 0.2:
        draft.cells["protected"] = "Không"


def _spoil(random: Random, draft: _Draft) -> None:
    """Makes the five faulty rows, each with a fault of its own."""
    fault = _FAULTS.get(draft.expected.order)
    if fault is None:
        return
    if fault == "title.missing":
        draft.cells["title"] = "\u00a0 \u200b"
        _expect(draft, title="")
    elif fault == "share.sum_not_100":
        names = [name for name, *_ in draft.expected.authors]
        draft.cells |= {"authors": f"{names[0]}, {names[1]}", "share": "60% + 50%"}
        draft.below = []
    elif fault == "date.impossible":
        draft.cells["first_used"] = "31/02/2026"
        _expect(draft, first_used=None)
    elif fault == "title.long":
        words = " ".join([draft.expected.title.lower()] * (1 + 520 // len(draft.expected.title)))
        draft.cells["title"] = words
        _expect(draft, title=words)
    else:
        draft.cells["benefit"] = f"{random.randrange(11, 99)}.00.000đ"
        _expect(draft, benefit=BenefitKind.TO_COMPUTE, amount=None)
    _expect(draft, fault=fault, doubts=frozenset())


def _expect(draft: _Draft, **facts: object) -> None:
    draft.expected = replace(draft.expected, **facts)  # type: ignore[arg-type]  # names are the fields' own


def _doubt(draft: _Draft, code: str) -> None:
    _expect(draft, doubts=draft.expected.doubts | {code})

"""The invented factory by seed: people, workshops, and as many initiatives as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random

from desktop.demo.corpus_names import (
    FROM_ELSEWHERE,
    JOBS,
    NAMESAKES,
    QUALIFICATIONS,
    SPELLINGS,
    WORKSHOPS,
    full_name,
)
from desktop.demo.corpus_titles import (
    BAD_TITLES,
    CURES,
    GAINS,
    ONE_LINERS,
    PASTED,
    PROBLEMS,
    SECRETS,
    TITLES,
    WEIGHTS,
)
from desktop.domain.initiative import Author, Benefit, BenefitKind, Field, Initiative, Solution
from desktop.domain.person import Gender, Person, WorkerKind
from desktop.domain.shares import split_evenly
from sync.clock import FixedClock, new_id

UNION = "Công đoàn cơ sở Công ty TNHH Giày Hoàng Long Việt Nam"
EMPLOYER = "Công ty TNHH Giày Hoàng Long Việt Nam"
PLACE = "Ninh Bình"
TODAY = date(2026, 7, 6)
"""The day on which the factory is looked at: every day in it lies before."""
OPENED, CLOSED = date(2026, 1, 5), date(2026, 6, 30)
"""The batch: six of ten forms come in its last ten days."""

_FORMS = datetime(2026, 1, 5, tzinfo=UTC)
_HIRED = datetime(2025, 12, 1, tzinfo=UTC)


class Corpus:
    """A factory made from a seed. Initiative 700,000 can be asked for alone and costs what the first one does."""

    def __init__(self, seed: int = 2026, workers: int = 2_340) -> None:
        self.seed = seed
        self.workers = workers

    @property
    def workshops(self) -> tuple[str, ...]:
        """By the names that the union uses."""
        return WORKSHOPS

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everyone who works there, with namesakes and names from elsewhere among them."""
        random = Random(self.seed)
        fixed = [(name, is_man) for name, is_man, count in NAMESAKES for _ in range(count)]
        fixed += FROM_ELSEWHERE
        places = set(random.sample(range(self.workers), min(len(fixed), self.workers)))
        left = iter(fixed)
        return tuple(
            self._person(place, random, next(left) if place in places else None)
            for place in range(self.workers)
        )

    def _person(self, place: int, random: Random, named: tuple[str, bool] | None) -> Person:
        is_man = named[1] if named else random.random() >= 0.78
        birth = date(1972, 1, 1) + timedelta(days=random.randrange(34 * 365))
        return Person(
            id=new_id(FixedClock(_HIRED + timedelta(milliseconds=place)), random.randbytes),
            name=named[0] if named else full_name(random, is_man=is_man),
            staff_code=f"HL-{place + 1:05d}",
            birth=str(birth.year) if random.random() < 0.3 else birth.isoformat(),
            gender=Gender.MALE if is_man else Gender.FEMALE,
            title=random.choice(JOBS),
            qualification=random.choice(QUALIFICATIONS),
            workshop=random.choice(WORKSHOPS[:9] + WORKSHOPS),
            union_member=random.random() < 0.93,
            worker_kind=WorkerKind.WORKER if random.random() < 0.9 else WorkerKind.OFFICE,
        )

    def initiatives(self, count: int, *, start: int = 0, known_people: bool = False) -> Iterator[Initiative]:
        """So many initiatives from a place on. `known_people`: authors carry the ids of `people`, else none."""
        for place in range(start, start + count):
            yield self.initiative(place, known_people=known_people)

    def initiative(self, place: int, *, known_people: bool = False) -> Initiative:
        """The initiative at a place: complete but for what a real one in three lacks, the benefit."""
        random = Random(self.seed * 1_000_003 + place)
        field: Field = random.choices(tuple(WEIGHTS), tuple(WEIGHTS.values()))[0]
        entered = self.entry_day(random)
        workshop = random.choice(WORKSHOPS)
        secret = self.secret(random) if random.random() < 0.04 else ""
        return Initiative(
            id=new_id(FixedClock(_FORMS + timedelta(milliseconds=place)), random.randbytes),
            title=self._title(random, field, place),
            entered_on=entered,
            solution=Solution.TECHNICAL if random.random() < 0.8 else Solution.MANAGEMENT,
            field=field,
            workshop=workshop,
            authors=self._authors(random, known_people=known_people),
            first_used=self.first_use(random, entered),
            benefit=self.benefit(random),
            summary=self.summary(random),
            is_protected=bool(secret),
            protected_text=secret,
            source="corpus",
        )

    def _title(self, random: Random, field: Field, place: int) -> str:
        """A twentieth is badly put, eight in a hundred nearly repeat an earlier one, a fifth is in capitals."""
        dice = random.random()
        if dice < 0.05:
            title = random.choice(BAD_TITLES)
        elif dice < 0.13 and place:
            earlier = self.initiative(max(0, place - random.randrange(1, 200)))
            return nearly(random, earlier.title)
        else:
            title = random.choice(TITLES[field]).format(
                code=random.randrange(1001, 9899), line=random.randrange(1, 15)
            )
            if (
                place >= 200
            ):  # a large factory has the same idea at many places, each an initiative of its own
                title += f" tại {random.choice(WORKSHOPS)}, máy số {random.randrange(1, 400)}"
        return title.upper() if random.random() < 0.2 else title

    def _authors(self, random: Random, *, known_people: bool) -> tuple[Author, ...]:
        count = random.choices((1, 2, 3, 4, 5, 6), (46, 31, 16, 4, 2, 1))[0]
        people = random.sample(self.people, min(count, len(self.people)))
        return tuple(
            author_of(person, share, known=known_people)
            for person, share in zip(people, split_evenly(len(people)), strict=True)
        )

    @staticmethod
    def entry_day(random: Random) -> date:
        """The day a form came in."""
        if random.random() < 0.6:
            return CLOSED - timedelta(days=random.randrange(10))
        return OPENED + timedelta(days=random.randrange((CLOSED - OPENED).days - 10))

    @staticmethod
    def first_use(random: Random, entered: date) -> date:
        """15 days to 14 months before; a twentieth over a year, three in a hundred after the form came in."""
        dice = random.random()
        if dice < 0.03:
            return min(TODAY, entered + timedelta(days=random.randrange(1, 6)))
        if dice < 0.08:
            return entered - timedelta(days=random.randrange(367, 425))
        return entered - timedelta(days=random.randrange(15, 360))

    @staticmethod
    def benefit(random: Random) -> Benefit:
        """38 % say none; the others spread around 18 million, the largest 2.1 billion."""
        dice = random.random()
        if dice < 0.26:
            return Benefit()
        if dice < 0.38:
            return Benefit(BenefitKind.NOT_COMPUTABLE)
        amount = min(2_100_000_000, int(18_000_000 * random.lognormvariate(0, 1.8)))
        return Benefit(BenefitKind.AMOUNT, max(200_000, amount // 100_000 * 100_000))

    @staticmethod
    def summary(random: Random) -> str:
        """A quarter is one sentence, a tenth is pasted from elsewhere."""
        dice = random.random()
        if dice < 0.1:
            return PASTED
        if dice < 0.35:
            return random.choice(ONE_LINERS)
        parts = [random.choice(PROBLEMS), random.choice(CURES), random.choice(GAINS)]
        if random.random() < 0.3:
            parts.insert(2, random.choice(CURES))
        return " ".join(parts)

    @staticmethod
    def secret(random: Random) -> str:
        """A sentence that must never leave in clear; it is found by its numbers."""
        return random.choice(SECRETS).format(
            code=random.randrange(1001, 9899),
            number=random.randrange(11, 97),
            minutes=random.randrange(12, 59),
        )

    @staticmethod
    def spelling(random: Random, workshop: str) -> str:
        """A workshop as somebody wrote it: often right, often not."""
        return random.choice((workshop, workshop, *SPELLINGS[workshop]))


def author_of(person: Person, share: int, *, known: bool) -> Author:
    """The snapshot of a person as an author; without the id where the store does not know the person yet."""
    return Author(
        person=person.id if known else "",
        name=person.name,
        share=share,
        staff_code=person.staff_code,
        birth=person.birth,
        gender=person.gender,
        title=person.title,
        qualification=person.qualification,
        workshop=person.workshop,
    )


def nearly(random: Random, title: str) -> str:
    """The same title as another hand would put it."""
    ways = (
        lambda text: text.replace("Cải tiến", "Cãi tiến").replace("giày", "giầy"),
        lambda text: f"{text} (lần 2)",
        lambda text: text[:1].lower() + text[1:] + ".",
        lambda text: f"Sáng kiến: {text}",
        lambda text: text.replace("Chế tạo", "Làm").replace("Lắp", "Gắn thêm"),
    )
    return random.choice(ways)(title)

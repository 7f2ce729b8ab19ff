"""Parts that papers share: letterhead, number and date, signature."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from desktop.documents import letters
from desktop.documents.naming import Name
from desktop.documents.phrases import Phrases

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues: the body above (empty for a private company) and the issuer, in capitals.

    A newline in either is a line break on paper; without one, a long name is broken on purpose
    into lines of like length.
    """

    superior: Annotated[str, Name("CO_QUAN_CAP_TREN")]
    issuer: Annotated[str, Name("CO_QUAN_BAN_HANH")]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that may still be open: `on` is None until signing, `year` prints all the same."""

    on: date | None
    year: int

    def __str__(self) -> str:
        """The formal date, or room for day and month."""
        return letters.blank_date(self.year) if self.on is None else letters.formal_date(self.on)


@dataclass(frozen=True, slots=True)
class Heading:
    """Number, place and date under the letterhead.

    `number` is empty until the records office has given one; `symbol` follows the slash ("QĐ-HL").
    """

    number: Annotated[str, Name("SO", letters.number_text)]
    symbol: Annotated[str, Name("KY_HIEU")]
    place: Annotated[str, Name("DIA_DANH", letters.place_text)]
    dated: Annotated[Dated, Name("NGAY_KY", str)]


class Authority(StrEnum):
    """In whose right a paper is signed; printed before the post."""

    OWN = ""
    COLLECTIVE = "TM."
    ACTING = "Q."
    DEPUTY = "KT."
    ORDERED = "TL."
    DELEGATED = "TUQ."


@dataclass(frozen=True, slots=True)
class Post:
    """The lines over a signature: `lines` in capitals, the first one behind the authority.

    A head: OWN, ("TỔNG GIÁM ĐỐC",). A deputy: DEPUTY, ("TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC").
    A union's chair: COLLECTIVE, ("BAN CHẤP HÀNH", "CHỦ TỊCH").
    """

    authority: Authority
    lines: tuple[str, ...]

    def printed(self) -> tuple[str, ...]:
        """The lines with the authority in front of the first."""
        first, *rest = self.lines
        return (f"{self.authority} {first}".strip(), *rest)


@dataclass(frozen=True, slots=True)
class Signature:
    """Post and name of the one who signs; the name is printed as typed."""

    post: Annotated[Post, Name("QUYEN_HAN_KY", Post.printed)]
    name: Annotated[str, Name("NGUOI_KY")]
    second: Annotated[str, Name("CHUC_VU_HAI", optional=True)] = ""
    """The post in a second language, for a head who is a foreigner; printed under the post."""
    advice: Annotated[str, Name("CACH_KY", is_advice=True)] = ""
    """What to do where the name is not known: whoever signs writes it."""


def by_hand(post: Post, phrases: Phrases) -> Signature:
    """A post over no name: whoever signs is told to write it."""
    return Signature(post, "", advice=phrases.line("signature", "by_hand"))


def headed(facts: F, number: str, signed_on: date | None) -> F:
    """The same paper with its number (`05/TB-HL`, or without a slash) and date put in, where it has room for them.

    Letters that are one paper of the register bear its number on each page.
    """
    count, slash, symbol = number.partition("/")
    known: dict[str, Any] = {one.name: getattr(facts, one.name) for one in fields(facts)}  # type: ignore[arg-type]  # facts are dataclasses
    if "pages" in known:
        pages = tuple(headed(page, number, signed_on) for page in known["pages"])
        return replace(facts, pages=pages)  # type: ignore[type-var]
    heading = known.get("heading")
    if isinstance(heading, Heading):
        dated = Dated(signed_on, signed_on.year if signed_on else heading.dated.year)
        own = symbol if slash else heading.symbol
        return replace(facts, heading=Heading(count, own, heading.place, dated))  # type: ignore[type-var]
    if "number" in known and "symbol" in known:
        return replace(facts, number=count, symbol=symbol if slash else known["symbol"])  # type: ignore[type-var]
    return facts

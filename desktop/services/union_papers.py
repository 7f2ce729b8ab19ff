"""What the union's own papers have in common: letterhead, number and date, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.documents.paper_parts import Authority as PaperAuthority
from desktop.documents.paper_parts import Dated, Heading, Letterhead, Post, Signature, by_hand
from desktop.documents.phrases import Phrases
from desktop.domain.house import Authority, Signer, Union
from desktop.domain.problems import Refused
from desktop.services import office, printing
from desktop.services.desk import Look


@dataclass(frozen=True, slots=True)
class UnionIssuer:
    """The union as it stands on a day, and the words of its papers."""

    union: Union
    signer: Signer | None
    phrases: Phrases

    @property
    def letterhead(self) -> Letterhead:
        """The body above, then the union."""
        return Letterhead(self.union.superior.upper(), self.union.name.upper())

    def values(self, **more: object) -> dict[str, object]:
        """What the phrases may name."""
        return {
            "union": self.union.name,
            "union_short": self.union.short or self.union.name,
            "union_symbol": self.union.symbol,
            "superior": self.union.superior,
            **more,
        }

    def line(self, section: str, key: str, /, **more: object) -> str:
        """One phrase."""
        return self.phrases.line(section, key, **self.values(**more))

    def lines(self, section: str, key: str, /, **more: object) -> tuple[str, ...]:
        """A list of phrases."""
        return self.phrases.lines(section, key, **self.values(**more))

    def heading(self, paper: str, number: str, signed_on: date | None, year: int) -> Heading:
        """Number and date stay blank until they are given."""
        count, slash, own = number.partition("/")
        symbol = own if slash else self.line(paper, "symbol")
        return Heading(count, symbol, self.union.place, Dated(signed_on, year))

    def signature(self) -> Signature:
        """The chair signs for the committee, a deputy for the chair; nobody known: a chair, who writes the name."""
        collective, chair = self.line("signature", "union_collective"), self.line("signature", "union_chair")
        signer = self.signer
        if signer is None:
            return by_hand(Post(PaperAuthority.COLLECTIVE, (collective, chair)), self.phrases)
        if signer.authority in (Authority.COLLECTIVE, Authority.HEAD):
            return Signature(Post(PaperAuthority.COLLECTIVE, (collective, signer.post.upper())), signer.name)
        if signer.authority is Authority.DEPUTY:
            return Signature(
                Post(PaperAuthority.COLLECTIVE, (collective, f"KT. {chair}", signer.post.upper())),
                signer.name,
            )
        return Signature(Post(PaperAuthority.ACTING, (signer.post.upper(),)), signer.name)


def union_issuer(look: Look, day: date | None = None) -> UnionIssuer:
    """Who issues the union's papers on a day. Raises `union.name_missing`."""
    known = office.facts(look, day)
    if known.union is None or not known.union.name:
        raise Refused("union.name_missing")
    signers = known.signers_of("union")
    return UnionIssuer(known.union, signers[0] if signers else None, printing.phrases())

"""Who issues the employer's papers that no decision names: the issuer, and the head's signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.documents.joining import joined
from desktop.documents.paper_parts import Authority, Post, Signature, by_hand
from desktop.documents.templates import fill_paper
from desktop.domain.problems import Refused
from desktop.services import legal, office, printing
from desktop.services.desk import Desk, Look
from desktop.services.paper_facts import Issuer, signature_of
from desktop.services.printing import Rendered, Stop


def employers(look: Look, day: date | None = None) -> Issuer:
    """The employer as it is on a day (today where none is given). Raises `employer.missing`."""
    known = office.facts(look, day)
    if known.employer is None or known.union is None:
        raise Refused("employer.missing")
    return Issuer(known.union, known.employer, known.taste, printing.phrases(), legal.listing(look))


def heads(look: Look, issuer: Issuer) -> Signature:
    """Who signs for the employer; with nobody known, the head's post, and the name written by hand."""
    signers = office.facts(look).signers_of("employer")
    if signers:
        return signature_of(signers[0], issuer)
    return by_hand(Post(Authority.OWN, (issuer.employer.head_post.upper(),)), issuer.phrases)


def render_each(desk: Desk, facts: Sequence[object], *, stop: Stop = lambda: None) -> Rendered:
    """Papers of one kind in one document, each on pages of its own. Blocking. Raises `paper.no_id` for none."""
    if not facts:
        raise Refused("paper.no_id")
    if len(facts) == 1:
        return printing.render(desk, facts[0])
    shelf, filled = printing.shelf(desk), []
    for one in facts:
        stop()
        filled.append(fill_paper(one, shelf).docx)
    return printing.render(desk, facts[0], docx=joined(filled), stop=stop)

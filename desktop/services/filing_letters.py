"""The union's letters go into its register: what asks the body above for money, and letters of praise.

Each is drafted there from what is stored, then numbered, signed and frozen like any other paper. An open draft about
the same is renewed, so filing twice leaves one line. Letters of praise that are printed together are one line and bear
one number: they are signed in one go.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.papers import PaperKind
from desktop.domain.access import Right
from desktop.domain.issued import Ref
from desktop.domain.series import Issuing
from desktop.services import praise, registers, settling
from desktop.services.desk import Look, Work, order
from desktop.services.registers import Entry
from desktop.services.union_papers import union_issuer


@order(Right.PAY, "paper.draft")
def file_asking(work: Work, purse: str, ids: Sequence[str] = ()) -> str:
    """The letter that asks for a purse's money, as a draft of the register; its id.

    Raises the codes of `settling.asking_facts`.
    """
    facts = settling.asking_facts(work, purse, ids)
    asked = settling.asked_for(work, purse, ids)
    about = (Ref("purse", purse), *(Ref("initiative", record) for record in asked))
    entry = Entry(facts, Issuing.UNION, facts.heading.symbol, facts.subject, facts.signature.name, about)
    return registers.draft(work, entry, _open_draft(work, PaperKind.ASKING, about[:1]))


@order(Right.DECIDE, "paper.draft")
def file_praise(
    work: Work, ids: Sequence[str], *, together: bool = False, collectives: Sequence[str] = ()
) -> str:
    """Letters of praise as one draft of the register; its id. Raises the codes of `praise.letters_facts`."""
    facts = praise.letters_facts(work, ids, together=together, collectives=collectives)
    about = (
        *(Ref("initiative", record) for record in ids),
        *(Ref("collective", name) for name in collectives),
    )
    first = facts.pages[0]
    subject = union_issuer(work).line("praise_letter", "subject", count=f"{len(facts.pages):02d}")
    entry = Entry(facts, Issuing.UNION, first.heading.symbol, subject, first.signature.name, about)
    return registers.draft(work, entry, _open_draft(work, PaperKind.PRAISE_LETTER, about, whole=True))


def _open_draft(look: Look, kind: PaperKind, about: Sequence[Ref], *, whole: bool = False) -> str:
    """The open draft of a kind about these (about nothing else, where they are the `whole`); "" for none."""
    held = registers.about(look, about[0].kind, about[0].id)
    for paper in held:
        same = set(paper.about) == set(about) if whole else set(about) <= set(paper.about)
        if paper.kind == kind.value and paper.is_open and same:
            return paper.id
    return ""

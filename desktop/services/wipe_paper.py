"""The proof that a PC may be wiped, or may not, on paper. Blocking."""

from __future__ import annotations

from desktop.documents.phrases import Phrases
from desktop.documents.wipe_papers import WipeFacts, WipeRow
from desktop.domain.access import Right
from desktop.services import office, printing
from desktop.services.desk import Desk, job
from desktop.services.printing import Rendered
from desktop.services.wiping import Missing, Proof
from sync.clock import VIETNAM, unstamp

_MOST_ROWS = 500


@job(Right.ARRANGE)
def render(desk: Desk, proof: Proof) -> Rendered:
    """One paper; a long list of what is missing is cut, and says so."""
    words = printing.phrases()
    union = desk.look(office.facts).union
    held = proof.backup
    rows = [_row(item, words) for item in proof.missing[:_MOST_ROWS]]
    if len(proof.missing) > _MOST_ROWS:
        rows.append(WipeRow(words.line("wipe", "more", count=len(proof.missing) - _MOST_ROWS), ""))
    if not rows:
        rows.append(WipeRow(words.line("wipe", "nothing"), ""))
    facts = WipeFacts(
        union=union.name.upper() if union else "",
        verdict=words.line("wipe", "safe" if proof.is_safe else "not_safe"),
        printed=_moment(proof.at),
        folder=str(desk.folder),
        records=proof.records,
        files=proof.files,
        backup=str(held.path) if held else words.line("wipe", "none"),
        made=_moment(held.made_at) if held else words.line("wipe", "none"),
        anchor=proof.anchor,
        checked_by=desk.user.name,
        rows=tuple(rows),
    )
    return printing.render(desk, facts)


def _row(item: Missing, words: Phrases) -> WipeRow:
    return WipeRow(words.line("wipe", item.code.removeprefix("wipe.")), item.name)


def _moment(stamped: str) -> str:
    return f"{unstamp(stamped).astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"

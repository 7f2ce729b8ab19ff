"""What keeps an entry out of bulk approval, read from its body."""

from __future__ import annotations

import pytest

from sync.portal.looking import FINDINGS, folded, look
from tests.sync.conftest import a_title_only, an_initiative

AT = "2026-03-05T05:00:00.000000Z"


def findings(body, files: int = 1) -> tuple[str, ...]:
    recognition = {**body["recognition"], "date": str(body["recognition"]["date"])}
    return look({**body, "recognition": recognition}, files, AT).findings


def recognised(date: str) -> dict[str, str]:
    return {"route": "council", "number": "05/QĐ", "date": date, "level": "base"}


def test_an_entry_with_nothing_to_look_at_twice():
    assert findings(an_initiative()) == ()
    assert findings(a_title_only(), files=0) == ()  # at this level files stay home


@pytest.mark.parametrize(
    ("found", "body", "files"),
    [
        ("files.none", an_initiative(), 0),
        ("benefit.to_compute", an_initiative(benefit={"kind": "to_compute", "amount": None, "note": ""}), 1),
        ("first_use.over_a_year", an_initiative(first_used="2025-01-31"), 1),
        ("recognition.after_receipt", an_initiative(recognition=recognised("2026-03-06")), 1),
        ("effect.none", a_title_only(effect=" "), 0),
    ],
)
def test_each_finding(found, body, files):
    assert findings(body, files) == (found,)


def test_every_finding_is_among_those_that_have_words():
    from sync.portal.review.wording import LABELS

    for code in FINDINGS:
        assert {f"short.{code}", f"finding.{code}"} <= LABELS.keys()


@pytest.mark.parametrize("used", ["2025-02-01", "2024-02-29"])
def test_a_year_to_the_day_is_within_the_limit(used):
    late = an_initiative(
        first_used=used, recognition=recognised(used.replace(used[:4], str(int(used[:4]) + 1)))
    )
    late["recognition"]["date"] = late["recognition"]["date"].replace("02-29", "02-28")
    assert findings(late) == ()


def test_titles_are_alike_without_accents_case_or_signs():
    assert folded("  Cải tiến ĐỒ-GÁ (kẹp) ") == folded("cai tien do ga kep")
    assert folded("Cải tiến") != folded("Cải tạo")

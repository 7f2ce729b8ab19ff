"""Praise rests on recognised work; what is protected and who did not agree never stands on a card."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from helpers.builders import HEAD, a_protected_initiative, an_initiative, authors, proposed, stored
from PIL import Image

from desktop.domain.initiative import Benefit, BenefitKind, Initiative
from desktop.domain.problems import Refused
from desktop.domain.threshold import Rank, Threshold
from desktop.services import decisions, praise, purses
from desktop.services.desk import Desk
from desktop.services.praise import CardSize


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def recognised(desk: Desk, *values: Initiative) -> tuple[str, ...]:
    ids = stored(desk, *values)
    proposed(desk, ids)
    decisions.sign(desk, desk.do(decisions.draft, ids, HEAD).value, "5", date(2026, 3, 2))
    return ids


def a_photo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), "#33AA77").save(stream, "JPEG")
    return stream.getvalue()


def test_a_letter_a_page_for_each_author(settled_office: Desk) -> None:
    ids = recognised(settled_office, an_initiative(authors=authors("Lò Thị Inh", "Giàng A Dế")))
    rendered = praise.render_letters(settled_office, ids)
    assert rendered.pages == 2
    fresh = stored(settled_office, an_initiative("Chưa xét"))
    assert refusal(lambda: praise.render_letters(settled_office, fresh)) == "payment.not_recognised"
    assert refusal(lambda: praise.render_letters(settled_office, ())) == "praise.nothing"


def test_one_letter_to_a_group_and_one_to_a_collective(settled_office: Desk) -> None:
    ids = recognised(settled_office, an_initiative(authors=authors("Lò Thị Inh", "Giàng A Dế")))
    facts = settled_office.look(praise.letters_facts, ids, together=True, collectives=("Chuyền may 3",)).pages
    assert [page.holder for page in facts] == ["Lò Thị Inh, Giàng A Dế", "Tập thể Chuyền may 3"]
    assert "nhóm tác giả" in facts[0].reason
    assert "có 1 sáng kiến" in facts[1].reason
    assert not any("Anh/Chị là tác giả" in page.reason for page in facts)
    nobody = ("Bếp ăn",)
    assert (
        refusal(lambda: praise.render_letters(settled_office, (), collectives=nobody))
        == "praise.no_recognised"
    )


@pytest.mark.parametrize("size", CardSize)
def test_a_card_is_as_large_as_its_paper(settled_office: Desk, size: CardSize) -> None:
    (record,) = recognised(settled_office, an_initiative())
    facts = settled_office.look(praise.card_facts, record, photo=a_photo(), consent="Giấy đồng ý 02/3")
    png, pdf = praise.draw_card(facts, size)
    wanted = {CardSize.A4: (2480, 3508), CardSize.A5: (1748, 2480), CardSize.CHAT: (1080, 1350)}
    assert Image.open(io.BytesIO(png)).size == wanted[size]
    assert pdf.startswith(b"%PDF")


def test_a_card_says_nothing_that_was_not_agreed_to(settled_office: Desk) -> None:
    secret, plain = recognised(
        settled_office, a_protected_initiative(public_title="Nhuộm lại vải"), an_initiative()
    )
    look = settled_office.look
    facts = look(praise.card_facts, secret)
    assert (facts.title, facts.summary) == ("Nhuộm lại vải", "")
    assert refusal(lambda: look(praise.card_facts, secret, photo=b"x", consent="có")) == "praise.protected"
    assert refusal(lambda: look(praise.card_facts, plain, photo=a_photo())) == "praise.consent_missing"
    assert look(praise.card_facts, plain, names=False).authors == ""


def test_protected_without_a_public_title_has_no_card(settled_office: Desk) -> None:
    (record,) = recognised(settled_office, a_protected_initiative())
    assert refusal(lambda: settled_office.look(praise.card_facts, record)) == "praise.protected"


def test_a_photo_that_is_none_is_refused(settled_office: Desk) -> None:
    (record,) = recognised(settled_office, an_initiative())
    facts = settled_office.look(praise.card_facts, record, photo=b"not a picture", consent="có")
    assert refusal(lambda: praise.draw_card(facts, CardSize.CHAT)) == "picture.unreadable"


def test_candidates_reach_a_dated_threshold(settled_office: Desk) -> None:
    recognised(settled_office, an_initiative(benefit=Benefit(BenefitKind.AMOUNT, 80_000_000)))
    assert [one.name for one in settled_office.look(praise.award_candidates, 2026)] == ["Nguyễn Thị Hằng"]
    settled_office.do(purses.put_thresholds, [Threshold(Rank.WORKER, 90_000_000)])
    assert settled_office.look(praise.award_candidates, 2026) == ()

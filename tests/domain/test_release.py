"""What may leave: decided once, for the portal and for the pack."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from helpers.builders import EMPLOYER, UNION, a_protected_initiative, a_recognition, an_author, an_initiative
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.house import Release
from desktop.domain.initiative import Attachment, Benefit, BenefitKind, Initiative, Section
from desktop.domain.release import Released, effect, level_of, released

SECRET = "bimatcongnghe"
OPEN_PHOTO = Attachment("a" * 64, "anh.jpg", 10, "image/jpeg")
SECRET_DRAWING = Attachment("b" * 64, f"{SECRET}.pdf", 10, "application/pdf", protected=True)
levels = st.sampled_from([Release.FULL, Release.TITLE])


def leaving(value: Initiative, level: Release) -> Released:
    return released(value, UNION, EMPLOYER, level)


def as_json(body: Any) -> str:
    return msgspec.json.encode(body).decode()


@given(
    summary=st.booleans(),
    protected_text=st.booleans(),
    sections=st.sets(st.sampled_from(list(Section))),
    wanted=st.sampled_from([None, *Release]),
    public=st.booleans(),
    withheld=st.booleans(),
)
def test_nothing_protected_is_ever_in_clear(
    summary: bool,
    protected_text: bool,
    sections: set[Section],
    wanted: Release | None,
    public: bool,
    withheld: bool,
) -> None:
    value = an_initiative(
        title=f"Nhuộm {SECRET}" if public else "Nhuộm",
        public_title="Nhuộm lại vải" if public else "",
        summary=SECRET if summary else "",
        protected_text=SECRET if protected_text else "",
        sections=dict.fromkeys(sections, SECRET),
        is_protected=True,
        attachments=(OPEN_PHOTO, SECRET_DRAWING),
        amount_withheld=withheld,
        recognition=a_recognition(),
    )
    for level in (level_of(value, wanted), Release.FULL):  # even where somebody asks past `level_of`
        out = leaving(value, level)
        assert SECRET not in as_json(out.body)
        assert not any(item.protected for item in out.files)


@pytest.mark.parametrize("wanted", [None, Release.FULL])
def test_a_protected_one_is_held_down_to_its_title(wanted: Release | None) -> None:
    assert level_of(a_protected_initiative(), wanted) is Release.TITLE
    assert level_of(a_protected_initiative(release=Release.NONE)) is Release.NONE


def test_nothing_leaves_where_nothing_is_released() -> None:
    assert leaving(an_initiative(attachments=(OPEN_PHOTO,)), Release.NONE) == Released({}, None, ())


def test_what_is_protected_travels_only_as_the_secret() -> None:
    out = leaving(a_protected_initiative(SECRET), Release.TITLE)
    assert out.secret is not None
    assert SECRET in as_json(out.secret)
    assert out.body["title"] == "Nhuộm lại vải lỗi màu"


def test_at_title_level_an_open_one_tells_title_and_effect_and_has_no_secret() -> None:
    out = leaving(an_initiative(attachments=(OPEN_PHOTO,)), Release.TITLE)
    assert out.secret is None
    assert out.files == ()
    told = as_json(out.body)
    assert "12.500.000 đ" in told
    for kept in ("Nguyễn Thị Hằng", "Bộ gá giữ mép vải", "Chuyền may 3", "Công ty TNHH May Hạ Long"):
        assert kept not in told


def test_at_full_level_all_but_protected_files_leaves() -> None:
    out = leaving(an_initiative(attachments=(OPEN_PHOTO, SECRET_DRAWING)), Release.FULL)
    assert out.files == (OPEN_PHOTO,)
    assert out.body["authors"][0]["name"] == "Nguyễn Thị Hằng"
    assert out.body["sections"] == {"content": "Gá bằng thép tấm 2 ly, bắt vào bàn máy."}
    assert out.secret is None


@given(levels)
def test_a_withheld_amount_leaves_at_no_level(level: Release) -> None:
    value = an_initiative(amount_withheld=True)
    told = as_json(leaving(value, level).body)
    assert "12500000" not in told
    assert "12.500.000" not in told
    assert "tiết kiệm vải" not in told


def test_a_phone_or_birth_day_never_leaves_only_the_year() -> None:
    value = an_initiative(authors=(an_author(birth="1990-05-01"),))
    assert leaving(value, Release.FULL).body["authors"][0]["birth_year"] == 1990
    assert "1990-05" not in as_json(leaving(value, Release.FULL).body)


@pytest.mark.parametrize(
    ("benefit", "said"),
    [
        (Benefit(BenefitKind.AMOUNT, 18_000_000), "18.000.000 đ"),
        (Benefit(BenefitKind.AMOUNT, 0, "bớt bụi"), "0 đ · bớt bụi"),
        (Benefit(BenefitKind.NOT_COMPUTABLE, None, "an toàn hơn"), "an toàn hơn"),
        (Benefit(BenefitKind.TO_COMPUTE), ""),
    ],
)
def test_the_effect_in_a_line(benefit: Benefit, said: str) -> None:
    assert effect(an_initiative(benefit=benefit)) == said

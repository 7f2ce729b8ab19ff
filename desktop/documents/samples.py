"""Sample facts of any paper, for looking at a template before it is used: made from the names that it promises."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_parts import Authority, Dated, Post
from desktop.documents.papers import PAPERS, PaperKind

_DAY = date(2026, 2, 5)
_ROWS = 3
_WORDS = {
    "CO_QUAN_CAP_TREN": "LIÊN ĐOÀN LAO ĐỘNG TỈNH (MẪU)",
    "CO_QUAN_BAN_HANH": "CÔNG TY TNHH GIÀY HOÀNG LONG (MẪU)",
    "SO": "5",
    "KY_HIEU": "QĐ-HL",
    "DIA_DANH": "Biên Hòa",
    "TRICH_YEU": "Về việc công nhận sáng kiến cấp cơ sở năm 2026",
    "THAM_QUYEN_BAN_HANH": "TỔNG GIÁM ĐỐC CÔNG TY TNHH GIÀY HOÀNG LONG (MẪU)",
    "NGUOI_KY": "Nguyễn Văn Mẫu",
    "TAC_GIA": "Nguyễn Thị Mẫu (60 %),\nTrần Văn Mẫu (40 %)",
    "HO_TEN": "Nguyễn Thị Mẫu",
    "DON_VI": "Xưởng May 2, tổ 5",
    "MA_SANG_KIEN": "SK26-0137",
    "TEN_SANG_KIEN": "Cải tiến cữ may viền cổ giày & giảm lỗi <5 % (mẫu)",
    "LINH_VUC": "Đồ gá, cơ khí",
    "KET_QUA_CHAM": "7/7",
    "GIA_TRI_LAM_LOI": "18.000.000",
    "SO_QUYET_DINH": "05/QĐ-HL",
    "TEN_CONG_DOAN": "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG (MẪU)",
    "KINH_GUI": "Các phòng, ban, phân xưởng",
    "NAM": "2026",
    "STT": "1",
}


def sample_of(kind: PaperKind) -> Any:
    """Facts of a paper whose every name says something; nobody in it exists."""
    return _made(PAPERS[kind].facts)


def _made(of: type) -> Any:
    hints = get_type_hints(of, include_extras=True)
    return of(**{one.name: _value(hints[one.name], one) for one in dataclasses.fields(of)})


def _value(hint: Any, field: dataclasses.Field[Any]) -> Any:
    marks = getattr(hint, "__metadata__", ())
    bare = get_args(hint)[0] if marks else hint
    name = next((mark for mark in marks if isinstance(mark, Name)), None)
    if any(isinstance(mark, Repeat) for mark in marks):
        return tuple(_made(get_args(bare)[0]) for _ in range(_ROWS))
    if name is not None and name.optional:
        return field.default
    return _plain(bare, name.text if name else field.name)


def _plain(bare: Any, name: str) -> Any:
    if bare is Dated:
        return Dated(_DAY, _DAY.year)
    if bare is Post:
        return Post(Authority.OWN, ("TỔNG GIÁM ĐỐC",))
    if get_origin(bare) is tuple:
        return tuple(f"{_words(name)} {at}" for at in (1, 2, 3))
    options = [one for one in get_args(bare) if one is not type(None)] or [bare]
    only = options[0]
    if dataclasses.is_dataclass(only):
        return _made(only)  # type: ignore[arg-type]  # a class, never an instance
    if isinstance(only, type) and issubclass(only, Enum):
        return next(iter(only))
    return {int: 7, date: _DAY, bool: True, float: 7.5}.get(only) or _words(name)


def _words(name: str) -> str:
    return _WORDS.get(name) or name.replace("_", " ").capitalize()

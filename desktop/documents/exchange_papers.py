"""Papers of the exchange: a batch with what was signed for of it, and this PC held against the portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name, Repeat


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One record of a batch; `receipt` is the beginning of the fingerprint that the portal signed for."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    receipt: Annotated[str, Name("SO_BIEN_NHAN")]
    version: Annotated[str, Name("LAN_NHAN")]
    signed: Annotated[str, Name("LUC_NHAN")]
    state: Annotated[str, Name("TRANG_THAI")]


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """Biên bản lô nộp cổng: what left together, when, and what the portal signed for, both counts side by side.

    Times are printed as given (local time, "14:05 ngày 22/11/2026"); `digest` is the envelope's hash in full.
    """

    union: Annotated[str, Name("TEN_CONG_DOAN")]
    portal: Annotated[str, Name("TEN_CONG")]
    number: Annotated[int, Name("SO_LO", str)]
    machine: Annotated[str, Name("TEN_MAY")]
    made: Annotated[str, Name("LUC_GUI")]
    digest: Annotated[str, Name("DAU_VAN_LO")]
    portal_key: Annotated[str, Name("KHOA_CONG")]
    sent: Annotated[int, Name("SO_GUI", str)]
    signed: Annotated[int, Name("SO_KY_NHAN", str)]
    verdict: Annotated[str, Name("KET_LUAN")]
    printed: Annotated[str, Name("LUC_IN")]
    printed_by: Annotated[str, Name("NGUOI_IN")]
    rows: Annotated[tuple[BatchRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """One record that stands differently, and what that means."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    here: Annotated[str, Name("LAN_O_MAY")]
    there: Annotated[str, Name("LAN_O_CONG")]
    meaning: Annotated[str, Name("NGHIA_LA")]


@dataclass(frozen=True, slots=True)
class ReconciliationFacts:
    """Biên bản đối chiếu với cổng: both counts, both digests, and each difference."""

    union: Annotated[str, Name("TEN_CONG_DOAN")]
    portal: Annotated[str, Name("TEN_CONG")]
    period: Annotated[str, Name("KY_DOI_CHIEU")]
    compared: Annotated[str, Name("LUC_DOI_CHIEU")]
    here: Annotated[int, Name("SO_O_MAY", str)]
    there: Annotated[int, Name("SO_O_CONG", str)]
    digest_here: Annotated[str, Name("DAU_VAN_O_MAY")]
    digest_there: Annotated[str, Name("DAU_VAN_O_CONG")]
    verdict: Annotated[str, Name("KET_LUAN")]
    made_by: Annotated[str, Name("NGUOI_DOI_CHIEU")]
    rows: Annotated[tuple[ReconciliationRow, ...], Repeat.ROW]

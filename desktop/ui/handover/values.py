"""Records of every kind as people read them beside each other: what it is, which field, which value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop import wording
from desktop.domain.money import figures
from desktop.i18n import N_, _
from desktop.services.sharing import MergeTask
from desktop.ui.kit import reading

KINDS: Mapping[str, str] = {
    "portal_word": N_("Mã của cổng khác"),
    "unit_report": N_("Báo cáo của đơn vị dưới"),
    "joint_report": N_("Báo cáo gộp"),
    "praise": N_("Quyết định khen thưởng"),
    "initiative": N_("Phiếu sáng kiến"),
    "person": N_("Người"),
    "person_alias": N_("Người ghi hai lần"),
    "workshop": N_("Xưởng"),
    "meeting": N_("Biên bản họp"),
    "decision": N_("Quyết định"),
    "house_fact": N_("Danh mục"),
    "user": N_("Người dùng"),
    "payment_round": N_("Đợt chi"),
    "payment_line": N_("Khoản chi"),
    "payment_correction": N_("Khoản điều chỉnh"),
    "remuneration": N_("Thù lao"),
    "report": N_("Báo cáo"),
    "saved_view": N_("Bộ lọc đã lưu"),
    "likeness_view": N_("Ý kiến về trùng lặp"),
    "issued_paper": N_("Văn bản"),
    "intake": N_("Tiếp nhận hồ sơ"),
    "council_member": N_("Thành viên hội đồng"),
    "agenda": N_("Phiên họp"),
    "sheet": N_("Phiếu chấm"),
    "paper_form": N_("Phiếu giấy"),
    "scan": N_("Bản quét"),
    "idea": N_("Ý tưởng"),
    "question_sheet": N_("Phiếu hỏi lại"),
    "check": N_("Lần kiểm tra"),
    "consent": N_("Giấy đồng ý"),
    "erasure": N_("Lần xóa tên"),
}

FIELDS: Mapping[str, str] = {
    "title": N_("Tên"),
    "name": N_("Họ tên, tên gọi"),
    "public_title": N_("Tên công khai"),
    "number": N_("Số"),
    "entered_on": N_("Ngày nhận"),
    "solution": N_("Loại giải pháp"),
    "field": N_("Lĩnh vực"),
    "workshop": N_("Xưởng"),
    "authors": N_("Tác giả"),
    "trial_from": N_("Áp dụng thử từ"),
    "first_used": N_("Áp dụng lần đầu"),
    "first_use_ended": N_("Kết thúc lần đầu"),
    "benefit": N_("Làm lợi"),
    "summary": N_("Tóm tắt"),
    "sections": N_("Bản mô tả"),
    "is_protected": N_("Cần bảo mật"),
    "protected_text": N_("Thông tin cần bảo mật"),
    "attachments": N_("Tệp"),
    "release": N_("Mức công bố"),
    "amount_withheld": N_("Giữ kín số tiền"),
    "programme": N_("Chương trình"),
    "source": N_("Nguồn"),
    "council": N_("Kết quả hội đồng"),
    "recognition": N_("Công nhận"),
    "decision": N_("Quyết định"),
    "staff_code": N_("Mã nhân viên"),
    "birth": N_("Ngày sinh"),
    "gender": N_("Giới tính"),
    "qualification": N_("Trình độ"),
    "phone": N_("Điện thoại"),
    "state": N_("Trạng thái"),
    "signer": N_("Người ký"),
    "signed_on": N_("Ngày ký"),
    "reason": N_("Lý do"),
    "held_on": N_("Ngày họp"),
    "members": N_("Số thành viên"),
    "present": N_("Có mặt"),
    "chair": N_("Chủ tọa"),
    "secretary": N_("Thư ký"),
    "valid_from": N_("Có hiệu lực từ"),
    "value": N_("Nội dung"),
    "year": N_("Năm"),
    "amount": N_("Số tiền"),
    "paid_on": N_("Ngày trả"),
    "receiver": N_("Người nhận"),
    "note": N_("Ghi chú"),
    "marks": N_("Điểm"),
    "problem": N_("Vấn đề"),
    "answer": N_("Trả lời"),
    "kind": N_("Loại"),
    "share": N_("Tỷ lệ"),
    "roles": N_("Vai trò"),
    "since": N_("Từ ngày"),
    "until": N_("Đến ngày"),
}

_ENUMS = {
    "solution": "Solution",
    "field": "Field",
    "release": "Release",
    "gender": "Gender",
    "kind": "BenefitKind",
}
_PORTAL_FIELDS = {
    "kind": "solution",
    "effect": "benefit",
    "protected": "is_protected",
    "files": "attachments",
}
"""What a portal calls a field of an initiative otherwise."""
_SILENT = frozenset({"id", "person", "workshop_id", "file", "media_type", "size"})
"""Names of what only programs read."""


def kind_words(kind: str) -> str:
    """What a record is."""
    found = KINDS.get(kind)
    return _(found) if found else kind


def title_of(task: MergeTask) -> str:
    """The record as people call it: its kind and its title, name or number."""
    value = task.ours or task.theirs or {}
    name = next((str(value[key]) for key in ("title", "name", "subject", "number") if value.get(key)), "")
    return f"{kind_words(task.kind)}: {name}" if name else kind_words(task.kind)


def field_words(path: tuple[str, ...]) -> str:
    """A field from the outside in; the whole record where no field is named."""
    return " › ".join(_field(name) for name in path) if path else _("Cả bản ghi")


def portal_field(path: str) -> str:
    """A field as a portal names it (`authors.0.share`), for people; "" where it named none."""
    if not path:
        return ""
    first, *inner = path.split(".")
    if first == "sections" and inner:
        return wording.label(f"Section.{inner[0]}")
    first = _PORTAL_FIELDS.get(first, first)
    numbered = [str(int(one) + 1) if one.isdecimal() else _field(one) for one in inner]
    return " › ".join((_field(first), *numbered))


def value_words(value: Any, name: str = "") -> str:
    """A plain value as lines of text."""
    if value is None or value in ("", [], {}):
        return _("(trống)")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return "\n".join(_pairs(value))
    if isinstance(value, list):
        return "\n".join(_inline(item, name) for item in value)
    return _plain(value, name)


def _pairs(value: dict[str, Any]) -> list[str]:
    told = []
    for name, inner in value.items():
        if name in _SILENT or inner is None or inner in ("", [], {}, False):
            continue
        words = value_words(inner, name)
        told.append(f"{_field(name)}: " + ("\n  " if "\n" in words else "") + words.replace("\n", "\n  "))
    return told or [_("(trống)")]


def _inline(item: Any, name: str) -> str:
    return ", ".join(_pairs(item)) if isinstance(item, dict) else value_words(item, name)


def _plain(value: Any, name: str) -> str:
    label = wording.LABELS.get(f"{_ENUMS.get(name, '')}.{value}")
    if label:
        return _(label)
    if name == "share" and isinstance(value, int):
        return f"{value / 100:.2f} %".replace(".", ",")
    if name == "amount" and isinstance(value, int):
        return figures(value)
    if isinstance(value, str) and len(value) == 10:
        try:
            return reading.show_date(date.fromisoformat(value))
        except ValueError:
            return value
    return str(value)


def _field(name: str) -> str:
    found = FIELDS.get(name)
    return _(found) if found else name

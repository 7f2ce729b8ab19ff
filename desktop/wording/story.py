"""Words for a record's story at the portal, and for what was set aside on its way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from desktop.i18n import N_, _

SENTENCES: dict[str, tuple[str, str]] = {
    "change.put_aside": (
        N_("Để riêng ở máy này: {reason}"),
        N_("Chưa gửi đi; chọn Gửi lại như cũ khi muốn nộp."),
    ),
    "parked.nothing": (N_("Không có hồ sơ nào đang để riêng."), N_("Tải lại danh sách.")),
    "parked.reason_missing": (N_("Chưa ghi lý do để riêng."), N_("Ghi vài chữ để người sau hiểu.")),
    "parked.on_its_way": (
        N_("Hồ sơ đã trên đường tới cổng nên không giữ lại được nữa."),
        N_("Gửi một lượt để biết cổng trả lời; muốn rút thì dùng Đề nghị rút, sửa."),
    ),
    "request.reason_missing": (
        N_("Chưa ghi lý do của đề nghị."),
        N_("Cổng cần lý do để trả lời; ghi một câu."),
    ),
    "request.open": (
        N_("Đề nghị trước về hồ sơ này còn chờ cổng trả lời."),
        N_("Gửi một lượt để nhận trả lời, rồi đề nghị tiếp nếu cần."),
    ),
    "request.not_there": (
        N_("Cổng chưa ký nhận hồ sơ này nên không có gì để rút."),
        N_("Hồ sơ chưa gửi thì chọn Để riêng ở danh sách Trên đường."),
    ),
    "batch.unknown": (N_("Không thấy lô này."), N_("Tải lại danh sách lô đã gửi.")),
    "request.once": (
        N_("Một đề nghị chỉ gửi một lần."),
        N_("Hồ sơ vẫn như cũ ở cổng; lập đề nghị mới."),
    ),
}

LABELS: dict[str, str] = {
    "PortalState.withdrawn": N_("Đã rút"),
    "replica.part": N_("tách bản sao thành máy riêng"),
    "practice.begin": N_("dùng sổ này để tập"),
    "Fault.none": N_("Không lỗi gì"),
    "Fault.link_down": N_("Mất liên lạc trước khi tới cổng"),
    "Fault.slow": N_("Đường truyền rất chậm"),
    "Fault.cut": N_("Đứt giữa chừng câu trả lời"),
    "Fault.answer_lost": N_("Cổng đã nhận, biên nhận mất trên đường về"),
    "Fault.busy": N_("Cổng bận, hẹn thử lại sau"),
    "Fault.login_page": N_("Mạng đòi đăng nhập (trang quảng cáo của Wi-Fi)"),
    "Fault.wrong_receipt": N_("Biên nhận bị sửa trên đường"),
    "unattended.on": N_("cho hệ thống tự gửi theo lịch"),
    "unattended.off": N_("thôi để hệ thống tự gửi"),
}

_REQUEST_STATES: Mapping[str, str] = {
    "frozen": N_("chưa gửi"),
    "unknown": N_("chờ hỏi lại"),
    "held": N_("chờ cổng trả lời"),
    "received": N_("chờ cổng trả lời"),
    "complete": N_("chờ cổng trả lời"),
    "parked": N_("cổng chưa nhận đề nghị"),
    "granted": N_("cổng đồng ý"),
    "refused": N_("cổng không đồng ý"),
}

_VIETNAM = timezone(timedelta(hours=7))

_WHAT: Mapping[str, str] = {
    "frozen": N_("Chốt nộp"),
    "packed": N_("Vào lô gửi đi"),
    "tried": N_("Gửi"),
    "waiting": N_("Chờ gửi lại"),
    "received": N_("Cổng ký nhận chữ"),
    "complete": N_("Cổng ký nhận đủ"),
    "parked": N_("Cổng chưa nhận"),
    "put_aside": N_("Để riêng"),
    "offered_again": N_("Gửi lại như cũ"),
    "approved": N_("Cổng tính hợp lệ"),
    "returned": N_("Cổng trả lại"),
    "withdrawn": N_("Cổng cho rút"),
    "asked_withdraw": N_("Đề nghị rút"),
    "asked_amend": N_("Đề nghị sửa"),
    "request_received": N_("Cổng nhận đề nghị"),
    "granted": N_("Cổng đồng ý đề nghị"),
    "refused": N_("Cổng không đồng ý đề nghị"),
}


_BY_REVIEWERS = frozenset({"approved", "returned", "withdrawn", "granted", "refused"})


def happened(what: str) -> str:
    """What happened on the way to the portal, by the word of the exchange."""
    found = _WHAT.get(what)
    return _(found) if found else what


def asked(what: str) -> str:
    """What a request is for: `withdraw` or `amend`."""
    return happened(f"asked_{what}")


def request_state(state: str) -> str:
    """Where a request stands."""
    found = _REQUEST_STATES.get(state)
    return _(found) if found else state


def moment(at: datetime) -> str:
    """`22/11/2026 14:05`, at +07:00."""
    return at.astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M")


def who(what: str, facts: Mapping[str, object]) -> str:
    """Who did it: the portal or its reviewer, or who worked here."""
    portal, by = str(facts.get("portal") or ""), str(facts.get("by") or "")
    if what in _BY_REVIEWERS or not portal:
        return " · ".join(filter(None, (by, portal)))
    return portal


def more(what: str, facts: Mapping[str, object], sentence: str) -> str:
    """The rest in a line: the receipt's number, the reason, how a try ended. `sentence` tells a code."""
    match what:
        case "received" | "complete" | "request_received":
            number = str(facts.get("fingerprint") or "")[:16]
            told = _("biên nhận {number}, lần {version}").format(number=number, version=facts.get("version"))
            missing = facts.get("missing")
            return told + (", " + _("còn thiếu {count} tệp").format(count=missing) if missing else "")
        case "frozen":
            return _("dấu vân {number}").format(number=str(facts.get("fingerprint") or "")[:16])
        case "packed":
            return _("lô số {number}").format(number=facts.get("number"))
        case "tried":
            return _("cổng trả lời") if facts.get("outcome") == "answered" else sentence
        case "put_aside":
            return str(facts.get("reason") or "")
        case "parked":
            return sentence
        case _:
            return str(facts.get("reason") or "")

"""Which column is which, by the words in its heading: the synonyms that factories, forms and web questionnaires use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from desktop.domain.sheets.cells import letter
from desktop.domain.text import fold


class Meaning(StrEnum):
    """What a column holds. The last ones are known in order to be left alone."""

    ORDER = "order"
    ID = "id"
    TITLE = "title"
    AUTHORS = "authors"
    STAFF_CODE = "staff_code"
    SHARE = "share"
    BIRTH = "birth"
    GENDER = "gender"
    JOB_TITLE = "job_title"
    QUALIFICATION = "qualification"
    WORKSHOP = "workshop"
    LINE = "line"
    TRIAL_FROM = "trial_from"
    FIRST_USED = "first_used"
    FIRST_USE_ENDED = "first_use_ended"
    ENTERED_ON = "entered_on"
    BENEFIT = "benefit"
    SOCIAL_BENEFIT = "social_benefit"
    KNOWN_SOLUTION = "known_solution"
    SUMMARY = "summary"
    APPLICABILITY = "applicability"
    CONDITIONS = "conditions"
    HELPERS = "helpers"
    PROTECTED = "protected"
    FIELD = "field"
    SOLUTION = "solution"
    DECISION_NUMBER = "decision_number"
    DECISION_DATE = "decision_date"
    UNION_MEMBER = "union_member"
    WORKER_KIND = "worker_kind"
    MOVED_ON = "moved_on"
    LEFT_ON = "left_on"
    NOTE = "note"
    ID_NUMBER = "id_number"
    IGNORED = "ignored"


NEVER_TAKEN = frozenset({Meaning.ID_NUMBER, Meaning.IGNORED, Meaning.NOTE})
"""Known and left alone: the numbers of identity cards, telephones, signatures, remarks."""

_EXACT: dict[Meaning, tuple[str, ...]] = {
    Meaning.ORDER: ("tt", "stt", "so tt", "so thu tu", "thu tu", "no"),
    Meaning.ID: ("ma sang kien", "ma sk", "ma ho so", "ma so sang kien", "so tiep nhan"),
    Meaning.TITLE: ("sang kien", "ten", "de tai", "ten sk", "ten de tai", "ten sk ct", "noi dung sang kien cai tien"),
    Meaning.AUTHORS: ("tac gia", "ho ten", "ho va ten", "nguoi de xuat", "dong tac gia", "ten nv", "ten cong nhan",
                      "nguoi thuc hien", "chu nhiem", "nguoi dang ky", "hoten", "tac gia ty le dong gop"),
    Meaning.STAFF_CODE: ("ma nv", "manv", "msnv", "ma so", "ma the", "so the", "ma cn", "mnv", "ma so nv"),
    Meaning.SHARE: ("ty le", "ti le", "dong gop", "tl", "ty le dg", "phan tram"),
    Meaning.BIRTH: ("ngay sinh", "nam sinh", "sinh nam", "ns"),
    Meaning.GENDER: ("gioi tinh", "nam nu", "gt", "phai"),
    Meaning.JOB_TITLE: ("chuc danh", "chuc vu", "cong viec", "cv"),
    Meaning.QUALIFICATION: ("trinh do", "trinh do chuyen mon", "tdcm", "hoc van", "bang cap"),
    Meaning.WORKSHOP: ("don vi", "bo phan", "xuong", "px", "phan xuong", "to", "phong ban", "bp", "don vi cong tac",
                       "noi lam viec", "phong", "phong xuong", "xuong phong", "to xuong"),
    Meaning.LINE: ("chuyen", "to chuyen", "line", "day chuyen"),
    Meaning.FIRST_USED: ("ngay ap dung", "ap dung", "thoi gian", "ngay ad", "tg ap dung", "thoi diem ap dung",
                         "ap dung tu"),
    Meaning.ENTERED_ON: ("ngay nop", "ngay nhan", "ngay dang ky", "ngay gui", "timestamp", "dau thoi gian"),
    Meaning.BENEFIT: ("hieu qua", "loi ich", "so tien", "lam loi", "gia tri", "thanh tien", "tien lam loi"),
    Meaning.SUMMARY: ("noi dung", "mo ta", "tom tat", "giai phap", "noi dung chinh"),
    Meaning.PROTECTED: ("bao mat", "bi mat"),
    Meaning.FIELD: ("linh vuc", "loai", "nhom", "the loai"),
    Meaning.DECISION_NUMBER: ("so qd", "so quyet dinh", "qd so"),
    Meaning.DECISION_DATE: ("ngay qd", "ngay quyet dinh", "ngay cong nhan"),
    Meaning.UNION_MEMBER: ("doan vien", "dv cd", "doan vien cd"),
    Meaning.WORKER_KIND: ("loai lao dong", "loai ld", "doi tuong"),
    Meaning.MOVED_ON: ("ngay chuyen", "ngay dieu chuyen"),
    Meaning.LEFT_ON: ("ngay nghi", "nghi viec", "thoi viec"),
    Meaning.NOTE: ("ghi chu", "gc", "luu y", "y kien", "nhan xet"),
    Meaning.ID_NUMBER: ("cccd", "cmnd", "cmt", "cmtnd", "so cccd", "so cmnd", "can cuoc", "cccd cmnd"),
    Meaning.IGNORED: ("ky ten", "chu ky", "ky nhan", "sdt", "dien thoai", "email", "diem", "xep loai", "so dien thoai",
                      "dvt", "don vi tinh", "so luong", "tt qd"),
}  # fmt: skip

_WITHIN: dict[Meaning, tuple[str, ...]] = {
    Meaning.ID: ("ma sang kien", "ma ho so sang kien"),
    Meaning.TITLE: ("ten sang kien", "ten giai phap", "ten de tai", "ten cai tien", "ten y tuong", "ten sk",
                    "noi dung sang kien", "sang kien cai tien", "ten goi sang kien", "name of initiative"),
    Meaning.AUTHORS: ("ho va ten tac gia", "ho ten tac gia", "ten tac gia", "tac gia sang kien", "tac gia ho va ten",
                      "tac gia ho ten", "ho va ten", "ho ten", "dong tac gia", "nhom tac gia", "tac gia"),
    Meaning.STAFF_CODE: ("ma nhan vien", "ma so nhan vien", "ma cong nhan", "ma the", "so the", "ma nv", "msnv",
                         "ma so cong nhan", "ma nguoi lao dong"),
    Meaning.SHARE: ("ty le dong gop", "ti le dong gop", "phan tram dong gop", "muc dong gop", "ty le phan tram",
                    "dong gop bao nhieu", "ty le", "ti le"),
    Meaning.BIRTH: ("ngay thang nam sinh", "ngay sinh", "nam sinh"),
    Meaning.GENDER: ("gioi tinh",),
    Meaning.JOB_TITLE: ("chuc danh", "chuc vu", "vi tri cong viec"),
    Meaning.QUALIFICATION: ("trinh do",),
    Meaning.WORKSHOP: ("don vi cong tac", "noi cong tac", "bo phan cong tac", "phan xuong", "bo phan", "don vi",
                       "noi lam viec", "lam viec o", "phong ban"),
    Meaning.LINE: ("to chuyen", "day chuyen", "chuyen to", "to san xuat", "chuyen so"),
    Meaning.TRIAL_FROM: ("ap dung thu", "bat dau ap dung thu", "ngay thu nghiem", "chay thu", "thu nghiem tu"),
    Meaning.FIRST_USED: ("ap dung lan dau", "ngay ap dung", "thoi gian ap dung", "ap dung tu ngay", "thoi diem ap dung",
                         "ngay duoc ap dung", "bat dau ap dung", "dua vao ap dung", "ap dung tu khi nao", "ap dung tu"),
    Meaning.FIRST_USE_ENDED: ("ket thuc ap dung", "ap dung den ngay", "ap dung den"),
    Meaning.ENTERED_ON: ("ngay nop", "ngay dang ky", "ngay nhan phieu", "ngay tiep nhan", "ngay de xuat", "ngay gui"),
    Meaning.BENEFIT: ("gia tri lam loi", "so tien lam loi", "tien lam loi", "hieu qua kinh te", "loi ich kinh te",
                      "lam loi", "so tien tiet kiem", "gia tri tiet kiem", "hieu qua quy ra tien"),
    Meaning.SOCIAL_BENEFIT: ("loi ich xa hoi", "hieu qua xa hoi", "hieu qua khac", "loi ich khac"),
    Meaning.KNOWN_SOLUTION: ("truoc cai tien", "tinh trang truoc", "thuc trang", "giai phap da biet",
                             "truoc khi ap dung", "hien trang"),
    Meaning.SUMMARY: ("noi dung giai phap", "mo ta giai phap", "mo ta ban chat", "tom tat noi dung",
                      "noi dung cai tien",
                      "mo ta sang kien", "tom tat sang kien", "noi dung chinh", "mo ta", "tom tat", "sau cai tien"),
    Meaning.APPLICABILITY: ("kha nang ap dung", "pham vi ap dung", "kha nang nhan rong"),
    Meaning.CONDITIONS: ("dieu kien ap dung", "dieu kien can thiet", "cac dieu kien"),
    Meaning.HELPERS: ("nguoi tham gia ap dung", "nguoi ho tro", "nguoi tham gia to chuc"),
    Meaning.PROTECTED: ("can duoc bao mat", "can bao mat", "thong tin bao mat", "bao mat"),
    Meaning.FIELD: ("linh vuc ap dung", "linh vuc", "loai sang kien", "nhom sang kien"),
    Meaning.SOLUTION: ("loai giai phap", "hinh thuc giai phap"),
    Meaning.DECISION_NUMBER: ("so quyet dinh", "so qd", "qd cong nhan so", "quyet dinh cong nhan so", "quyet dinh so"),
    Meaning.DECISION_DATE: ("ngay quyet dinh", "ngay qd", "ngay cong nhan", "ngay ky quyet dinh", "ngay ky qd"),
    Meaning.UNION_MEMBER: ("doan vien cong doan", "la doan vien"),
    Meaning.WORKER_KIND: ("loai lao dong", "nhom lao dong"),
    Meaning.MOVED_ON: ("ngay dieu chuyen", "ngay chuyen bo phan", "ngay chuyen xuong"),
    Meaning.LEFT_ON: ("ngay nghi viec", "ngay thoi viec", "ngay cham dut"),
    Meaning.NOTE: ("ghi chu",),
    Meaning.ID_NUMBER: ("cccd", "cmnd", "can cuoc", "chung minh", "so dinh danh", "ma dinh danh"),
    Meaning.IGNORED: ("dien thoai", "email", "thu dien tu", "chu ky", "ky ten", "don vi tinh", "so luong", "dia chi",
                      "tai khoan", "ma so thue", "so diem", "tong diem"),
}  # fmt: skip

_EXACT_WORDS = {words: meaning for meaning, phrases in _EXACT.items() for words in phrases if words}
_PHRASES = sorted(
    ((f" {phrase} ", meaning) for meaning, phrases in _WITHIN.items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)
LONGEST = 300
"""A question of a web form may be long; a longer text is no heading."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table. `at` counts from 0; `heading` is the text as it stands, both tiers together."""

    at: int
    heading: str
    meaning: Meaning | None
    hidden: bool = False

    @property
    def letter(self) -> str:
        """As Excel names it."""
        return letter(self.at)

    @property
    def is_taken(self) -> bool:
        """Whether its cells are read."""
        return self.meaning is not None and self.meaning not in NEVER_TAKEN and not self.hidden


@lru_cache(maxsize=2048)
def meaning_of(heading: str) -> tuple[Meaning | None, int]:
    """What a heading means and how surely: the length of the words that said so, a whole heading weighing more."""
    words = fold(heading)
    if heading.strip() in ("%", "(%)"):
        return Meaning.SHARE, 100
    if not words or len(words) > LONGEST:
        return None, 0
    exact = _EXACT_WORDS.get(words)
    if exact is not None:
        return exact, 100 + len(words)
    padded = f" {words} "
    for phrase, meaning in _PHRASES:
        if phrase in padded:
            return meaning, len(phrase)
    return None, 0


def columns_of(
    headings: Sequence[str],
    *,
    hidden: frozenset[int] = frozenset(),
    chosen: Mapping[str, Meaning] | None = None,
) -> tuple[Column, ...]:
    """The columns of a header row. Each meaning goes to the column that says it most surely; authors may have several.

    `chosen` (by letter or heading) is what somebody decided: it wins, and takes a hidden column too.
    """
    wanted = {_key(name): meaning for name, meaning in (chosen or {}).items()}
    decided = {at: wanted.get(_key(letter(at))) or wanted.get(_key(text)) for at, text in enumerate(headings)}
    by_hand = {meaning for meaning in decided.values() if meaning}
    ranked = sorted(
        ((at, *meaning_of(text)) for at, text in enumerate(headings) if not decided[at]),
        key=lambda found: (-found[2], found[0]),
    )
    given: dict[int, Meaning] = {}
    used = set(by_hand)
    for at, meaning, _ in ranked:
        if meaning is None or (
            meaning in used and meaning is not Meaning.AUTHORS and meaning not in NEVER_TAKEN
        ):
            continue
        if at in hidden and meaning not in NEVER_TAKEN:
            given[at] = meaning  # named for the reader to see, but not taken, so another column may be it
            continue
        used.add(meaning)
        given[at] = meaning
    return tuple(
        Column(at, text, decided[at] or given.get(at), hidden=at in hidden and not decided[at])
        for at, text in enumerate(headings)
    )


def _key(name: str) -> str:
    return fold(name) or name.strip()

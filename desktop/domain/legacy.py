"""Text of the years before Unicode: TCVN3 (.VnTime) and VNI-Windows, told by their signs and put right.

Such text is valid Unicode that reads as rubbish ("C«ng ®oµn", "Coâng ñoaøn"). It is judged a column at a time, never a
cell at a time, and a text that already holds letters that only Unicode has is never touched. Tables are our own;
TCVN3 is TCVN 5712:1993 VN3, VNI is the two-sign code of the VNI-Windows fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

ENOUGH = 3
"""So many signs in a column are no accident: © ® « » appear in honest text too, but not three times within words."""


class Encoding(StrEnum):
    """What a text was written in."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3_CODES = (
    "\u00a1Ă \u00a2Â \u00a3Ê \u00a4Ô \u00a5Ơ \u00a6Ư \u00a7Đ \u00a8ă \u00a9â \u00aaê \u00abô \u00acơ \u00adư \u00aeđ "
    "\u00b5à \u00b6ả \u00b7ã \u00b8á \u00b9ạ \u00bbằ \u00bcẳ \u00bdẵ \u00beắ \u00c6ặ \u00c7ầ \u00c8ẩ \u00c9ẫ \u00caấ "
    "\u00cbậ \u00ccè \u00ceẻ \u00cfẽ \u00d0é \u00d1ẹ \u00d2ề \u00d3ể \u00d4ễ \u00d5ế \u00d6ệ \u00d7ì \u00d8ỉ \u00dcĩ "
    "\u00ddí \u00deị \u00dfò \u00e1ỏ \u00e2õ \u00e3ó \u00e4ọ \u00e5ồ \u00e6ổ \u00e7ỗ \u00e8ố \u00e9ộ \u00eaờ \u00ebở "
    "\u00ecỡ \u00edớ \u00eeợ \u00efù \u00f1ủ \u00f2ũ \u00f3ú \u00f4ụ \u00f5ừ \u00f6ử \u00f7ữ \u00f8ứ \u00f9ự \u00faỳ "
    "\u00fbỷ \u00fcỹ \u00fdý \u00feỵ"
)
TCVN3 = {pair[0]: pair[1] for pair in _TCVN3_CODES.split()}
"""One sign (as Windows shows the byte) to one letter."""

_VNI_TONES = dict(zip("\u00f9\u00f8\u00fb\u00f5\u00ef", range(5), strict=True))  # acute grave hook tilde dot
_VNI_HAT = dict(zip("\u00e1\u00e0\u00e5\u00e3\u00e4", range(5), strict=True))
_VNI_BREVE = dict(zip("\u00e9\u00e8\u00fa\u00fc\u00eb", range(5), strict=True))
_TONED = {
    "a": "áàảãạ", "ă": "ắằẳẵặ", "â": "ấầẩẫậ", "e": "éèẻẽẹ", "ê": "ếềểễệ", "i": "íìỉĩị", "o": "óòỏõọ",
    "ô": "ốồổỗộ", "ơ": "ớờởỡợ", "u": "úùủũụ", "ư": "ứừửữự", "y": "ýỳỷỹỵ",
}  # fmt: skip


def _vni_table() -> dict[str, str]:
    lower = {
        "\u00f1": "đ",
        "\u00f4": "ơ",
        "\u00f6": "ư",
        "\u00ee": "ỵ",
        "a\u00e2": "â",
        "e\u00e2": "ê",
        "o\u00e2": "ô",
    }
    lower["a\u00ea"] = "ă"
    lower |= dict(zip("\u00ed\u00ec\u00e6\u00f3\u00f2", _TONED["i"], strict=True))
    for base, letters in (
        ("a", "a"),
        ("e", "e"),
        ("o", "o"),
        ("u", "u"),
        ("\u00f4", "ơ"),
        ("\u00f6", "ư"),
        ("y", "y"),
    ):
        lower |= {base + sign: _TONED[letters][tone] for sign, tone in _VNI_TONES.items()}
    del lower["y\u00ef"]  # ỵ has a sign of its own
    for base, letter in (("a", "â"), ("e", "ê"), ("o", "ô")):
        lower |= {base + sign: _TONED[letter][tone] for sign, tone in _VNI_HAT.items()}
    lower |= {"a" + sign: _TONED["ă"][tone] for sign, tone in _VNI_BREVE.items()}
    upper = {code.upper(): letter.upper() for code, letter in lower.items()}
    # a capital first letter keeps a small sign in some fonts: "Aù"
    mixed = {code[0].upper() + code[1]: letter.upper() for code, letter in lower.items() if len(code) == 2}
    return mixed | upper | lower


VNI = _vni_table()
"""One or two signs to one letter."""

_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323]"
)
_TCVN3_SIGN = re.compile(
    "(?<=[A-Za-z\u00c6-\u00fe])[\u00a8-\u00ae\u00b5-\u00b9\u00bb-\u00be]"
    "|[\u00a1-\u00ae\u00b5-\u00b9\u00bb-\u00be](?=[A-Za-z])"
    "|(?<=[a-z])[\u00c6-\u00d6\u00d8-\u00de]"  # a capital inside a word: NguyÔn, ThÞ
)
_VNI_SIGN = re.compile(
    "[aeouyAEOUY\u00f4\u00f6\u00d4\u00d6][\u00f8\u00f9\u00fb\u00ef\u00e5\u00e4\u00eb\u00fc\u00fa\u00d8\u00d9\u00db\u00cf\u00c5\u00c4\u00cb\u00dc\u00da]"
    "|[aeoAEO][\u00e2\u00e1\u00e0\u00e3\u00c2\u00c1\u00c0\u00c3](?![aeiou])|[aA][\u00ea\u00e9\u00e8\u00ca\u00c9\u00c8]"
    "|[\u00f1\u00d1](?=[aeiouyAEIOUY\u00f4\u00f6\u00d4\u00d6])|[\u00f6\u00d6](?=[acinmoputC])"
)
_VNI_CODES = re.compile("|".join(re.escape(code) for code in sorted(VNI, key=len, reverse=True)))
_WORD = re.compile(r"[^\W\d_]+")


def has_unicode_only(text: str) -> bool:
    """Whether a text holds a Vietnamese letter that none of the old codes could hold."""
    return not text.isascii() and _UNICODE_ONLY.search(text) is not None


def detect(texts: Iterable[str]) -> Encoding:
    """What a column was written in, by its texts that no Unicode-only letter speaks for.

    A column in which Unicode texts outnumber the others is Unicode.
    """
    unicode_texts = tcvn3 = vni = tcvn3_texts = vni_texts = 0
    for text in texts:
        if text.isascii():
            continue
        if _UNICODE_ONLY.search(text):
            unicode_texts += 1
            continue
        in_tcvn3, in_vni = len(_TCVN3_SIGN.findall(text)), len(_VNI_SIGN.findall(text))
        tcvn3, vni = tcvn3 + in_tcvn3, vni + in_vni
        tcvn3_texts += in_tcvn3 > 0
        vni_texts += in_vni > 0
    if tcvn3 >= ENOUGH and tcvn3_texts > unicode_texts and tcvn3_texts >= vni_texts:
        return Encoding.TCVN3
    if vni >= ENOUGH and vni_texts > unicode_texts:
        return Encoding.VNI
    return Encoding.UNICODE


def repair(text: str, encoding: Encoding) -> str:
    """The text in Unicode letters; one that already has Unicode-only letters stays as it is."""
    if encoding is Encoding.UNICODE or text.isascii() or _UNICODE_ONLY.search(text):
        return text
    if encoding is Encoding.VNI:
        return _VNI_CODES.sub(lambda match: VNI[match.group()], text)
    repaired = "".join(TCVN3.get(sign, sign) for sign in text)
    return _WORD.sub(_raise_capitals, repaired) if repaired != text else text


def _raise_capitals(match: re.Match[str]) -> str:
    """TCVN3 has no toned capitals: "§¶NG" comes out as "ĐảNG" and means ĐẢNG."""
    word = match.group()
    capitals = sum(letter.isupper() for letter in word)
    lower = [letter for letter in word if letter.islower()]
    if capitals >= 1 and len(word) > 1 and lower and all(letter in _NO_CAPITAL for letter in lower):
        others = len(word) - len(lower)
        return word.upper() if capitals == others and (capitals > 1 or word[-1].isupper()) else word
    return word


_NO_CAPITAL = frozenset("".join(_TONED.values()))

"""Text of the years before Unicode (TCVN3, VNI, CP1258) and Unicode gone astray: told by its signs and put right.

Such text is valid Unicode that reads as rubbish ("C«ng ®oµn", "Coâng ñoaøn"). It is judged a column at a time, never a
cell at a time, and a text that already holds letters that only Unicode has is never touched. Tables are our own;
TCVN3 is TCVN 5712:1993 VN3, VNI is the two-sign code of the VNI-Windows fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.text import normal

ENOUGH = 3
"""So many signs in a column are no accident: © ® « » appear in honest text too, but not three times within words."""


class Encoding(StrEnum):
    """What a text was written in."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    CP1258 = "cp1258"
    """Windows' Vietnamese page of signs, shown by a program that took it for Western Europe's."""
    SPLIT = "split"
    """Unicode with marks that stand apart from their letters (NFD, "tổ hợp")."""
    ETH = "eth"
    """Unicode in which Icelandic eth (Ð, ð) stands for Đ and đ."""


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
_SPLIT_OFF = re.compile("[\u0300-\u0303\u0306\u0309\u031b\u0323]")
_ETH = re.compile("[\u00d0\u00f0](?=[\u00e0-\u00fd\u0102-\u01b0\u1ea0-\u1ef9A-Za-z])")
_ETH_LETTERS = str.maketrans({"\u00d0": "\u0110", "\u00f0": "\u0111"})
_CP1258_SIGN = re.compile(
    "[aeiouyAEIOUY\u00e2\u00ea\u00f4\u00e3\u00f5\u00fd\u00c2\u00ca\u00d4\u00c3\u00d5\u00dd]"
    "[\u00cc\u00d2\u00de\u00ec\u00f2]"
)
_ONLY_TCVN3 = re.compile("[\u00a1-\u00ae\u00b5-\u00b9\u00bb-\u00be]")
_ONLY_VNI = re.compile(
    "[aeouy][\u00f8\u00f9\u00fb\u00ef]|[ae][\u00e5\u00e4\u00eb\u00fc\u00fa]|[o][\u00e5\u00e4]"
)


def detect(texts: Iterable[str]) -> Encoding:
    """What a column was written in, by its texts that no Unicode-only letter speaks for.

    A column in which Unicode texts outnumber the others is Unicode, maybe with marks apart or with eth.
    """
    said = _Signs()
    for text in texts:
        if not text.isascii():
            said.read(text)
    return said.judged()


class _Signs:
    """What the texts of a column show."""

    def __init__(self) -> None:
        self.unicode = self.split = self.eth = 0
        self.hits = dict.fromkeys((Encoding.TCVN3, Encoding.VNI, Encoding.CP1258), 0)
        self.texts = dict.fromkeys(self.hits, 0)
        self.only_old = 0

    def read(self, text: str) -> None:
        self.split += _SPLIT_OFF.search(text) is not None
        if _UNICODE_ONLY.search(text):
            self.unicode += 1
            self.eth += _ETH.search(text) is not None
            return
        signs = {Encoding.TCVN3: _TCVN3_SIGN, Encoding.VNI: _VNI_SIGN, Encoding.CP1258: _CP1258_SIGN}
        for encoding, sign in signs.items():
            hits = len(sign.findall(text))
            self.hits[encoding] += hits
            self.texts[encoding] += hits > 0
        self.only_old += bool(_ONLY_TCVN3.search(text) or _ONLY_VNI.search(text))

    def judged(self) -> Encoding:
        hits, texts = self.hits, self.texts
        cp1258 = Encoding.CP1258
        if hits[cp1258] >= ENOUGH and not self.only_old and texts[cp1258] > self.unicode:
            return cp1258
        tcvn3, vni = Encoding.TCVN3, Encoding.VNI
        if hits[tcvn3] >= ENOUGH and texts[tcvn3] > self.unicode and texts[tcvn3] >= texts[vni]:
            return tcvn3
        if hits[vni] >= ENOUGH and texts[vni] > self.unicode:
            return vni
        if self.split:
            return Encoding.SPLIT
        return Encoding.ETH if self.eth else Encoding.UNICODE


def repair(text: str, encoding: Encoding) -> str:
    """The text in Unicode letters; one that already has Unicode-only letters keeps them."""
    if encoding is Encoding.UNICODE or text.isascii():
        return text
    if encoding is Encoding.SPLIT:
        return normal(text)
    if encoding is Encoding.ETH:
        return _ETH.sub(lambda match: match.group().translate(_ETH_LETTERS), text)
    if _UNICODE_ONLY.search(text):
        return text
    if encoding is Encoding.VNI:
        return _VNI_CODES.sub(lambda match: VNI[match.group()], text)
    if encoding is Encoding.CP1258:
        return _from_cp1258(text)
    repaired = "".join(TCVN3.get(sign, sign) for sign in text)
    return _WORD.sub(_raise_capitals, repaired) if repaired != text else text


def _from_cp1258(text: str) -> str:
    try:
        return normal(text.encode("cp1252").decode("cp1258"))
    except UnicodeError:  # a sign that neither page has: then it was never written in them
        return text


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

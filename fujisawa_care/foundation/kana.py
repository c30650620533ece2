"""かな: spellings that sound alike become one key; what is stored stays as typed."""

from __future__ import annotations

import re
import unicodedata

import jaconv

# 異体字 that one family may write either way; only the key folds them. The database's own care_fold is
# written from this table in cases/migrations: a change here needs a migration that writes it again.
VARIANTS = {
    "高": "髙", "崎": "﨑碕嵜", "辺": "邊邉", "斎": "齋斉齊", "沢": "澤", "浜": "濱濵",
    "島": "嶋嶌",
    "広": "廣", "真": "眞", "恵": "惠", "桜": "櫻", "国": "國", "徳": "德", "瀬": "瀨", "桑": "桒",
    "吉": "𠮷", "黒": "黑", "栄": "榮", "富": "冨", "館": "舘", "竜": "龍", "滝": "瀧", "関": "關",
    "実": "實", "静": "靜", "豊": "豐", "万": "萬", "与": "與", "柳": "栁桺", "槙": "槇",
    "円": "圓",
    "来": "來", "寿": "壽", "栗": "㮚", "曽": "曾", "凜": "凛", "亀": "龜", "条": "條", "芦": "蘆",
    "野": "埜", "淵": "渕", "藪": "薮籔", "檜": "桧", "鉄": "鐵", "土": "圡", "礼": "禮", "蔵": "藏",
    "峰": "峯", "穂": "穗", "宝": "寶",
}  # fmt: skip
_SOUNDS = "".maketrans("ぁぃぅぇぉっゃゅょゎゕゖをぢづゐゑ", "あいうえおつやゆよわかけおじずいえ")
_KEY = _SOUNDS | {ord(old): new for new, olds in VARIANTS.items() for old in olds}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_QUIET = re.compile(r"[\u3099\u309a\s・･.,、。'’\-‐-―−]+")
_VOWEL = re.compile("(?<=[ぁ-ゖー])[-‐-―−]+")
_BETWEEN = re.compile(r"(?<=[0-9])\s*[‐-―−ー()-]+\s*(?=[0-9])")


def search_key(text: str) -> str:
    """Fold width, case, kana script, small kana, 異体字 and spaces; long vowels stay."""
    key = _SELECTORS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    key = _VOWEL.sub("ー", jaconv.kata2hira(key))
    return _QUIET.sub("", key.translate(_KEY))


def hiragana(text: str) -> str:
    """ふりがな as it is kept: ｶﾅ and カナ become ひらがな, one plain space between names."""
    wide = jaconv.h2z(unicodedata.normalize("NFC", text), kana=True)
    return " ".join(_VOWEL.sub("ー", jaconv.kata2hira(wide)).split())


def phone_key(text: str) -> str:
    """The digits alone, for looking up; +81 becomes the leading 0."""
    plain = unicodedata.normalize("NFKC", text)
    digits = "".join(re.findall("[0-9]", plain))
    return "0" + digits[2:].lstrip("0") if plain.strip().startswith("+81") else digits


def phone(text: str) -> str:
    """A readable number: the typed grouping where there is one, else the usual one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    grouped = _BETWEEN.sub("-", re.sub(r"^\((?=[0-9])", "", plain))
    if not re.fullmatch("[0-9]+", grouped):
        return grouped
    for pattern, sizes in _GROUPS:
        if re.fullmatch(pattern, grouped):
            first, second = sizes[0], sum(sizes)
            return f"{grouped[:first]}-{grouped[first:second]}-{grouped[second:]}"
    return grouped


_GROUPS = (
    ("0[5789]0[0-9]{8}", (3, 4)),
    ("0(?:120|800)[0-9]{6,7}", (4, 3)),
    ("0[36][0-9]{8}", (2, 4)),
    ("046[03567][0-9]{6}", (4, 2)),
    ("04[2-9][0-9]{7}", (3, 3)),
    ("0[0-9]{9}", (4, 2)),
)

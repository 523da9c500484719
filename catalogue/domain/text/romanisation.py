"""Names in Greek and Cyrillic letters, for readers of Latin ones.

Greek by ELOT 743 (ISO 843, transcription); Bulgarian by its Transliteration Act of 2009; Ukrainian by resolution 55 of
2010; Serbian and Macedonian by the Latin letters that are their own.
"""

from __future__ import annotations

import re
import unicodedata

_GREEK = {**dict(zip("αβγδεζηικλμνξοπρστυφως", "avgdeziiklmnxoprstyfos", strict=True)), "θ": "th", "χ": "ch", "ψ": "ps"}
_GREEK_PAIRS = {"ου": "ou", "γγ": "ng", "γξ": "nx", "γχ": "nch"}
_GREEK_BREATHS = {"αυ": "a", "ευ": "e", "ηυ": "i"}
_VOICELESS = frozenset("θκξπσςτφχψ")
_SHARED = dict(zip("абвгдезийклмнопрстуфх", "abvgdeziyklmnoprstufh", strict=True))
_SLAVIC = {
    "bg": {**_SHARED, "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"},
    "sr": {**_SHARED, "ж": "ž", "ц": "c", "ч": "č", "ш": "š", "ђ": "đ", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ć",
           "џ": "dž"},
    "mk": {**_SHARED, "ж": "ž", "ц": "c", "ч": "č", "ш": "š", "ѓ": "ǵ", "ѕ": "dz", "ј": "j", "љ": "lj", "њ": "nj",
           "ќ": "ḱ", "џ": "dž"},
    "uk": {**_SHARED, "г": "h", "ґ": "g", "е": "e", "є": "ie", "ж": "zh", "и": "y", "і": "i", "ї": "i", "й": "i",
           "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "’": "", "'": "", "ю": "iu", "я": "ia"},
}  # fmt: skip
# Word-final -ия (Bulgarian) and зг (Ukrainian) are not transliterated letter by letter.
_BULGARIAN_ENDING = re.compile(r"ия$")
_UKRAINIAN_CLUSTER = "зг"
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_LANGUAGES = {"GR": "el", "CY": "el", "BG": "bg", "RS": "sr", "ME": "sr", "MK": "mk", "UA": "uk"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def romanise(name: str, country: str) -> str:
    """Return the name in Latin letters, as the country (ISO 3166-1) itself writes it; unchanged if it already is."""
    language = _LANGUAGES.get(country)
    if language is None or name.isascii():
        return name
    return _WORD.sub(lambda found: _cased(found.group(), language), unicodedata.normalize("NFC", name))


def _cased(word: str, language: str) -> str:
    plain = _greek(word.lower()) if language == "el" else _cyrillic(word.lower(), language)
    return plain[:1].upper() + plain[1:] if word[0].isupper() else plain


def _greek(word: str) -> str:
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))
    latin, at = [], 0
    while at < len(letters):
        pair = letters[at : at + 2]
        latin.append(_greek_pair(pair, letters[at + 2 : at + 3]) or _greek_letter(letters[at]))
        at += 2 if pair in _GREEK_PAIRS or pair in _GREEK_BREATHS else 1
    return "".join(latin)


def _greek_pair(pair: str, following: str) -> str:
    if pair in _GREEK_BREATHS:
        return _GREEK_BREATHS[pair] + ("f" if not following or following in _VOICELESS else "v")
    return _GREEK_PAIRS.get(pair, "")


def _greek_letter(letter: str) -> str:
    return _GREEK.get(unicodedata.normalize("NFD", letter)[0], letter)


def _cyrillic(word: str, language: str) -> str:
    table = _SLAVIC[language]
    word = (
        _BULGARIAN_ENDING.sub("ia", word)
        if language == "bg"
        else word.replace(_UKRAINIAN_CLUSTER, "zgh")
        if language == "uk"
        else word
    )
    first = _UKRAINIAN_FIRST.get(word[0]) if language == "uk" else None
    return (first or table.get(word[0], word[0])) + "".join(table.get(letter, letter) for letter in word[1:])

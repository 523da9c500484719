"""How signs are written and found."""

from __future__ import annotations

import unicodedata

import pytest

from catalogue.taxonomy.signs import SignIndex, SignsByLanguage, parse_sign


def found(written: str, text: str) -> list[str]:
    return [seen for _, _, seen in SignIndex([parse_sign("area", written)]).find(text)]


@pytest.mark.parametrize(
    ("written", "text", "seen"),
    [
        ("battery", "A Battery, batteries and more", ["Battery"]),
        ("batteri*", "Batteriezelle und Altbatterie", ["Batteriezelle"]),
        ("*zelle", "Pouchzelle, Zellen", ["Pouchzelle"]),
        ("*batterie*", "Altbatterien, Batteriepass", ["Altbatterien", "Batteriepass"]),
        ("palivov* článk*", "o palivových článcích a palivové nádrži, palivové články", ["palivové články"]),
        ("fuel cell*", "fuel-cell, fuel  cells, fuel for cells", ["fuel cell", "fuel cells"]),
        ("=EV", "EV, ev, Ev and EVs", ["EV"]),
        ("=CAN FD", "can fd, CAN FD", ["CAN FD"]),
        ("C++", "C, C++ and C#", ["C++"]),
        ("žluť*", unicodedata.normalize("NFD", "Žluťoučký"), ["Žluťoučký"]),
        ("straße", "STRASSE", ["STRASSE"]),
        ("cell to pack", "cell to", []),
    ],
)
def test_a_sign_is_found_where_it_stands(written: str, text: str, seen: list[str]) -> None:
    assert found(written, text) == seen


def test_the_longest_sign_at_a_place_comes_first() -> None:
    index = SignIndex([parse_sign("a", "battery"), parse_sign("b", "battery management system*")])
    assert [(place, sign.of) for place, sign, _ in index.find("The battery management system")] == [(1, "b"), (1, "a")]


def test_a_sign_without_a_word_is_refused_with_its_owner_named() -> None:
    with pytest.raises(ValueError, match=r"'\*' of hydrogen holds no word"):
        parse_sign("hydrogen", "*")


@pytest.mark.parametrize("language", ["de", "de-AT", "DE", "de_CH"])
def test_a_text_is_read_with_the_signs_of_its_own_language_english_and_any(language: str) -> None:
    signs = SignsByLanguage({"x": {"any": ["one"], "en": ["two"], "de": ["drei"], "fr": ["quatre"]}})
    assert [seen for _, _, seen in signs.reading(language).find("one two drei quatre")] == ["one", "two", "drei"]


@pytest.mark.parametrize("language", [None, "xx", ""])
def test_a_text_in_an_unknown_language_is_read_as_english(language: str | None) -> None:
    signs = SignsByLanguage({"x": {"en": ["two"], "de": ["drei"]}})
    assert [seen for _, _, seen in signs.reading(language).find("two drei")] == ["two"]

"""The taxonomy's data files and what reads them."""

from __future__ import annotations

from collections import Counter

import pytest

from catalogue.domain.text.folding import fold_phrase
from catalogue.taxonomy.skill_areas import FOLDER, SkillArea, skill_areas

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv", "nl", "hu")
WORD_LANGUAGES = LANGUAGES[:10]
FIRST_LEVEL = [
    "batteries",
    "hydrogen",
    "electric-drive",
    "electronics",
    "it-software",
    "automated-connected-driving",
    "repair-maintenance",
    "manufacturing",
    "circular-economy",
    "quality-safety",
    "supply-chain",
    "management-skills",
]
AREAS = list(skill_areas())


def every_area() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("area", AREAS, ids=lambda area: area.key)


def test_the_first_level_is_the_twelve_fixed_keys_in_their_order() -> None:
    assert [area.key for area in skill_areas().roots()] == FIRST_LEVEL


def test_there_are_about_sixty_children_each_of_a_first_level_area() -> None:
    children = [area for area in AREAS if area.parent is not None]
    assert 55 <= len(children) <= 75
    assert {area.parent for area in children} == set(FIRST_LEVEL)


def test_batteries_follow_the_value_chain() -> None:
    assert [area.key for area in skill_areas().children("batteries")] == [
        "battery-raw-materials",
        "cell-manufacturing",
        "battery-modules-packs",
        "battery-management-systems",
        "battery-testing-safety",
        "battery-applications",
        "battery-second-use",
    ]


def test_every_key_is_given_once_and_in_kebab_case() -> None:
    written = [line for file in FOLDER.glob("*.toml") for line in file.read_text("utf-8").splitlines()]
    assert len(AREAS) == sum(line == "[[area]]" for line in written)
    assert all(area.key == fold_phrase(area.key).replace(" ", "-") for area in AREAS)


@every_area()
def test_an_area_is_labelled_in_every_language_and_defined(area: SkillArea) -> None:
    assert set(LANGUAGES) <= set(area.labels)
    assert all(label == label.strip() and label for label in area.labels.values())
    assert area.definition.endswith(".")


@every_area()
def test_an_area_has_words_that_betray_it_in_every_language(area: SkillArea) -> None:
    assert set(WORD_LANGUAGES) <= set(area.words)
    assert all(word.strip("*= ") for words in area.words.values() for word in words)


def test_a_label_belongs_to_one_area() -> None:
    owners = {(fold_phrase(label), area.key) for area in AREAS for label in area.labels.values()}
    assert [label for label, times in Counter(label for label, _ in owners).items() if times > 1] == []


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("batteries", "batteries"),
        ("BATERÍAS", "batteries"),
        ("baterias", "batteries"),
        (" Řízení   kvality ", "quality-management"),
        ("Fuel cells", "fuel-cells"),
        ("łańcuch dostaw", "supply-chain"),
        ("Hydrogène", "hydrogen"),
        ("medieval history", None),
        ("", None),
    ],
)
def test_an_area_is_found_by_key_or_label_however_written(written: str, key: str | None) -> None:
    assert skill_areas().find(written) == key


@every_area()
def test_each_label_finds_its_own_area(area: SkillArea) -> None:
    assert {skill_areas().find(label) for label in area.labels.values()} == {area.key}


@pytest.mark.parametrize(
    ("locale", "label"),
    [("de", "Wasserstoff"), ("de-AT", "Wasserstoff"), ("pt_BR", "Hidrogénio"), ("fi", "Hydrogen"), ("", "Hydrogen")],
)
def test_a_label_falls_back_to_the_base_language_and_then_to_english(locale: str, label: str) -> None:
    assert skill_areas().label("hydrogen", locale) == label


def test_an_unknown_key_is_its_own_label() -> None:
    assert skill_areas().label("falconry", "de") == "falconry"


def test_ancestors_come_once_each() -> None:
    areas = skill_areas()
    assert areas.ancestors("fuel-cells") == ["hydrogen"]
    assert areas.ancestors("hydrogen") == areas.ancestors("falconry") == []
    assert areas.with_ancestors(["fuel-cells", "hydrogen", "lean"]) == (
        "fuel-cells",
        "hydrogen",
        "lean",
        "management-skills",
    )


def test_the_index_text_names_an_area_and_its_parent_in_every_language() -> None:
    named = skill_areas().labels_in_all_languages(["fuel-cells"])
    assert {"Brennstoffzellen", "Wasserstoff", "Ogniwa paliwowe", "Vätgas"} <= set(named.split(", "))

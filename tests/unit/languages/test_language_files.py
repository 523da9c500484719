"""One file a language, each with every section or word that it has none."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from catalogue import languages
from catalogue.domain.course.fields import SHEET_COLUMNS
from catalogue.domain.course.records import Credential, DeliveryMode, InstanceStatus, Pace
from catalogue.domain.text.cldr import EUROPEAN, country_codes, currency_codes
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.time.units import Unit
from catalogue.languages import LanguageFileError, all_words, language_files, read_language, words, words_by_key
from catalogue.languages.sections import SECTIONS

FILES = sorted(languages.FOLDER.glob("*.toml"))
CATALOGUE = languages.FOLDER.parent
# Sections in which a word stands for its key, so that it may stand under one only.
MEANINGS = sorted(
    set(SECTIONS)
    - {"free", "prices", "durations", "dates", "clock", "lessons", "compounds", "function_words", "question_words"}
    - {"conditions", "case_endings"}
)
EMPTY = f"none = {sorted(SECTIONS)!r}\n"
ONLY_UNITS = f"none = {sorted(SECTIONS.keys() - {'units'})!r}\n[units]\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_every_section_or_says_that_it_has_none(file):
    read = read_language(file)
    assert read.sections.keys() | read.none == SECTIONS.keys()
    assert not read.sections.keys() & read.none


def test_a_file_is_called_after_a_european_language():
    assert {file.code for file in language_files()} <= set(EUROPEAN)


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("delivery_modes", DeliveryMode),
        ("credentials", Credential),
        ("paces", Pace),
        ("instance_statuses", InstanceStatus),
    ],
)
def test_every_value_of_a_field_has_words(section, values):
    assert set(words_by_key(section)) == {value.value for value in values}
    assert all(words_by_key(section).values())


def test_units_countries_and_currencies_are_those_of_the_domain():
    assert {*words_by_key("units")} == {unit.value for unit in Unit} - {"second"}
    assert words_by_key("country_names").keys() <= country_codes()
    assert words_by_key("currencies").keys() <= currency_codes()


def test_names_of_columns_are_those_of_the_table_of_fields():
    assert words_by_key("columns").keys() <= set(SHEET_COLUMNS)


@pytest.mark.parametrize("section", MEANINGS)
def test_no_word_means_two_things(section):
    meanings = defaultdict(set)
    for key, listed in words_by_key(section).items():
        for word in listed:
            meanings[fold_phrase(word).strip("*")].add(key)
    # which crown is meant, the currency or language beside it tells
    assert {word: keys for word, keys in meanings.items() if len(keys) > 1 and word != "kroner"} == {}


def test_words_are_found_by_language_or_of_all_languages():
    assert words("answers", "yes")["pl"] == ("tak",)
    assert {"tak", "oui"} <= set(all_words("answers", "yes"))
    assert "el" not in words("answers", "yes")
    with pytest.raises(KeyError):
        words("answers", "perhaps")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("none = [", "xx.toml is no TOML in UTF-8"),
        ("none = []", "xx.toml: months must be either a table or listed in none"),
        (EMPTY + "[units]\nday = ['d']", "xx.toml: units must be either a table or listed in none"),
        (EMPTY + "[colours]\nred = ['rot']", "xx.toml: colours is no section"),
        (ONLY_UNITS, "xx.toml: units must be a table of lists of words"),
        (ONLY_UNITS + "fortnight = ['a']", "xx.toml: units.fortnight is no key"),
        (ONLY_UNITS + "day = 'tag'", "xx.toml: units.day must be a list of words"),
        (ONLY_UNITS + "day = ['tag', 1]", "xx.toml: units.day must be a list of words"),
        (ONLY_UNITS + "day = ['tag|tage']", "xx.toml: units.day has 'tag|tage'"),
        (ONLY_UNITS + "day = ['ta*g']", "xx.toml: units.day has 'ta*g'"),
        (ONLY_UNITS + "day = ['']", "xx.toml: units.day has ''"),
        (ONLY_UNITS + "day = ['tag', 'tag']", "xx.toml: units.day has tag twice"),
    ],
)
def test_a_malformed_file_is_refused_by_file_and_key(tmp_path, text, fault):
    file = tmp_path / "xx.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(LanguageFileError, match=re.escape(fault)):
        read_language(file)


def test_adding_a_language_is_adding_one_file(tmp_path: Path):
    for package in ("domain", "languages"):
        shutil.copytree(CATALOGUE / package, tmp_path / "catalogue" / package, ignore=shutil.ignore_patterns("*.pyc"))
    (tmp_path / "catalogue" / "__init__.py").touch()
    own = f"none = {sorted(SECTIONS.keys() - {'units', 'delivery_modes', 'months', 'free'})!r}\n"
    own += "[units]\nday = ['päev', 'päeva']\n[delivery_modes]\nonline = ['kaugõpe*']\n"
    own += "[months]\n3 = ['paastukuu']\n[free]\nphrases = ['muidu']\n"
    (tmp_path / "catalogue/languages/et.toml").write_text(own, "utf-8")
    asked = (
        "from catalogue.domain.time.durations import parse_workload as workload\n"
        "from catalogue.domain.course.delivery_modes import parse_delivery_mode as mode\n"
        "from catalogue.domain.course.free_of_charge import says_free as free\n"
        "from catalogue.domain.time.dates import parse_moment as moment\n"
        "print(workload('3 päeva'), mode('Kaugõppes'), mode('kaugõpe'), free('Muidu'))\n"
        "print(moment('3. paastukuu 2027', 'et').isoformat())\n"
    )
    command = [sys.executable, "-c", asked]
    said = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True, env={"PYTHONUTF8": "1"})
    assert said.stdout.split() == ["P3D", "None", "online", "True", "2027-03-03"]

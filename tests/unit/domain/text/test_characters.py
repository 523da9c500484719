"""Texts hold characters and nothing else, by the rule of XML 1.0."""

import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalogue.domain.text.characters import all_well_formed, is_well_formed, well_formed
from catalogue.domain.text.messages import Message
from catalogue.domain.text.sanitisation import clean_html, plain_line, plain_text
from catalogue.exports.xml_elements import elements_of
from catalogue.ingestion.contract import Page
from catalogue.ingestion.tables import read_tables
from catalogue.services.learning.skills.esco_files import read_download

ODD_SIGNS = "\ud83d\ude00\udc00\x00\x01\x0b\x0c\x1f\x7f\x85\ufffe\uffff"
ANY_TEXT = st.text(st.one_of(st.sampled_from(f"{ODD_SIGNS}<&>#;x1À\x80'\""), st.characters(exclude_categories=())))


@dataclass(frozen=True, slots=True)
class Part:
    text: str = ""
    parts: tuple[object, ...] = ()
    by_name: dict[str, object] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Zelle", "Zelle"),
        ("half \ud83d an emoji", "half  an emoji"),
        ("both \ud83d\ude00 halves", "both 😀 halves"),
        ("\ude00\ud83d", ""),
        ("a\x00b\x01c", "abc"),
        ("line\x0bbreak\x0cpage\x1fpart", "line break page part"),
        ("tab\tand\r\nlines", "tab\tand\r\nlines"),
        ("\ufffe\uffff\ufffd\x85", "\ufffd\x85"),
    ],
)
def test_what_is_no_character_is_left_out_and_what_parts_words_goes_on_parting_them(text, clean):
    assert well_formed(text) == clean


@given(ANY_TEXT)
def test_any_text_can_be_encoded_and_stand_in_xml_and_cleaning_twice_changes_nothing(text):
    clean = well_formed(text)
    element = elements_of("urn:x")("a", text, name=text)
    assert etree.fromstring(etree.tostring(element)).tag == "{urn:x}a"
    assert clean.encode().decode() == clean
    assert is_well_formed(clean) and well_formed(clean) == clean
    assert clean == text or not is_well_formed(text)


@given(ANY_TEXT)
def test_what_sanitising_gives_is_well_formed_though_references_stand_for_anything(text):
    for made in (
        clean_html(text),
        plain_text(text),
        plain_line(text),
        clean_html(f"<p>&#12;&#{ord(text[0]) if text else 1};{text}"),
    ):
        assert is_well_formed(made)


def test_no_address_becomes_a_script_by_what_is_left_out_of_it():
    assert "script" not in clean_html('<a href="java&#1;script:alert(1)">x</a><a href="java\x01script:alert(1)">y</a>')


@given(ANY_TEXT)
def test_every_text_within_a_value_is_cleaned_and_what_is_clean_stays_the_same_object(text):
    odd = Part(text, (text, [text, 1, None], Part(text)), {text: {"a": text}, "message": Message("%(a)s", a=text)})
    clean = all_well_formed(odd)
    assert is_well_formed(str(clean.by_name["message"]))
    assert is_well_formed(
        "".join([clean.text, clean.parts[0], clean.parts[1][0], clean.parts[2].text, *map(str, clean.by_name)])
    )
    assert clean.parts[1][1:] == [1, None]
    assert all_well_formed(clean) is clean


@given(ANY_TEXT.filter(lambda text: "\x00" not in text))  # a file with that is no text
def test_the_cells_of_any_table_are_well_formed(text):
    cell = json.dumps(text).replace('"', "")
    page = Page(
        url="a.csv", content=f"title,url,{text}\n{cell}{text},https://a.example/1,{text}\n".encode("utf-8", "replace")
    )
    tables = read_tables(page, most_rows=10)
    assert all(map(is_well_formed, (cell for table in tables for row in table for cell in row.cells)))


def test_the_files_of_esco_are_cleaned_as_they_are_read(tmp_path):
    uri = "http://data.europa.eu/esco/skill/1"
    (tmp_path / "skills_de.csv").write_text(
        f"conceptUri,preferredLabel,altLabels\n{uri},Zelle\x01n,eins\x0b|zw\x00ei\n", "utf-8"
    )
    found = read_download(tmp_path).concepts[uri]
    assert found.labels == {"de": "Zellen"} and found.alternative_labels == {"de": ["eins", "zwei"]}

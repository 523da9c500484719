"""Twice the text costs about twice as much, whoever reads it; the campaign's ``growth`` tries far more texts."""

import re
from functools import cache

import pytest

from tests.growth.costs import growth
from tests.growth.inputs import Shape, shapes_of_pattern
from tests.growth.parsers import field_parsers, importer_parsers, search_parsers, text_parsers
from tests.growth.trials import Trial, faults_of, field_trials, text_trials


@cache
def parsers():
    return {
        parser.name: parser for parser in (*search_parsers(), *text_parsers(), *field_parsers(), *importer_parsers())
    }


# What once cost minutes, each named by the parser that did.
SLOW_ONCE = [
    ("CourseDraft.teaching_languages", Shape("in", " ", "!")),
    ("catalogue.domain.text.languages.parse_languages", Shape("in", " ", "!")),
    ("catalogue.domain.time.lessons.in_minutes", Shape("1", " ", "!")),
    ("catalogue.domain.places.localities.region_of_locality", Shape("a", "\t", "a")),
    ("catalogue.domain.text.sanitisation.clean_html", Shape("&lt;br", " ", "!")),
    ("catalogue.domain.text.labelled_facts.facts_under_labels", Shape("", " ", "!")),
    ("importers.markup.page_facts.page_language", Shape("", "<html lang ", "!")),
    ("importers.markup.page_facts.next_address", Shape("<a ", "a", ">")),
    ("importers.scaffolding.values.field_said", Shape("", ":", "!")),
    ("importers.markup.json_repair.value_of", Shape('{"a": ', "/*")),
    ("importers.rss.own_elements.field_of", Shape("course", "_a")),
    ("xcri.read", Shape('<catalog xmlns="http://xcri.org">', "<![CDATA[&")),
    ("search.highlights", Shape("", "a ")),
    ("csv.detect", Shape("title,url,", "(")),
    ("csv.read", Shape("title,url,keywords\na,https://a.example/,", " ", "x")),
    ("plain-page.read", Shape("<html><body>", "<div>")),
    ("plain-page.detect", Shape("<html><body>", "<div class=a><b>a</b>")),
    ("plain-page.detect", Shape("<html>", "<h1 ")),
]


@pytest.mark.parametrize(("name", "shape"), SLOW_ONCE, ids=[f"{name} {shape.unit!r}" for name, shape in SLOW_ONCE])
def test_what_was_slow_once_is_so_no_more(name, shape):
    assert Trial(parsers()[name], shape).fault() == ""


def test_no_function_of_a_text_grows_faster_than_its_text():
    assert [fault for fault in faults_of(text_trials(2)) if fault] == []


def test_no_field_of_a_draft_takes_longer_than_its_length_is_worth():
    assert [fault for fault in faults_of(field_trials(2)) if fault] == []


@pytest.mark.parametrize("pattern", [r"\s*[,;]\s*", r"[a-z]+-\d"])
def test_a_bad_expression_is_found_by_the_texts_that_are_made_from_it(pattern):
    expression = re.compile(pattern)
    assert any(growth(expression.findall, shape.text) > 1 for shape in shapes_of_pattern(pattern))


def test_every_importer_field_and_rule_is_tried():
    names = " ".join(parsers())
    assert all(
        part in names for part in ("prices.parse_price", "schemaorg.read", "PlaceDraft.locality", "read_question")
    )
    assert len(parsers()) > 150

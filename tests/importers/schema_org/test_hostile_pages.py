"""Pages made, or broken, so that a careless reader would fail or never end."""

import json

import pytest

from importers.schema_org.importer import read
from tests.importers.reading import courses, faults, page

COURSE = '{"@context":"https://schema.org","@type":"Course","name":"Cells","url":"/cells"}'
MESH = range(40)


def script(block):
    return f'<script type="application/ld+json">{block}</script>'


@pytest.mark.parametrize(
    "block",
    [
        '{"@type":"Course","name":"X","n":' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"@type":"Course","name":"X" oops',
    ],
)
def test_a_block_that_python_cannot_read_costs_nothing_of_the_others(block):
    found = list(read(page(script(block) + script(COURSE))))
    assert [course.title for course in courses(found)] == ["Cells"]
    assert faults(found)[0].where.startswith("JSON-LD block 1, line 1")


def test_a_course_is_read_out_of_depths_it_does_not_need():
    deep = COURSE[:-1] + ',"about":' + "[" * 500 + "]" * 500 + "}"
    assert [course.title for course in courses(read(page(script(deep))))] == ["Cells"]


def test_a_mesh_of_references_ends():
    mesh = [{"@id": f"#{one}", "@type": "Course", "about": [{"@id": f"#{other}"} for other in MESH]} for one in MESH]
    for node in mesh:
        node["name"] = node["about"]
    assert len(courses(read(page(script(json.dumps(mesh)))))) == len(MESH)


def test_a_mesh_of_microdata_references_ends():
    refs = " ".join(f"i{other}" for other in MESH)
    items = "".join(f'<p id="i{one}" itemprop="about" itemscope itemref="{refs}"></p>' for one in MESH)
    root = f'<div itemscope itemtype="https://schema.org/Course" itemref="{refs}"><b itemprop="name">Cells</b></div>'
    assert [course.title for course in courses(read(page(root + items)))] == ["Cells"]


@pytest.mark.parametrize(
    "opening",
    [
        '<script type="application/ld+json">',
        "<script application/ld+json ",
        "application/ld+json ",
        "<!--",
        "<a ",
        '<p itemscope itemref="x" id="x">',
    ],
)
def test_many_openings_without_an_end_are_read_in_passing(opening):
    assert courses(read(page(opening * 20_000))) == []


def test_microdata_of_an_xhtml_page_is_read():
    xhtml = '<?xml version="1.0" encoding="utf-8"?><html><body><div itemscope itemtype="https://schema.org/Course">'
    (course,) = courses(read(page(xhtml + '<a itemprop="name" href="/cells">Cells</a></div></body></html>')))
    assert course.title == "Cells"


@pytest.mark.parametrize(
    "nested",
    [
        '<div property="about item hasPart" typeof="Thing">',
        '<div rel="about item hasPart" typeof="Thing">',
        '<div rel="about item hasPart"><i typeof="Thing">',
        '<div itemprop="about item hasPart" itemscope itemtype="https://schema.org/Thing">',
    ],
)
def test_what_is_several_things_at_once_is_not_doubled_by_each_level_around_it(nested):
    course = '<p property="item" typeof="Course"><b property="name">Cells</b></p>'
    item = '<p itemprop="item" itemscope itemtype="https://schema.org/Course"><b itemprop="name">Cells</b></p>'
    body = f'<main vocab="https://schema.org/" typeof="WebPage" itemscope>{nested * 40}{course}{item}</main>'
    found = list(read(page(f"<html><body>{body}</body></html>")))
    assert [draft.title for draft in courses(found)] == ["Cells"]

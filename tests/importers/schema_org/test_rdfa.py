"""RDFa in pages: the same courses as in JSON-LD, however its attributes are combined."""

import pytest
from hypothesis import given, settings

from importers.schema_org.importer import detect, read
from tests.importers.reading import courses, mutations, page

LITE = """<div vocab="https://schema.org/" typeof="Course" resource="/cells">
  <h2><a property="url" href="/cells"><span property="name">Cells</span></a></h2>
  <div property="provider" typeof="Organization"><a property="name" href="/">Sample College</a></div>
  <ul property="hasCourseInstance" typeof="CourseInstance">
    <li>From <time property="startDate" datetime="2027-01-11">11 January</time>
    <li><span property="location" typeof="Place"><span property="address">Cork</span></span>
    <li property="offers" typeof="Offer"><meta property="priceCurrency" content="EUR"><b property="price">90</b>
  </ul></div>"""
PREFIXED = """<div prefix="s: http://schema.org/ og: http://ogp.me/ns#" typeof="s:Course" about="/cells">
  <h2 property="s:name og:title">Cells</h2><link property="s:url" href="/cells">
  <p rel="s:provider"><span typeof="s:Organization"><i property="s:name">Sample College</i></span></p>
  <div rel="s:hasCourseInstance" typeof="s:CourseInstance"><i property="s:startDate" content="2027-01-11">soon</i>
  <i property="s:location">Cork</i><i rel="s:offers"><b typeof="s:Offer" content=""><b property="s:price">90</b>
  <b property="s:priceCurrency">EUR</b></b></i></div></div>"""
UNPREFIXED = """<main vocab="https://schema.org/" typeof="Course" about="/cells"><b property="name">Cells</b>
  <a rel="url nofollow" href="/cells">more</a><p rel="provider">
  <i typeof="Organization"><b property="name">Sample College</b></i></p>
  <div rel="hasCourseInstance" typeof="CourseInstance"><i property="startDate" content="2027-01-11">soon</i>
  <i property="location" rel="license">Cork</i><p rel="offers" typeof="Offer"><b property="price" content="90">90 €</b>
  <meta property="priceCurrency" content="EUR"></p></div></main>"""
REFERRED = """<main vocab="http://schema.org/"><p about="/cells" typeof="Course"><b property="name">Cells</b>
  <a property="provider" resource="#us">us</a></p>
  <p resource="#us" typeof="Organization"><b property="name">Sample College</b></p>
  <p typeof="CourseInstance"><a property="instanceOf" resource="/cells"></a>
  <b property="startDate">2027-01-11</b><b property="location">Cork</b>
  <i property="offers" typeof="Offer"><b property="price">90 EUR</b></i></p>
  <p about="/cells"><a property="url" href="/cells">more</a></p></main>"""


def html(body):
    return page(f"<!doctype html><html lang=en><head><title>x</title></head><body>{body}</body></html>")


@pytest.mark.parametrize("body", [LITE, PREFIXED, UNPREFIXED, REFERRED])
def test_a_course_is_read_with_provider_run_and_price(body):
    assert detect(html(body)) == 0.85
    (course,) = courses(read(html(body)))
    assert (course.title, course.url) == ("Cells", "https://academy.example/cells")
    assert course.provider.name == "Sample College"
    (run,) = course.instances
    assert (run.start, f"{run.price} {run.currency}".strip()) == ("2027-01-11", "90 EUR")
    assert run.place.name == "Cork" or run.place.street == "Cork"


def test_texts_in_several_languages_are_the_course_and_its_translation():
    (course,) = courses(
        read(
            html(
                '<div vocab="https://schema.org/" typeof="Course"><b property="name" lang="de">Zellen</b>'
                '<b property="name" lang="en">Cells</b><a property="url" href="/c">x</a></div>'
            )
        )
    )
    assert (course.title, course.translations) == ("Cells", {"de": {"title": "Zellen", "summary": ""}})


def test_a_page_that_holds_a_course_as_its_main_entity_offers_that_course():
    body = f'<main vocab="https://schema.org/" typeof="WebPage"><div property="mainEntity" {LITE[5:]}</main>'
    assert [course.title for course in courses(read(html(body)))] == ["Cells"]


@pytest.mark.parametrize(
    "body",
    [
        '<div typeof="Course"><b property="name">of no vocabulary</b></div>',
        '<div vocab="http://xmlns.com/foaf/0.1/" typeof="Course"><b property="name">of another one</b></div>',
        '<div vocab="https://schema.org/"><b property="name">of no type</b></div>',
    ],
)
def test_what_is_not_of_schema_org_is_passed_over(body):
    assert courses(read(html(body + "<!-- schema.org -->"))) == []


@pytest.mark.parametrize("word", ["nofollow", "external noopener", "BOOKMARK", "next"])
def test_how_to_treat_a_link_is_no_property_of_what_is_around_it(word):
    body = (
        '<main vocab="https://schema.org/" typeof="WebPage">'
        f'<a rel="{word}" typeof="Course" href="/cells"><b property="name">Cells</b></a></main>'
    )
    assert [course.url for course in courses(read(html(body)))] == ["https://academy.example/cells"]


@settings(max_examples=150, deadline=None)
@given(mutations(PREFIXED.encode()))
def test_no_damage_to_its_attributes_breaks_the_page(content):
    list(read(page(b"<html><body>" + content)))

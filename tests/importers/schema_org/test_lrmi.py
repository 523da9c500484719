"""Works that the vocabulary of the LRMI describes: a course where they say so, and not what is only for one."""

import json

import pytest

from importers.schema_org.importer import detect, read
from tests.importers.reading import courses, page

MODULE = {
    "@context": "https://schema.org",
    "@type": "CreativeWork",
    "name": "Cell chemistry",
    "url": "https://lab.example/chemistry",
    "learningResourceType": "Online-Kurs",
    "timeRequired": "PT6H",
    "useRightsUrl": "https://creativecommons.org/licenses/by/4.0/",
    "author": {"@type": "CollegeOrUniversity", "name": "Sample College"},
    "educationalAlignment": [
        {"@type": "AlignmentObject", "alignmentType": "teaches", "targetName": "balance a cell"},
        {"@type": "AlignmentObject", "alignmentType": "requires", "targetName": "school chemistry"},
        {"@type": "AlignmentObject", "alignmentType": "educationalSubject", "targetName": "Electrochemistry"},
        {"@type": "AlignmentObject", "alignmentType": "textComplexity", "targetName": "grade 9"},
    ],
}
MICRODATA = """<div itemscope itemtype="http://schema.org/CreativeWork"><meta itemprop="name" content="Cell chemistry">
<link itemprop="url" href="https://lab.example/chemistry"><meta itemprop="timeRequired" content="PT6H">
<meta itemprop="learningResourceType" content="course"></div>"""


def found(*nodes):
    blocks = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return courses(read(page(f"<html><head>{blocks}</head></html>")))


def test_a_work_that_says_it_is_a_course_is_one():
    (course,) = found(MODULE)
    assert (course.title, course.url, course.workload) == ("Cell chemistry", "https://lab.example/chemistry", "PT6H")
    assert course.provider.name == "Sample College"
    assert course.licence == MODULE["useRightsUrl"]
    assert (course.learning_outcomes, course.prerequisites) == (["balance a cell"], "school chemistry")
    assert course.skill_areas == ["Electrochemistry"]
    assert course.instances == []


def test_it_may_say_so_in_microdata():
    written = page(f"<html><body>{MICRODATA}</body></html>")
    assert detect(written) > 0.5
    assert [course.workload for course in courses(read(written))] == ["PT6H"]


@pytest.mark.parametrize(
    "kind", ["course", "Kurse", "corso", "Formation", "https://w3id.org/kim/hcrt/course", "training"]
)
def test_the_word_for_a_course_is_understood_in_any_language(kind):
    assert len(found(MODULE | {"learningResourceType": kind})) == 1


@pytest.mark.parametrize("kind", ["Kursmaterial", "course material", "Practice Test", "article", "lesson plan", ""])
def test_what_is_for_a_course_is_none(kind):
    assert found(MODULE | {"learningResourceType": kind}) == []


def test_a_person_who_wrote_it_does_not_offer_it():
    assert found(MODULE | {"author": {"@type": "Person", "name": "Ada"}})[0].provider is None


def test_a_page_about_a_course_is_not_a_second_one():
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": "Cell chemistry",
        "url": MODULE["url"] + "/c",
    }
    assert [draft.url for draft in found(MODULE | {"@type": "WebPage"}, course)] == [course["url"]]
    other = course | {"name": "Chemistry of cells"}
    assert [draft.url for draft in found(MODULE | {"@type": "WebPage", "mainEntity": other})] == [course["url"]]

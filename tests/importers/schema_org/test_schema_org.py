"""schema.org markup, well and badly written."""

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contract import Unreadable
from importers.schema_org.importer import detect, read
from tests.importers.reading import courses, faults, links, mutations, page

COURSE = '{"@context":"https://schema.org","@type":"Course","name":"Zellfertigung","url":"/kurse/zelle"}'


def html(*blocks, body="", lang="de"):
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return page(f'<!doctype html><html lang="{lang}"><head>{scripts}</head><body>{body}</body></html>')


def test_a_course_in_json_ld_is_read_with_its_pages_language():
    (course,) = courses(read(html(COURSE)))
    assert (course.title, course.url, course.page_language) == (
        "Zellfertigung",
        "https://academy.example/kurse/zelle",
        "de",
    )


@pytest.mark.parametrize(
    "block",
    [
        COURSE + ";",
        f"<!-- {COURSE} -->",
        f"//<![CDATA[\n{COURSE}\n//]]>",
        f"/*<![CDATA[*/{COURSE}/*]]>*/",
        "\ufeff" + COURSE,
        COURSE.replace("}", ",}"),
        COURSE.replace("Zellfertigung", "Zell\nfertigung"),
        COURSE.replace("Zellfertigung", "Zell&amp;fertigung"),
        f"[{COURSE},]",
        '{"@graph":[' + COURSE + "]}",
    ],
)
def test_a_carelessly_written_block_is_still_read(block):
    found = list(read(html(block)))
    assert faults(found) == []
    assert courses(found)[0].title.replace("\n", "").replace("&", "") == "Zellfertigung"


def test_one_broken_block_is_named_and_costs_nothing_of_the_others():
    found = list(read(html('{"@type": "Course", "name": "Broken" oops}', COURSE)))
    assert [course.title for course in courses(found)] == ["Zellfertigung"]
    (fault,) = faults(found)
    assert fault.where.startswith("JSON-LD block 1, line 1")


def test_empty_blocks_are_passed_over():
    assert [course.title for course in read(html("", "  ", COURSE))] == ["Zellfertigung"]


def test_instances_carry_dates_places_prices_and_modes():
    block = """{"@context":"http://schema.org/","@type":["Course"],"name":"HV","url":"https://a.example/hv",
      "offers":{"@type":"Offer","price":450,"priceCurrency":"EUR"},
      "hasCourseInstance":[{"@type":"CourseInstance","startDate":"2027-03-01","endDate":"2027-03-03",
        "courseMode":"onsite","inLanguage":"de","maximumAttendeeCapacity":12,
        "location":{"@type":"Place","name":"Werk 2","address":{"@type":"PostalAddress","addressLocality":"Ulm",
        "postalCode":"89073","addressCountry":{"@type":"Country","name":"DE"}}}}]}"""
    (course,) = courses(read(html(block)))
    (run,) = course.instances
    assert (run.start, run.end, run.mode, run.language, run.capacity) == (
        "2027-03-01", "2027-03-03", "onsite", "de", "12",
    )  # fmt: skip
    assert (run.place.name, run.place.locality, run.place.country) == ("Werk 2", "Ulm", "DE")
    assert (run.price, run.currency) == ("450", "EUR")


def test_references_between_blocks_are_followed():
    course = (
        '{"@context":"https://schema.org","@type":"Course","name":"BMS","url":"https://a.example/bms",'
        '"provider":{"@id":"#us"}}'
    )
    us = '{"@context":"https://schema.org","@id":"#us","@type":"Organization","name":"Akademie"}'
    assert courses(read(html(course, us)))[0].provider.name == "Akademie"


def test_a_circle_of_references_ends():
    block = '{"@context":"https://schema.org","@type":"Course","@id":"#a","name":"A","url":"https://a.example/a","hasCourseInstance":{"@id":"#a"}}'
    assert len(courses(read(html(block)))) == 1


def test_a_list_of_addresses_becomes_links_and_a_list_of_courses_courses():
    block = """{"@context":"https://schema.org","@type":"ItemList","itemListElement":[
      {"@type":"ListItem","position":1,"url":"/kurse/1"},
      {"@type":"ListItem","position":2,"item":{"@type":"Course","name":"Zwei","url":"/kurse/2"}}]}"""
    found = list(read(html(block, body='<a rel="next" href="?page=2">weiter</a>')))
    assert links(found) == ["https://academy.example/kurse/1", "https://academy.example/courses/?page=2"]
    assert [course.title for course in courses(found)] == ["Zwei"]


MICRODATA = """
<article itemscope itemtype="https://schema.org/Course">
  <h1 itemprop="name">Soudage laser</h1><a itemprop="url" href="/formations/laser">voir</a>
  <div itemprop="description"><p>Un</p><p>Deux</p></div>
  <div itemprop="hasCourseInstance" itemscope itemtype="https://schema.org/CourseInstance">
    <time itemprop="startDate" datetime="2027-05-10">10 mai</time>
    <span itemprop="location" itemscope itemtype="https://schema.org/Place">
      <span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
        <span itemprop="addressLocality">Lyon</span><meta itemprop="addressCountry" content="FR"></span></span>
  </div>
  <span itemprop="provider" itemscope itemref="who"></span>
</article><p id="who"><b itemprop="name">Campus</b></p>"""


def test_microdata_is_read_like_json_ld():
    (course,) = courses(read(html(body=MICRODATA, lang="fr")))
    assert (course.title, course.url) == ("Soudage laser", "https://academy.example/formations/laser")
    assert course.description == "<p>Un</p><p>Deux</p>"
    assert (course.instances[0].start, course.instances[0].place.locality) == ("2027-05-10", "Lyon")
    assert course.provider.name == "Campus"


def test_the_same_course_in_both_syntaxes_appears_once():
    block = '{"@context":"https://schema.org","@type":"Course","name":"Soudage laser","url":"/formations/laser"}'
    assert len(courses(read(html(block, body=MICRODATA)))) == 1


def test_an_event_is_a_course_with_one_instance_unless_it_repeats_one():
    event = '{"@context":"https://schema.org","@type":"EducationEvent","name":"Tag der Zelle","startDate":"2027-01-09","url":"https://a.example/tag"}'
    (course,) = courses(read(html(event)))
    assert [run.start for run in course.instances] == ["2027-01-09"]


def test_what_is_free_says_so():
    block = COURSE.replace('"@type":"Course"', '"@type":"Course","isAccessibleForFree":true')
    assert courses(read(html(block)))[0].instances[0].price == "free"


def test_a_file_that_is_not_json_is_unreadable_with_its_line():
    with pytest.raises(Unreadable, match="line 2"):
        list(read(page('{"@context": "https://schema.org",\n oops')))


@pytest.mark.parametrize(
    ("content", "least"), [(COURSE, 0.8), (MICRODATA, 0.8), ("<p>Kurse</p>", 0.0), ("\x00schema.org Course", 0.0)]
)
def test_detection_is_sure_of_courses_only(content, least):
    assert detect(page(content)) >= least
    assert (detect(page(content)) > 0) == (least > 0)


WHOLE = html(COURSE, body=MICRODATA).content


@settings(max_examples=200, deadline=None)
@given(mutations(WHOLE))
def test_no_mutation_of_a_page_breaks_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)

"""XCRI-CAP feeds, whole and broken."""

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contract import CourseDraft, Unreadable
from importers.xcri.importer import detect, read
from tests.importers.reading import courses, faults, mutations, page

COURSE = """<course><dc:identifier xsi:type="xcri:internalID">B{number}</dc:identifier>
  <dc:title>Battery {number}</dc:title><mlo:url>https://a.example/{number}</mlo:url>
  <dc:description><div xmlns="http://www.w3.org/1999/xhtml"><p>Cells</p></div></dc:description>
  <mlo:credit><credit:scheme>EQF</credit:scheme><credit:level>5</credit:level></mlo:credit>
  <presentation><mlo:start dtf="2027-03-01">March</mlo:start><mlo:places>12</mlo:places>
    <mlo:languageOfInstruction>en</mlo:languageOfInstruction><mlo:cost>GBP 90</mlo:cost>
    <venue><provider><dc:title>Hall</dc:title><mlo:location><mlo:town>Cork</mlo:town></mlo:location></provider></venue>
  </presentation></course>
"""
OPEN = """<?xml version="1.0"?><catalog xmlns="http://xcri.org/profiles/1.2/catalog"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mlo="http://purl.org/net/mlo" xmlns:credit="http://purl.org/net/cm"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><provider><dc:title>College</dc:title>
"""
FEED = OPEN + "".join(COURSE.format(number=number) for number in range(3)) + "</provider></catalog>"


def test_a_course_is_read_with_its_presentation():
    first = courses(read(page(FEED)))[0]
    assert (first.external_id, first.title, first.url, first.eqf_level) == (
        "B0",
        "Battery 0",
        "https://a.example/0",
        "5",
    )
    assert "<p>Cells</p>" in first.description
    run = first.instances[0]
    assert (run.start, run.capacity, run.price, run.place.locality) == ("2027-03-01", "12", "GBP 90", "Cork")


def test_every_course_knows_its_provider_though_those_before_it_are_forgotten():
    assert [course.provider.name for course in courses(read(page(FEED)))] == ["College"] * 3


def test_a_run_on_campus_without_a_venue_is_where_its_provider_is():
    town = "<mlo:location><mlo:town>Galway</mlo:town></mlo:location></provider></catalog>"
    campus = COURSE.format(number=1)
    campus = campus[: campus.index("<venue>")] + "</presentation></course>"
    distant = campus.replace("</mlo:cost>", "</mlo:cost><attendanceMode>Distance without attendance</attendanceMode>")
    found = courses(read(page(OPEN + campus + distant + COURSE.format(number=3) + town)))
    places = [course.instances[0].place for course in found]
    assert [place and place.locality for place in places] == ["Galway", None, "Cork"]


def first_with(inner="", location="<mlo:town>Cork</mlo:town>", run=""):
    course = COURSE.format(number=1).replace("<presentation>", f"{inner}<presentation>{run}")
    return courses(read(page(OPEN + course.replace("<mlo:town>Cork</mlo:town>", location) + "</provider></catalog>")))[
        0
    ]


@pytest.mark.parametrize(
    ("title", "credential"),
    [
        ("<dc:title>BSc Battery Science</dc:title>", "BSc Battery Science"),
        ("<dc:title>Cell Technologist</dc:title><abbr>BSc</abbr>", "BSc"),
        ("<dc:title>Cell Technologist</dc:title>", "qualification"),
        ("<dc:title>No qualification</dc:title>", "No qualification"),
        ("", ""),
    ],
)
def test_what_stands_as_a_qualification_is_one(title, credential):
    assert first_with(f"<mlo:qualification>{title}</mlo:qualification>").credential == credential


def test_what_a_presentation_requires_is_what_the_course_requires():
    assert first_with(run="<mlo:prerequisite>Algebra</mlo:prerequisite>").prerequisites == "Algebra"
    stated = "<mlo:prerequisite>Chemistry</mlo:prerequisite>"
    assert first_with(stated, run="<mlo:prerequisite>Algebra</mlo:prerequisite>").prerequisites == "Chemistry"


@pytest.mark.parametrize(
    ("location", "street", "town"),
    [
        ("<mlo:address>Mill Lane</mlo:address><mlo:address>Leeds</mlo:address>", "Mill Lane", "Leeds"),
        ("<mlo:address>East Wing</mlo:address><mlo:address>Mill Lane</mlo:address><mlo:town>Leeds</mlo:town>",
         "East Wing, Mill Lane", "Leeds"),
        ("<mlo:address>Mill Lane</mlo:address><mlo:address>Leeds</mlo:address><mlo:address>LS1 4AP</mlo:address>"
         "<mlo:postcode>LS1 4AP</mlo:postcode>", "Mill Lane", "Leeds"),
        ("<mlo:address>East Wing</mlo:address><mlo:address>7 Mill Lane</mlo:address>", "East Wing, 7 Mill Lane", ""),
        ("<mlo:address>Leeds</mlo:address>", "Leeds", ""),
    ],
)  # fmt: skip
def test_all_lines_of_an_address_are_read_and_the_last_may_be_the_town(location, street, town):
    place = first_with(location=location).instances[0].place
    assert (place.street, place.locality) == (street, town)


@pytest.mark.parametrize(
    ("subjects", "keywords"),
    [
        ('<s xsi:type="JACS3">Physics</s><s>Cells</s><s>Cells</s>', ["Cells"]),
        ('<s xsi:type="JACS3">Physics</s><s xsi:type="LDCS3">Energy</s>', ["Physics", "Energy"]),
    ],
)
def test_coded_subjects_serve_only_where_there_are_no_others(subjects, keywords):
    marked = subjects.replace("<s", "<dc:subject").replace("</s>", "</dc:subject>")
    (course,) = courses(read(page(OPEN + f"<course>{marked}</course></provider></catalog>")))
    assert course.keywords == keywords


def test_a_level_of_another_framework_is_not_taken_for_the_european_one():
    (course,) = courses(read(page(OPEN + COURSE.format(number=1).replace("EQF", "SCQF") + "</provider></catalog>")))
    assert course.eqf_level == ""


def test_a_feed_cut_off_gives_what_it_had_and_says_that_there_was_more():
    found = list(read(page(FEED[: FEED.rindex("<course>") + 60])))
    assert len(courses(found)) == 2
    (fault,) = faults(found)
    assert fault.truncates
    assert "line" in fault.where


def test_entities_that_explode_are_refused_with_their_line():
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n' + OPEN[21:] + "&b;"
    with pytest.raises(Unreadable, match="line 2"):
        list(read(page(bomb)))


@pytest.mark.parametrize("before", ["<!-- c -->\n" * 2000, "<?a b?>" + " " * 9000])
def test_a_document_type_is_found_however_far_down(before):
    with pytest.raises(Unreadable, match="document type"):
        list(read(page(before + "<!DOCTYPE a [ ]>" + FEED[21:])))


@pytest.mark.parametrize("type_", ["<!DOCTYPE a>", "<!DOCTYPE a PUBLIC \"-//x//[y]>\" 'z'>", "<!doctype\na\n>"])
def test_a_document_type_without_declarations_is_harmless(type_):
    assert len(courses(read(page(type_ + FEED[21:])))) == 3


def test_a_description_may_speak_of_document_types():
    text = FEED.replace("<p>Cells</p>", "<p><![CDATA[<!DOCTYPE html>]]></p>")
    assert len(courses(read(page(text)))) == 3


def test_blank_lines_before_the_declaration_do_no_harm():
    assert len(courses(read(page("\n\n" + FEED)))) == 3


def test_a_feed_without_courses_is_unreadable():
    with pytest.raises(Unreadable, match="no <course>"):
        list(read(page(OPEN + "</provider></catalog>")))


def test_detection_goes_by_namespace():
    assert detect(page(FEED)) > 0.9
    assert detect(page("<catalog><course/></catalog>")) == 0.0


@settings(max_examples=200, deadline=None)
@given(mutations(FEED.encode()))
def test_no_mutation_of_a_feed_breaks_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)


def test_a_prefix_that_was_never_declared_costs_no_text():
    opened = FEED.replace('<div xmlns="http://www.w3.org/1999/xhtml">', "<xhtml:div>", 1)
    feed = opened.replace("</div>", "</xhtml:div>", 1)
    first = next(one for one in read(page(feed)) if isinstance(one, CourseDraft))
    assert (first.title, first.description) == ("Battery 0", "<div><p>Cells</p></div>")


def test_what_presentations_and_further_lines_say_is_read():
    run = """<presentation><mlo:prerequisite>Driving licence</mlo:prerequisite>
      <mlo:qualification><dc:title>Motor Vehicle Studies</dc:title><abbr>HND</abbr></mlo:qualification>
      <venue><provider><mlo:location><mlo:address>Mill Lane</mlo:address><mlo:address>Coventry</mlo:address>
      <mlo:postcode>CV1 5FB</mlo:postcode></mlo:location></provider></venue></presentation></course>"""
    course = COURSE.format(number=1)
    (found,) = courses(read(page(OPEN + course[: course.index("<presentation>")] + run + "</provider></catalog>")))
    assert (found.prerequisites, found.credential) == ("Driving licence", "HND")
    place = found.instances[0].place
    assert (place.street, place.postal_code, place.locality) == ("Mill Lane", "CV1 5FB", "Coventry")

"""Facts about real recorded pages and feeds, as their README lists them."""

import pytest

from catalogue.domain.time.dates import Moment
from catalogue.ingestion.item import Dropped, Item
from catalogue.ingestion.registry import choose
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.taxonomy.skill_areas import skill_areas
from tests.importers.reading import courses, faults, file_page


@pytest.fixture
def drafts(shared_data):
    def read(name):
        page = file_page(shared_data / name)
        return courses(choose(page).read(page))

    return read


@pytest.fixture
def record():
    """The record that the pipeline makes of a draft."""
    stage = normaliser(skill_areas())
    return lambda draft: validate(stage(Item(draft=draft, page_url="https://source.example/"))).record


def test_a_universitys_feed_has_965_courses_with_1034_presentations(drafts):
    found = drafts("xcri/open-university.xml")
    assert len(found) == 965
    assert sum(len(draft.instances) for draft in found) == 1034
    assert len({draft.external_id for draft in found}) == 965


def test_every_record_of_the_universitys_feed_becomes_a_course(drafts, record):
    assert all(record(draft).language == "en" for draft in drafts("xcri/open-university.xml")[:100])


def test_a_small_xcri_document_keeps_its_markup_and_place(drafts, record):
    (draft,) = drafts("xcri/pg-generic-1.2.xml")
    course = record(draft)
    assert course.title == "Business and Marketing"
    assert course.instances[0].place.locality == "Poppleton"
    assert course.description.startswith("<div>") or course.description.startswith("<p>")


def test_an_mlo_document_is_read_though_its_course_lacks_an_address(drafts, record):
    (draft,) = drafts("xcri/mlo-test.xml")
    assert (draft.title, draft.provider.name) == ("Course 1", "University of XYX")
    with pytest.raises(Dropped, match="address"):
        record(draft)


def test_a_training_centres_graph_has_14_courses_and_6_events(drafts):
    found = drafts("jsonld/ebi-training-courses-tess-sample.json")
    assert len(found) == 20
    first = next(draft for draft in found if draft.title == "Introduction to RNA-seq and functional interpretation")
    run = first.instances[0]
    assert (run.start, run.end, run.capacity) == ("2020-01-21", "2020-01-24", "30")
    assert (run.place.postal_code, run.place.country) == ("CB10 1SD", "GB")
    assert "Hinxton" in f"{run.place.name} {run.place.street} {run.place.locality} {run.place.region}"


@pytest.mark.parametrize("name", ["ifb-event.json", "http-ifb-event.json"])
def test_one_event_reads_the_same_under_either_schema_address(drafts, record, name):
    (draft,) = drafts(f"jsonld/{name}")
    course = record(draft)
    assert course.title.startswith("Ecole Thématique de Bioinformatique Intégrative")
    assert (course.instances[0].start.day.isoformat(), course.instances[0].end.day.isoformat()) == (
        "2023-01-16",
        "2023-01-20",
    )


def test_an_event_with_four_organizers_is_one_course(drafts):
    assert len(drafts("jsonld/ifb-multi-organizers.json")) == 1


def test_an_event_page_with_a_relative_address_is_placed_on_the_map(drafts, record):
    (draft,) = drafts("jsonld/career-counseling-antwerp-0-vib.html")
    course = record(draft)
    run = course.instances[0]
    assert course.url == "https://training.vib.be/all-trainings/career-counseling-antwerp-0"
    assert run.start.day.isoformat() == "2022-12-01"
    assert (run.place.postal_code, run.place.locality) == ("2610", "Antwerpen")
    assert (run.place.latitude, run.place.longitude) == (51.162826, 4.402365)


@pytest.mark.parametrize(
    ("name", "mode"), [("ebi-course-online.json", "online"), ("ebi-course-face-to-face.json", "onsite")]
)
def test_the_delivery_mode_is_understood(drafts, record, name, mode):
    (draft,) = drafts(f"jsonld/{name}")
    assert record(draft).delivery_mode == mode


def test_an_identifier_that_is_an_address_serves_where_none_is_given(drafts, record):
    (draft,) = drafts("jsonld/no-url.json")
    assert record(draft).title == "RNAcentral: Exploring non-coding RNAs"
    assert record(draft).url.startswith("https://www.ebi.ac.uk/")


def test_a_course_page_with_an_online_mode_is_one_online_course(drafts, record):
    (draft,) = drafts("jsonld/sib-online-course.html")
    assert record(draft).delivery_mode == "online"


def test_a_spreadsheet_export_with_its_own_headers_has_14_events(drafts, record):
    found = drafts("csv/events-nci.csv")
    assert len(found) == 14
    run = record(next(draft for draft in found if draft.title == "Introduction to Gadi")).instances[0]
    assert (run.start, run.end) == (
        Moment.from_iso("2022-03-03T14:00:00", "Australia/Sydney"),
        Moment.from_iso("2022-03-03T15:30:00", "Australia/Sydney"),
    )
    assert (str(run.price.amount), run.price.currency, run.capacity) == ("9.99", "AUD", 25)


def test_no_recorded_file_holds_a_fault(shared_data):
    for folder in ("jsonld", "xcri", "csv"):
        for path in sorted((shared_data / folder).iterdir()):
            page = file_page(path)
            assert faults(choose(page).read(page)) == [], path.name

"""The table of fields holds: every field has its place in the model, the draft, the record, the API and the exports."""

import csv
import io
import json

import pytest

from catalogue.api.schemas import CourseSchema, InstanceSchema
from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import COURSE_FIELDS, FIELDS, INSTANCE_FIELDS
from catalogue.domain.course.records import CourseRecord
from catalogue.exports.registry import formats
from catalogue.ingestion.contract import CourseDraft
from catalogue.models import Course, CourseInstance
from catalogue.services.courses.facet_labels import FACET_TITLES, VALUE_LABELS, value_label

OF_FORMAT = {"schemaorg": "schema_org", "jsonl": "schema_org", "elm": "elm", "moochub": "moochub"}
FULL = {
    "@context": "https://schema.org",
    "@type": "Course",
    "@id": "https://example.org/c/1",
    "identifier": "C-1",
    "url": "https://example.org/c/1",
    "name": "Every field of it",
    "abstract": "The short text of it.",
    "description": "The long text of it, about high-voltage safety.",
    "inLanguage": "en",
    "about": ["batteries"],
    "teaches": ["outcome one", "outcome two"],
    "coursePrerequisites": "prerequisite text",
    "audience": {"@type": "Audience", "audienceType": "audience text"},
    "educationalLevel": "EQF 4",
    "educationalAlignment": {"@type": "AlignmentObject", "educationalFramework": "ISCED-F", "targetName": "0714"},
    "educationalCredentialAwarded": "certificate",
    "timeRequired": "PT40H",
    "numberOfCredits": "5 ECTS",
    "keywords": ["keyword"],
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "image": "https://example.org/picture.png",
    "provider": {"@type": "Organization", "name": "Example", "address": {"addressCountry": "IE"}},
    "hasCourseInstance": {
        "@type": "CourseInstance",
        "courseMode": "onsite",
        "startDate": "2031-03-01",
        "endDate": "2031-03-05",
        "inLanguage": "en",
        "maximumAttendeeCapacity": 12,
        "location": {"@type": "Place", "address": {"addressLocality": "Dublin", "addressCountry": "IE"}},
        "offers": {"@type": "Offer", "price": "490", "priceCurrency": "EUR"},
    },
}
for _key, _one in COURSE_FIELDS.items():
    if _one.schema_org and _one.kind in (Kind.LINE, Kind.TEXT):
        FULL.setdefault(_one.schema_org, f"text of {_key}")


def test_every_field_of_a_course_is_a_column_a_draft_a_record_and_an_answer():
    drafted, recorded = CourseDraft.__dataclass_fields__, CourseRecord.__dataclass_fields__
    for key in COURSE_FIELDS:
        assert hasattr(Course, key) and key in drafted and key in recorded, key
        assert key in CourseSchema().fields, key


def test_every_field_of_an_instance_is_a_column_and_an_answer():
    for key, one in INSTANCE_FIELDS.items():
        columns = one.parts if one.kind is Kind.WHOLE else (key,)
        for column in columns:
            assert hasattr(CourseInstance, column), column
            assert column in InstanceSchema().fields or column == "external_id", column


def test_every_value_of_a_closed_list_has_labels():
    labelled = {one.value_labels for one in FIELDS.values() if one.kind is Kind.CODE}
    assert labelled <= VALUE_LABELS.keys() | FACET_TITLES.keys() | {"isced_f"}
    assert value_label("isced_f", "0714", "en", str) != "0714"


def test_points_of_completeness_add_up_to_a_hundred():
    assert sum(one.points for one in FIELDS.values()) == 100
    assert {key for key, one in FIELDS.items() if bool(one.points) != bool(one.points_reason)} == set()


@pytest.mark.parametrize("format", sorted(OF_FORMAT))
def test_every_export_has_every_field_or_says_why_not(format, app, imported, exported):
    imported(FULL)
    names = {key: getattr(one, OF_FORMAT[format]) for key, one in COURSE_FIELDS.items()}
    text = exported(format)
    unsaid = {"schemaorg": "schemaorg", "jsonl": "schemaorg"}.get(format, format)
    for key, one in COURSE_FIELDS.items():
        if names[key]:
            assert names[key] in text, f"{format} promises {key} as {names[key]}"
        else:
            assert one.unnamed.get(unsaid), f"say why {format} has no {key}"


def test_the_table_has_a_column_for_every_field_or_says_why_not(imported, exported):
    imported(FULL)
    (row,) = csv.DictReader(io.StringIO(exported("csv").removeprefix("\ufeff")))
    for key, one in COURSE_FIELDS.items():
        assert one.column in row or one.unnamed.get("csv"), key
    said = {one.column for one in COURSE_FIELDS.values() if one.column and one.schema_org}
    assert {name for name in said if not row[name]} == set(), "give FULL a value"


def test_what_one_catalogue_exports_as_a_table_another_one_reads_whole(imported, exported, tmp_path):
    imported(FULL)
    before = {key: getattr(Course.query.one(), key) for key in COURSE_FIELDS if key != "instances"}
    table = exported("csv")
    imported(table, "out.csv")
    last = Course.query.order_by(Course.id.desc()).first()
    for key in ("summary", "learning_outcomes", "prerequisites", "audience", "credits", "image", "isced_f", "licence"):
        assert getattr(last, key) == before[key], key


@pytest.fixture
def imported(app, tmp_path):
    """Import a course in schema.org's words, or a file of this text."""

    def read(given, name="course.jsonld"):
        file = tmp_path / name
        file.write_text(given if isinstance(given, str) else json.dumps(given), encoding="utf-8")
        provider = "other" if name.endswith("csv") else "example"
        done = app.test_cli_runner().invoke(args=["import", str(file), "--provider", provider])
        assert done.exit_code == 0, done.output

    return read


@pytest.fixture
def exported(app, tmp_path):
    """The whole catalogue in a format, as text."""
    assert OF_FORMAT.keys() <= formats().keys()

    def write(format):
        file = tmp_path / f"out.{format}"
        done = app.test_cli_runner().invoke(args=["export", "--format", format, "--output", str(file)])
        assert done.exit_code in (0, 1), done.output
        return file.read_text("utf-8")

    return write

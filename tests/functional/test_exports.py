"""``catalogue export``: what was imported goes out in every open format, and is right by that format's own rules."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from icalendar import Calendar
from lxml import etree

from catalogue.domain.places.regions import regions
from catalogue.domain.text.cldr import EUROPEAN
from catalogue.exports import elm_codes
from catalogue.exports.contract import Catalogue
from catalogue.exports.registry import formats
from catalogue.ingestion.contract import Page
from catalogue.services.courses.exporting import published_courses
from catalogue.services.courses.loading import provider_by_key
from importers.elm import importer as elm_importer
from importers.spreadsheet import importer as spreadsheet_importer

SHEET = """title,url,description,summary,language,country,city,region,skill_areas,delivery_mode,start_date,end_date,\
price,currency,credential,eqf_level,workload,provider,keywords,id
Cell assembly,https://partner.example/cells,"Winding, stacking; & sealing",Assemble cells,en,CZ,Ostrava,CZ080,\
batteries,onsite,2027-03-01,2027-03-05,490,EUR,certificate,4,P1W,Sample Works,cells|assembly,c-1
Cell assembly,https://partner.example/cells,"Winding, stacking; & sealing",Assemble cells,en,CZ,Ostrava,CZ080,\
batteries,onsite,2027-09-06,2027-09-10,490,EUR,certificate,4,P1W,Sample Works,cells|assembly,c-1
=HYPERLINK()+1,https://partner.example/formula,Second text,,de,,,,hydrogen,online,,,0,EUR,,,PT8H,Sample Works,,c-2
"""


@pytest.fixture
def exported(app, importing, session, tmp_path):
    """Writes the imported sheet in a format; its bytes and what the writer said."""
    (tmp_path / "sheet.csv").write_text(SHEET, "utf-8")
    importing.path(tmp_path / "sheet.csv", "csv", "sample-works")
    catalogue = Catalogue(
        "Catalogue", "https://c.example", datetime.now(UTC), lambda one: f"https://c.example/{one.slug}"
    )

    def write(key):
        out = io.BytesIO()
        return formats()[key].write(published_courses(session), out, catalogue), out.getvalue()

    return write


def test_a_table_holds_a_row_for_each_instance_and_is_read_again_as_the_same_courses(exported):
    written, content = exported("csv")
    assert written.courses == 2
    drafts = list(spreadsheet_importer.read(Page(url="file:out.csv", content=content, media_type="text/csv")))
    assert [(draft.external_id, len(draft.instances)) for draft in drafts] == [("c-1", 2), ("c-2", 1)]
    assert drafts[0].title == "Cell assembly" and drafts[0].instances[1].start == "2027-09-06"
    assert drafts[0].keywords == ["cells", "assembly"]


def test_no_cell_of_a_table_is_taken_for_a_formula(exported):
    rows = list(csv.DictReader(io.StringIO(exported("csv")[1].decode("utf-8-sig"))))
    assert rows[2]["title"] == "'=HYPERLINK()+1"


def test_each_line_of_json_lines_is_a_course(exported):
    lines = [json.loads(line) for line in exported("jsonl")[1].splitlines()]
    assert [line["@type"] for line in lines] == ["Course", "Course"]
    assert [run["startDate"] for run in lines[0]["hasCourseInstance"]] == ["2027-03-01", "2027-09-06"]


def test_the_schema_org_document_is_one_graph(exported):
    graph = json.loads(exported("schemaorg")[1])
    assert graph["@context"] == "https://schema.org" and len(graph["@graph"]) == 2


def test_the_moochub_document_is_valid_by_its_schema(exported, shared_data):
    import jsonschema

    document = json.loads(exported("moochub")[1])
    schema = json.loads((shared_data / "moochub/moochub-schema.json").read_text("utf-8"))
    faults = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(document)
    assert [fault.message for fault in faults] == []
    assert document["data"][0]["attributes"]["offer"][0]["price"] == 490.0


def test_the_elm_document_is_valid_by_its_schema_and_says_what_it_left_out(exported, shared_data, session):
    provider_by_key(session, "sample-works").country = "CZ"
    session.commit()
    written, content = exported("elm")
    schema = etree.XMLSchema(etree.parse(shared_data / "elm/loq-xsd/loq.xsd"))
    schema.assertValid(etree.fromstring(content))
    assert written.courses == 1
    assert dict(written.left_out) == {"neither learning outcomes nor a summary": 1}
    assert b"<duration>P7D</duration>" in content


def test_the_elm_document_is_read_again_as_the_same_courses(exported, session):
    provider_by_key(session, "sample-works").country = "CZ"
    session.commit()
    (draft,) = elm_importer.read(Page(url="file:out.xml", content=exported("elm")[1]))
    assert (draft.title, draft.url, draft.page_language) == ("Cell assembly", "https://partner.example/cells", "en")
    assert (draft.learning_outcomes, draft.eqf_level, draft.workload) == (["Assemble cells"], "4", "P7D")
    assert (draft.provider.name, draft.provider.country, draft.delivery_mode) == ("Sample Works", "CZE", "onsite")
    runs = [(run.start, run.end, run.price, run.currency, run.place.locality) for run in draft.instances]
    assert runs == [
        ("2027-03-01", "2027-03-05", "490.00", "EUR", "Ostrava"),
        ("2027-09-06", "2027-09-10", "490.00", "EUR", "Ostrava"),
    ]


@pytest.mark.parametrize("key", formats())
def test_a_file_is_written_whole_or_not_at_all(app, exported, key, tmp_path):
    runner = app.test_cli_runner()
    wrong = runner.invoke(args=["export", "--format", key, "--output", str(tmp_path / "nowhere" / "out")])
    assert wrong.exit_code == 2
    right = runner.invoke(args=["export", "--format", key, "--output", str(tmp_path / "out")])
    assert right.exit_code == 0 and (tmp_path / "out").stat().st_size
    assert [path.name for path in tmp_path.glob("*.unfinished")] == []


def test_every_european_language_and_country_has_its_code_in_the_lists_of_the_learning_model(shared_data):
    lists = shared_data / "elm/loq-xsd/cv"
    languages, countries = ((lists / name).read_text("utf-8") for name in ("language.xsd", "country.xsd"))
    assert [code for code in EUROPEAN if f'"{elm_codes.language(code)}"' not in languages] == []
    coded = {region.country for region in regions()} - {"XK"}
    assert [code for code in sorted(coded) if f'"{elm_codes.country(code)}"' not in countries] == []


def test_every_region_has_a_code_in_the_list_of_the_learning_model(shared_data):
    known = (shared_data / "elm/loq-xsd/cv/nuts.xsd").read_text("utf-8")
    coded = {address for region in regions() if (address := elm_codes.spatial(region.code))}
    assert len(coded) > 100
    assert [address for address in sorted(coded) if f'"{address}"' not in known] == []


def test_a_run_keeps_its_place_in_calendars_when_another_goes_and_its_number_never_falls(
    exported, importing, session, tmp_path
):
    events = {str(one["dtstart"].dt): one for one in Calendar.from_ical(exported("calendar")[1]).walk("VEVENT")}
    lines = SHEET.replace("2027-09-10", "2027-09-11").splitlines(keepends=True)
    (tmp_path / "sheet.csv").write_text("".join(lines[:1] + lines[2:]), "utf-8")
    importing.path(tmp_path / "sheet.csv", "csv", "sample-works")
    (left,) = Calendar.from_ical(exported("calendar")[1]).walk("VEVENT")
    before = events["2027-09-06"]
    assert left["uid"] == before["uid"] != events["2027-03-01"]["uid"]
    assert str(left["dtend"].dt) == "2027-09-12" and left["sequence"] >= before["sequence"] > 0

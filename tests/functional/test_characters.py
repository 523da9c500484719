"""Half an emoji, NUL and control characters come in anywhere and come out nowhere."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from sqlalchemy import inspect, select

from catalogue.domain.characters import all_well_formed, is_well_formed
from catalogue.exports.contract import Catalogue
from catalogue.exports.registry import formats
from catalogue.models import Base, Course, Mail, Report
from catalogue.services.mailing import put
from catalogue.services.uploads.handing_in import listings_table
from catalogue.services.uploads.table import COLUMNS, WRITERS

ODD = "Zelle\ud83d \x00und\x01 Modul\x0b\ufffe\udc00"
CLEAN = "Zelle und Modul"
# every code point, halves of pairs included, and often those that break things
ANY_TEXT = st.text(st.one_of(st.sampled_from("\ud83d\ude00\udc00\x00\x01\x0b\x0c\x1f\x7f\x85\ufffe\uffff<&>'\""), st.characters(exclude_categories=())))

READERS = {
    "elm": lambda data: etree.fromstring(data),
    "atom": lambda data: etree.fromstring(data),
    "csv": lambda data: list(csv.reader(io.StringIO(data.decode("utf-8-sig")))),
    "jsonl": lambda data: [json.loads(line) for line in data.split(b"\n") if line],
    "schemaorg": json.loads,
    "moochub": json.loads,
    "calendar": Calendar.from_ical,
}


def course(text, number=1):
    """A course of JSON-LD with the text wherever one may stand."""
    offer = {"@type": "Offer", "price": text, "priceCurrency": text}
    address = {"@type": "PostalAddress", "streetAddress": text, "addressLocality": text, "addressCountry": "DE"}
    run = {"@type": "CourseInstance", "@id": f"r{text}", "startDate": "2099-03-03", "location": {"@type": "Place", "name": text, "address": address}, "offers": offer, "inLanguage": text}
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": f"https://academy.example/{number}#{text}",
        "url": f"https://academy.example/{number}",
        "name": f"Kurs {number} {text}",
        "identifier": f"{number}{text}",
        "description": f"<p>{text}</p>",
        "abstract": text,
        "keywords": [text, f"a{text}b"],
        "teaches": [text],
        "coursePrerequisites": text,
        "educationalCredentialAwarded": text,
        "timeRequired": text,
        "inLanguage": "de",
        "image": f"https://academy.example/{text}.png",
        "provider": {"@type": "Organization", "name": f"Akademie {text}", "address": {"@type": "PostalAddress", "addressCountry": "DE"}},
        "hasCourseInstance": [run],
    }  # fmt: skip


def imported(importing, folder, *courses):
    file = folder / "courses.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in courses), "ascii")
    return importing.import_from(str(file), provider="academy")


def exported(key, courses):
    out = io.BytesIO()
    told = Catalogue("Kurse", "https://catalogue.example", datetime(2027, 3, 3, tzinfo=UTC), lambda one: f"https://c.example/{one.id}")
    formats()[key].write(courses, out, told)
    return out.getvalue()


def odd_rows(session):
    """Each text in the database that has what is no character."""
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            yield from ((table.name, name, value) for name, value in row.items() if all_well_formed(value) != value)


def assert_all_exports_hold(courses):
    assert set(READERS) == set(formats())
    for key, read in READERS.items():
        told = read(exported(key, courses))
        assert is_well_formed(exported(key, courses).decode()), key
        assert not isinstance(told, list | dict) or all_well_formed(told) == told, key


def test_any_text_of_an_imported_course_is_stored_indexed_and_written_well_formed(importing, session, client, tmp_path):
    report = imported(importing, tmp_path, course(ODD), course("plain", 2))
    assert (report.created, report.rejected) == (2, 0)
    assert list(odd_rows(session)) == []
    assert_all_exports_hold(session.scalars(select(Course)).all())
    found = client.get("/api/v1/courses", query_string={"q": "Zelle Modul"}).get_json()
    assert [one["title"] for one in found["items"]] == [f"Kurs 1 {CLEAN}"]
    assert client.get(f"/courses/{session.scalars(select(Course.slug)).first()}").status_code == 200

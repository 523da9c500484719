"""Half an emoji, NUL and control characters come in anywhere and come out nowhere."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from flask import request
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from sqlalchemy import select

from catalogue.domain.text.characters import all_well_formed, is_well_formed
from catalogue.exports.contract import Catalogue
from catalogue.exports.registry import formats
from catalogue.extensions import db
from catalogue.models import Course, Report
from catalogue.services.accounts.mailing import queue_mail
from catalogue.services.providing.uploads.table import COLUMNS, WRITERS
from catalogue.services.providing.uploads.upload_files import listings_table
from tests.functional.people import post

ODD = "Zelle\ud83d \x00und\x01 Modul\x0b\ufffe\udc00"
CLEAN = "Zelle und Modul"
# every code point, halves of pairs included, and often those that break things
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("\ud83d\ude00\udc00\x00\x01\x0b\x0c\x1f\x7f\x85\ufffe\uffff<&>'\""),
        st.characters(exclude_categories=()),
    )
)

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
    run = {
        "@type": "CourseInstance",
        "@id": f"r{text}",
        "startDate": "2099-03-03",
        "location": {"@type": "Place", "name": text, "address": address},
        "offers": offer,
        "inLanguage": text,
    }
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
        "provider": {
            "@type": "Organization",
            "name": f"Akademie {text}",
            "address": {"@type": "PostalAddress", "addressCountry": "DE"},
        },
        "hasCourseInstance": [run],
    }


def imported(importing, folder, *courses):
    file = folder / "courses.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in courses), "ascii")
    return importing.path(file, "jsonl", "academy")


def exported(key, courses):
    out = io.BytesIO()
    told = Catalogue(
        "Kurse",
        "https://catalogue.example",
        datetime(2027, 3, 3, tzinfo=UTC),
        lambda one: f"https://c.example/{one.id}",
    )
    formats()[key].write(courses, out, told)
    return out.getvalue()


def odd_rows(session):
    """Each text in the database that has what is no character."""
    for table in db.metadata.sorted_tables:
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
    assert (report.counts()["created"], report.counts().get("rejected", 0)) == (2, 0)
    assert list(odd_rows(session)) == []
    assert_all_exports_hold(session.scalars(select(Course)).all())
    found = client.get("/api/v1/courses", query_string={"q": "Zelle Modul"}).get_json()
    assert found["items"][0]["title"] == f"Kurs 1 {CLEAN}"
    assert client.get(f"/courses/{session.scalars(select(Course.slug)).first()}").status_code == 200


@settings(max_examples=4, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_TEXT, min_size=5, max_size=5))
def test_whatever_the_texts_are_no_other_course_of_the_batch_is_lost(importing, session, tmp_path, texts):
    report = imported(importing, tmp_path, *(course(text, number) for number, text in enumerate(texts)), course("", 9))
    assert report.counts().get("rejected", 0) == 0
    assert list(odd_rows(session)) == []
    assert_all_exports_hold(session.scalars(select(Course)).all())


def test_rows_of_before_stop_no_export_no_workbook_and_no_mail(importing, session, tmp_path):
    imported(importing, tmp_path, course("plain"))
    found = session.scalars(select(Course)).one()
    found.title, found.summary, found.provider.name = "Zelle\x01", "a\x00b\x0bc", "Akademie\x1f"
    found.keywords, found.learning_outcomes = ["half \ud83d"], ["\udc00 whole"]
    found.instances[0].place_name = "Saal\x02"
    session.flush()
    assert_all_exports_hold([found])
    rows = listings_table(session, found.provider)
    sheet = load_workbook(io.BytesIO(WRITERS["xlsx"](COLUMNS, rows))).active
    assert sheet.cell(2, 2).value == "Zelle"
    assert is_well_formed(WRITERS["csv"](COLUMNS, rows).decode("utf-8-sig"))
    mail = queue_mail(session, "a@people.example", ODD, f"{ODD}.\nmore")
    assert (mail.subject, mail.text) == (CLEAN, f"{CLEAN} .\nmore\n")


@pytest.mark.parametrize(
    "path", ["/courses?q=", "/api/v1/courses?q=", "/api/v1/suggest?q=", "/shortlist?courses=", "/courses?country="]
)
def test_an_address_may_hold_anything(client, path):
    for odd in ("%00", "%01", "%ED%A0%BD", "a%00b%FF"):
        assert (
            client.get(path + odd, headers={"Accept-Language": "d\x01e\xed\xa0\xbd", "User-Agent": "\x01"}).status_code
            < 500
        )


def test_a_path_with_what_is_no_character_names_no_page(client):
    assert client.get("/courses/cells%00").status_code == 404
    assert client.get("/courses/%01%ED%A0%BD").status_code == 404


def test_what_a_form_sends_is_kept_without_what_is_no_character(courses, client, session):
    one = session.scalars(select(Course)).first()
    post(client, f"/courses/{one.slug}/report", problem="dead-link", note="Der\x00 Link\x01 ist\x0btot.")
    assert session.scalars(select(Report)).one().note == "Der Link ist tot."


def test_every_request_is_read_by_what_cleans_it(app):
    sent = {"name": "a\x00b", "file": (io.BytesIO(b"x"), "c\x01.csv")}
    with app.test_request_context("/?q=a%00b", method="POST", data=sent):
        assert (request.args["q"], request.form["name"], request.files["file"].filename) == ("ab", "ab", "c.csv")
        assert request.values.getlist("name") == ["ab"]
    body = json.dumps({"a\ud83d": ["\x00b", {"c": "\udc00"}]})
    with app.test_request_context("/", method="POST", data=body, content_type="application/json"):
        assert request.get_json() == {"a": ["b", {"c": ""}]}

"""Every field of the table goes the whole way: from a sheet, and from the form, to the page, the API and exports."""

import csv
import html
import io

import pytest

from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS, SHEET_COLUMNS
from catalogue.extensions import db
from catalogue.models import Course, Submission
from catalogue.services.providing.submissions.content import draft_of
from tests.functional.people import post
from tests.functional.providing.writing import decide, hand_in, latest_review

CELL_BY_KIND = {
    Kind.LINE: "line of {key}",
    Kind.TEXT: "text of {key}",
    Kind.HTML: "markup of {key}",
    Kind.LIST: "first of {key}|second of {key}",
    Kind.WORDS: "word of {key}|other of {key}",
    Kind.ADDRESS: "https://example.org/{key}",
}
# What cells of values with a meaning say, and how the page of the course shows it.
CELLS = {
    "language": ("de", "German"),
    "skill_areas": ("batteries", "Batteries"),
    "eqf_level": ("4", "EQF 4"),
    "isced_f": ("0714", "Engineering and engineering trades (0714)"),
    "credential": ("certificate", "Certificate"),
    "workload": ("40 hours", "40 hours"),
    "delivery_mode": ("onsite", "On site"),
    "pace": ("self-paced", "Self-paced"),
    "start_date": ("2031-03-04T09:00", "4"),
    "end_date": ("2031-03-06T17:00", "6 Mar 2031"),
    "timezone": ("Europe/Prague", "Europe/Prague"),
    "deadline": ("2031-02-07", "7 Feb 2031"),
    "venue": ("House of batteries", "House of batteries"),
    "street": ("Works Street 7", "Works Street 7"),
    "postal_code": ("702 00", "702 00"),
    "city": ("Ostrava", "Ostrava"),
    "region": ("CZ080", ""),
    "country": ("CZ", "Czechia"),
    "price": ("490", "490"),
    "currency": ("EUR", "€"),
    "capacity": ("12", "12 places"),
    "provider": ("Sample Works", "Sample Works"),
}


def cell(column):
    if column in CELLS:
        return CELLS[column][0]
    one = next(one for one in COURSE_FIELDS.values() if one.column == column)
    assert one.kind in CELL_BY_KIND, f"say in CELLS what a sheet has under {column}"
    return CELL_BY_KIND[one.kind].format(key=one.key)


def shown(column):
    """What the page shows of a column, as texts that must all be there; none where the table says why not."""
    one = next((one for one in COURSE_FIELDS.values() if one.column == column), None)
    if column in CELLS:
        return [CELLS[column][1]]
    return [] if "page" in one.unnamed else cell(column).split("|")


@pytest.fixture
def stored(app, tmp_path):
    """The course of a sheet that says something in every column."""
    sheet = tmp_path / "full.csv"
    with sheet.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([SHEET_COLUMNS, list(map(cell, SHEET_COLUMNS))])
    done = app.test_cli_runner().invoke(args=["import", str(sheet), "--provider", "works"])
    assert done.exit_code == 0, done.output
    return db.session.query(Course).one()


def test_a_cell_of_every_column_is_stored(stored):
    lost = {key for key, one in COURSE_FIELDS.items() if one.column and not getattr(stored, key)}
    (run,) = stored.instances
    lost |= {key for key, one in INSTANCE_FIELDS.items() if one.column and getattr(run, key) in (None, "")}
    assert lost == set()
    for key, one in COURSE_FIELDS.items():
        if one.kind in (Kind.LINE, Kind.TEXT, Kind.HTML, Kind.ADDRESS) and one.column:
            assert getattr(stored, key) == cell(one.column), key
        if one.kind in (Kind.LIST, Kind.WORDS):
            assert getattr(stored, key) == cell(one.column).split("|"), key


def test_the_page_shows_every_field_or_the_table_says_why_not(stored, client):
    page = html.unescape(client.get(f"/courses/{stored.slug}?lang=en").get_data(as_text=True))
    article = page[page.index('<article class="course">') : page.index("</article>")]
    missing = {column for column in SHEET_COLUMNS for text in shown(column) if text not in article}
    assert missing == set()


def test_the_api_answers_every_field(stored, client):
    answer = client.get(f"/api/v1/courses/{stored.id}").json
    for key, one in COURSE_FIELDS.items():
        if one.column and one.kind is not Kind.AREAS:
            assert answer[key] == getattr(stored, key), key
    assert answer["skill_areas"] == ["batteries"]
    of_run = {key for key, one in INSTANCE_FIELDS.items() if one.column}
    assert {key for key in of_run if answer["instances"][0].get(key) in (None, "")} == set()


def test_the_table_exports_every_cell_that_a_sheet_brought(app, stored, tmp_path):
    file = tmp_path / "out.csv"
    app.test_cli_runner().invoke(args=["export", "--format", "csv", "--output", str(file)])
    text = file.read_text("utf-8")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert {column for column in SHEET_COLUMNS if not row[column]} == set()
    plain = {one.column for one in COURSE_FIELDS.values() if one.kind in CELL_BY_KIND and one.column}
    assert {column: row[column] for column in plain} == {column: cell(column) for column in plain}


def test_the_form_asks_for_every_field_that_has_a_step_and_keeps_it(author, moderator, draft):
    asked = {key: one for key, one in COURSE_FIELDS.items() if one.step in ("course", "content", "facts")}
    typed = {key: typed_value(key, one) for key, one in asked.items()}
    for step in ("course", "content", "facts"):
        page = author.get(f"{draft}/{step}").get_data(as_text=True)
        of_step = [key for key, one in asked.items() if one.step == step]
        assert {key for key in of_step if f'name="{key}"' not in page} == set()
        post(author, f"{draft}/{step}", **{key: typed[key] for key in of_step})
    kept = draft_of(db.session.query(Submission).one().content, "")
    assert {key for key in asked if not getattr(kept, key)} == set()
    hand_in(author, draft)
    decide(moderator, latest_review(), "approved")
    published = db.session.query(Course).one()
    assert {key for key in asked if not getattr(published, key)} == set()


def typed_value(key, one):
    """What a person types, or chooses, for a field."""
    chosen = {"language": "de", "teaching_languages": ["de"], "workload": "40 hours", "skill_areas": ["batteries"]}
    if one.kind in (Kind.CODE, Kind.LEVEL):
        return CELLS[one.column][0]
    between = "\n" if one.kind is Kind.LIST else ", "
    return chosen.get(key) or CELL_BY_KIND[one.kind].format(key=key).replace("|", between)

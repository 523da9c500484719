"""The catalogue in figures: anybody can check them, take them away and ask for them by program."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from catalogue.demo.declared import load_declared
from catalogue.models import Course, CourseInstance, Declaration, Provider
from catalogue.services.courses.index_changes import note_change
from catalogue.services.indicators.snapshots import refresh_snapshot
from catalogue.services.interest import count_notes
from catalogue.services.search.indexing import bring_index_up_to_date
from tests.functional.indicators.recompute_indicators import declared, needed, recompute, skills_taught

NOW = datetime.now(UTC)


@pytest.fixture
def measured(session, parts, courses, client):
    """A catalogue with a few courses changed and gone, and some interest, measured; answers how to do it again."""

    def measure(moment=None):
        bring_index_up_to_date(session, parts.engine)
        count_notes(session, parts.settings.interest_folder, datetime.now(UTC) + timedelta(minutes=1))
        return refresh_snapshot(session, parts.engine, moment)

    client.get("/courses?q=hydrogen")
    client.get("/courses?q=zzzzzz")
    opened = session.scalar(select(Course.slug).where(Course.external_id == "2"))
    client.get(f"/courses/{opened}")
    _age(session)
    assert measure()
    return measure


def _age(session):
    """One old course was changed today, one was withdrawn, one was not seen for two weeks, one link is broken."""
    old, gone, unseen, broken = (session.scalar(select(Course).where(Course.external_id == one)) for one in "1523")
    old.created_at = NOW - timedelta(days=400)
    gone.status, gone.updated_at = "withdrawn", NOW
    unseen.checked_at, broken.link_failures = NOW - timedelta(days=14), 3
    unseen.instances[0].capacity = 12
    note_change(session, [old.id, gone.id, unseen.id, broken.id])
    session.commit()


def figures(client, **asked):
    """(indicator, facet, subject, skill area) → number, from the API."""
    found = client.get("/api/v1/indicators", query_string=asked).json
    keys = ("indicator", "facet", "subject", "skill_area")
    return {tuple(one[key] or "" for key in keys): one["value"] for one in found["figures"]}


def raw(client, name, **which):
    return client.get(f"/indicators/{name}.csv", query_string=which).get_data(as_text=True)


def test_an_independent_script_recomputes_every_figure_from_the_raw_downloads(client, session, measured):
    told = figures(client)
    again = recompute(raw(client, "courses"), raw(client, "interest"), datetime.now(UTC))
    assert {key: value for key, value in again.items() if value} == {key: value for key, value in told.items() if value}
    assert told["courses", "", "", ""] == 4
    assert told["new", "", "", ""] == 4
    assert (told["updated", "", "", ""], told["withdrawn", "", "", ""]) == (1, 1)
    assert told["seats", "", "", ""] == 12
    assert told["seats", "country", "DE", ""] == told["seats", "region", "DE14", "batteries"] == 12
    assert sum(value for key, value in told.items() if key[:2] == ("opened", "skill_area")) > 0


def test_declared_numbers_and_the_people_needed_are_recomputed_too(client, session, measured):
    load_declared(session)
    years = client.get("/api/v1/indicators").json["declared"]
    told = {one["year"]: (one["partners"], one["people_trained"], one["programmes_updated"]) for one in years}
    assert declared(raw(client, "declarations")) == told
    sides = csv.DictReader(io.StringIO(raw(client, "supply-demand")))
    asked = {(row["place"], row["skill_area"]): int(row["people_needed"]) for row in sides if row["people_needed"]}
    assert asked["CZ", "batteries"] == asked["CZ08", "batteries"] == 1200
    assert needed(raw(client, "demand")) == asked
    sides = client.get("/api/v1/indicators/supply-demand").json
    assert {(one["place"], one["skill_area"]): one["people_needed"] for one in sides if one["people_needed"]} == asked


def test_what_job_roles_ask_for_is_recomputed_and_leads_to_as_many_courses(client, measured):
    roles = list(csv.DictReader(io.StringIO(raw(client, "job-roles"))))
    taught = {
        (row["place"], row["skill"]): int(row["courses"]) for row in csv.DictReader(io.StringIO(raw(client, "skills")))
    }
    assert skills_taught(raw(client, "courses"), {row["skill"] for row in roles}) == taught
    told = client.get("/api/v1/indicators/job-roles").json
    for one in told:
        asked = {row["skill"] for row in roles if row["job_role"] == one["job_role"]}
        here = {skill for skill in asked if (one["place"], skill) in taught}
        assert (one["skills_asked"], one["skills_taught"]) == (len(asked), len(here)), one
    role = max(told, key=lambda one: one["skills_taught"])["job_role"]
    for country in ("", "CZ"):
        page = client.get("/indicators/job-roles", query_string={"country": country}).get_data(as_text=True)
        assert f"/indicators/job-roles/{role}" in page
        skills = client.get(f"/indicators/job-roles/{role}", query_string={"country": country}).get_data(as_text=True)
        fields = re.findall(r'<td class="heat-\d">\s*<a href="/courses\?([^"]*)"[^>]*>(\d+)</a>', skills)
        assert any(count != "0" for _query, count in fields)
        for query, count in fields:
            assert client.get(f"/api/v1/courses?{query.replace('&amp;', '&')}").json["total"] == int(count), query
    assert client.get("/indicators/job-roles/coverage.png?country=CZ").mimetype == "image/png"
    assert client.get("/indicators/job-roles?country=XX").status_code == 404
    assert client.get("/indicators/job-roles/none").status_code == 404


def test_the_rows_that_a_figure_leads_to_are_as_many_as_it_says(client, session, measured):
    """Of those figures that no search gives; what is summed is summed over them."""
    session.add(
        Declaration(provider_id=session.scalar(select(Provider.id)), year=2025, people_trained=8, programmes_updated=2)
    )
    session.commit()
    page = client.get("/indicators").get_data(as_text=True)
    linked = set(re.findall(r'<td[^>]*><a href="(/indicators/[^"]+)">([\d,.]+)</a>', page))
    assert len(linked) > 20
    for address, written in linked:
        address = address.replace("&amp;", "&")
        rows = list(csv.DictReader(io.StringIO(client.get(address).get_data(as_text=True))))
        assert int(written) in counts_of(rows), address


def counts_of(rows):
    """How many rows there are, how many providers in them, and the sums of their columns of numbers."""
    sums = (sum(int(row[key]) for row in rows) for key in (rows or [{}])[0] if all(row[key].isdigit() for row in rows))
    return {len(rows), len({row.get("provider") for row in rows}), *sums}


def test_every_figure_of_courses_is_what_its_query_finds(client, measured):
    listed = client.get("/api/v1/indicators").json["figures"]
    asked = [one for one in listed if one["query"] is not None]
    assert len(asked) > 20
    for one in asked:
        assert client.get("/api/v1/courses", query_string=one["query"]).json["total"] == one["value"], one


def test_page_csv_json_and_api_tell_the_same_numbers(client, measured):
    told = figures(client)
    rows = csv.DictReader(io.StringIO(client.get("/indicators/data.csv").get_data(as_text=True)))
    keys = ("indicator", "facet", "subject", "skill_area")
    assert {tuple(row[key] for key in keys): int(row["value"]) for row in rows} == told
    assert client.get("/indicators/data.json").json == client.get("/api/v1/indicators").json
    page = client.get("/indicators").get_data(as_text=True)
    assert re.search(r'<dt>Courses</dt><dd><a href="/courses">4</a>', page)
    assert re.search(r'skill_area=batteries">3</a>', page)


def test_every_link_of_a_figure_leads_somewhere(client, measured):
    page = client.get("/indicators").get_data(as_text=True)
    for address in set(re.findall(r'href="(/[^"]*)"', page[page.index("<main") : page.index("</main>")])):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_every_definition_that_is_linked_stands_on_the_page(client, measured):
    page = client.get("/indicators").get_data(as_text=True)
    linked = set(re.findall(r'href="#(about-[^"]+)"', page))
    assert linked
    assert linked <= set(re.findall(r'id="([^"]+)"', page))


def test_nothing_is_measured_twice_while_nothing_changes(session, measured):
    assert not measured()
    session.scalar(select(Course).where(Course.external_id == "3")).link_failures = 0
    session.commit()
    assert measured()


def test_months_that_are_over_keep_their_numbers(client, measured):
    later = (NOW.replace(day=1) + timedelta(days=35)).replace(day=3)
    assert measured(later)
    months = client.get("/api/v1/indicators").json["months"]
    assert months == [f"{NOW:%Y-%m}", f"{later:%Y-%m}"]
    assert figures(client)["new", "", "", ""] == 0
    assert figures(client, month=f"{NOW:%Y-%m}")["new", "", "", ""] == 4
    assert client.get("/api/v1/indicators?month=2001-01").status_code == 404
    assert client.get("/api/v1/indicators?month=soon").status_code == 422


def test_every_chart_can_be_taken_away_as_svg_and_as_png(client, measured):
    page = client.get("/indicators").get_data(as_text=True)
    keys = set(re.findall(r"/indicators/charts/([a-z-]+)\.svg", page))
    assert len(keys) >= 8
    for key in keys:
        drawing = client.get(f"/indicators/charts/{key}.svg")
        assert drawing.mimetype == "image/svg+xml"
        assert "style=" not in drawing.get_data(as_text=True)
        picture = Image.open(io.BytesIO(client.get(f"/indicators/charts/{key}.png").data))
        assert picture.format == "PNG"
        assert len(picture.getcolors(1_000_000)) > 2
    assert client.get("/indicators/charts/none.svg").status_code == 404


def test_before_anything_is_measured_the_page_says_so_and_the_api_is_empty(client):
    assert "Nothing has been measured yet" in client.get("/indicators").get_data(as_text=True)
    assert client.get("/api/v1/indicators").json["figures"] == []
    assert client.get("/indicators/charts/growth.png").status_code == 404


def test_what_is_kept_of_the_pages_changes_with_the_catalogue(client, session, measured):
    """A page is drawn once for all its readers, and again when a figure, a file or a word of a partner is new."""

    def courses_in_all():
        page = client.get("/indicators").get_data(as_text=True)
        return re.search(r"<dt>Courses</dt><dd><a[^>]*>(\d+)</a>", page)[1]

    def matrix(language):
        page = client.get(f"/{language}/indicators/supply-demand").get_data(as_text=True)
        return re.findall(r'class="heat-\d[^"]*">\s*<a href="([^"]*)"[^>]*>(\d+)', page)

    before, fields = courses_in_all(), matrix("de")
    assert courses_in_all() == before
    held = Course.instances.any(CourseInstance.country.is_not(None))
    course = session.scalars(select(Course).where(Course.status == "published", held)).first()
    course.status = "withdrawn"
    note_change(session, [course.id])
    session.commit()
    measured()
    assert int(courses_in_all()) == int(before) - 1
    assert matrix("de") != fields
    assert all(address.startswith("/de/") for address, _count in matrix("de"))
    assert all(address.startswith("/fr/") for address, _count in matrix("fr"))
    assert "People trained" not in client.get("/indicators").get_data(as_text=True).split("Definitions")[0]
    session.add(Declaration(provider_id=course.provider_id, year=2025, people_trained=7, programmes_updated=1))
    session.commit()
    assert "People trained" in client.get("/indicators").get_data(as_text=True).split("Definitions")[0]

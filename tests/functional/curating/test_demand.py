"""Regions say who is needed; the catalogue sets it beside what is taught."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import DemandFigure, DemandUpload
from catalogue.services.accounts.people import grant
from catalogue.services.indicators.snapshots import refresh_snapshot
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.taxonomy.job_roles import job_roles
from tests.functional.people import person, post, sign_in

PAGE = "/curate/demand"
HEAD = "region,skill_area,job_role,number,year,source\n"
GOOD = "CZ080,batteries,,120,2028,Regional office\nCZ08,hydrogen,,40,2028,Regional office\n"


@pytest.fixture
def curator(client, courses, session, parts):
    bring_index_up_to_date(session, parts.engine)
    refresh_snapshot(session, parts.engine)
    user = person(Role.CURATOR, "CZ08")
    sign_in(client, user)
    return user


def hand_in(client, text, language=""):
    data = text if isinstance(text, bytes) else text.encode()
    return post(client, f"/{language}{PAGE}" if language else PAGE, file=(io.BytesIO(data), "demand.csv"))


def rows(client, name):
    return list(csv.DictReader(io.StringIO(client.get(f"/indicators/{name}.csv").get_data(as_text=True))))


def needed(client):
    return {(row["place"], row["skill_area"]): row["people_needed"] for row in rows(client, "supply-demand")}


def test_figures_stand_beside_the_courses_with_their_source(client, curator):
    assert hand_in(client, HEAD + GOOD).status_code == 303
    page = client.get("/indicators/supply-demand?country=CZ").get_data(as_text=True)
    assert "Regional office" in page
    # hydrogen is needed and not taught: a gap; batteries are taught: none
    gap = page[page.index("matrix") :]
    assert re.search(r'class="heat-0 gap">\s*<a href="/courses\?skill_area=hydrogen&amp;region=CZ08"', gap)
    assert re.search(r'class="heat-5">\s*<a href="/courses\?skill_area=batteries&amp;region=CZ08"', gap)
    linked = set(re.findall(r'href="#(demand-\d+)"', page))
    assert linked
    assert linked <= set(re.findall(r'id="(demand-\d+)"', page))


def test_a_country_has_the_sum_of_its_regions_and_nobody_is_counted_twice(client, curator):
    hand_in(client, HEAD + GOOD + "CZ08,batteries,,150,2028,Regional office\n")
    told = needed(client)
    # the region speaks for itself, whatever the smaller one within it says
    assert (told["CZ08", "batteries"], told["CZ080", "batteries"], told["CZ", "batteries"]) == ("150", "120", "150")
    assert told["CZ", "hydrogen"] == "40"


def test_job_roles_and_narrower_areas_add_up_where_the_area_has_no_figure_of_its_own(client, curator):
    lines = (
        "CZ08,batteries,technician,10,2027,Office\nCZ08,batteries,engineer,5,2027,Office\n"
        "CZ08,hydrogen,,9,2027,Office\nCZ08,hydrogen,welder,4,2027,Office\nCZ08,hydrogen,,7,2026,Office\n"
    )
    hand_in(client, HEAD + lines)
    assert (needed(client)["CZ08", "batteries"], needed(client)["CZ08", "hydrogen"]) == ("15", "9")


def test_a_later_file_overrides_and_taking_it_back_restores(client, curator, session):
    hand_in(client, HEAD + "CZ08,batteries,,100,2028,First count\n")
    hand_in(client, HEAD + "CZ08,batteries,,70,2028,Second count\n")
    assert needed(client)["CZ08", "batteries"] == "70"
    assert [row["source"] for row in rows(client, "demand")] == ["Second count"]
    newest = session.scalar(select(func.max(DemandUpload.id)))
    assert post(client, f"{PAGE}/{newest}/take-back", page=PAGE).status_code == 303
    assert [row["source"] for row in rows(client, "demand")] == ["First count"]
    assert [one["number"] for one in client.get("/api/v1/indicators/demand").json] == [100]


WRONG = [
    ("CZ99,batteries,,1,2028,Office", "region", "“CZ99” is no country and no NUTS 2024 region"),
    (",batteries,,1,2028,Office", "region", "This is empty"),
    ("DE1,batteries,,1,2028,Office", "region", "You do not speak for DE1 Baden-Württemberg"),
    ("CZ08,cooking,,1,2028,Office", "skill_area", "“cooking” is no skill area"),
    ("CZ08,,welder,1,2028,Office", "job_role", "“welder” is no reference job role"),
    ("CZ08,,,1,2028,Office", "skill_area", "give a skill area such as batteries, or a job role"),
    ("CZ08,batteries,,1.200,2028,Office", "number", "“1.200” is no whole number"),
    ("CZ08,batteries,,many,2028,Office", "number", "“many” is no whole number"),
    ("CZ08,batteries,,1.5,2028,Office", "number", "“1.5” is no whole number"),
    ("CZ08,batteries,,-3,2028,Office", "number", "no whole number"),
    ("CZ08,batteries,,9000000,2028,Office", "number", "cannot be right here"),
    ("CZ08,batteries,,1,28,Office", "year", "cannot be right here"),
    ("CZ08,batteries,,1,2028,", "source", "say who counted"),
    ("CZ080,Baterie,,5,2028,Office", "region", "Row 2 is about the same region"),
]


def test_every_wrong_row_is_named_and_nothing_is_half_loaded(client, curator, session):
    answer = hand_in(client, HEAD + GOOD + "\n".join(line for line, _, _ in WRONG) + "\n")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for row, (_, column, said) in enumerate(WRONG, 4):
        named = rf'<th scope="row">{row}</th>\s*<td><code>{column}</code></td>\s*<td>[^<]*{re.escape(said)}'
        assert re.search(named, page), (row, said)
    assert session.scalar(select(func.count()).select_from(DemandFigure)) == 0


def test_what_is_wrong_is_said_in_the_readers_language(client, curator):
    page = hand_in(client, HEAD + "CZ08,batteries,,many,2028,Office\n", language="cs").get_data(as_text=True)
    assert "„many“ není celé číslo" in page


def test_a_file_that_is_no_such_table_says_what_it_should_be(client, curator):
    for text, said in (
        (b"region;number\nCZ08;1\n", "lacks the column year, source"),
        (b"region;number;year;source\nCZ08;1;2028;Office\n", "lacks the column skill_area / job_role"),
        (HEAD.encode(), "a header but no rows"),
        (b"", "The file is empty"),
        (HEAD.encode() + GOOD.encode() * 11_000, "more than 20000 rows"),
        (b"PK\x03\x04\x00\x00", "Save the table as"),
    ):
        answer = hand_in(client, text)
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)


def test_a_job_role_stands_for_its_skill_area_in_any_language_and_by_its_address_at_esco(client, curator):
    esco = job_roles().get("battery-technician").esco
    lines = "CZ08,,Technik trakčních baterií,30,2028,Office\nCZ08,,Kraftelektronikingenjör,7,2028,Office\n"
    lines += f"CZ080,,{esco},5,2028,Office\n"
    assert hand_in(client, HEAD + lines).status_code == 303
    told = {(row["region"], row["skill_area"], row["job_role"]): row["number"] for row in rows(client, "demand")}
    assert told == {
        ("CZ08", "batteries", "battery-technician"): "30",
        ("CZ08", "electric-drive", "power-electronics-engineer"): "7",
        ("CZ080", "batteries", "battery-technician"): "5",
    }
    page = client.get("/de/indicators/supply-demand?country=CZ").get_data(as_text=True)
    assert re.search(r'<a href="[^"]*/job-roles/battery-technician">Batterietechniker/in</a>', page)
    same = hand_in(client, HEAD + "CZ08,,Battery technician,1,2028,Office\nCZ08,,battery-technician,2,2028,Office\n")
    assert "Row 2 is about the same" in same.get_data(as_text=True)


def test_a_table_is_read_however_a_spreadsheet_program_wrote_it(client, curator):
    """As a workbook under a title, as Unicode text, and in the encoding of Central Europe with its decimal comma."""
    lines = [HEAD.strip().split(","), ["CZ08", "batteries", "", 1200, 2028, "Úřad práce ČR, Ostrava"]]
    book = Workbook()
    for line in (["Potřeba 2028"], [], *lines):
        book.active.append(line)
    written = io.BytesIO()
    book.save(written)
    semicolons = "\n".join(";".join(map(str, line)) for line in lines)
    for data in (
        written.getvalue(),
        semicolons.replace(";", "\t").encode("utf-16"),
        semicolons.replace(";1200;", ";1 200,00;").encode("cp1250"),
    ):
        assert hand_in(client, data).status_code == 303
        assert [(row["number"], row["source"]) for row in rows(client, "demand")] == [
            ("1200", "Úřad práce ČR, Ostrava")
        ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("CZ08,batteries,,1,2028,Office, Ostrava\n", "more cells than the header"),
        (
            'CZ08,batteries,,1,2028,"Office\nCZ08,hydrogen,,1,2028,Office\n',
            "a quotation mark before it may not be closed",
        ),
    ],
)
def test_what_a_separator_or_a_quotation_mark_would_hide_is_not_lost_silently(client, curator, lines, said):
    answer = hand_in(client, HEAD + lines)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_a_curator_cannot_take_back_what_another_region_said(client, curator, session):
    session.add(DemandUpload(file_name="theirs.csv", figures=[
        DemandFigure(line=2, region="DE1", area="batteries", year=2028, number=5, source="Office")
    ]))  # fmt: skip
    session.commit()
    number = session.scalar(select(func.max(DemandUpload.id)))
    assert post(client, f"{PAGE}/{number}/take-back", page=PAGE).status_code == 403


def test_every_number_of_the_matrix_is_what_its_link_finds(client, curator):
    for address in ("/indicators/supply-demand", "/indicators/supply-demand?country=CZ"):
        page = client.get(address).get_data(as_text=True)
        cells = re.findall(r'<td class="heat[^"]*">\s*<a href="(/courses[^"]*)"[^>]*>(\d+)</a>', page)
        assert any(count != "0" for _url, count in cells)
        for url, count in cells:
            query = url.replace("&amp;", "&").partition("?")[2]
            assert client.get(f"/api/v1/courses?{query}").json["total"] == int(count), url


def test_what_a_file_says_can_be_taken_out_changed_and_handed_in_again(client, curator):
    hand_in(client, HEAD + GOOD)
    page = client.get(PAGE).get_data(as_text=True)
    table = client.get(re.search(r'href="(/curate/demand/\d+\.csv)"', page)[1]).get_data(as_text=True)
    assert hand_in(client, table.replace(",40,", ",44,")).status_code == 303
    assert needed(client)["CZ08", "hydrogen"] == "44"


def test_what_a_larger_region_or_the_whole_country_says_stands_beside_its_regions(client, session, parts):
    """Baden-Württemberg (NUTS 1) speaks for its four regions of NUTS 2, and Berlin for the country."""
    user = person(Role.CURATOR, "DE")
    sign_in(client, user)
    said = "DE1,batteries,,8000,2029,Land\nDE11,batteries,,500,2029,Stuttgart\nDE,hydrogen,,70,2029,Bund\n"
    assert hand_in(client, HEAD + said).status_code == 303
    page = client.get("/indicators/supply-demand?country=DE").get_data(as_text=True)
    assert "People whom regions say they need by 2029: 8,070." in page
    matrix = page[page.index('<table class="matrix">') : page.index('id="sources"')]
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a>', matrix)
    assert rows == [("/regions/DE", "Germany"), ("/regions/DE1", "Baden-Württemberg"), ("/regions/DE11", "Stuttgart")]
    people = re.findall(r'aria-label="People needed: ([\d,]+) \(([^,]+), ([^)]+)\)', matrix)
    assert people == [
        *(("8,000", "Germany", "Batteries"), ("70", "Germany", "Hydrogen")),
        *(("8,000", "Baden-Württemberg", "Batteries"), ("500", "Stuttgart", "Batteries")),
    ]
    gaps = re.findall(r'<th scope="row">([^<]+: [^<]+)</th>', page)
    assert gaps == ["Baden-Württemberg: Batteries", "Stuttgart: Batteries", "Germany: Hydrogen"]


def test_countries_that_said_something_stand_in_the_readers_alphabet(client):
    user = person(Role.CURATOR, "AT")
    grant(db.session(), user, Role.CURATOR, "CZ")
    db.session.commit()
    sign_in(client, user)
    assert hand_in(client, f"{HEAD}AT,batteries,,5,2029,Amt\nCZ,batteries,,5,2029,Amt\n").status_code == 303
    for language, names in {"de": ["Österreich", "Tschechien"], "cs": ["Česko", "Rakousko"]}.items():
        page = client.get(f"/{language}/indicators/supply-demand").get_data(as_text=True)
        assert re.findall(r'\?country=\w\w#sources">([^<]+)</a>', page) == names


def test_the_map_frames_countries_with_a_gap(client, curator):
    hand_in(client, HEAD + GOOD)
    for area, framed in (("hydrogen", 1), ("batteries", 0)):
        page = client.get(f"/indicators/supply-demand?skill_area={area}").get_data(as_text=True)
        assert page.count("tile-gap") == framed, area


def test_a_first_month_is_no_trend_and_is_said_to_be_none(client, curator):
    page = client.get("/indicators/supply-demand").get_data(as_text=True)
    assert "a trend shows from the second month on" in page
    assert "/supply-demand/trend.svg" not in page


def test_the_page_says_in_sentences_what_it_comes_to(client, curator):
    assert "only supply is shown" in client.get("/indicators/supply-demand?country=CZ").get_data(as_text=True)
    hand_in(client, HEAD + GOOD)
    page = client.get("/indicators/supply-demand").get_data(as_text=True)
    assert "People whom regions say they need by 2028: 160." in page
    assert "Needed where nothing of it is taught: Czechia – Hydrogen." in page


def test_a_picture_says_what_its_frames_mean_and_when_it_was_measured(client, curator):
    hand_in(client, HEAD + GOOD)
    framed = {"map": "umrahmt: etwas, das gebraucht wird", "matrix": "umrahmt: gebraucht, aber nicht gelehrt"}
    for key, said in framed.items():
        drawn = client.get(f"/de/indicators/supply-demand/{key}.svg").get_data(as_text=True)
        assert said in drawn
        assert re.search(r"Automotive Skills Catalogue, \d+\. \w+ \d{4}, \d\d:\d\d UTC", drawn)
    free = client.get("/de/indicators/supply-demand/map.svg?skill_area=batteries").get_data(as_text=True)
    assert "umrahmt" not in free


def test_map_matrix_and_trend_can_be_taken_away(client, curator, session, parts):
    refresh_snapshot(session, parts.engine, datetime.now(UTC) - timedelta(days=32))
    hand_in(client, HEAD + GOOD)
    for address in ("/indicators/supply-demand?skill_area=batteries", "/indicators/supply-demand?country=CZ"):
        page = client.get(address).get_data(as_text=True)
        files = re.findall(r'href="(/indicators/supply-demand/[^"]+)"', page)
        assert len(files) in (4, 6)
        for file in files:
            assert client.get(file.replace("&amp;", "&")).status_code == 200, file
    assert client.get("/indicators/supply-demand?country=XX").status_code == 404
    assert client.get("/indicators/supply-demand?skill_area=cooking").status_code == 404

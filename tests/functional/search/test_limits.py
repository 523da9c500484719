"""A learner asks when, where and for how much, in the form, in the address and through the API."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

TODAY = datetime.now(UTC).date()
SOON, LATER = TODAY + timedelta(12), TODAY + timedelta(90)
SHEET = f"""id;title;url;language;start_date;city;country;price;currency;workload;delivery_mode
1;Cells;https://a.example/1;de;{SOON};München;DE;400;EUR;PT16H;onsite
1;Cells;https://a.example/1;en;{LATER};Praha;CZ;0;;PT16H;onsite
2;Packs;https://a.example/2;cs;{LATER};Ostrava;CZ;9000;CZK;PT40H;onsite
3;Modules;https://a.example/3;en;;;;100;EUR;PT8H;online
"""


@pytest.fixture
def sheet(importing, tmp_path):
    path = tmp_path / "courses.csv"
    path.write_text(SHEET, "utf-8")
    assert importing.path(path, provider="academy").counts()["created"] == 3


def page_of(client, **arguments):
    answer = client.get("/courses", query_string=arguments)
    assert answer.status_code == 200
    return answer.text


def titles(page):
    return re.findall(r'<h2 class="card-title">.*?>([^<>]+)</a></h2>', page, re.DOTALL)


def found(client, **arguments):
    return set(titles(page_of(client, **arguments)))


def test_place_and_time_are_met_by_one_run(client, sheet):
    month = f"{LATER:%Y-%m}"
    assert found(client, country="CZ", starts=month) == {"Cells", "Packs"}
    assert found(client, country="DE", starts=month) == set()
    assert found(client, near="Munich", start_from=LATER) == set()
    assert found(client, language="de", country="CZ") == set(), "each row of a sheet has its own language"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"start_from": LATER}, {"Cells", "Packs"}),
        ({"start_to": SOON}, {"Cells"}),
        ({"max_price": "0"}, {"Cells"}),
        ({"max_price": "380"}, {"Cells", "Packs", "Modules"}),
        ({"max_price": "2500", "currency": "czk"}, {"Cells", "Modules"}),
        ({"max_hours": "16"}, {"Cells", "Modules"}),
        ({"near": "Monachium"}, {"Cells"}),
        ({"near": "Brno", "radius": "200"}, {"Cells", "Packs"}),
        ({"near": "50.08,14.44", "radius": "10"}, {"Cells"}),
        ({"country": "online"}, {"Modules"}),
    ],
)
def test_limits_leave_what_keeps_within_them(client, sheet, arguments, expected):
    assert found(client, **arguments) == expected


def test_the_card_shows_the_run_that_meets_what_was_asked_and_how_far_it_is(client, sheet):
    page = page_of(client, near="Brno", radius="200", sort="distance")
    assert titles(page) == ["Packs", "Cells"]
    cells = page.split(">Cells</a>")[1]
    assert re.findall(r"<li>([^<]+)</li>", cells)[:3] == ["On site", "Praha, Czechia", "186 km"]


def test_each_limit_has_a_chip_that_takes_it_away_and_a_field_that_holds_it(client, sheet):
    page = page_of(client, near="brno", radius="200", max_price="500", max_hours="40", start_to="2099-12", q="cells")
    chips = dict(re.findall(r'class="chip" href="([^"]+)" aria-label="Remove ([^"]+)"', page))
    labels = {label: address.replace("&amp;", "&") for address, label in chips.items()}

    assert set(labels) == {"Until 31 Dec 2099", "Up to €500", "Up to 40 hours", "Brno, 200 km"}
    assert "near" not in labels["Brno, 200 km"] and "radius" not in labels["Brno, 200 km"]
    assert "near=Brno" in labels["Up to €500"] and "max_price" not in labels["Up to €500"]
    assert 'name="near" type="text" value="Brno"' in page
    assert 'name="start_to" type="date" value="2099-12-31"' in page
    assert '<option value="200" selected>' in page


def test_what_starts_within_a_month_is_one_link_away(client, sheet):
    address = re.search(r'href="([^"]+)">Starts within a month', page_of(client))
    assert address
    assert set(titles(client.get(address[1].replace("&amp;", "&")).text)) == {"Cells"}


def test_a_place_nobody_knows_is_told_and_limits_nothing(client, sheet):
    page = page_of(client, near="Atlantis", max_price="much")
    assert "This was not understood, and left out: Price up to, Near a town." in page
    assert len(titles(page)) == 3


def test_where_nothing_is_left_limits_are_among_what_to_set_aside(client, sheet):
    page = page_of(client, near="Lisboa", max_price="0")
    address = re.search(r'<a href="([^"]+)">Lisboa, 50 km</a>', page)
    assert address and "max_price=0" in address[1] and "near" not in address[1]


def test_the_api_takes_the_same_limits_and_says_how_far_it_is(client, sheet):
    answer = client.get("/api/v1/courses?near=Ostrava&radius=10&facets=").get_json()
    assert [(item["title"], item["kilometres"]) for item in answer["items"]] == [("Packs", 0.0)]
    assert client.get("/api/v1/courses").get_json()["items"][0]["kilometres"] is None


@pytest.mark.parametrize(
    "asked", [{"near": "Atlantis"}, {"start_from": "soon"}, {"max_price": "-1"}, {"currency": "XYZ"}, {"radius": "far"}]
)
def test_the_api_refuses_a_limit_that_says_nothing_by_name(client, sheet, asked):
    refused = client.get("/api/v1/courses", query_string=asked)
    assert (refused.status_code, list(refused.get_json()["errors"]["query"])) == (422, list(asked))


def test_a_rule_of_a_collection_keeps_limits():
    from catalogue.services.curating.collections.rules import InvalidRule, parse_rule, rule_as_query

    rule = parse_rule("https://c.example/courses?near=Brno&radius=100&max_price=100&page=2")
    assert rule.limits.near and rule.limits.near.kilometres == 100
    assert rule_as_query(rule) == "max_price=100&near=Brno&radius=100"
    for text in ("near=Atlantis", "radius=50", "currency=EUR"):
        with pytest.raises(InvalidRule):
            parse_rule(text)

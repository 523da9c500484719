"""Programs read the catalogue."""

from string import ascii_lowercase

import pytest

from catalogue.search.address import MAX_FILTER_VALUES
from catalogue.search.facets import FACET_KEYS
from catalogue.search.limit_arguments import LIMIT_KEYS


def search(client, **arguments):
    answer = client.get("/api/v1/courses", query_string=arguments)
    assert answer.status_code == 200
    return answer.get_json()


def test_a_search_answers_items_and_every_facet(client, courses):
    found = search(client, q="battery", lang="de")
    assert set(found) == {
        "total", "items", "facets", "suggestion", "corrected", "partial", "relaxations", "took_ms",
        "understood", "left_out", "best", "elsewhere"
    }  # fmt: skip
    assert set(found["facets"]) == set(FACET_KEYS)
    first = found["items"][0]
    assert {"id", "title", "url", "provider", "language", "score", "highlights", "external_id"} <= set(first)
    country = {value["value"]: value for value in found["facets"]["country"]}
    assert country["CZ"] == {"value": "CZ", "label": "Tschechien", "count": 1, "selected": False}


def test_counts_of_a_facet_apply_every_other_facets_selection(client, courses):
    facets = search(client, country="CZ", lang="en")["facets"]
    assert {value["value"] for value in facets["country"]} >= {"CZ", "DE", "IE", "online"}
    assert [value["value"] for value in facets["language"] if value["count"]] == ["cs"]


def test_a_text_that_finds_nothing_is_corrected_unless_it_is_meant(client, courses):
    found = search(client, q="hydrogne")
    assert (found["corrected"], found["suggestion"]) == ("hydrogen", None)
    assert [item["title"] for item in found["items"]] == ["Hydrogen safety"]
    exact = search(client, q="hydrogne", exact="hydrogne")
    assert (exact["corrected"], exact["suggestion"]) == (None, "hydrogen")
    assert all(item["by_meaning"] for item in exact["items"])


def test_filters_that_let_nothing_through_are_named_with_what_there_is_without_them(client, courses):
    found = search(client, q="hydrogen", country="CZ", level="6")
    assert (found["total"], found["relaxations"]) == (0, [{"without": ["country"], "total": 1}])


def test_courses_with_most_of_the_words_are_marked_so(client, courses):
    assert search(client, q="hydrogen xylophone")["partial"] is True
    assert search(client, q="hydrogen safety")["partial"] is False


def test_paging_gives_every_course_once(client, courses):
    pages = [search(client, per_page=2, page=number, sort="title")["items"] for number in (1, 2, 3)]
    titles = [item["title"] for page in pages for item in page]
    assert len(titles) == len(set(titles)) == 5
    assert titles == sorted(titles, key=str.casefold)


def test_a_courses_own_identifier_is_kept(client, courses):
    item = search(client, q="Batteriezellfertigung")["items"][0]
    assert item["external_id"] == "2"
    whole = client.get(f"/api/v1/courses/{item['id']}").get_json()
    assert (whole["url"], whole["eqf_level"], whole["workload"]) == ("https://dilna.example/kurzy/2", 5, "P5D")
    assert whole["instances"][0]["start"] == "2031-04-01"
    assert whole["instances"][0]["start_time"] is None


def test_what_is_not_there_answers_404_in_json(client, courses):
    answer = client.get("/api/v1/courses/999999")
    assert (answer.status_code, answer.get_json()["code"]) == (404, 404)


def test_the_api_describes_itself(client):
    described = client.get("/api/v1/openapi.json").get_json()
    assert {"/api/v1/courses", "/api/v1/courses/{course_id}"} <= set(described["paths"])
    names = {parameter["name"] for parameter in described["paths"]["/api/v1/courses"]["get"]["parameters"]}
    assert names == {
        *("q", "understood", "words", "without", "exact", "sort", "page", "per_page", "reads", "lang"),
        *(*FACET_KEYS, *LIMIT_KEYS),
    }


def test_machines_can_watch(client, courses):
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json()["status"] == "ready"
    assert "catalogue_courses 5.0" in client.get("/metrics").get_data(as_text=True)


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"q": "battery " * 100}, "q"),
        ({"q": " ".join(f"{letter}*" for letter in ascii_lowercase)}, "q"),
        ({"country": [f"C{number}" for number in range(MAX_FILTER_VALUES + 1)]}, "country"),
        ({"skill": "x" * 1_000}, "skill"),
        ({"page": 10**9}, "page"),
        ({"per_page": 10**9}, "per_page"),
    ],
)
def test_more_than_can_be_searched_for_is_refused_by_name_and_a_reader_is_told(client, courses, asked, parameter):
    refused = client.get("/api/v1/courses", query_string=asked)
    assert (refused.status_code, list(refused.json["errors"]["query"])) == (422, [parameter])
    page = client.get("/courses", query_string=asked)
    assert page.status_code == 200
    assert ("only the beginning was" in page.text) is (parameter not in ("page", "per_page"))


def test_no_answer_grows_with_what_was_asked(client, courses):
    plain = len(client.get("/courses?q=battery").data)
    for asked in ({"q": "é" * 4_000}, {"country": ["C"] * 2_000}, {"country": [f"C{one}" for one in range(500)]}):
        assert len(client.get("/courses", query_string=asked).data) < plain + 150_000

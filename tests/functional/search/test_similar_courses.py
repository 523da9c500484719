"""More like this, on the course page and through the API."""


def item(client, text):
    return client.get("/api/v1/courses", query_string={"q": text}).get_json()["items"][0]


def test_a_course_leads_to_others_on_its_subjects_and_marks_those_in_other_languages(client, courses):
    found = item(client, "Batteriezellfertigung")
    page = client.get(found["page"]).get_data(as_text=True).split("More like this")[1]
    assert "Výroba baterií" in page
    assert '<span class="chip">In Czech</span>' in page
    assert "Hydrogen safety" not in page
    assert "Batteriezellfertigung" not in page


def test_a_course_like_no_other_says_nothing_of_it(client, courses):
    page = client.get(item(client, "diagnostics")["page"]).get_data(as_text=True)
    assert "More like this" not in page


def test_programs_get_the_same_courses(client, courses):
    number = item(client, "Batteriezellfertigung")["id"]
    titles = [each["title"] for each in client.get(f"/api/v1/courses/{number}/similar").get_json()["items"]]
    assert set(titles) == {"Výroba baterií", "Battery cell manufacturing online"}
    assert client.get("/api/v1/courses/999999/similar").get_json() == {"items": []}

"""A region's collection: what it holds, how it is shown, how it is made, and how it goes out into the world."""

import re
from io import BytesIO

import pytest
from icalendar import Calendar
from lxml import etree
from PIL import Image

from catalogue.domain.people.permissions import Actor, Role
from catalogue.extensions import db
from catalogue.models import Collection, CollectionEvent, Course, Mail
from catalogue.search.port import SearchRequest
from catalogue.services.curating.collections.notifications import notify_curators
from catalogue.services.curating.collections.reader_view import show
from catalogue.services.providing.listings import withdraw
from catalogue.web.curating.collections.card import card
from tests.functional.people import person, post, sign_in


@pytest.fixture
def curator(app, courses):
    browser = app.test_client()
    sign_in(browser, person(Role.CURATOR, "CZ08"))
    return browser


@pytest.fixture
def collection(curator):
    """A published collection of everything on batteries; the address of its editor."""
    begun = post(curator, "/curate/new", region="CZ080", title="Baterie", language="cs", rule="?skill_area=batteries")
    post(curator, f"{begun.location}/state", page=begun.location, state="published")
    return begun.location


def course_id(number):
    return db.session.query(Course).filter_by(external_id=str(number)).one().id


def do(curator, collection, step, **values):
    return post(curator, f"{collection}/{step}", page=collection, **values)


def slug_of(collection):
    return collection.rpartition("/")[2]


def public(collection):
    return f"/collections/{slug_of(collection)}"


def titles(client, address):
    page = re.sub("</?mark>", "", client.get(address).get_data(as_text=True))
    return re.findall(r'class="card-title"><a[^>]*>([^<]+)', page)


def test_a_collection_holds_what_its_search_finds_and_counts_the_same(client, collection):
    held = client.get("/api/v1/courses?skill_area=batteries").json["total"]
    page = client.get(public(collection)).get_data(as_text=True)
    assert held == 3 and f"{held} courses" in page
    assert sorted(titles(client, public(collection))) == [
        "Batteriezellfertigung",
        "Battery cell manufacturing online",
        "Výroba baterií",
    ]


def test_rules_add_up_and_a_course_is_put_first_or_left_out(client, curator, collection):
    do(curator, collection, "rules", rule="/courses?skill_area=hydrogen")
    do(curator, collection, "choose", course=course_id(4), act="pin")
    do(curator, collection, "choose", course=course_id(2), act="exclude")
    shown = titles(client, public(collection))
    assert shown[0] == "Hydrogen safety" and "Batteriezellfertigung" not in shown and len(shown) == 3


def test_a_course_that_does_not_exist_cannot_be_chosen(client, curator, collection):
    for act in ("pin", "exclude", "release"):
        answer = do(curator, collection, "choose", course=["999999", course_id(4)], act=act)
        assert answer.status_code == 404
        assert "No course of the catalogue is at: 999999" in answer.text
    assert db.session.query(Collection).one().choices == []


def test_what_is_no_search_is_no_rule(curator, collection):
    for rule in ("https://[", "?q=" + "a* " * 9 + "b*" * 300):
        answer = do(curator, collection, "rules", rule=rule)
        assert answer.status_code == 200
        assert "searched" in answer.text
    assert len(db.session.query(Collection).one().rules) == 1
    assert (
        "No course of the catalogue is at: https://["
        in do(curator, collection, "addresses", addresses="https://[").text
    )


def test_leafing_through_shows_the_chosen_first_and_every_course_once(app, curator, collection):
    held = [course_id(number) for number in (1, 2, 3)]
    do(curator, collection, "choose", course=course_id(4), act="pin")
    do(curator, collection, "choose", course=held[2], act="pin")
    kept = db.session.query(Collection).one()
    pages = []
    for number in range(1, 4):
        engine = app.extensions["catalogue"].engine
        page = show(db.session(), engine, kept, SearchRequest(page=number, per_page=3, highlight=False))
        ids = [one.course_id for one in page.pinned] + [course.id for _, course in page.result.found]
        assert page.total == page.result.page.total == 4
        pages.append(ids)
    first, second, third = pages
    assert first[:2] == [course_id(4), held[2]] and (len(first), len(second), third) == (3, 1, [])
    assert sorted(first + second) == sorted([course_id(4), *held])


def test_one_searches_and_filters_within_a_collection(client, collection):
    address = public(collection)
    assert titles(client, f"{address}?q=cell+manufacturing&language=en") == ["Battery cell manufacturing online"]
    assert titles(client, f"{address}?q=hydrogen+safety") == []
    text = client.get(f"{address}?language=de").get_data(as_text=True)
    assert f"{address}?language=de" in text.replace("&amp;", "&") or f'action="{address}"' in text


@pytest.mark.parametrize("rule", ["", "?", "nonsense", "?colour=red", "https://other.example/x"])
def test_a_rule_that_says_nothing_is_refused_loudly(curator, collection, rule):
    before = db.session.query(Collection).one().rules
    answer = do(curator, collection, "rules", rule=rule)
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert db.session.query(Collection).one().rules == before


def test_order_is_changed_without_javascript(client, curator, collection):
    for number in (1, 2, 3):
        do(curator, collection, "choose", course=course_id(number), act="pin")
    do(curator, collection, "choose", course=course_id(3), act="up")
    assert titles(client, public(collection)) == [
        "Výroba baterií",
        "Battery cell manufacturing online",
        "Batteriezellfertigung",
    ]


def test_texts_fall_back_and_say_their_language(client, curator, collection):
    do(curator, collection, "texts", **{"title-cs": "Baterie", "title-es": "Baterías", "introduction-es": "Hola."})
    spanish = client.get(public(collection) + "?lang=es").get_data(as_text=True)
    swedish = client.get(public(collection) + "?lang=sv").get_data(as_text=True)
    assert '<h1 lang="es">Baterías</h1>' in spanish
    assert '<h1 lang="es">Baterías</h1>' in swedish


def test_what_a_region_adds_to_a_course_leaves_the_course_alone(client, curator, collection):
    number = course_id(2)
    before = db.session.get(Course, number).updated_at
    about = {"note-en": "Ask for the evening group.", "funding-en": "A voucher covers 80 per cent."}
    post(curator, f"{collection}/courses/{number}", **about)
    slug = db.session.get(Course, number).slug
    assert "Ask for the evening group." in client.get(public(collection)).get_data(as_text=True)
    within = client.get(f"/courses/{slug}?collection={collection.rpartition('/')[2]}").get_data(as_text=True)
    outside = client.get(f"/courses/{slug}").get_data(as_text=True)
    assert "A voucher covers 80 per cent." in within and "A voucher" not in outside
    assert db.session.get(Course, number).updated_at == before


def test_another_region_builds_on_a_collection_and_decides_for_itself(app, client, curator, collection):
    do(curator, collection, "choose", course=course_id(1), act="pin")
    other = app.test_client()
    sign_in(other, person(Role.CURATOR, "SK03", email="sk@people.example"))
    base = slug_of(collection)
    made = post(other, "/curate/new", page=f"/curate/new?on={base}", on=base, region="SK031").location
    do(other, made, "choose", course=course_id(1), act="exclude")
    do(other, made, "state", state="published")
    assert "Výroba baterií" not in titles(client, public(made))
    assert "Batteriezellfertigung" in titles(client, public(made))
    assert titles(client, public(collection))[0] == "Výroba baterií"


def test_a_withdrawn_pinned_course_leaves_the_page_and_the_curator_is_told(client, curator, collection, parts):
    number = course_id(1)
    do(curator, collection, "choose", course=number, act="pin")
    do(curator, collection, "seen")
    withdraw(db.session(), parts.engine, db.session.get(Course, number), Actor(user_id=1))
    assert "Výroba baterií" not in titles(client, public(collection))
    editor = curator.get(collection).get_data(as_text=True)
    assert "no longer offered" in editor and "Removed:" in editor


def test_curators_are_written_to_once_about_chosen_courses_that_are_gone(curator, collection, parts):
    number = course_id(1)
    do(curator, collection, "choose", course=number, act="pin")
    assert notify_curators(db.session(), "https://courses.example") == 0
    withdraw(db.session(), parts.engine, db.session.get(Course, number), Actor(user_id=1))
    assert [notify_curators(db.session(), "https://courses.example") for _ in range(2)] == [1, 0]
    (mail,) = db.session.query(Mail).filter(Mail.subject.like("%no longer offered%"))
    assert mail.recipient == "curator@people.example"
    assert "Výroba baterií" in mail.text and f"https://courses.example{collection}" in mail.text


def test_what_other_regions_put_first_is_suggested_until_it_is_decided(app, curator, collection):
    do(curator, collection, "choose", course=course_id(3), act="pin")
    other = app.test_client()
    sign_in(other, person(Role.CURATOR, "SK03", email="sk@people.example"))
    mine = post(other, "/curate/new", region="SK031", title="Batteries", language="en", rule="?skill_area=hydrogen")
    editor = other.get(mine.location).get_data(as_text=True)
    assert "Battery cell manufacturing online" in editor.partition("Chosen in other regions")[2]
    do(other, mine.location, "choose", course=course_id(3), act="exclude")
    assert "Chosen in other regions" not in other.get(mine.location).get_data(as_text=True)


def test_a_shared_link_has_a_picture_in_the_readers_language_and_a_draft_has_none(client, curator, collection):
    address = re.search(r'og:image"\s+content="http://localhost([^"]+)', client.get(public(collection)).text)[1]
    picture = client.get(address)
    assert picture.content_type == "image/png" and Image.open(BytesIO(picture.data)).size == (1200, 630)
    assert client.get(f"/de{address}").data != picture.data
    do(curator, collection, "state", state="draft")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "title", ["Ž", "Batteriemanagementsystementwicklung" * 9, "ein Wort " * 80, "Řídicí jednotky: Ąę ßø Łódź"]
)
def test_a_picture_is_made_of_any_title(title):
    assert Image.open(BytesIO(card(title, "Moravskoslezsko", "5 kurzů", "key"))).format == "PNG"


def test_a_draft_of_another_region_cannot_be_built_on(app, curator, collection):
    do(curator, collection, "state", state="draft")
    other = app.test_client()
    sign_in(other, person(Role.CURATOR, "ES41", email="es@people.example"))
    assert other.get(f"/curate/new?on={slug_of(collection)}").status_code == 404


def test_what_came_since_the_last_look_is_shown_until_it_is_seen(curator, collection):
    do(curator, collection, "seen")
    do(curator, collection, "rules", rule="?skill_area=hydrogen")
    assert "New:" in curator.get(collection).get_data(as_text=True)
    do(curator, collection, "seen")
    assert "New:" not in curator.get(collection).get_data(as_text=True)


def test_every_step_can_be_taken_back(client, curator, collection):
    do(curator, collection, "choose", course=course_id(2), act="exclude")
    event = db.session.query(CollectionEvent).order_by(CollectionEvent.id.desc()).first()
    do(curator, collection, f"undo/{event.id}")
    assert "Batteriezellfertigung" in titles(client, public(collection))


def test_courses_are_added_by_their_addresses_and_unknown_ones_are_named(curator, collection):
    lines = "https://dilna.example/kurzy/4\nhttps://nowhere.example/9"
    answer = do(curator, collection, "addresses", addresses=lines).get_data(as_text=True)
    assert "https://nowhere.example/9" in answer and "Hydrogen safety" in answer


def test_only_published_collections_are_public_and_only_for_their_period(client, curator, collection):
    for state, until, status in (("draft", "", 404), ("published", "2020-01-01", 404), ("published", "", 200)):
        do(curator, collection, "state", state=state, until=until)
        assert client.get(public(collection)).status_code == status


def test_curators_of_other_regions_cannot_change_it(app, collection):
    other = app.test_client()
    sign_in(other, person(Role.CURATOR, "ES41", email="es@people.example"))
    assert other.get(collection).status_code == 403
    assert other.get(collection.replace("CZ080", "ES41")).status_code == 404


def test_the_feed_the_calendar_and_the_table_hold_its_courses(client, collection):
    address = public(collection)
    feed = etree.fromstring(client.get(f"{address}/feed.atom").data)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3
    events = Calendar.from_ical(client.get(f"{address}/calendar.ics").data).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Výroba baterií", "Batteriezellfertigung"}
    assert len({str(event["uid"]) for event in events}) == 2
    assert [event["dtend"].dt.isoformat() for event in events if event["summary"] == "Výroba baterií"] == ["2031-03-06"]
    assert client.get(f"{address}/courses.csv").get_data(as_text=True).count("\n") == 4


def test_the_frame_may_stand_on_any_site_sets_no_cookie_and_may_be_kept(client, collection):
    answer = client.get(f"{public(collection)}/embed?theme=dark")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers and "max-age=900" in answer.headers["Cache-Control"]
    assert client.get(f"{public(collection)}/embed", headers={"If-None-Match": answer.headers["ETag"]}).status_code in (
        200,
        304,
    )
    assert client.get("/widget.js").status_code == 200


def test_it_is_printed_with_codes_and_reached_by_a_short_address(client, collection):
    assert client.get(f"{public(collection)}/print").get_data(as_text=True).count("<svg") >= 4
    assert client.get("/c/" + collection.rpartition("/")[2]).location == public(collection)


def test_the_command_line_exports_one_collection(app, collection, tmp_path):
    arguments = ["export", "--format", "jsonl", "--output", str(tmp_path / "out.jsonl"), "--collection"]
    assert app.test_cli_runner().invoke(args=[*arguments, collection.rpartition("/")[2]]).exit_code == 0
    assert (tmp_path / "out.jsonl").read_text().count("\n") == 3
    assert app.test_cli_runner().invoke(args=[*arguments, "nothing"]).exit_code == 2

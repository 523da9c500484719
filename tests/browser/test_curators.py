"""A curator in a real browser: from a search to a collection in two languages, built on by another, shown elsewhere."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from catalogue.domain.people.permissions import Actor, Role
from catalogue.extensions import db
from catalogue.models import Collection, Course, Mail
from catalogue.services.curating.collections.notifications import notify_curators
from catalogue.services.providing.listings import withdraw
from tests.browser.acting import accessible, press, send, sign_in
from tests.functional.people import person

FEED = """id;title;url;language;skill_areas;delivery_mode
1;Baterías de litio en el taller;https://taller.example/1;es;batteries;onsite
2;Reciclaje de baterías;https://taller.example/2;es;batteries;onsite
3;Diagnóstico de baterías;https://taller.example/3;es;batteries;onsite
4;Battery systems online;https://taller.example/4;en;batteries;online
5;Battery packs on the bench;https://taller.example/5;en;batteries;onsite
6;Seguridad del hidrógeno;https://taller.example/6;es;hydrogen;onsite
"""


@pytest.fixture
def courses(importing, tmp_path):
    path = tmp_path / "cursos.csv"
    path.write_text(FEED, "utf-8")
    assert importing.path(path, provider="taller").counts()["created"] == 6


@pytest.fixture
def elsewhere(site):
    """The address of a page of somebody else's site, which allows little, that shows a collection by one line."""
    line = f'<script src="{site}/widget.js" data-collection="baterias-y-movilidad-electrica-es41" async></script>'

    class Foreign(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"default-src 'none'; script-src {site}; frame-src {site}")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Junta (sample)</title><h1>Formación</h1>{line}".encode())

        def log_message(self, *_):
            """Tests print nothing."""

    server = HTTPServer(("127.0.0.1", 0), Foreign)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def curator_in(window, region, email):
    person(Role.CURATOR, region, email=email)
    page = window()
    sign_in(page, email)
    return page


def titles(page):
    return [title.strip() for title in page.locator(".card-title").all_inner_texts()]


def begin(page):
    page.goto("/curate/new?rule=/courses%3Fskill_area%3Dbatteries%26language%3Des")
    page.fill("#title", "Baterías y movilidad eléctrica")
    page.select_option("#language", "es")
    press(page, "Create")


def act(page, name, title):
    press(page, f"{name}: {title}")


def write_texts(page):
    page.fill("#title-en", "Batteries and electric mobility")
    page.fill("#introduction-en", "Courses for people of the region.")
    press(page, "Save the texts")


def add_rule(page, rule):
    page.fill("#rule", rule)
    send(page, page.locator("#rules").get_by_role("button", name="Add"))


def note(page, title, language, text):
    page.get_by_role("link", name=f"Notes: {title}").click()
    field = page.locator(f"#note-{language}")
    if not field.is_visible():
        page.locator("details", has=field).locator("summary").click()
    field.fill(text)
    press(page, "Save")


def publish(page):
    page.select_option("#state-choice", "published")
    press(page, "Save")


def test_a_collection_is_made_published_built_on_shown_elsewhere_and_outlives_a_withdrawal(
    window, courses, elsewhere, parts
):
    curator = curator_in(window, "ES41", "curator@es.example")
    begin(curator)
    add_rule(curator, "/courses?skill_area=batteries&country=online")
    act(curator, "Move to the top", "Diagnóstico de baterías")
    act(curator, "Move to the top", "Reciclaje de baterías")
    act(curator, "Move up", "Reciclaje de baterías")
    act(curator, "Exclude", "Baterías de litio en el taller")
    note(curator, "Reciclaje de baterías", "es", "Plazas reservadas para la región.")
    write_texts(curator)
    publish(curator)
    accessible(curator)

    reader = window()
    reader.goto("/es/collections/baterias-y-movilidad-electrica-es41")
    assert reader.locator("h1").inner_text() == "Baterías y movilidad eléctrica"
    assert titles(reader) == ["Reciclaje de baterías", "Diagnóstico de baterías", "Battery systems online"]
    assert "Plazas reservadas para la región." in reader.locator(".card").first.inner_text()
    reader.goto("/en/collections/baterias-y-movilidad-electrica-es41")
    assert reader.locator("h1").inner_text() == "Batteries and electric mobility"
    accessible(reader)

    other = curator_in(window, "PT1", "curator@pt.example")
    other.goto("/collections/baterias-y-movilidad-electrica-es41")
    other.get_by_role("link", name="Build a collection on this one").click()
    other.fill("#region", "PT11")
    press(other, "Create")
    act(other, "Exclude", "Battery systems online")
    publish(other)
    built = db.session.query(Collection).filter_by(region="PT11").one()
    reader.goto(f"/collections/{built.slug}")
    assert titles(reader) == ["Reciclaje de baterías", "Diagnóstico de baterías"]

    gone = db.session.query(Course).filter_by(title="Reciclaje de baterías").one()
    withdraw(db.session(), parts.engine, gone, Actor(user_id=1))
    assert notify_curators(db.session(), "https://courses.example") == 1
    assert "Reciclaje de baterías" in db.session.query(Mail).one().text
    reader.goto("/es/collections/baterias-y-movilidad-electrica-es41")
    assert titles(reader) == ["Diagnóstico de baterías", "Battery systems online"]

    reader.goto(elsewhere)
    frame = reader.frame_locator("iframe")
    assert frame.locator(".card-title").first.inner_text() == "Diagnóstico de baterías"
    assert frame.locator("h1").inner_text() == "Batteries and electric mobility"

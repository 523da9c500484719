"""When the database cannot be read, every page says so, in words, without reading it once more."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Provider
from tests.databases import POSTGRES
from tests.functional.people import person, sign_in


def break_database():
    """Nothing is left of what it held."""
    db.session.remove()
    with db.engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(text(f'DROP TABLE "{table.name}"' + (" CASCADE" if POSTGRES else "")))


def pages(app):
    return sorted(rule.rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in rule.methods)


@pytest.mark.parametrize("role", [None, Role.MODERATOR])
def test_every_page_says_that_it_cannot_be_read(app, client, role):
    if role:
        sign_in(client, person(role))
    break_database()
    answers = {page: client.get(page) for page in pages(app)}
    odd = {page: answer.status_code for page, answer in answers.items() if answer.status_code in (500, 502)}
    assert odd == {}
    refused = [answer for answer in answers.values() if answer.status_code == 503 and answer.mimetype == "text/html"]
    assert refused
    for answer in refused:
        assert "Not available at the moment" in answer.text
        assert "Retry-After" in answer.headers


def test_programs_are_told_in_json(client):
    break_database()
    answer = client.get("/api/v1/indicators")
    assert (answer.status_code, answer.json["code"]) == (503, 503)


def test_it_is_said_in_the_readers_language(client):
    break_database()
    assert "Something went wrong" not in client.get("/de/regions").text
    assert '<html lang="de">' in client.get("/de/regions").text


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")), 409),
        (OperationalError("SELECT", {}, Exception("disk I/O error")), 503),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), 400),
        (ZeroDivisionError(), 500),
    ],
)
def test_after_an_error_in_mid_transaction_the_page_of_it_is_shown_to_who_is_signed_in(app, client, error, code):
    sign_in(client, person(Role.LEARNER))

    def fail():
        db.session.add(Provider(key="half", name="Half done", url=""))
        db.session.flush()
        raise error

    view = app.view_functions["region.index"]
    app.view_functions["region.index"] = fail
    try:
        answer = client.get("/regions")
    finally:
        app.view_functions["region.index"] = view
    assert answer.status_code == code
    assert "<h1>" in answer.text
    assert db.session.query(Provider).filter_by(key="half").count() == 0

"""The interface in ten languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import catalogue
from catalogue.web.site.locale import LOCALES

FOLDER = Path(catalogue.__file__).parent / "translations"
FIELD = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("locale", [one for one in LOCALES if one != "en"])
def test_placeholders_and_plural_forms_are_those_of_the_message(locale):
    with (FOLDER / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=locale) if message.id]
    assert len(messages) > 100
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for place, string in enumerate(strings):
            fields, one = set(FIELD.findall(string)), place == 0 and set(FIELD.findall(ids[0]))
            assert not string or fields in (set(FIELD.findall(ids[-1])), one), message.id


def test_no_message_hides_in_a_formatted_string():
    """Whatever collects the messages does not look into f"{_('…')}" on every version of Python."""
    with (FOLDER / "de" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in read_po(file)}
    for path in FOLDER.parent.rglob("*.py"):
        text = path.read_text("utf-8")
        hidden = re.findall(r"\{(?:_|ngettext)\((['\"])(.+?)\1", text)
        assert {message for _mark, message in hidden} <= known, path


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "5 courses"), ("de", "5 Kurse"), ("fr", "5 formations"), ("es", "5 cursos"), ("pt", "5 cursos"),
     ("it", "5 corsi"), ("cs", "5 kurzů"), ("sk", "5 kurzov"), ("pl", "5 kursów"), ("sv", "5 kurser")],
)  # fmt: skip
def test_the_interface_speaks_the_readers_language_with_its_plurals(client, courses, locale, said):
    page = client.get(f"/courses?lang={locale}").get_data(as_text=True)
    assert said in page
    assert f'<html lang="{locale}">' in page


def test_a_language_in_front_of_the_address_stays_in_every_link(client, courses):
    page = client.get("/cs/courses?q=baterie").get_data(as_text=True)
    assert '<html lang="cs">' in page
    assert 'href="/cs/skill-areas"' in page
    assert 'href="/cs/courses/' in page
    assert 'href="/static/catalogue.css"' in page


def test_the_root_in_a_language_is_its_first_page(client, courses):
    assert '<html lang="pl">' in client.get("/pl").get_data(as_text=True)
    assert '<html lang="pl">' in client.get("/pl/").get_data(as_text=True)


def test_a_course_has_one_identity_in_all_languages_and_an_address_in_each(client, courses):
    address = re.search(r"/courses/[\w-]+", client.get("/courses?q=hydrogen").get_data(as_text=True))[0]
    page = client.get(f"/de{address}").get_data(as_text=True)
    assert f'rel="canonical" href="http://localhost/de{address}"' in page
    assert f'hreflang="x-default" href="http://localhost{address}"' in page
    assert f'hreflang="cs" href="http://localhost/cs{address}"' in page
    assert f'"@id": "http://localhost{address}"' in page


def test_other_letters_in_front_are_no_language(client):
    assert client.get("/xx/courses").status_code == 404


def test_the_language_chosen_before_comes_before_the_browsers(client, courses):
    client.set_cookie("language", "it")
    asked = {"Accept-Language": "sv"}
    assert '<html lang="it">' in client.get("/courses", headers=asked).get_data(as_text=True)
    assert '<html lang="fr">' in client.get("/fr/courses", headers=asked).get_data(as_text=True)
    assert '<html lang="cs">' in client.get("/fr/courses?lang=cs", headers=asked).get_data(as_text=True)


def test_a_form_in_a_language_answers_in_it(client):
    page = client.get("/de/account/sign-in").get_data(as_text=True)
    assert 'action="/de/account/sign-in"' in page


def test_no_name_in_an_address_is_an_order_to_the_pages(client):
    orders = {"_external": "1", "_scheme": "javascript", "_anchor": "x", "endpoint": "y", "key": "z", "_method": "PUT"}
    for address in ("/", "/courses", "/job-roles/battery-technician"):
        answer = client.get(address, query_string=orders)
        assert answer.status_code == 200
        assert "javascript:" not in answer.get_data(as_text=True)

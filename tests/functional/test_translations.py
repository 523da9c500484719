"""The interface in ten languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import catalogue
from catalogue.web.locale import LOCALES

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
        for string in filter(None, strings):
            assert set(FIELD.findall(string)) == set(FIELD.findall(ids[-1])), message.id


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "5 courses"), ("de", "5 Kurse"), ("fr", "5 formations"), ("es", "5 cursos"), ("pt", "5 cursos"),
     ("it", "5 corsi"), ("cs", "5 kurzů"), ("sk", "5 kurzov"), ("pl", "5 kursów"), ("sv", "5 kurser")],
)  # fmt: skip
def test_the_interface_speaks_the_readers_language_with_its_plurals(client, courses, locale, said):
    page = client.get(f"/courses?lang={locale}").get_data(as_text=True)
    assert said in page
    assert f'<html lang="{locale}">' in page

"""Mails are written where no application is at hand: the worker and commands write them too."""

from types import SimpleNamespace

import pytest
from flask import has_app_context

from catalogue.services.accounts.mail_texts import write

PROVIDER = SimpleNamespace(name="Academy <Zell & Werk>")


@pytest.mark.parametrize(
    ("locale", "subject"),
    [("en", "Invitation: "), ("de", "Einladung: "), ("xx", "Invitation: "), ("", "Invitation: ")],
)
def test_a_mail_is_in_the_language_of_whom_it_is_for(locale, subject):
    assert not has_app_context()
    written, text = write("invitation", locale, provider=PROVIDER, name="Ana", link="https://c.example/join/1")
    assert written.startswith(subject) and "https://c.example/join/1" in text


def test_plain_text_is_not_escaped():
    assert "Academy <Zell & Werk>" in write("invitation", "en", provider=PROVIDER, name="Ana", link="")[0]

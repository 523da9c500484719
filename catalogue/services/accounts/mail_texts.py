"""The texts of mails: templates of ``templates/mail`` in the language of whoever receives them."""

from __future__ import annotations

from functools import cache

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader
from jinja2.ext import InternationalizationExtension

from catalogue.domain.text.messages import Translate, message_from_json, reworded
from catalogue.package_files import TEMPLATES, TRANSLATIONS


def write(template: str, locale: str, **values: object) -> tuple[str, str]:
    """Return subject and text of ``templates/mail/<template>.txt``, whose first line is the subject.

    A language that we have no translations of gets English. Raises ``jinja2.TemplateNotFound``.
    """
    subject, text = _templates(locale).get_template(f"{template}.txt").render(**values).strip().split("\n", 1)
    return subject, text


@cache
def _templates(locale: str) -> Environment:
    """Mails are plain text: nothing in them is escaped."""
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(TEMPLATES / "mail"), extensions=[InternationalizationExtension]
    )
    words = _translations(locale)
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    translate: Translate = words.gettext
    environment.filters["told"] = lambda message: message_from_json(message).translated(translate)
    environment.filters["reworded"] = lambda reason: reworded(reason, translate)
    return environment


def _translations(locale: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [locale])

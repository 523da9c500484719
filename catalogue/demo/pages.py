"""The pages of a sample partner, rendered from its own templates where it has some, from ours otherwise."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from catalogue.demo.content import SampleSite

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to a site. ``prefix`` is the path it is mounted under, empty at its own host."""

    site: SampleSite
    prefix: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    def link(self, path: str) -> str:
        """Return the address of a path, below the prefix."""
        return self.prefix + path


@dataclass(frozen=True, slots=True)
class Document:
    """The response of a site; ``charset`` is None for binary documents, ``language`` empty if it is the site's."""

    content: bytes
    media_type: str = "text/html"
    charset: str | None = "utf-8"
    language: str = ""


Resource = Callable[[Visit], Document | None]
"""The response at a path; None means there is nothing at this address after all."""


def render(template: str, visit: Visit, **context: object) -> str:
    """Return a template of the site rendered with its words, links and values."""
    site = visit.site
    shown = str(context.pop("language", site.language))
    environment = _environment(site.folder)
    return environment.get_template(template).render(
        site=site, link=visit.link, words=words(shown), language=shown, **context
    )


def page(template: str, visit: Visit, **context: object) -> Document:
    """Return an HTML page in the site's charset; characters it lacks become numeric references, as browsers read
    them."""
    charset = visit.site.charset
    content = render(template, visit, **context).encode(charset, "xmlcharrefreplace")
    return Document(content, charset=charset, language=str(context.get("language", "")))


def xml(template: str, visit: Visit, **context: object) -> Document:
    """Return an XML document rendered from a template."""
    return Document(render(template, visit, **context).encode(), "application/xml")


def day(text: str, language: str) -> str:
    """Return an ISO day as the language writes it; anything else as it stands."""
    try:
        return format_date(date.fromisoformat(text), "long", locale=_locale(language))
    except ValueError:
        return text


def country_name(code: str, language: str) -> str:
    """Return the country's name in ``language``; an unknown code as it stands."""
    return str(_locale(language).territories.get(code, code))


def language_name(code: str, language: str) -> str:
    """Return the language's name in ``language``; an unknown code as it stands."""
    return str(_locale(language).languages.get(code, code))


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the labels of the pages in a language; the English ones where it has none."""
    tables: dict[str, dict[str, str]] = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    return tables["en"] | tables.get(language, {})


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@cache
def _environment(folder: Path) -> Environment:
    loader = ChoiceLoader([FileSystemLoader(folder / "templates"), FileSystemLoader(_HERE / "templates")])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(day=day, country_name=country_name, language_name=language_name)
    return environment

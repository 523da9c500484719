"""What views take from the request and the application."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, TypeVar

from flask import render_template, request
from markupsafe import Markup

from catalogue.app_parts import parts
from catalogue.search.address import request_from
from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.web.site.languages_read import languages_read
from catalogue.web.site.locale import LOCALES, reader_language

T = TypeVar("T")


def engine() -> SearchEngine:
    """Return the search engine of this application."""
    return parts().engine


def asked_search() -> SearchRequest:
    """Return the search that the address asks for, for whoever asks."""
    asked = request_from(request.args.to_dict(flat=False), reader_language())
    return asked if asked.reads else replace(asked, reads=languages_read())


def cached_value(key: Hashable, state: object, make: Callable[[], T]) -> T:
    """Return a value cached for all readers of a language and made anew when ``state`` changes; addresses in it keep
    the language in the same way as the reader's do."""
    chosen = request.args.get("lang", "").lower()
    here = reader_language(), request.script_root, chosen if chosen in LOCALES else ""
    return parts().kept.get((key, here), state, make)


def cached_part(template: str, which: Hashable, state: object, make: Callable[[], dict[str, Any]]) -> Markup:
    """Return a cached part of a page, drawn by a template from what ``make`` returns; nothing in it is private."""
    return cached_value((template, which), state, lambda: Markup(render_template(template, **make())))  # noqa: S704

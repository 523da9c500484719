"""What views take from the request and the application."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import render_template, request
from markupsafe import Markup

from catalogue.app_parts import parts
from catalogue.search.address import request_from
from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.web.site.locale import LOCALES, reader_language

T = TypeVar("T")


def engine() -> SearchEngine:
    """The search engine of this application."""
    return parts().engine


def asked_search() -> SearchRequest:
    """The search that the address asks for."""
    return request_from(request.args.to_dict(flat=False), reader_language())


def kept(key: Hashable, state: object, make: Callable[[], T]) -> T:
    """Something for all readers of a language, made anew when ``state`` is another; its addresses keep the language in
    the same way as the reader's do."""
    chosen = request.args.get("lang", "").lower()
    here = reader_language(), request.script_root, chosen if chosen in LOCALES else ""
    return parts().kept.get((key, here), state, make)


def kept_part(template: str, which: Hashable, state: object, make: Callable[[], dict[str, Any]]) -> Markup:
    """The part of a page that a template draws from what ``make`` gives it; nothing in it is of one reader alone."""
    return kept((template, which), state, lambda: Markup(render_template(template, **make())))  # noqa: S704

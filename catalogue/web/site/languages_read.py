"""The languages that whoever makes a request can learn in: what the browser keeps, else what it asks for.

Chosen once on a page and kept in a cookie, which is set only then. Before that the page's language comes first, then
those that the browser asks for, and English last, which people of every trade are used to.
"""

from __future__ import annotations

from flask import Flask, Response, g, has_request_context, request

from catalogue.search.address import read_languages
from catalogue.web.site.browser_storage import mark_private
from catalogue.web.site.locale import SOURCE_LANGUAGE, reader_language

COOKIE = "reads"


def init_app(app: Flask) -> None:
    """Mark the pages that depend on the languages read as such."""
    app.after_request(_mark)


def languages_read() -> tuple[str, ...]:
    """Return base languages, the best first; none if the browser neither keeps nor asks for any."""
    if not has_request_context():
        return ()
    if "reads" not in g:
        g.reads = read_languages(request.cookies.get(COOKIE, ""))
    return g.reads or _asked_for()


def countries_read() -> tuple[str, ...]:
    """Return the countries that the browser's languages are of, such as AT for ``de-AT``, in its order."""
    tags = [tag.replace("_", "-").split("-") for tag in request.accept_languages.values()]
    return tuple(dict.fromkeys(tag[-1].upper() for tag in tags if len(tag) > 1 and len(tag[-1]) == 2))


def _asked_for() -> tuple[str, ...]:
    asked = read_languages(",".join(request.accept_languages.values()))
    return tuple(dict.fromkeys((reader_language(), *asked, SOURCE_LANGUAGE))) if asked else ()


def _mark(response: Response) -> Response:
    if "reads" in g:
        response.vary.add("Accept-Language")
    return mark_private(response, "reads", COOKIE)

"""What visitors send, with nothing but characters in any text: the border for forms, addresses, cookies and bodies.

Whatever a view, a form or the API reads of a request passes through here, so none of them has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict

from catalogue.domain.text.characters import all_well_formed, is_well_formed, well_formed

HEADERS = ("HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ORIGIN")
"""Those of which pages or records say something, as WSGI names them."""


class Sent(ImmutableMultiDict[str, Any]):
    """Names and values of a form, a query string or cookies, cleaned (``domain.characters``); files by their names."""

    def __init__(self, sent: Any = None) -> None:
        pairs: Iterable[tuple[str, Any]]
        if isinstance(sent, ImmutableMultiDict):
            pairs = sent.items(multi=True)
        else:
            pairs = sent.items() if isinstance(sent, Mapping) else sent or ()
        super().__init__([(well_formed(name), _cleaned(value)) for name, value in pairs])


class CleanRequest(Request):
    """A request that holds no text that the database, the index or an export would refuse."""

    parameter_storage_class = Sent
    dict_storage_class = Sent

    def __init__(self, environ: dict[str, Any], *arguments: Any, **more: Any) -> None:
        super().__init__(environ, *arguments, **more)
        for name in HEADERS:
            if name in environ:
                environ[name] = well_formed(environ[name])

    def get_json(self, *arguments: Any, **more: Any) -> Any:
        """Return the body as Flask reads it, with its texts cleaned."""
        return all_well_formed(super().get_json(*arguments, **more))


def init_app(app: Flask) -> None:
    """Read all requests as ``CleanRequest`` and refuse paths with characters that no page has."""
    app.request_class = CleanRequest
    app.before_request(_refuse_odd_paths)


def _refuse_odd_paths() -> None:
    if not is_well_formed(request.path):
        abort(404)


def _cleaned(value: Any) -> Any:
    if isinstance(value, FileStorage):
        value.filename = well_formed(value.filename) if value.filename else value.filename
        return value
    return all_well_formed(value)

"""Pages asked for with a slash too many at the end of their address, as people type and other sites link them.

Not for the API: what programs ask for is exactly there, or not at all.
"""

from __future__ import annotations

from flask import Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound

READING_METHODS = frozenset({"GET", "HEAD"})
API_PREFIX = "/api/"


def init_app(app: Flask) -> None:
    """Lead a reader from ``/help/?a=b`` to ``/help?a=b`` where that is a page."""
    app.before_request(_leave_slash_out)


def _leave_slash_out() -> ResponseReturnValue | None:
    path = request.path.rstrip("/")
    in_vain = isinstance(request.routing_exception, NotFound) and request.method in READING_METHODS
    if not in_vain or path == request.path or path.startswith(("//", API_PREFIX)) or not _is_page(path):
        return None
    query = request.query_string.decode("latin-1")
    return redirect(request.root_path + path + (f"?{query}" if query else ""), 308)


def _is_page(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter is not None and bool(adapter.match(path, method="GET"))
    except HTTPException:
        return False

"""What views take from the request and the application."""

from __future__ import annotations

from flask import current_app, request

from catalogue.app_parts import Parts
from catalogue.search.address import request_from
from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.web.locale import reader_language


def engine() -> SearchEngine:
    """The search engine of this application."""
    parts: Parts = current_app.extensions["catalogue"]
    return parts.engine


def asked_search() -> SearchRequest:
    """The search that the address asks for."""
    return request_from(request.args.to_dict(flat=False), reader_language())

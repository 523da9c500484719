"""The sample partners' own pages, for looking at where a sample course came from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.test import Client

from catalogue.access import everyone
from catalogue.demo.sites import create_sites_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

blueprint = Blueprint("samples", __name__)


@cache
def _sites() -> WSGIApplication:
    return create_sites_app()


@blueprint.get("/samples/<host>/")
@blueprint.get("/samples/<host>/<path:path>")
@everyone
def page(host: str, path: str = "") -> Response:
    """Return a page of a sample partner as its site answers it."""
    client = Client(_sites())
    answer = client.get(
        f"/{quote(path)}",
        headers={"Host": quote(host, safe="")},
        query_string=request.query_string.decode("latin1"),
        environ_overrides={"SCRIPT_NAME": f"/samples/{quote(host, safe='')}"},
    )
    return Response(answer.data, answer.status, answer.headers)

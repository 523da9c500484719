"""The WSGI application that serves every sample partner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Document, Resource, Visit, page
from catalogue.demo.publishing import publisher_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MARK_HEADER = "X-Sample-Partner"


class SitesApplication:
    """Chooses the site, then the resource; an unchanged document gets a 304."""

    def __init__(self, sites: Iterable[SampleSite]) -> None:
        self._sites = {site.host: site for site in sites}
        self._resources: dict[str, dict[str, Resource]] = {
            host: publisher_of(site).resources(site) for host, site in self._sites.items()
        }
        self._changed = {host: _last_change(site) for host, site in self._sites.items()}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, request: Request) -> Response:
        site, prefix, path = self._locate(request)
        if site is None:
            return Response("No sample partner lives at this address.\n", 404, mimetype="text/plain")
        if request.method not in ("GET", "HEAD"):
            return Response(status=405, headers={"Allow": "GET, HEAD"})
        visit = Visit(site, prefix, request.args.to_dict())
        resource = self._resources[site.host].get(path)
        document = resource(visit) if resource else None
        status = 200 if document else 404
        response = _response(document or page("missing.html", visit), site, status)
        if document:
            response.last_modified = self._changed[site.host]
            response.add_etag()
            response.make_conditional(request)
        return response

    def _locate(self, request: Request) -> tuple[SampleSite | None, str, str]:
        """Return the site, the prefix its links need, and the path within it."""
        root = request.root_path.rstrip("/")
        host, _, rest = request.path.lstrip("/").partition("/")
        if host in self._sites:
            return self._sites[host], f"{root}/{host}", f"/{rest}"
        return self._sites.get(request.host.partition(":")[0]), root, request.path


def _response(document: Document, site: SampleSite, status: int) -> Response:
    charset = f"; charset={document.charset}" if document.charset else ""
    headers = {"Content-Language": document.language or site.language, MARK_HEADER: "invented for demonstration"}
    return Response(document.content, status, headers, content_type=document.media_type + charset)


def _last_change(site: SampleSite) -> datetime:
    newest = max(file.stat().st_mtime for file in site.folder.rglob("*") if file.is_file())
    return datetime.fromtimestamp(newest, UTC).replace(microsecond=0)

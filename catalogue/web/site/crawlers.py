"""What programs that read the web are told: what to leave alone, and where the courses are (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, url_for
from markupsafe import escape

from catalogue.access import everyone
from catalogue.extensions import Session, db
from catalogue.services.courses.sitemap import count_sitemap_files, sitemap_entries
from catalogue.services.curating.collections.reading import public_collections
from catalogue.services.curating.curricula.stored_versions import curricula_in_force
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import skills
from catalogue.web.site.streaming import streamed

blueprint = Blueprint("crawlers", __name__)
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PRIVATE = ("/account", "/provide", "/moderation", "/curate", "/samples/")
PAGES = (
    "home.page",
    "skill_area.index",
    "skill.index",
    "job_role.index",
    "region.index",
    "collections.index",
    "curriculum.index",
    "help.index",
)


@blueprint.get("/robots.txt")
@everyone
def robots() -> Response:
    """Return robots.txt: courses may be read one by one, but not the endless searches nor private pages."""
    lines = ["User-agent: *"]
    for path in (*PRIVATE, "/courses?"):
        lines += [f"Disallow: {path}", f"Disallow: /*{path}"]
    lines += ["", f"Sitemap: {_address('crawlers.index')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
@everyone
def index() -> Response:
    """Return the index of the sitemaps."""
    addresses = [_address("crawlers.pages")]
    addresses += [
        _address("crawlers.courses", number=number + 1) for number in range(count_sitemap_files(db.session()))
    ]
    return _xml(_document("sitemapindex", "sitemap", ((address, None) for address in addresses)))


@blueprint.get("/sitemap-pages.xml")
@everyone
def pages() -> Response:
    """Return the sitemap of the pages that lead to courses."""
    addresses = [_address(endpoint) for endpoint in PAGES]
    addresses += [_address("skill_area.page", key=area.key) for area in skill_areas().roots()]
    addresses += [_address("skill.page", key=skill.key) for skill in skills()]
    addresses += [_address("job_role.page", key=role.key) for role in job_roles()]
    addresses += [_address("curriculum.page", key=key) for key in curricula_in_force(db.session())]
    addresses += [_address("collections.page", slug=one.slug) for one in public_collections(db.session())]
    return _xml(_document("urlset", "url", ((address, None) for address in addresses)))


@blueprint.get("/sitemap-courses-<int:number>.xml")
@everyone
def courses(number: int) -> Response:
    """Return one part of the sitemap of courses, written as it is read."""
    if not 1 <= number <= count_sitemap_files(db.session()):
        abort(404)

    def write(session: Session) -> Iterator[str]:
        listed = ((_address("course.page", slug=slug), changed) for slug, changed in sitemap_entries(session, number))
        return _document("urlset", "url", listed)

    return streamed(write, "application/xml")


def _address(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values, _external=True, _language="")


def _document(root: str, entry: str, listed: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
    for address, changed in listed:
        dated = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        yield f"<{entry}><loc>{escape(address)}</loc>{dated}</{entry}>\n"
    yield f"</{root}>\n"


def _xml(lines: Iterable[str]) -> Response:
    return Response("".join(lines), mimetype="application/xml")

"""Learners' interest: noted as pages are shown, and the way out to a course's provider."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.app_parts import parts
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.web_addresses import address_parts
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.search.port import SearchRequest
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.interest import InterestRecorder, Visitor
from catalogue.services.search.searching import SearchResult

blueprint = Blueprint("interest", __name__)


@blueprint.get("/out/<slug>")
@everyone
def follow(slug: str) -> ResponseReturnValue:
    """Redirect to the provider's page of a course: only to addresses on record, so it can lead nowhere else."""
    course = course_by_slug(db.session(), slug)
    if course is None or course.status == CourseStatus.DRAFT:
        abort(404)
    if course.status == CourseStatus.WITHDRAWN:
        return redirect(url_for("course.page", slug=course.slug))
    if _is_seen():
        _notes().followed(_visitor(), course.id)
    answer = redirect(outbound_url(course))
    answer.headers.update({"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"})
    return answer


def outbound_url(course: Course) -> str:
    """Return the course's address at its provider; for invented partners, that of the sample site shown from here."""
    address = address_parts(course.url)
    if not course.provider.is_sample or not (address.hostname or "").endswith(".example"):
        return course.url
    return url_for("samples.page", host=address.hostname or "", path=address.path.lstrip("/"))


def count_search(asked: SearchRequest, result: SearchResult) -> None:
    """Count a page of results; only the first page of a question counts as a search."""
    if _is_seen():
        shown = [course.id for _hit, course in result.found]
        question = bool(asked.text or any(asked.filters.values()) or asked.limits)
        _notes().searched(_visitor(), shown, result.page.total, counts=question and asked.page == 1)


def count_opened(course: Course) -> None:
    """Count that a course's page was shown."""
    if _is_seen():
        _notes().opened(_visitor(), course.id)


def _is_seen() -> bool:
    """Say whether a person looks, not a browser that fetches ahead or asks for the headers alone."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose


def _visitor() -> Visitor:
    return Visitor(request.remote_addr or "", request.user_agent.string)


def _notes() -> InterestRecorder:
    return InterestRecorder(parts().settings.interest_folder)

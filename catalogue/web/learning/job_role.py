"""Job roles: the skills of each, the courses for them, and a learner's own path, kept in the address."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.app_parts import parts
from catalogue.extensions import db
from catalogue.services.courses.loading import ids_of_slugs
from catalogue.services.curating.curricula.stored_versions import curricula_in_force
from catalogue.services.learning.skills.esco import occupation
from catalogue.services.learning.skills.learning_paths import Learner, learning_path
from catalogue.services.learning.skills.offers import RoleOffers, role_offers
from catalogue.services.learning.skills.supply import courses_by_skill, courses_by_value
from catalogue.taxonomy.job_roles import JobRole, job_roles
from catalogue.web.learning.curriculum_page import present_links
from catalogue.web.learning.goal_cookie import saved_goals
from catalogue.web.learning.goal_summary import present_saved_path
from catalogue.web.learning.job_role_page import present_role, present_roles
from catalogue.web.learning.shortlist import read_ids, shortlisted
from catalogue.web.search.links import path_url
from catalogue.web.site.locale import reader_language
from catalogue.web.site.requests import engine

blueprint = Blueprint("job_role", __name__)


@blueprint.get("/job-roles")
@everyone
def index() -> ResponseReturnValue:
    """Show the job roles by skill area with their numbers of courses; ``role`` in the address redirects to one."""
    chosen = job_roles().get(request.args.get("role", ""))
    if chosen is not None:
        learner = Learner(courses=read_ids(request.args.get("courses", "")))
        return redirect(path_url(chosen.key, learner), 303)
    groups = present_roles(courses_by_value(engine(), "job_role"))
    curricula = present_links(curricula_in_force(db.session()).values())
    return render_template("learning/job_roles.html", groups=groups, curricula=curricula)


@blueprint.get("/job-roles/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """Show one job role; the address says what the learner has and which courses may be proposed."""
    role = job_roles().get(key)
    if role is None:
        abort(404)
    learner = _learner(role)
    counts = courses_by_skill(engine(), role, learner)
    path = learning_path(db.session(), role, learner, lambda: _on_offer(role, learner))
    view = present_role(role, learner, counts, path, request.args.get("way", ""))
    return render_template(
        "learning/job_role.html",
        view=view,
        esco=occupation(db.session(), role.esco, reader_language()),
        keeping=present_saved_path(role, learner, saved_goals(), shortlisted()),
    )


def _on_offer(role: JobRole, learner: Learner) -> RoleOffers:
    return role_offers(db.session(), engine(), parts().kept, role, learner.wishes)


def _learner(role: JobRole) -> Learner:
    known = {skill.key for skill in role.skills}
    named = ids_of_slugs(db.session(), request.args.getlist("course")[:50])
    return Learner(
        skills=frozenset(request.args.getlist("have")) & known,
        courses=list(dict.fromkeys([*read_ids(request.args.get("courses", "")), *named])),
        country=request.args.get("country", "").upper()[:2],
        language=request.args.get("language", "").lower()[:8],
        online=request.args.get("online") == "1",
    )

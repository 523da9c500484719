"""The words of moderation: kinds, fields, acts and reasons, in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

from babel.dates import format_datetime, format_timedelta
from flask_babel import gettext as _

from catalogue.domain.moderation import Verdict
from catalogue.models import Review
from catalogue.services.reviewing.contract import Difference
from catalogue.services.reviewing.deciding_many import Result
from catalogue.web.locale import cldr_locale
from catalogue.web.presenters import values
from catalogue.web.presenters.reports import PROBLEMS


def kind(key: str) -> str:
    """What an item is."""
    names: dict[str, str] = {
        "submission": _("New course"),
        "revision": _("Revision"),
        "provider": _("New provider"),
        "claim": _("Claim to a provider"),
        "source": _("Source"),
        "duplicate": _("Possible duplicate"),
        "report": _("Report by a reader"),
        "upload": _("File of listings"),
    }
    return names.get(key, key)


def field_title(name: str) -> str:
    """What a field is called."""
    names: dict[str, str] = {
        "title": _("Title"),
        "url": _("Address"),
        "language": _("Language"),
        "summary": _("Summary"),
        "description": _("Description"),
        "prerequisites": _("Prerequisites"),
        "audience": _("Who it is for"),
        "delivery_mode": _("How it is taught"),
        "eqf_level": _("Level"),
        "credential": _("Credential"),
        "workload": _("Workload"),
        "pace": _("Pace"),
        "skill_areas": _("Skill areas"),
        "teaching_languages": _("Taught in"),
        "learning_outcomes": _("What participants learn"),
        "keywords": _("Keywords"),
        "instances": _("Dates and places"),
        "translations": _("Translations"),
        "provider": _("Provider"),
        "website": _("Website"),
        "country": _("Country"),
        "asked-by": _("Asked by"),
        "grounds": _("Grounds"),
        "listings": _("Listings"),
        "new-listings": _("New listings"),
        "changed-listings": _("Changed listings"),
        "status": _("Status"),
    }
    return names.get(name) or str(PROBLEMS.get(name, name))


def readable(one: Difference, side: str) -> str:
    """A value as people read it: codes by their names."""
    text: str = getattr(one, side)
    facets = {"delivery_mode": "delivery_mode", "credential": "credential", "pace": "pace", "skill_areas": "skill_area"}
    if one.field in facets:
        return "\n".join(values.label(facets[one.field], line) for line in text.splitlines())
    if one.field in ("language", "teaching_languages"):
        return "\n".join(values.language(line) for line in text.splitlines())
    return text


def waited(review: Review) -> str:
    """How long it has been, or was, in the queue."""
    until = review.closed_at or datetime.now(UTC)
    return format_timedelta(until - review.opened_at, locale=cldr_locale())


def moment(instant: datetime) -> str:
    """Day and time."""
    return format_datetime(instant, "medium", locale=cldr_locale())


def button(kind_key: str, outcome: str) -> str:
    """What a moderator presses: over a report there is nothing to approve, only to settle."""
    if kind_key == "report":
        return str(_("It is mended") if outcome == Verdict.APPROVED else _("There is no fault"))
    names: dict[str, str] = {"approved": _("Approve"), "sent-back": _("Ask for changes"), "rejected": _("Reject")}
    return names[outcome]


def verdict(outcome: str, kind_key: str = "") -> str:
    """What was decided."""
    if kind_key == "report":
        return str(_("mended") if outcome == Verdict.APPROVED else _("no fault"))
    names: dict[str, str] = {"approved": _("approved"), "sent-back": _("sent back"), "rejected": _("rejected")}
    return names.get(outcome, outcome)


def decided(outcome: Verdict, title: str, kind_key: str = "") -> str:
    """What has just been done."""
    if kind_key == "report":
        return str(_("The report on “%(title)s” is settled.", title=title))
    done: dict[Verdict, str] = {
        Verdict.APPROVED: _("“%(title)s” is approved.", title=title),
        Verdict.SENT_BACK: _("“%(title)s” went back for changes.", title=title),
        Verdict.REJECTED: _("“%(title)s” is rejected.", title=title),
    }
    return done[outcome]


def result(one: Result) -> str:
    """What became of an item that was decided among others."""
    if one.decided:
        return verdict(one.review.outcome, one.review.kind)
    if one.problem:
        return one.problem
    who = one.review.closed_by
    if not one.review.outcome:
        return str(_("left: it has changed since you looked at it"))
    name = (who.name or who.email) if who else "–"
    return str(
        _("left: already %(verdict)s by %(name)s", verdict=verdict(one.review.outcome, one.review.kind), name=name)
    )


def reasons() -> list[str]:
    """Reasons that come up again and again, as they are sent."""
    return [
        _("This course does not concern the automotive or battery industry."),
        _("This course is in the catalogue already. Please revise that listing instead."),
        _("The address does not lead to this course. Please give the address of its own page."),
        _("Please say in a few sentences what participants learn and whom the course is for."),
        _("Please add the next dates with place and price, or say that one can begin at any time."),
        _("Please describe the course without praise, capital letters or slogans."),
    ]


def action(name: str) -> str:
    """What somebody did, for the audit trail."""
    names: dict[str, str] = {
        "handed-in": _("handed in"),
        "published": _("published"),
        "approved": _("approved"),
        "sent-back": _("sent back"),
        "rejected": _("rejected"),
        "took": _("took"),
        "gave-back": _("gave back"),
        "proposed": _("proposed"),
        "claimed": _("claimed"),
        "changed": _("changed"),
        "invited": _("invited to"),
        "joined": _("joined"),
        "removed": _("removed from"),
        "withdrew": _("withdrew"),
        "restored": _("restored"),
        "uploaded": _("uploaded"),
        "undid": _("took back"),
        "skill": _("decided on a skill"),
        "deleted-account": _("deleted an account"),
    }
    return names.get(name, name)

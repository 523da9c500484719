"""The words of moderation: kinds, fields, acts and reasons, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from babel.dates import format_date, format_time, format_timedelta
from flask_babel import gettext as _

from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import COURSE_FIELDS, field_label
from catalogue.models import Review
from catalogue.services.reviewing.contract import Difference
from catalogue.web.learning.problem_kinds import PROBLEMS
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale


def kind_label(key: str) -> str:
    """Return what an item is, in words."""
    names: dict[str, str] = {
        "submission": _("New course"),
        "revision": _("Revision"),
        "provider": _("New provider"),
        "claim": _("Claim to a provider"),
        "source": _("Source"),
        "duplicate": _("Possible duplicate"),
        "report": _("Report by a reader"),
        "link": _("Broken link"),
        "classification": _("Uncertain skill area"),
        "likeness": _("Courses that may belong together"),
        "upload": _("File of listings"),
    }
    return names.get(key, key)


def field_title(name: str) -> str:
    """Return the label of a field."""
    if name in COURSE_FIELDS:
        return field_label(name).translated(_)
    names: dict[str, str] = {
        "provider": _("Provider"),
        "website": _("Website"),
        "country": _("Country"),
        "asked-by": _("Asked by"),
        "grounds": _("Grounds"),
        "listings": _("Listings"),
        "new-listings": _("New listings"),
        "changed-listings": _("Changed listings"),
        "status": _("Status"),
        "reason": _("Reason"),
        "assigned": _("Assigned to"),
        "role": _("Role"),
        "email": _("E-mail address"),
        "rows": _("Rows"),
        "licence": _("Licence of the descriptions"),
        "terms": _("On what terms we may read it"),
    }
    return names.get(name, name)


def event_label(what: str) -> str:
    """Return the heading for something that was observed or reported."""
    looks: dict[str, str] = {
        "not-found": _("The site answered that there is no such page."),
        "gone": _("The site answered that the page was taken away for good."),
        "dns": _("There is no site of this name."),
        "timeout": _("The site did not answer in time."),
        "busy": _("The site asked for patience."),
        "server-error": _("The site has a fault."),
    }
    return looks.get(what) or str(PROBLEMS.get(what) or _("The page could not be looked at."))


def difference_side(one: Difference, side: str) -> str:
    """Return one side of a difference as people read it."""
    return value_label(one.field, getattr(one, side))


def value_label(field: str, text: str) -> str:
    """Return a field's value as people read it: codes by their names."""
    field_row = COURSE_FIELDS.get(field)
    if field_row and field_row.value_labels and field_row.kind is not Kind.LEVEL:
        return "\n".join(values.label(field_row.value_labels, line) for line in text.splitlines())
    if field == "country" and text:
        return values.country(text)
    if field_row and field_row.kind in (Kind.LANGUAGE, Kind.LANGUAGES):
        return "\n".join(values.language(line) for line in text.splitlines())
    return text


def waiting_time(review: Review) -> str:
    """Return how long an item has been, or was, in the queue."""
    until = review.closed_at or datetime.now(UTC)
    return format_timedelta(until - review.opened_at, locale=cldr_locale())


def moment(instant: datetime) -> str:
    """Return day and time, to the minute."""
    locale = cldr_locale()
    return f"{format_date(instant, locale=locale)}, {format_time(instant, 'short', locale=locale)}"


def day(instant: datetime) -> str:
    """Return the day alone."""
    return format_date(instant, locale=cldr_locale())


def action_label(name: str) -> str:
    """Return what somebody did, in words for the audit trail."""
    names: dict[str, str] = {
        "handed-in": _("submitted"),
        "published": _("published"),
        "approved": _("approved"),
        "sent-back": _("sent back"),
        "rejected": _("rejected"),
        "lapsed": _("closed, as the reason is gone"),
        "took": _("took"),
        "assigned": _("assigned"),
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
        "skill-areas": _("decided on the skill areas"),
        "job-role": _("decided on a job role"),
        "declare": _("declared figures of a year for"),
        "demand": _("uploaded demand figures"),
        "demand-back": _("undid an upload of demand figures"),
        "locked": _("locked a field of"),
        "released": _("released a field of"),
        "course.merged": _("merged"),
        "course.linked": _("linked"),
        "source.moved": _("moved a source to another provider"),
        "source.removed": _("removed a source"),
        "likeness.dismissed": _("dismissed a suggestion"),
        "likeness.reopened": _("took a decision back"),
        "deleted-account": _("deleted an account"),
    }
    return names.get(name, name)


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., str]] = {
    "action_label": action_label,
    "event_label": event_label,
    "field_title": field_title,
    "kind_label": kind_label,
    "moment": moment,
    "value_label": value_label,
    "waiting_time": waiting_time,
}
"""What the templates of moderation call."""

"""What each indicator means, in the words that stand on the page and in the API."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.domain.course import fields
from catalogue.domain.text.messages import N_


@dataclass(frozen=True, slots=True)
class Indicator:
    """``monthly`` indicators count what happened in a month; the others hold at the moment of measuring."""

    key: str
    title: str
    definition: str
    monthly: bool = False


INDICATORS = {
    indicator.key: indicator
    for indicator in (
        Indicator(
            "courses",
            N_("Courses"),
            N_("Published courses, as the search finds them. A course counts once in each skill area, country, "
               "language and region it belongs to, so these parts may add up to more than the whole."),
        ),
        Indicator("providers", N_("Providers"), N_("Organisations with at least one published course.")),
        Indicator(
            "countries",
            N_("Countries"),
            N_("Countries in which a published course is held or, where no place is known, its provider is at home."),
        ),
        Indicator(
            "regions",
            N_("Regions"),
            N_("NUTS level 2 regions in which a published course is held or, where no place is known, its provider is "
               "at home."),
        ),
        Indicator(
            "languages",
            N_("Languages"),
            N_("Languages of teaching; where a provider does not say, the language of its text."),
        ),
        Indicator(
            "seats",
            N_("Announced places"),
            N_("Places in runs that have not begun and are not cancelled, of published courses, where the provider "
               "says how many there are; the others are not guessed."),
        ),
        Indicator("new", N_("New"), N_("Courses that entered the catalogue in the month."), monthly=True),
        Indicator(
            "updated",
            N_("Updated"),
            N_("Published courses already in the catalogue before the month whose content changed in it; each counts "
               "once, in the month of its latest change."),
            monthly=True,
        ),
        Indicator("withdrawn", N_("Withdrawn"), N_("Courses taken out of the catalogue in the month."), monthly=True),
        Indicator(
            "checked-week",
            N_("Checked within 7 days"),
            N_("Published courses whose source showed them in the last 7 days."),
        ),
        Indicator(
            "checked-month",
            N_("Checked within 30 days"),
            N_("Published courses whose source showed them in the last 30 days."),
        ),
        Indicator(
            "broken-links",
            N_("Broken links"),
            N_("Published courses whose page could not be reached when it was last tried."),
        ),
        Indicator(
            "complete",
            N_("Completeness"),
            N_("Published courses that state the field. A self-paced course needs no date, an online course no place."),
        ),
        Indicator(
            "visits",
            N_("Visits"),
            N_("Visitors who searched, opened or followed a course, each counted once a day. Visitors are told apart "
               "by a mark whose key is thrown away every night; there are no cookies, and programs are left out."),
            monthly=True,
        ),
        Indicator(
            "searches", N_("Searches"), N_("Questions asked of the search page, by words or filters."), monthly=True
        ),
        Indicator("fruitless", N_("Searches without a result"), N_("Searches that found no course."), monthly=True),
        Indicator(
            "opened", N_("Courses opened"), N_("Course pages opened; a visitor counts once a day and course."),
            monthly=True,
        ),
        Indicator(
            "followed",
            N_("Courses followed"),
            N_("Visits from a course on to its provider; a visitor counts once a day and course."),
            monthly=True,
        ),
        Indicator(
            "people-trained",
            N_("People trained"),
            N_("People who finished a training of a partner in the year, as the partner declares under the Charter of "
               "the Pact for Skills; not checked by us, and counted once by each partner."),
        ),
        Indicator(
            "programmes-updated",
            N_("Programmes updated"),
            N_("Training programmes made or brought up to date in the year, as partners declare them."),
        ),
    )
}  # fmt: skip

_MEASURED = (
    *("description", "skill_areas", "language", "delivery_mode", "instances", "place", "price", "workload"),
    *("eqf_level", "credential", "learning_outcomes"),
)
_KEYS = {"instances": "dates"}
COMPLETENESS_FIELDS = {_KEYS.get(key, key): fields.FIELDS[key].label for key in _MEASURED}
"""Labels of the fields that ``complete`` is counted for; ``dates`` are days on which a course takes place."""

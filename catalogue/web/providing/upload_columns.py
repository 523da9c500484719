"""The columns of a table of listings, explained."""

from __future__ import annotations

from flask_babel import gettext as _

from catalogue.services.providing.uploads import table
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.site.locale import reader_language


def explained_columns() -> list[tuple[str, str, str]]:
    """Return each column with what belongs into it and an example, in the order of the table."""
    texts = _texts()
    return [(name, texts[name], table.EXAMPLE_ROW.get(name, "")) for name in table.COLUMNS]


def columns_guide() -> table.Guide:
    """Return the explanations and the keys of all skill areas as a second sheet."""
    areas = [[key, label, ""] for key, label in _areas()]
    header = (_("Column"), _("What goes in it"), _("Example"))
    return (
        _("Explanations"),
        header,
        [*explained_columns(), ["", "", ""], [_("Keys of the skill areas"), "", ""], *areas],
    )


def _areas() -> list[tuple[str, str]]:
    known = skill_areas()
    keys = [key for root in known.roots() for key in (root.key, *(child.key for child in known.children(root.key)))]
    return [(key, known.label(key, reader_language())) for key in keys]


def _texts() -> dict[str, str]:
    day = _("A day as year-month-day. A time may follow: 2027-03-01T09:00.")
    lines = _("Several are separated by |.")
    return {
        "id": _("Your own number of the course. Rows with the same one are dates of the same course."),
        "title": _("Required: what the course is called."),
        "url": _("Required: the address of the course’s own page, beginning with https://."),
        "summary": _("One or two sentences, as they stand in the list of results."),
        "description": _("The whole text; search looks in it."),
        "language": _("Required: the language, by its code or name.") + " " + lines,
        "skill_areas": _("Required: at least one, by its key or name.") + " " + lines,
        "learning_outcomes": _("What participants can do afterwards.") + " " + lines,
        "prerequisites": _("What participants must bring along."),
        "audience": _("Whom the course is for."),
        "eqf_level": _("Level of the European Qualifications Framework, 1 to 8."),
        "credential": "none, badge, certificate, micro-credential, qualification",
        "workload": _("A number with its unit, such as 40 hours or 5 days."),
        "delivery_mode": "online, onsite, blended",
        "pace": "scheduled, self-paced",
        "keywords": _("Words that people search for.") + " " + lines,
        "start_date": day,
        "end_date": day,
        "timezone": _("Only beside a time: its zone, such as Europe/Prague."),
        "deadline": _("The last day to enrol, as year-month-day."),
        "venue": _("The name of the house."),
        "street": _("Street and number."),
        "postal_code": _("Postal code"),
        "city": _("Town"),
        "region": _("A NUTS 2024 code such as CZ080, if you know it."),
        "country": _("The country, by its two letters or its name."),
        "price": _("A number; 0 if it is free."),
        "currency": _("Three letters, such as EUR."),
        "capacity": _("How many people can take part."),
    }

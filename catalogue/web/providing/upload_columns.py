"""The columns of a table of listings, explained."""

from __future__ import annotations

from flask_babel import gettext as _

from catalogue.domain.course.field import LISTED_KINDS
from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS
from catalogue.services.providing.uploads import table
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.site.locale import reader_language


def explained_columns() -> list[tuple[str, str, str]]:
    """Return each column with what belongs into it and an example, in the order of the table."""
    return [(name, _explanation(name), table.EXAMPLE_ROW.get(name, "")) for name in table.COLUMNS]


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


def _explanation(column: str) -> str:
    """Return what goes in a column; of one whose field has no explanation, the label says it."""
    fields = [one for one in (*COURSE_FIELDS.values(), *INSTANCE_FIELDS.values()) if one.column == column]
    several = [_("Several are separated by |.")] if any(one.kind in LISTED_KINDS for one in fields) else []
    return " ".join([_(fields[0].explanation or fields[0].label), *several])

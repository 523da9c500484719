"""The settings of a source that its owner may change."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FloatField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from catalogue.domain.text.languages import parse_language
from catalogue.ingestion.registry import AUTO, discover
from catalogue.models import Source
from catalogue.services.sources import source_settings
from catalogue.web.site import choices

HOURS_PER_MONTH = 31 * 24
DEFAULTS = ("language", "country", "currency")


def _formats() -> list[tuple[str, str]]:
    """Return every format by its name, after "whichever fits best"."""
    named = sorted(
        ((importer.key, str(gettext(importer.label))) for importer in discover().values()), key=lambda one: one[1]
    )
    return [(AUTO, str(gettext("whichever fits best"))), *named]


class SettingsForm(FlaskForm):
    """When and how a source is harvested. What is sealed is never sent back to the page."""

    name = StringField(_l("Name"), validators=[InputRequired(), Length(max=500)])
    every_hours = IntegerField(
        _l("Hours between two runs"), validators=[InputRequired(), NumberRange(1, HOURS_PER_MONTH)]
    )
    language = StringField(_l("Language of texts that do not say theirs"), validators=[Optional(), Length(max=20)])
    country = SelectField(_l("Country of providers that do not say theirs"), choices=choices.countries)
    currency = SelectField(
        _l("Currency of prices that do not say theirs"), choices=lambda: [choices.NOTHING, *choices.currencies()]
    )
    skill_areas = SelectMultipleField(_l("Skill areas of courses that do not say theirs"), choices=choices.area_choices)
    format = SelectField(_l("Format"), choices=_formats)
    allow = TextAreaField(_l("Read only these addresses"), validators=[Length(max=5000)])
    block = TextAreaField(_l("Never read these addresses"), validators=[Length(max=5000)])
    pace = FloatField(_l("Seconds between two requests"), validators=[Optional(), NumberRange(0.2, 120)])
    licence = StringField(_l("Licence of the descriptions"), validators=[Length(max=500)])
    terms = TextAreaField(_l("On what terms we may read it"), validators=[Length(max=5000)])
    credentials = PasswordField(_l("Authorization header"), validators=[Length(max=2000)])
    forget_credentials = BooleanField(_l("Delete the stored header"))

    def validate_language(self, field: StringField) -> None:
        """Raise ``ValidationError`` unless it is a language (BCP 47)."""
        if parse_language(field.data or "") is None:
            raise ValidationError(_l("Write a language by its code or name, such as de or German."))

    def fill(self, source: Source) -> None:
        """Fill the form with the source's settings."""
        self.name.data, self.every_hours.data = source.name, source.every_hours
        for name in DEFAULTS:
            self[name].data = str(source.defaults.get(name) or "")
        self.skill_areas.data, self.format.data = list(_areas_of(source)), source.format
        self.allow.data, self.block.data = "\n".join(source.allow), "\n".join(source.block)
        self.pace.data = source.politeness.get("pace")
        self.licence.data, self.terms.data = source.licence, source.terms

    def entered(self, source: Source) -> source_settings.Changes:
        """Return what was entered, with what the source holds beside it."""
        defaults = source.defaults
        entered = {name: self[name].data or None for name in DEFAULTS}
        entered["language"] = parse_language(self.language.data or "")
        entered["skill_areas"] = self.skill_areas.data or None
        for name, value in entered.items():
            defaults = _with(defaults, name, value)
        return source_settings.Changes(
            name=self.name.data or "",
            every_hours=self.every_hours.data,
            defaults=defaults,
            format=self.format.data or AUTO,
            allow=_lines(self.allow.data),
            block=_lines(self.block.data),
            politeness=_with(source.politeness, "pace", self.pace.data),
            licence=self.licence.data or "",
            terms=self.terms.data or "",
        )


def _areas_of(source: Source) -> list[str]:
    stored = source.defaults.get("skill_areas")
    return [str(key) for key in stored] if isinstance(stored, list | tuple) else []


def _with(values: dict[str, Any], name: str, value: object) -> dict[str, Any]:
    other_values = {key: held for key, held in values.items() if key != name}
    return other_values if value in (None, "") else other_values | {name: value}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]

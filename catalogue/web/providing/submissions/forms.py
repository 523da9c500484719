"""The steps of the form. Nothing in them is required while one writes: what is missing is asked for at the end."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import Length, NumberRange, Optional, StopValidation, ValidationError

from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS
from catalogue.domain.text.numbers import NUMBER_PATTERN, parse_number
from catalogue.domain.time.durations import parse_workload
from catalogue.web.providing.submissions.fields_by_kind import ADDRESS, StepForm, asked, optional_text
from catalogue.web.site import choices
from catalogue.web.site.locale import reader_language

STEPS = ("course", "content", "facts", "dates", "translations", "check")
MAX_RUNS_PER_LISTING = 50
HIGHEST_PRICE = 10_000_000


def _course(key: str) -> Any:
    """Return what a field of a course is called, in the reader's language once it is shown."""
    return _l(COURSE_FIELDS[key].label)


def _run(key: str) -> Any:
    """Return what a field of an instance is called."""
    return _l(INSTANCE_FIELDS[key].label)


def stop_after_unreadable(form: PlainForm, field: Field) -> None:
    """Raise ``StopValidation`` after a value that could not be read, so that only one error is shown."""
    if field.process_errors:
        raise StopValidation


class Day(DateField):
    """A date; browsers send it in one way, whatever they show."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a date, and say how to write one where a browser lets people type it."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Write the date as year, month and day, such as 2027-03-01.")) from None


class Amount(StringField):
    """A number as people write it in their language, such as "1.200,50"."""

    @property
    def normalised(self) -> str:
        """Return the number in the notation that is stored; what is no number, as it was typed."""
        value = self._value_typed()
        return str(self.data or "").strip() if value is None else f"{value:f}"

    def pre_validate(self, form: PlainForm) -> None:
        """Raise ``StopValidation`` for what is no number, or one below 0."""
        value = self._value_typed()
        if self.data and (value is None or not 0 <= value <= HIGHEST_PRICE):
            raise StopValidation(_("Write a price of 0 or more as a number, such as 490 or 490.50."))

    def _value_typed(self) -> Decimal | None:
        typed = str(self.data or "").strip()
        return parse_number(typed, reader_language()) if re.fullmatch(NUMBER_PATTERN, typed) else None


class Count(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a number, with an error in the reader's language."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("A whole number, 1 or more.")) from None


class CourseStep(StepForm):
    """What it is called and where it is described."""

    step = "course"
    apart = frozenset({"title", "url", "language"})
    title = asked("title")
    url = StringField(_l("Address of the course’s own page"), [Optional(), Length(max=2000), ADDRESS])
    language = SelectField(_l("Language of this text"), choices=choices.languages)


class ContentStep(StepForm):
    """What is learned, and by whom."""

    step = "content"
    apart = frozenset({"skill_areas"})
    skill_areas = SelectMultipleField(_course("skill_areas"), choices=choices.area_choices)


class FactsStep(StepForm):
    """What can be compared; what most learners ask first comes first."""

    step = "facts"
    apart = frozenset({"teaching_languages"})
    delivery_mode = asked("delivery_mode")
    pace = asked("pace")
    workload = asked("workload")
    teaching_languages = SelectMultipleField(_course("teaching_languages"), choices=lambda: choices.languages()[1:])

    def validate_workload(self, field: StringField) -> None:
        """Raise ``ValidationError`` unless it is a number with its unit, in any of Europe's languages."""
        if field.data and not parse_workload(field.data):
            raise ValidationError(_l("Write a number with its unit, such as 24 hours or 3 days."))


class RunForm(PlainForm):
    """A date, place and price at which the course takes place."""

    start = Day(_l("First day"), [Optional()])
    end = Day(_l("Last day"), [Optional()])
    deadline = Day(_run("enrolment_deadline"), [Optional()])
    mode = SelectField(_run("mode"), choices=partial(choices.of_list, "delivery_mode"))
    place = StringField(_run("place_name"), optional_text(200))
    street = StringField(_run("street"), optional_text(200))
    postal_code = StringField(_run("postal_code"), optional_text(20))
    city = StringField(_run("locality"), optional_text(120))
    country = SelectField(_run("country"), choices=choices.countries)
    language = SelectField(_run("language"), choices=choices.languages)
    price = Amount(_run("price_amount"), [Optional()])
    currency = SelectField(_run("price_currency"), choices=choices.currencies, default="EUR")
    capacity = Count(
        _run("capacity"),
        [Optional(), stop_after_unreadable, NumberRange(min=1, max=100_000, message=_l("A whole number, 1 or more."))],
    )
    url = StringField(_run("url"), [Optional(), Length(max=2000), ADDRESS])
    status = SelectField(_run("status"), choices=choices.statuses)

    def validate_end(self, field: DateField) -> None:
        """Raise ``ValidationError`` if the last day is before the first."""
        if field.data and self.start.data and field.data < self.start.data:
            raise ValidationError(_l("The last day is before the first."))


class DatesStep(FlaskForm):
    """When and where."""

    instances = FieldList(FormField(RunForm), max_entries=MAX_RUNS_PER_LISTING)


class TranslationForm(PlainForm):
    """Title and summary in a further language."""

    language = HiddenField()
    title = StringField(_l("Title"), optional_text(300))
    summary = TextAreaField(_l("Summary"), optional_text(600))


class TranslationsStep(FlaskForm):
    """The same in other languages."""

    translations = FieldList(FormField(TranslationForm))


FORMS: dict[str, type[FlaskForm]] = {
    "course": CourseStep,
    "content": ContentStep,
    "facts": FactsStep,
    "dates": DatesStep,
    "translations": TranslationsStep,
}

"""The form's fields for fields of a course, made as the kind of each says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field as FormField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import URL, Length, Optional

from catalogue.domain.course.field import Field, Kind
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.web.site import choices

ADDRESS = URL(require_tld=False, message=_l("This is no web address; write it in full, beginning with https://."))
MAX_ADDRESS_CHARACTERS = 2000
MAX_CHARACTERS_BY_KIND = {
    Kind.LINE: 300,
    Kind.TEXT: 5000,
    Kind.HTML: 50_000,
    Kind.LIST: 10_000,
    Kind.WORDS: 500,
    Kind.DURATION: 100,
}


class StepForm(FlaskForm):
    """A step of the form, which asks for the fields of a course that the table puts on it."""

    step: ClassVar[str]
    apart: ClassVar[frozenset[str]] = frozenset()
    """Fields that the step's class makes and its template shows in a way of their own."""

    def __init_subclass__(cls) -> None:
        """Add the fields of the step that the class has not named, in the order of the table."""
        for one in COURSE_FIELDS.values():
            if one.step == cls.step and not hasattr(cls, one.key):
                setattr(cls, one.key, asked(one.key))

    @property
    def shown_by_kind(self) -> list[FormField]:
        """Return the fields that need no markup of their own."""
        return [self[key] for key in self._fields if key in COURSE_FIELDS and key not in self.apart]


def asked(key: str) -> Any:
    """Return the form's field for a field of a course; raise ``KeyError`` for a kind that needs a field of its own."""
    one = COURSE_FIELDS[key]
    made: FormField = _FIELD_BY_KIND[one.kind](one)(_l(one.label), description=_l(one.hint) if one.hint else "")
    return made


def optional_text(most: int) -> list[Any]:
    """Return the validators of an optional text of up to ``most`` characters."""
    return [Optional(), Length(max=most, message=_l("Please keep this under %(max)d characters."))]


def _text(made: Callable[..., Any], one: Field) -> partial[Any]:
    return partial(made, validators=optional_text(one.max_characters or MAX_CHARACTERS_BY_KIND[one.kind]))


def _address(one: Field) -> partial[Any]:
    return partial(StringField, validators=[Optional(), Length(max=MAX_ADDRESS_CHARACTERS), ADDRESS])


def _select(one: Field) -> partial[Any]:
    return partial(SelectField, choices=partial(choices.of_list, one.value_labels))


_FIELD_BY_KIND: Mapping[Kind, Callable[[Field], Callable[..., Any]]] = {
    Kind.LINE: partial(_text, StringField),
    Kind.TEXT: partial(_text, TextAreaField),
    Kind.HTML: partial(_text, TextAreaField),
    Kind.LIST: partial(_text, TextAreaField),
    Kind.WORDS: partial(_text, StringField),
    Kind.DURATION: partial(_text, StringField),
    Kind.ADDRESS: _address,
    Kind.CODE: _select,
    Kind.LEVEL: _select,
}

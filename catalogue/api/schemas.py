"""The arguments and results of the API, as OpenAPI documents them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from catalogue.domain.course.field import Field, Kind
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.search.address import MAX_PER_PAGE
from catalogue.search.facets import FACET_KEYS
from catalogue.search.limit_arguments import LIMIT_KEYS, MAX_KILOMETRES
from catalogue.search.limits import DEFAULT_KILOMETRES
from catalogue.search.port import Sort
from catalogue.services.search.best_answers import KINDS


class SearchArguments(Schema):
    """The keys of the search page; repeat a facet's key for OR within it."""

    class Meta:
        unknown = EXCLUDE

    q = fields.String(metadata={"description": "Words to find; “phrases”, -exclusions and prefix* work"})
    understood = fields.String(metadata={"description": "“0” takes conditions that q states as words"})
    words = fields.List(fields.String(), metadata={"description": "Words of a condition in q that are to stay words"})
    without = fields.List(fields.String(), metadata={"description": "Words of a condition in q that is left out"})
    exact = fields.String(metadata={"description": "The text of q again: then it is searched for without correction"})
    sort = fields.String(
        validate=validate.OneOf([sort.value for sort in Sort]), metadata={"description": "By distance only with near"}
    )
    page = fields.Integer(validate=validate.Range(1, 10_000))
    per_page = fields.Integer(validate=validate.Range(1, MAX_PER_PAGE))
    reads = fields.String(
        metadata={
            "description": "Languages the reader can learn in, best first (de,en): a soft order; else what the "
            "header Accept-Language says"
        }
    )
    lang = fields.String(metadata={"description": "The reader's language, of labels and of the query (BCP 47)"})


LIMIT_DESCRIPTIONS = {
    "start_from": "A run starts on this day or later: 2027-03-15, or 2027-03 for the first of the month",
    "start_to": "A run starts on this day or before: 2027-03-15, or 2027-03 for the last of the month",
    "max_price": "A run costs at most this, such as 499.50; 0 is free",
    "currency": "Of max_price, ISO 4217, EUR unless told; others are compared by reference rates",
    "max_hours": "The whole workload is at most so many hours; a day counts as 8",
    "max_hours_per_week": "A run takes at most so many hours a week",
    "near": "A run takes place near a town, named in any language, or near a point such as 48.14,11.58",
    "radius": f"Kilometres around near, {DEFAULT_KILOMETRES} unless told, at most {MAX_KILOMETRES}",
}
"""What each limit takes. One and the same run meets all of them, and the filters by country, region, start, price,
delivery mode and language."""

for _key in LIMIT_KEYS:
    SearchArguments._declared_fields[_key] = fields.String(metadata={"description": LIMIT_DESCRIPTIONS[_key]})

for _key in FACET_KEYS:
    SearchArguments._declared_fields[_key] = fields.List(fields.String())


SCHEMA_FIELD_BY_KIND: dict[Kind, Callable[[], fields.Field[Any]]] = {
    Kind.LEVEL: lambda: fields.Integer(allow_none=True),
    Kind.LIST: lambda: fields.List(fields.String()),
    Kind.WORDS: lambda: fields.List(fields.String()),
    Kind.LANGUAGES: lambda: fields.List(fields.String()),
    Kind.AREAS: lambda: fields.List(fields.String()),
    Kind.CODE: lambda: fields.String(allow_none=True),
    Kind.LANGUAGE: lambda: fields.String(allow_none=True),
    Kind.DURATION: lambda: fields.String(allow_none=True, metadata={"description": "ISO 8601 duration"}),
    Kind.HTML: lambda: fields.String(metadata={"description": "Sanitised HTML"}),
    Kind.TRANSLATIONS: lambda: fields.Dict(
        keys=fields.String(), values=fields.Dict(), metadata={"description": "Title and summary by language (BCP 47)"}
    ),
}
"""How the value of a field of this kind is serialised; the others are texts."""


def schema_field(course_field: Field) -> fields.Field[Any]:
    """Return the schema's field for a field of a course."""
    return SCHEMA_FIELD_BY_KIND.get(course_field.kind, fields.String)()


class InstanceSchema(Schema):
    """A run of a course; dates are dates, times carry their zone."""

    start = fields.Date(allow_none=True)
    start_time = fields.Time(allow_none=True)
    end = fields.Date(allow_none=True)
    end_time = fields.Time(allow_none=True)
    zone = fields.String(allow_none=True)
    enrolment_deadline = fields.Date(allow_none=True)
    place_name = fields.String()
    street = fields.String()
    postal_code = fields.String()
    locality = fields.String()
    country = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    latitude = fields.Float(allow_none=True)
    longitude = fields.Float(allow_none=True)
    mode = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    price_amount = fields.Decimal(as_string=True, allow_none=True)
    price_currency = fields.String(allow_none=True)
    capacity = fields.Integer(allow_none=True)
    url = fields.String()
    status = fields.String()


class ProviderSchema(Schema):
    """Who offers a course."""

    key = fields.String()
    name = fields.String()
    url = fields.String()
    country = fields.String(allow_none=True)
    is_sample = fields.Boolean()


class CourseSummarySchema(Schema):
    """A course as a result; ``score``, ``highlights`` and ``by_meaning`` belong to the search."""

    id = fields.Integer()
    external_id = fields.String(allow_none=True)
    title = fields.String()
    url = fields.String()
    page = fields.String(metadata={"description": "The course's page in this catalogue"})
    provider = fields.Nested(ProviderSchema)
    language = fields.String(allow_none=True)
    summary = fields.String()
    skill_areas = fields.List(fields.String())
    delivery_mode = fields.String(allow_none=True)
    eqf_level = fields.Integer(allow_none=True)
    credential = fields.String(allow_none=True)
    workload = fields.String(allow_none=True, metadata={"description": "ISO 8601 duration"})
    instances = fields.List(fields.Nested(InstanceSchema))
    score = fields.Float()
    highlights = fields.Dict(keys=fields.String(), values=fields.String())
    by_meaning = fields.Boolean(metadata={"description": "It lacks the words and is close in meaning"})
    kilometres = fields.Float(
        allow_none=True, metadata={"description": "From near to the nearest run that meets what was asked"}
    )


class CourseSchema(CourseSummarySchema):
    """A course with all its fields."""

    class Meta:
        exclude = ("score", "highlights", "by_meaning", "kilometres")

    status = fields.String()
    source = fields.String(allow_none=True)
    origins = fields.Dict(keys=fields.String(), values=fields.String())
    created_at = fields.DateTime()
    updated_at = fields.DateTime()
    checked_at = fields.DateTime()


for _field in COURSE_FIELDS.values():
    if _field.key not in CourseSummarySchema._declared_fields:
        CourseSchema._declared_fields[_field.key] = schema_field(_field)


class FacetValueSchema(Schema):
    """A value with the number of courses it would give under every other facet's selection."""

    value = fields.String()
    label = fields.String()
    count = fields.Integer()
    selected = fields.Boolean()


class RelaxationSchema(Schema):
    """Facets and limits (start, max_price, max_hours, max_hours_per_week, near) to leave out, and the number of courses
    there are without them."""

    without = fields.List(fields.String())
    total = fields.Integer()


class UnderstoodSchema(Schema):
    """A condition that q states: the words that say it, the facet or limit that it became, and its value."""

    words = fields.String()
    facet = fields.String(metadata={"description": "A facet, or start, max_price, max_hours, max_hours_per_week, near"})
    value = fields.String(
        metadata={
            "description": "Values of the facet, by commas; of start two dates as in ISO 8601, “..” for an open end; "
            "of max_price amount and currency; of near the place"
        }
    )
    label = fields.String()


class BestAnswerSchema(Schema):
    """What q is the name of."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    key = fields.String()
    label = fields.String()
    page = fields.String(metadata={"description": "Its page in this catalogue"})


class NearestSchema(Schema):
    """The nearest town with something, and how many courses there are no farther away than that."""

    town = fields.String()
    kilometres = fields.Integer()
    total = fields.Integer()


class ElsewhereSchema(Schema):
    """If the place lets nothing through: where there is something."""

    nearest = fields.Nested(NearestSchema, allow_none=True)
    online = fields.Integer(metadata={"description": "The number of courses online"})


class SearchPageSchema(Schema):
    """A page of results with the facets of the whole result."""

    total = fields.Integer()
    items = fields.List(fields.Nested(CourseSummarySchema))
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetValueSchema)))
    suggestion = fields.String(allow_none=True, metadata={"description": "A corrected text worth trying"})
    corrected = fields.String(
        allow_none=True, metadata={"description": "The text searched for in the place of q, which found nothing"}
    )
    partial = fields.Boolean(  # type: ignore[assignment]  # marshmallow takes fields out of the class
        metadata={"description": "No course has every word; these have the most of them"}
    )
    understood = fields.List(
        fields.Nested(UnderstoodSchema), metadata={"description": "The conditions taken from q, which hold as filters"}
    )
    left_out = fields.List(fields.Nested(UnderstoodSchema), metadata={"description": "Those taken away by “without”"})
    best = fields.List(fields.Nested(BestAnswerSchema), metadata={"description": "What q is the name of"})
    elsewhere = fields.Nested(ElsewhereSchema)
    relaxations = fields.List(
        fields.Nested(RelaxationSchema),
        metadata={"description": "If the filters let nothing through: the fewest facets to leave out, with the totals"},
    )
    took_ms = fields.Float()


class SimilarCourseSchema(CourseSummarySchema):
    """A course as it is listed beside another one."""

    class Meta:
        exclude = ("score", "highlights", "by_meaning", "kilometres")


class SimilarSchema(Schema):
    """Courses similar to another one, the most similar first."""

    items = fields.List(fields.Nested(SimilarCourseSchema))

"""The arguments and results of the API, as OpenAPI documents them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from catalogue.domain.course.field import Field, Kind
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.search.address import MAX_PER_PAGE
from catalogue.search.facets import FACET_KEYS
from catalogue.search.port import Sort


class SearchArguments(Schema):
    """The keys of the search page; repeat a facet's key for OR within it."""

    class Meta:
        unknown = EXCLUDE

    q = fields.String(metadata={"description": "Words to find; “phrases”, -exclusions and prefix* work"})
    exact = fields.String(metadata={"description": "The text of q again: then it is searched for without correction"})
    sort = fields.String(validate=validate.OneOf([sort.value for sort in Sort]))
    page = fields.Integer(validate=validate.Range(1, 10_000))
    per_page = fields.Integer(validate=validate.Range(1, MAX_PER_PAGE))
    reads = fields.String(
        metadata={
            "description": "Languages the reader can learn in, best first (de,en): a soft order; else what the "
            "header Accept-Language says"
        }
    )
    lang = fields.String(metadata={"description": "The reader's language, of labels and of the query (BCP 47)"})


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


class CourseSchema(CourseSummarySchema):
    """A course with all its fields."""

    class Meta:
        exclude = ("score", "highlights", "by_meaning")

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
    """Facets to leave out, and the number of courses there are without their selections."""

    without = fields.List(fields.String())
    total = fields.Integer()


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
    relaxations = fields.List(
        fields.Nested(RelaxationSchema),
        metadata={"description": "If the filters let nothing through: the fewest facets to leave out, with the totals"},
    )
    took_ms = fields.Float()


class SimilarCourseSchema(CourseSummarySchema):
    """A course as it is listed beside another one."""

    class Meta:
        exclude = ("score", "highlights", "by_meaning")


class SimilarSchema(Schema):
    """Courses similar to another one, the most similar first."""

    items = fields.List(fields.Nested(SimilarCourseSchema))

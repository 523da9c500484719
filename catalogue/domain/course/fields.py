"""The fields of a course and of its instances: one row each, read by everything that has to do with fields.

Whoever shows, stores, exports, checks or counts fields asks this table instead of keeping a list. To add a field, add a
row here, a column to ``models.courses.course`` with its migration, and the words for its label; tests name what is left
to do (CONTRIBUTING.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.domain.text.messages import N_, Message


class Kind(StrEnum):
    """The type of value that a field holds."""

    LINE = "line"
    TEXT = "text"
    HTML = "html"
    LIST = "list"
    """Several texts."""
    ADDRESS = "address"
    CODE = "code"
    """A value of a closed list, whose labels ``Field.value_labels`` names."""
    LEVEL = "level"
    DURATION = "duration"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    AREAS = "areas"
    TRANSLATIONS = "translations"
    INSTANCES = "instances"
    MOMENT = "moment"
    """A day, or a day with its time."""
    NUMBER = "number"
    WHOLE = "whole"
    """Several columns looked at as one, those of ``Field.parts``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a course or of an instance; ``key`` is its name in records, tables and the API.

    ``label`` is what readers call it, ``value_labels`` the facet under which its values have labels. ``column`` is its
    column in a sheet, ``step`` the page of the form that asks for it, under ``form_key`` where that differs from the
    key. ``alarms`` says whether a run that loses it from nearly all courses is held back, ``points`` how much of a
    listing's completeness it is, of 100. ``schema_org``, ``elm``, ``moochub`` and ``xcri`` are its names there; where
    one is empty, ``unnamed`` says why by the format's key, or the format is no export of ours. ``advised`` tells a
    publisher which properties of schema.org to fill, where that is worth advice, ``advised_columns`` likewise.
    """

    key: str
    label: str
    kind: Kind
    value_labels: str = ""
    column: str = ""
    step: str = ""
    form_key: str = ""
    parts: tuple[str, ...] = ()
    alarms: bool = False
    points: int = 0
    schema_org: str = ""
    elm: str = ""
    moochub: str = ""
    xcri: str = ""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    advised: str = ""
    advised_columns: str = ""

    @property
    def name_in_form(self) -> str:
        """The key under which forms and sheets of listings hold it."""
        return self.form_key or self.key


_NO_PACE = "the format says when a course runs, not whether dates bind the learner"
_NO_PLACE = "the format has no place for it"

# fmt: off
_COURSE = (
    Field(
        key="title", label=N_("Title"), kind=Kind.LINE, column="title", step="course", schema_org="name", elm="title",
        moochub="name", xcri="title",
    ),
    Field(
        key="url", label=N_("Address"), kind=Kind.ADDRESS, column="url", step="course", schema_org="url",
        elm="homepage", moochub="url", xcri="url",
    ),
    Field(
        key="summary", label=N_("Summary"), kind=Kind.TEXT, column="summary", step="course", alarms=True, points=5,
        schema_org="abstract", elm="description", moochub="description", xcri="abstract",
    ),
    Field(
        key="description", label=N_("Description"), kind=Kind.HTML, column="description", step="course", alarms=True,
        points=18, schema_org="description", elm="description", moochub="description", xcri="description",
        advised="description",
    ),
    Field(
        key="language", label=N_("Language"), kind=Kind.LANGUAGE, column="language", step="course",
        schema_org="inLanguage", elm="defaultLanguage", moochub="inLanguage", xcri="xml:lang", advised="inLanguage",
    ),
    Field(
        key="teaching_languages", label=N_("Taught in"), kind=Kind.LANGUAGES, column="language", step="facts",
        alarms=True, points=5, elm="language", moochub="inLanguage", xcri="languageOfInstruction",
        unnamed={"schemaorg": "inLanguage of each instance says it"},
    ),
    Field(
        key="skill_areas", label=N_("Skill areas"), kind=Kind.AREAS, value_labels="skill_area", column="skill_areas",
        step="content", points=10, schema_org="about", elm="ISCEDFCode", xcri="subject", advised="about",
        unnamed={"moochub": "educationalAlignment takes the subjects of its own lists"},
    ),
    Field(
        key="learning_outcomes", label=N_("What you will learn"), kind=Kind.LIST, column="learning_outcomes",
        step="content", alarms=True, points=12, schema_org="teaches", elm="learningOutcome", moochub="teaches",
        xcri="learningOutcome",
    ),
    Field(
        key="prerequisites", label=N_("Prerequisites"), kind=Kind.TEXT, column="prerequisites", step="content",
        alarms=True, schema_org="coursePrerequisites", elm="entryRequirement", xcri="prerequisite",
        unnamed={"moochub": "competencyRequired takes skills of a framework, not a text"},
    ),
    Field(
        key="audience", label=N_("Who it is for"), kind=Kind.TEXT, column="audience", step="content", alarms=True,
        schema_org="audience",
        unnamed={
            "elm": "targetGroup takes groups of a closed list, not a text",
            "moochub": "audience takes roles of a closed list, not a text",
        },
    ),
    Field(
        key="eqf_level", label=N_("Level"), kind=Kind.LEVEL, value_labels="level", column="eqf_level", step="facts",
        alarms=True, points=3, schema_org="educationalLevel", elm="educationLevel", xcri="level",
        unnamed={"moochub": "educationalLevel takes levels of ESCO, DigComp and GRETA only"},
    ),
    Field(
        key="isced_f", label=N_("Field of education"), kind=Kind.CODE, value_labels="isced_f", column="isced_f",
        schema_org="educationalAlignment", elm="ISCEDFCode", moochub="educationalAlignment", xcri="subject",
    ),
    Field(
        key="credential", label=N_("Credential"), kind=Kind.CODE, value_labels="credential", column="credential",
        step="facts", alarms=True, points=4, schema_org="educationalCredentialAwarded",
        moochub="educationalCredentialsAwarded", xcri="qualification", advised="educationalCredentialAwarded",
        unnamed={"elm": "the model describes a qualification with its awarding body, of which a kind says nothing"},
    ),
    Field(
        key="workload", label=N_("Workload"), kind=Kind.DURATION, column="workload", step="facts", alarms=True,
        points=5, schema_org="timeRequired", elm="volumeOfLearning", moochub="duration", xcri="duration",
        advised="timeRequired, courseWorkload",
    ),
    Field(
        key="delivery_mode", label=N_("How it is taught"), kind=Kind.CODE, value_labels="delivery_mode",
        column="delivery_mode", step="facts", alarms=True, points=5, elm="mode", moochub="courseMode",
        xcri="attendanceMode", advised="courseMode", schema_org="courseMode",
    ),
    Field(
        key="pace", label=N_("Pace"), kind=Kind.CODE, value_labels="pace", column="pace", step="facts",
        xcri="studyMode", unnamed={"schemaorg": _NO_PACE, "elm": _NO_PACE, "moochub": _NO_PACE},
    ),
    Field(
        key="credits", label=N_("Credits"), kind=Kind.LINE, column="credits", alarms=True, schema_org="numberOfCredits",
        elm="creditPoint", moochub="numberOfCredits", xcri="credit",
    ),
    Field(
        key="keywords", label=N_("Keywords"), kind=Kind.LIST, column="keywords", step="content", alarms=True,
        schema_org="keywords", moochub="keywords", xcri="subject", unnamed={"elm": _NO_PLACE},
    ),
    Field(
        key="licence", label=N_("Licence"), kind=Kind.LINE, column="licence", schema_org="license",
        unnamed={"elm": _NO_PLACE, "moochub": "license takes identifiers of its own list"},
    ),
    Field(
        key="image", label=N_("Picture"), kind=Kind.ADDRESS, column="image", alarms=True, schema_org="image",
        moochub="image", xcri="image", unnamed={"elm": "the model holds pictures themselves, not their addresses"},
    ),
    Field(
        key="translations", label=N_("Translations"), kind=Kind.TRANSLATIONS, step="translations", elm="title",
        unnamed={
            "schemaorg": "a translation is a work of its own there, and ours are a title and a summary",
            "moochub": "a record has one language", "csv": "a cell holds one value",
        },
    ),
    Field(
        key="instances", label=N_("Dates and places"), kind=Kind.INSTANCES, step="dates",
        schema_org="hasCourseInstance", elm="learningOpportunity", moochub="startDate", xcri="presentation",
        unnamed={"csv": "each is a row"}, advised="hasCourseInstance", advised_columns="start_date",
    ),
    Field(
        key="external_id", label=N_("Identifier"), kind=Kind.LINE, column="id", moochub="courseCode",
        xcri="identifier", schema_org="identifier", advised="@id, identifier",
        unnamed={"elm": "identifiers are the addresses of our pages there, which stay when a source changes its own"},
    ),
)

_INSTANCE = (
    Field(key="external_id", label=N_("Identifier"), kind=Kind.LINE),
    Field(
        key="start", label=N_("Start date"), kind=Kind.MOMENT, column="start_date", step="dates", alarms=True,
        points=15, advised="hasCourseInstance.startDate",
    ),
    Field(key="end", label=N_("End date"), kind=Kind.MOMENT, column="end_date", step="dates", alarms=True),
    Field(key="zone", label=N_("Time zone"), kind=Kind.LINE, column="timezone"),
    Field(
        key="enrolment_deadline", label=N_("Enrol by"), kind=Kind.MOMENT, column="deadline", step="dates",
        form_key="deadline",
    ),
    Field(
        key="place", label=N_("Place"), kind=Kind.WHOLE, parts=("locality", "place_name", "region"), alarms=True,
        points=8, advised="hasCourseInstance.location", advised_columns="city, country",
    ),
    Field(key="place_name", label=N_("Venue"), kind=Kind.LINE, column="venue", step="dates", form_key="place"),
    Field(key="street", label=N_("Street"), kind=Kind.LINE, column="street", step="dates"),
    Field(key="postal_code", label=N_("Postal code"), kind=Kind.LINE, column="postal_code", step="dates"),
    Field(key="locality", label=N_("Town"), kind=Kind.LINE, column="city", step="dates", form_key="city"),
    Field(key="region", label=N_("Region"), kind=Kind.LINE, value_labels="region", column="region"),
    Field(key="country", label=N_("Country"), kind=Kind.CODE, value_labels="country", column="country", step="dates"),
    Field(key="latitude", label=N_("Latitude"), kind=Kind.NUMBER),
    Field(key="longitude", label=N_("Longitude"), kind=Kind.NUMBER),
    Field(key="mode", label=N_("How it is taught"), kind=Kind.CODE, value_labels="delivery_mode", step="dates"),
    Field(key="language", label=N_("Language"), kind=Kind.LANGUAGE, step="dates"),
    Field(
        key="price", label=N_("Price"), kind=Kind.WHOLE, parts=("price_amount",), alarms=True, points=10,
        advised="offers.price, offers.priceCurrency", advised_columns="price, currency",
    ),
    Field(key="price_amount", label=N_("Price"), kind=Kind.NUMBER, column="price", step="dates", form_key="price"),
    Field(
        key="price_currency", label=N_("Currency"), kind=Kind.LINE, column="currency", step="dates",
        form_key="currency",
    ),
    Field(key="capacity", label=N_("Places"), kind=Kind.NUMBER, column="capacity", step="dates", alarms=True),
    Field(key="url", label=N_("Address for enrolment"), kind=Kind.ADDRESS, step="dates"),
    Field(key="status", label=N_("State"), kind=Kind.CODE, value_labels="status", step="dates"),
)
# fmt: on

COURSE_FIELDS: Mapping[str, Field] = {one.key: one for one in _COURSE}
INSTANCE_FIELDS: Mapping[str, Field] = {one.key: one for one in _INSTANCE}
FIELDS: Mapping[str, Field] = {**INSTANCE_FIELDS, **COURSE_FIELDS}
"""The fields of both; where both have one of a key, the course's."""

ALARMING_FIELDS: Mapping[str, Field] = {
    one.key: one for one in (*COURSE_FIELDS.values(), *INSTANCE_FIELDS.values()) if one.alarms
}
"""Fields that a changed page can lose without any record being rejected."""


def field_label(key: str) -> Message:
    """Return what readers call the field of this key; of a key that is none, the key itself."""
    return Message(FIELDS[key].label if key in FIELDS else key)

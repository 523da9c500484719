"""The fields of a course and of its instances: one row each, read by everything that has to do with fields.

Whoever reads, asks for, shows, stores, exports, checks or counts fields asks this table instead of keeping a list. To
add a text, add a row here, a column to ``models.courses.course`` with its migration, its type to
``domain.course.records``, and the words for its label; CONTRIBUTING.md says what other kinds need besides.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.domain.course.field import Field, Kind
from catalogue.domain.text.messages import N_, Message

_NO_PACE = "the format says when a course runs, not whether dates bind the learner"
_DAY = N_("A day as year-month-day. A time may follow: 2027-03-01T09:00.")
_NO_PLACE = "the format has no place for it"

# fmt: off
_COURSE = (
    Field(
        key="title", label=N_("Title"), kind=Kind.LINE, column="title", step="course", schema_org="name", elm="title",
        moochub="name", xcri="title", explanation=N_("Required: what the course is called."),
    ),
    Field(
        key="url", label=N_("Address"), kind=Kind.ADDRESS, column="url", step="course", schema_org="url",
        elm="homepage", moochub="url", xcri="url",
        explanation=N_("Required: the address of the course’s own page, beginning with https://."),
    ),
    Field(
        key="summary", label=N_("Summary"), kind=Kind.TEXT, column="summary", step="course", alarms=True, points=5,
        points_reason=N_("It is what people read in a list of results."),
        schema_org="abstract", elm="description", moochub="description", xcri="abstract",
        explanation=N_("One or two sentences, as they stand in the list of results."),
        hint=N_("One or two sentences, as they stand in the list of results."), max_characters=600,
    ),
    Field(
        key="description", label=N_("Description"), kind=Kind.HTML, column="description", step="course", alarms=True,
        points=18, schema_org="description", elm="description", moochub="description", xcri="description",
        points_reason=N_("Search reads it: what is missing there is not found."),
        advised="description", explanation=N_("The whole text; search looks in it."),
    ),
    Field(
        key="language", label=N_("Language"), kind=Kind.LANGUAGE, column="language", step="course",
        schema_org="inLanguage", elm="defaultLanguage", moochub="inLanguage", xcri="xml:lang", advised="inLanguage",
        explanation=N_("Required: the language, by its code or name."),
    ),
    Field(
        key="teaching_languages", label=N_("Taught in"), kind=Kind.LANGUAGES, column="language", step="facts",
        alarms=True, points=5, elm="language", moochub="inLanguage", xcri="languageOfInstruction",
        points_reason=N_("The filter by language leaves out what names none."),
        unnamed={"schemaorg": "inLanguage of each instance says it"},
    ),
    Field(
        key="skill_areas", label=N_("Skill areas"), kind=Kind.AREAS, value_labels="skill_area", column="skill_areas",
        step="content", points=10, schema_org="about", elm="ISCEDFCode", xcri="subject", advised="about",
        points_reason=N_("The listing stands in its areas for certain, not by a guess from its words."),
        unnamed={"moochub": "educationalAlignment takes the subjects of its own lists"},
        explanation=N_("Required: at least one, by its key or name."),
    ),
    Field(
        key="learning_outcomes", label=N_("What you will learn"), kind=Kind.LIST, column="learning_outcomes",
        step="content", alarms=True, points=12, schema_org="teaches", elm="learningOutcome", moochub="teaches",
        points_reason=N_("They are searched, and compared with what a job asks for."),
        xcri="learningOutcome", explanation=N_("What participants can do afterwards."),
        hint=N_("One line for each, beginning with what participants can do: “measure …”, “plan …”."),
    ),
    Field(
        key="prerequisites", label=N_("Prerequisites"), kind=Kind.TEXT, column="prerequisites", step="content",
        alarms=True, schema_org="coursePrerequisites", elm="entryRequirement", xcri="prerequisite",
        unnamed={"moochub": "competencyRequired takes skills of a framework, not a text"},
        explanation=N_("What participants must bring along."),
    ),
    Field(
        key="audience", label=N_("Who it is for"), kind=Kind.TEXT, column="audience", step="content", alarms=True,
        schema_org="audience",
        unnamed={
            "elm": "targetGroup takes groups of a closed list, not a text",
            "moochub": "audience takes roles of a closed list, not a text",
        },
        explanation=N_("Whom the course is for."),
    ),
    Field(
        key="eqf_level", label=N_("Level"), kind=Kind.LEVEL, value_labels="level", column="eqf_level", step="facts",
        alarms=True, points=3, schema_org="educationalLevel", elm="educationLevel", xcri="level",
        points_reason=N_("People see whether it is for beginners or experts."),
        unnamed={"moochub": "educationalLevel takes levels of ESCO, DigComp and GRETA only"},
        explanation=N_("Level of the European Qualifications Framework, 1 to 8."),
        hint=N_("Of the European Qualifications Framework."),
    ),
    Field(
        key="isced_f", label=N_("Field of education"), kind=Kind.CODE, value_labels="isced_f", column="isced_f",
        schema_org="educationalAlignment", elm="ISCEDFCode", moochub="educationalAlignment", xcri="subject",
    ),
    Field(
        key="credential", label=N_("Credential"), kind=Kind.CODE, value_labels="credential", column="credential",
        step="facts", alarms=True, points=4, schema_org="educationalCredentialAwarded",
        points_reason=N_("People and their employers ask what they hold at the end."),
        moochub="educationalCredentialsAwarded", xcri="qualification", advised="educationalCredentialAwarded",
        unnamed={"elm": "the model describes a qualification with its awarding body, of which a kind says nothing"},
        explanation="none, badge, certificate, micro-credential, qualification",
    ),
    Field(
        key="workload", label=N_("Workload"), kind=Kind.DURATION, column="workload", step="facts", alarms=True,
        points=5, schema_org="timeRequired", elm="volumeOfLearning", moochub="duration", xcri="duration",
        points_reason=N_("People see whether it fits beside their work."),
        advised="timeRequired, courseWorkload", explanation=N_("A number with its unit, such as 40 hours or 5 days."),
        hint=N_("Such as 24 hours, 3 days or 6 weeks."),
    ),
    Field(
        key="delivery_mode", label=N_("How it is taught"), kind=Kind.CODE, value_labels="delivery_mode",
        column="delivery_mode", step="facts", alarms=True, points=5, elm="mode", moochub="courseMode",
        points_reason=N_("The filter “online or on site” leaves out what says neither."),
        xcri="attendanceMode", advised="courseMode", schema_org="courseMode", explanation="online, onsite, blended",
    ),
    Field(
        key="pace", label=N_("Pace"), kind=Kind.CODE, value_labels="pace", column="pace", step="facts",
        xcri="studyMode", unnamed={"schemaorg": _NO_PACE, "elm": _NO_PACE, "moochub": _NO_PACE},
        explanation="scheduled, self-paced", hint=N_("Self-paced if one may begin at any time."),
    ),
    Field(
        key="credits", label=N_("Credits"), kind=Kind.LINE, column="credits", alarms=True, schema_org="numberOfCredits",
        elm="creditPoint", moochub="numberOfCredits", xcri="credit",
    ),
    Field(
        key="keywords", label=N_("Keywords"), kind=Kind.WORDS, column="keywords", step="content", alarms=True,
        schema_org="keywords", moochub="keywords", xcri="subject",
        unnamed={"elm": _NO_PLACE, "page": "they serve search"},
        explanation=N_("Words that people search for."), hint=N_("Separated by commas."),
    ),
    Field(
        key="licence", label=N_("Licence"), kind=Kind.LINE, column="licence", schema_org="license",
        unnamed={"elm": _NO_PLACE, "moochub": "license takes identifiers of its own list"},
    ),
    Field(
        key="image", label=N_("Picture"), kind=Kind.ADDRESS, column="image", alarms=True, schema_org="image",
        moochub="image", xcri="image",
        unnamed={
            "elm": "the model holds pictures themselves, not their addresses",
            "page": "no page loads anything from elsewhere",
        },
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
        unnamed={
            "elm": "identifiers are the addresses of our pages there, which stay when a source changes its own",
            "page": "it is the source's own",
        },
        explanation=N_("Your own number of the course. Rows with the same one are dates of the same course."),
    ),
)

_INSTANCE = (
    Field(key="external_id", label=N_("Identifier"), kind=Kind.LINE),
    Field(
        key="start", label=N_("Start date"), kind=Kind.MOMENT, column="start_date", step="dates", alarms=True,
        points=15, advised="hasCourseInstance.startDate", explanation=_DAY,
        points_reason=N_("The listing appears where people filter by date, and in calendars."),
    ),
    Field(
        key="end", label=N_("End date"), kind=Kind.MOMENT, column="end_date", step="dates", alarms=True,
        explanation=_DAY,
    ),
    Field(
        key="zone", label=N_("Time zone"), kind=Kind.LINE, column="timezone",
        explanation=N_("Only beside a time: its zone, such as Europe/Prague."),
    ),
    Field(
        key="enrolment_deadline", label=N_("Enrol by"), kind=Kind.MOMENT, column="deadline", step="dates",
        form_key="deadline", explanation=N_("The last day to enrol, as year-month-day."),
    ),
    Field(
        key="place", label=N_("Place"), kind=Kind.WHOLE, parts=("locality", "place_name", "region"), alarms=True,
        points=8, advised="hasCourseInstance.location", advised_columns="city, country",
        points_reason=N_("Filters by country and region leave out what names no place."),
    ),
    Field(
        key="place_name", label=N_("Venue"), kind=Kind.LINE, column="venue", step="dates", form_key="place",
        explanation=N_("The name of the house."),
    ),
    Field(
        key="street", label=N_("Street"), kind=Kind.LINE, column="street", step="dates",
        explanation=N_("Street and number."),
    ),
    Field(key="postal_code", label=N_("Postal code"), kind=Kind.LINE, column="postal_code", step="dates"),
    Field(key="locality", label=N_("Town"), kind=Kind.LINE, column="city", step="dates", form_key="city"),
    Field(
        key="region", label=N_("Region"), kind=Kind.LINE, value_labels="region", column="region",
        explanation=N_("A NUTS 2024 code such as CZ080, if you know it."),
    ),
    Field(
        key="country", label=N_("Country"), kind=Kind.CODE, value_labels="country", column="country", step="dates",
        explanation=N_("The country, by its two letters or its name."),
    ),
    Field(key="latitude", label=N_("Latitude"), kind=Kind.NUMBER),
    Field(key="longitude", label=N_("Longitude"), kind=Kind.NUMBER),
    Field(key="mode", label=N_("How it is taught"), kind=Kind.CODE, value_labels="delivery_mode", step="dates"),
    Field(key="language", label=N_("Language"), kind=Kind.LANGUAGE, step="dates"),
    Field(
        key="price", label=N_("Price"), kind=Kind.WHOLE, parts=("price_amount",), alarms=True, points=10,
        points_reason=N_("Filters by price leave out what names none."),
        advised="offers.price, offers.priceCurrency", advised_columns="price, currency",
    ),
    Field(
        key="price_amount", label=N_("Price"), kind=Kind.NUMBER, column="price", step="dates", form_key="price",
        explanation=N_("A number; 0 if it is free."),
    ),
    Field(
        key="price_currency", label=N_("Currency"), kind=Kind.LINE, column="currency", step="dates",
        form_key="currency", explanation=N_("Three letters, such as EUR."),
    ),
    Field(
        key="capacity", label=N_("Places"), kind=Kind.NUMBER, column="capacity", step="dates", alarms=True,
        explanation=N_("How many people can take part."),
    ),
    Field(key="url", label=N_("Address for enrolment"), kind=Kind.ADDRESS, step="dates"),
    Field(key="status", label=N_("State"), kind=Kind.CODE, value_labels="status", step="dates"),
)
# fmt: on

COURSE_FIELDS: Mapping[str, Field] = {one.key: one for one in _COURSE}
INSTANCE_FIELDS: Mapping[str, Field] = {one.key: one for one in _INSTANCE}
FIELDS: Mapping[str, Field] = {**INSTANCE_FIELDS, **COURSE_FIELDS}
"""The fields of both; where both have one of a key, the course's."""

SHEET_COLUMNS = tuple(dict.fromkeys([*(one.column for one in (*_COURSE, *_INSTANCE) if one.column), "provider"]))
"""The columns of sheets: those of fields, and the name of whose course it is."""

ALARMING_FIELDS: Mapping[str, Field] = {
    one.key: one for one in (*COURSE_FIELDS.values(), *INSTANCE_FIELDS.values()) if one.alarms
}
"""Fields that a changed page can lose without any record being rejected."""


def field_label(key: str) -> Message:
    """Return what readers call the field of this key; of a key that is none, the key itself."""
    return Message(FIELDS[key].label if key in FIELDS else key)

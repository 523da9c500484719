"""What an importer is: bytes in, drafts and further links out; no network, no database.

A draft holds text just as the page gives it ("6 Wochen", "1 200 €", "ab 3. März 2027"); the normalise stage, and
nobody else, turns it into domain values. An importer is a module that has the attributes of ``Importer``, below
``importers`` or in an installed package; ``ingestion.registry`` finds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from catalogue.domain.course.records import CourseTexts
from catalogue.domain.text.messages import Message, Text, UserError, message_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched document. ``url`` is absolute (``file:`` for a local file); ``content`` is decompressed bytes.

    ``media_type`` is lower case without parameters, ``charset`` what the server declared, both None if not given.
    ``language`` is the ``Content-Language`` of the answer or the source's default, BCP 47. ``follows`` is the kind of
    link that led here, None for a source's own address, and ``known`` what that link said of the course here.
    ``columns`` is what a person said of the headers of a table: the column of each, empty where it is not to be read.
    ``home`` is an address for records that have none.
    """

    url: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    language: str | None = None
    follows: LinkKind | None = None
    known: CourseDraft | None = field(default=None, compare=False)
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    home: str = ""


class LinkKind(StrEnum):
    """Why an importer wants another page: the next page of a list, one course, or a machine-readable feed."""

    NEXT = "next"
    DETAIL = "detail"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the page that could not be read; the rest of the page still is.

    ``where`` locates it for the page's author ("JSON-LD block 2, line 14", "row 7"), ``message`` says what is wrong
    and how to mend it. ``title``, ``url`` and ``external_id`` are given as far as they are known. ``truncates`` means
    that the rest of the page was not seen, so nothing may be taken for gone.
    """

    where: str
    message: Text
    title: str = ""
    url: str = ""
    external_id: str | None = None
    truncates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A record that the source itself says it has deleted; ``external_id`` is what it was known by."""

    where: str
    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """The page is intentionally only a part of its source, such as the changes since a day.

    Nothing is wrong, but what it does not name may still exist; ``message`` says why, in a sentence.
    """

    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person should know of how the page was read, such as which header was taken for which column."""

    message: Message


@dataclass(slots=True, kw_only=True)
class PlaceDraft:
    """An address as written; ``country`` may be a code or a name in any language."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(slots=True, kw_only=True)
class InstanceDraft:
    """One run as written. ``price`` may hold the currency ("1 200 €"), or ``currency`` names it.

    ``date_order``, a ``DateOrder``, is what the other dates of its list show of day and month, where its own do not.
    """

    external_id: str | None = None
    start: str = ""
    end: str = ""
    timezone: str = ""
    enrolment_deadline: str = ""
    place: PlaceDraft | None = None
    mode: str = ""
    language: str = ""
    price: str = ""
    currency: str = ""
    capacity: str = ""
    url: str = ""
    status: str = ""
    date_order: str = ""


@dataclass(slots=True, kw_only=True)
class ProviderDraft:
    """Who offers the course, as written."""

    name: str = ""
    url: str = ""
    country: str = ""


@dataclass(slots=True, kw_only=True)
class CourseDraft(CourseTexts):
    """One course as written. ``where`` locates it in its page; ``url`` is absolute or empty.

    ``external_id`` is the record's own identifier at its source, None if it has none. ``description`` may be HTML,
    every other text is plain. ``page_language`` is the language the page or record declares for its text.
    """

    where: str
    title: str = ""
    url: str = ""
    page_language: str = ""
    language: str = ""
    teaching_languages: list[str] = field(default_factory=list)
    provider: ProviderDraft | None = None
    skill_areas: list[str] = field(default_factory=list)
    eqf_level: str = ""
    isced_f: str = ""
    credential: str = ""
    workload: str = ""
    delivery_mode: str = ""
    pace: str = ""
    instances: list[InstanceDraft] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A further page of the same source; ``url`` is absolute.

    ``known`` is what the list itself says of the course there. It is used where the page of a course holds none that
    can be read, and goes with a feed of the course's runs to the importer of that feed. ``lastmod`` is when the list
    says that the page changed last, as written there.
    """

    url: str
    kind: LinkKind
    known: CourseDraft | None = field(default=None, compare=False)
    lastmod: str = ""


Found = CourseDraft | Link | Fault | Gone | Partial | Remark


class Importer(Protocol):
    """The attributes of an importer module.

    ``detect`` returns how sure it is that ``read`` fits the page, 0 to 1, quickly and without raising. ``read`` yields
    what it finds in page order; it raises ``Unreadable`` only if nothing of the page can be read. A module may also
    have ``aliases``, other names for its key, ``whole_site``, true if it leads to all pages of a site, whatever they
    hold, ``of_anything``, true if its records may be of anything, so that only what they state makes them courses,
    ``columns(page)``, which returns those of a table (``ingestion.tables``), and ``apart(page)``, true of a page that
    may crash its parser or hold it up for minutes: ``ingestion.isolation`` has it read by another process.
    """

    key: str
    label: str

    def detect(self, page: Page) -> float: ...

    def read(self, page: Page) -> Iterator[Found]: ...


class Unreadable(UserError):
    """Nothing of a page can be read; the message says where and why, for the person who supplied it."""

    def __init__(self, message: Text) -> None:
        super().__init__(message_from_json(message))

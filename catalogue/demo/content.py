"""What a sample partner is and offers, read from the two files of its folder (see ``sites/README.md``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

_Content = TypeVar("_Content", bound="SampleInstance | SampleCourse | SampleSite")


class ContentError(Exception):
    """A content file cannot be used; the message names the file, the place in it and the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleInstance:
    """One run. ``start``, ``end`` and ``deadline`` are ISO days, or words the site shows instead ("Herbst 2027").

    ``time`` is ``HH:MM`` and ``zone`` an IANA name; ``price`` is the text as the site shows it.
    """

    start: str = ""
    end: str = ""
    deadline: str = ""
    time: str = ""
    zone: str = ""
    venue: str = ""
    city: str = ""
    street: str = ""
    postal_code: str = ""
    country: str = ""
    region: str = ""
    mode: str = ""
    language: str = ""
    price: str = ""
    currency: str = ""
    capacity: int | None = None
    status: str = "scheduled"

    @property
    def starts(self) -> str:
        """ISO 8601: the day, with time and offset where the run has them."""
        if not self.time:
            return self.start
        zone = ZoneInfo(self.zone) if self.zone else None
        return datetime.fromisoformat(f"{self.start}T{self.time}").replace(tzinfo=zone).isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCourse:
    """One course. ``description`` has paragraphs separated by blank lines; ``flaw`` names a deliberate mistake."""

    slug: str
    title: str
    language: str = ""
    summary: str = ""
    description: str = ""
    skill_areas: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    prerequisites: str = ""
    audience: str = ""
    eqf_level: int | None = None
    credential: str = ""
    workload: str = ""
    delivery_mode: str = ""
    licence: str = ""
    credits: str = ""
    flaw: str = ""
    instances: tuple[SampleInstance, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(" ".join(part.split()) for part in self.description.split("\n\n") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSite:
    """An invented partner. ``entry`` is the path to register as its source; ``publishes`` the key of a publisher.

    ``detail_path`` contains ``{slug}``. ``columns`` are (field, header) pairs of a spreadsheet, in its order.
    ``folder`` holds the content and, optionally, ``templates/`` and ``style.css`` of the site's own.
    """

    host: str
    name: str
    language: str
    country: str
    publishes: str
    entry: str
    folder: Path
    city: str = ""
    region: str = ""
    address: str = ""
    tagline: str = ""
    description: str = ""
    default_language: str = ""
    charset: str = "utf-8"
    list_path: str = "/courses"
    detail_path: str = "/courses/{slug}"
    page_size: int = 6
    disallow: tuple[str, ...] = ()
    accent: str = "#1d4f91"
    font: str = "system-ui, sans-serif"
    date_pattern: str = "yyyy-MM-dd"
    columns: tuple[tuple[str, str], ...] = ()
    courses: tuple[SampleCourse, ...] = ()

    @property
    def key(self) -> str:
        """The name the catalogue knows this partner by."""
        return self.host.removesuffix(".example")

    def path_of(self, course: SampleCourse) -> str:
        """Return the path of a course's page."""
        return self.detail_path.format(slug=course.slug)

    def canonical(self, path: str) -> str:
        """Return the absolute address a partner would print, whatever address the sample is served at."""
        return f"http://{self.host}{path}"

    def url_of(self, course: SampleCourse) -> str:
        """Return the canonical address of a course's page."""
        return self.canonical(self.path_of(course))

    def language_of(self, course: SampleCourse) -> str:
        """Return the language of a course's texts."""
        return course.language or self.default_language or self.language


def load_site(folder: Path) -> SampleSite:
    """Return the site that ``site.toml`` and ``courses.toml`` describe. Raise ``ContentError`` for a file that is no
    TOML or a wrong key."""
    courses_file = folder / "courses.toml"
    courses = tuple(_course(table, courses_file) for table in _read(courses_file).get("course", []))
    values = _read(folder / "site.toml")
    columns = tuple(values.pop("columns", {}).items())
    return _build(
        SampleSite, values | {"folder": folder, "columns": columns, "courses": courses}, folder / "site.toml", "site"
    )


def _course(table: dict[str, Any], file: Path) -> SampleCourse:
    where = f"course {table.get('slug', '(without slug)')}"
    instances = tuple(_build(SampleInstance, run, file, where) for run in table.pop("instance", []))
    return _build(SampleCourse, table | {"instances": instances}, file, where)


def _build(kind: type[_Content], values: dict[str, Any], file: Path, where: str) -> _Content:
    try:
        return kind(**{key: _plain(value) for key, value in values.items()})
    except TypeError as error:
        raise ContentError(f"{file}, {where}: {error}; the keys are listed in sites/README.md") from error


def _plain(value: Any) -> Any:
    """Return a hashable value; a date becomes text, since a site may also print words in its place."""
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{file} cannot be read: {error}") from error

"""What a record must have; other wrong values in it are left out, so that the rest can stay."""

from __future__ import annotations

from dataclasses import replace

from catalogue.domain.course.records import CourseRecord, InstanceRecord
from catalogue.domain.text.messages import N_, Message, Text
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.domain.time.dates import Moment
from catalogue.ingestion.item import Dropped, Item

MAX_TITLE_CHARACTERS = 500
MAX_DESCRIPTION_CHARACTERS = 200_000


def validate(item: Item) -> Item:
    """Raise ``Dropped`` for a record without title or web address; mend the rest, each time with a note."""
    if item.record is None:
        raise ValueError("validate comes after normalise, which fills the record")
    record = item.record
    _require_title(record.title)
    _require_address(record.url)
    _limit_description(record, item.notes)
    record.instances = tuple(_sound(instance, item.notes) for instance in record.instances)
    return item


def _require_title(title: str) -> None:
    if not any(sign.isalnum() for sign in title):
        raise Dropped(Message(N_("The record has no title; give every course a name.")).about("title"))
    if len(title) > MAX_TITLE_CHARACTERS:
        long = N_(
            "The title has %(count)s characters, which no title has; "
            "check that another text was not put in its place, and keep it under %(most)s."
        )
        raise Dropped(Message(long, count=len(title), most=MAX_TITLE_CHARACTERS).about("title"))


def _require_address(url: str) -> None:
    if not url:
        missing = N_("The record has no address; give every course the address of its own page.")
        raise Dropped(Message(missing).about("url"))
    if not is_web_address(url):
        wrong = N_("The address '%(url)s' is not a web address; write it in full, beginning with https://.")
        raise Dropped(Message(wrong, url=url[:80]).about("url"))


def _limit_description(record: CourseRecord, notes: list[Text]) -> None:
    if len(record.description) > MAX_DESCRIPTION_CHARACTERS:
        long = N_("description of %(count)s characters was left out; keep it under %(most)s")
        notes.append(Message(long, count=len(record.description), most=MAX_DESCRIPTION_CHARACTERS).about("description"))
        record.description = ""
        record.origins.pop("description", None)


def _sound(instance: InstanceRecord, notes: list[Text]) -> InstanceRecord:
    """Return the instance without an end before its start and without an address that leads nowhere."""
    start, end = instance.start, instance.end
    if start and end and _is_before(end, start):
        before = N_("end %(end)s is before start %(start)s and was left out; correct one of them")
        notes.append(Message(before, end=end.isoformat(), start=start.isoformat()).about("end"))
        instance = replace(instance, end=None)
    if instance.url and not is_web_address(instance.url):
        wrong = N_("address '%(url)s' of an instance was left out; write it in full, with https://")
        notes.append(Message(wrong, url=instance.url[:80]).about("url"))
        instance = replace(instance, url="")
    return instance


def _is_before(one: Moment, other: Moment) -> bool:
    """Say whether one is certainly earlier: times count only on the same day in the same zone, if both are given."""
    if one.day != other.day:
        return one.day < other.day
    return bool(one.time and other.time and one.zone == other.zone and one.time < other.time)

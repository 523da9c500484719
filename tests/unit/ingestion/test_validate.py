from datetime import date, time

import pytest

from catalogue.domain.course.records import CourseRecord, InstanceRecord
from catalogue.domain.time.dates import Moment
from catalogue.ingestion.contract import CourseDraft
from catalogue.ingestion.item import Dropped, Item
from catalogue.ingestion.stages.validate import MAX_DESCRIPTION_CHARACTERS, MAX_TITLE_CHARACTERS, validate


def item(**values: object) -> Item:
    record = CourseRecord(**{"external_id": None, "title": "Cells", "url": "https://e.org/1", **values})  # type: ignore[arg-type]
    return Item(draft=CourseDraft(where="row 1"), page_url="https://e.org/", record=record)


def mended(instance: InstanceRecord) -> tuple[InstanceRecord, list[str]]:
    found = validate(item(instances=(instance,)))
    assert found.record is not None
    return found.record.instances[0], found.notes


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": ""}, "no title"),
        ({"title": "---"}, "no title"),
        ({"title": "x" * (MAX_TITLE_CHARACTERS + 1)}, "501 characters"),
        ({"url": ""}, "no address"),
        ({"url": "/course/1"}, "not a web address"),
        ({"url": "ftp://e.org/1"}, "not a web address"),
        ({"url": "javascript:alert(1)"}, "not a web address"),
    ],
)
def test_a_record_without_title_or_address_is_dropped_with_the_reason(values: dict[str, object], reason: str) -> None:
    with pytest.raises(Dropped) as dropped:
        validate(item(**values))
    assert reason in str(dropped.value.reason)


def test_a_sound_record_passes_unchanged() -> None:
    sound = item(title="x" * MAX_TITLE_CHARACTERS, instances=(InstanceRecord(start=Moment(date(2027, 3, 3))),))
    before = sound.record
    assert validate(sound).record is before and sound.notes == []


DAY = date(2027, 3, 3)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (Moment(DAY), Moment(date(2027, 3, 2)), False),
        (Moment(DAY, time(14)), Moment(DAY, time(9)), False),
        (Moment(DAY, time(9)), Moment(DAY), True),
        (Moment(DAY, time(14), "+02:00"), Moment(DAY, time(13), "+00:00"), True),
        (Moment(DAY), Moment(DAY), True),
    ],
)
def test_an_end_certainly_before_the_start_is_left_out(start: Moment, end: Moment, kept: bool) -> None:
    instance, notes = mended(InstanceRecord(start=start, end=end))
    assert (instance.start, instance.end) == (start, end if kept else None)
    assert bool(notes) is not kept


def test_an_instances_unusable_address_is_left_out() -> None:
    instance, notes = mended(InstanceRecord(url="book here"))
    assert instance.url == "" and "'book here'" in str(notes[0])


def test_an_absurd_description_is_left_out_and_the_course_stays() -> None:
    found = validate(item(description="x" * (MAX_DESCRIPTION_CHARACTERS + 1)))
    assert found.record is not None and found.record.description == "" and "200001 characters" in str(found.notes[0])

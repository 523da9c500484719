"""The same course met twice on one page: in two syntaxes, or once for each of its dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from catalogue.ingestion.contract import CourseDraft, InstanceDraft

FIELDS_NOT_COMPLETED = ("where", "instances", "external_id")  # never copied from another mention


def without_repetitions(drafts: Iterable[CourseDraft]) -> list[CourseDraft]:
    """Return each course once, the first mention completed by the others. Two ids at one address are two courses."""
    distinct: list[CourseDraft] = []
    by_title: dict[str, list[CourseDraft]] = {}
    for draft in drafts:
        namesakes = by_title.setdefault(draft.title.casefold(), [])
        first = next((one for one in namesakes if draft.title and _is_same(one, draft)), None)
        if first is None:
            namesakes.append(draft)
            distinct.append(draft)
        else:
            _complete(first, draft)
    return distinct


def _is_same(first: CourseDraft, second: CourseDraft) -> bool:
    if first.url and second.url:
        return first.url == second.url and _same_id(first, second)
    return _same_id(first, second)


def _same_id(one: CourseDraft, other: CourseDraft) -> bool:
    """Say whether the ids allow one course: an ``@id`` that is only an address may be that of one of its dates."""
    given = one.external_id, other.external_id
    return None in given or given[0] == given[1] or all(str(each).startswith("http") for each in given)


def _complete(first: CourseDraft, other: CourseDraft) -> None:
    for field in fields(CourseDraft):
        if field.name not in FIELDS_NOT_COMPLETED and not getattr(first, field.name):
            setattr(first, field.name, getattr(other, field.name))
    if first.external_id is None:
        first.external_id = other.external_id
    elif other.external_id is not None and other.external_id != first.external_id:
        first.external_id = None  # the ids belong to single dates, not to the course
    known = {_when_and_where(run) for run in first.instances}
    first.instances += [run for run in other.instances if _when_and_where(run) not in known]


def _when_and_where(run: InstanceDraft) -> tuple[str, str]:
    return run.start, run.place.locality if run.place else ""

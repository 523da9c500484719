"""The runs of one course: rows, items or blocks within its part of a page, each with a date of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bs4 import Tag

from catalogue.ingestion.contract import InstanceDraft
from importers.plain_page.drafts import PageTold, draft_of, facts_in
from importers.plain_page.segments import groups_of


def runs_in(scope: Tag, page: PageTold) -> Sequence[InstanceDraft]:
    """Return the runs of the group of dated parts that has the most; none where no group is dated throughout."""
    found = [runs for group in groups_of(scope) if (runs := list(_dated_parts(group, page)))]
    return max(found, key=len, default=())


def _dated_parts(group: Sequence[Tag], page: PageTold) -> Iterator[InstanceDraft]:
    drafts = [draft_of(part, "", page) for part in group]
    if all("start" in facts_in(draft) for draft in drafts):
        yield from (run for draft in drafts for run in draft.instances)

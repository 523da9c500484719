"""What a page was found to hold, stored so that it need not be read again until its bytes change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue.domain.text.messages import Message, StoredMessage, message_from_json

MAX_ENDING_BYTES = 2000
"""Bytes at the end of a page in which its HTML must be closed; servers may append comments."""


class PageTraits(NamedTuple):
    """How to tell whether another page came in a page's place.

    ``importer`` read it, ``leads_on`` is whether it led to other pages, ``closed`` whether its HTML was closed at its
    end.
    """

    importer: str
    leads_on: bool = False
    closed: bool = False

    def took_the_place_of(self, before: PageTraits) -> bool:
        """Say whether the page is another one, or cut off: then what it does not hold may still exist."""
        return self.importer != before.importer or (before.closed and not self.closed)


def is_closed(content: bytes) -> bool:
    """Say whether a page ends as HTML ends; not every page does, but one that did and no longer does is cut off."""
    return b"</html" in content[-MAX_ENDING_BYTES:].lower()


@dataclass(slots=True, kw_only=True)
class Contents:
    """What a page held: each record's draft mark (``ingestion.rules``) and position, and its number of ``instances``.

    Only pages with nothing but records are remembered: one with faults, further links or deleted records is read each
    time.
    """

    importer: str = ""
    instances: int = 0
    records: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the contents as the database stores them beside a page."""
        return {
            "importer": self.importer,
            "instances": self.instances,
            "records": self.records,
            "remarks": [remark.to_json() for remark in self.remarks],
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Contents:
        """Return the contents that ``as_json`` wrote."""
        records: Sequence[Sequence[str]] = stored["records"]
        remarks: Sequence[StoredMessage] = stored["remarks"]
        return cls(
            importer=stored["importer"],
            instances=stored["instances"],
            records=[(mark, where) for mark, where in records],
            remarks=[message_from_json(remark) for remark in remarks],
        )

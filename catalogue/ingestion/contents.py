"""What a page was found to hold, remembered until its bytes change: nothing of it need be read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue.domain.text.messages import Kept, Message, said

MAX_ENDING_BYTES = 2000
"""Bytes at the end of a page in which its HTML is closed; remarks of the server may stand behind that."""


class Looks(NamedTuple):
    """By what a page is told from another that came in its place: the importer that read it, whether it led on to
    other pages, and whether its HTML was closed at its end."""

    importer: str
    leads_on: bool = False
    closed: bool = False

    def took_the_place_of(self, before: Looks) -> bool:
        """Say whether the page is another one, or cut off: then what it does not hold may still exist."""
        return self.importer != before.importer or (before.closed and not self.closed)


def is_closed(content: bytes) -> bool:
    """Say whether a page ends as HTML ends; not every page does, but one that did and no longer does is cut off."""
    return b"</html" in content[-MAX_ENDING_BYTES:].lower()


@dataclass(slots=True, kw_only=True)
class Contents:
    """Of each record the mark of its draft (``ingestion.rules``) and where it stood; ``instances`` of all together.

    Only what records alone make up is remembered: a page with faults, further links or records that its site says are
    gone is read each time.
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
            "remarks": [remark.kept() for remark in self.remarks],
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Contents:
        """Return the contents that ``as_json`` wrote."""
        records: Sequence[Sequence[str]] = stored["records"]
        remarks: Sequence[Kept] = stored["remarks"]
        return cls(
            importer=stored["importer"],
            instances=stored["instances"],
            records=[(mark, where) for mark, where in records],
            remarks=[said(remark) for remark in remarks],
        )

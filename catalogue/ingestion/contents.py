"""What a page was found to hold, remembered until its bytes change: nothing of it need be read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalogue.domain.messages import Kept, Message, said


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
        """As a page of a source keeps it."""
        return {
            "importer": self.importer,
            "instances": self.instances,
            "records": self.records,
            "remarks": [remark.kept() for remark in self.remarks],
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Contents:
        """What ``as_json`` made."""
        records: Sequence[Sequence[str]] = kept["records"]
        remarks: Sequence[Kept] = kept["remarks"]
        return cls(
            importer=kept["importer"],
            instances=kept["instances"],
            records=[(mark, where) for mark, where in records],
            remarks=[said(remark) for remark in remarks],
        )

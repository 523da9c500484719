"""What a recorded page gives, as the JSON beside it has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from catalogue.ingestion.contract import (
    CourseDraft,
    Fault,
    Found,
    InstanceDraft,
    Link,
    Partial,
    PlaceDraft,
    ProviderDraft,
    Remark,
)

_PARTS = {"place": PlaceDraft(), "provider": ProviderDraft()}


def shown(found: Found) -> dict[str, Any]:
    """Return what was found by its kind, without empty fields."""
    if isinstance(found, Link):
        known = {"known": said(found.known, CourseDraft(where=""))} if found.known else {}
        return {found.kind.value: found.url, **known}
    fields_found = said(found, CourseDraft(where=""))
    if isinstance(found, Fault | Partial | Remark):
        fields_found["message"] = str(found.message)
    return {type(found).__name__: fields_found}


def said(draft: Any, empty: object) -> dict[str, Any]:
    """Return what a draft says beyond an empty one, parts included."""
    known: Mapping[str, Any] = asdict(draft) if is_dataclass(draft) else {}  # type: ignore[arg-type]  # never a class
    found = {name: value for name, value in known.items() if value != getattr(empty, name, None)}
    for name in _PARTS.keys() & found.keys():
        found[name] = said(getattr(draft, name), _PARTS[name])
    if "instances" in found:
        found["instances"] = [said(run, InstanceDraft()) for run in draft.instances]
    return found

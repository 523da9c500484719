"""What an entry of the audit trail says was changed."""

from __future__ import annotations

from catalogue.models import AuditEntry
from catalogue.web.moderating.queue_page import field_title


def audit_changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Return field, before and after of everything that differs."""
    before, after = entry.before or {}, entry.after or {}
    sides = [(field_title(name), _text(before.get(name)), _text(after.get(name))) for name in {**before, **after}]
    return [one for one in sides if one[1] != one[2]]


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)

"""What form templates ask of a form: attributes of a field, and every error with the field it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wtforms import Field, Form


def attributes_of(
    described: list[str], errors: list[str], autocomplete: str | None = None, kind: str | None = None
) -> dict[str, str]:
    """Return the HTML attributes of a field: what describes it, whether it is wrong, what the browser may fill in."""
    found = {
        "aria-describedby": " ".join(described),
        "aria-invalid": "true" if errors else "",
        "autocomplete": autocomplete or "",
        "type": kind or "",
    }
    return {name: value for name, value in found.items() if value}


def form_errors(form: Form) -> list[tuple[str, str]]:
    """Return each error with the id of its field; the id is empty where it concerns the whole form."""
    return [("", str(text)) for text in form.form_errors] + [found for field in form for found in _errors(field)]


def _errors(field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(field.errors, dict) or any(not isinstance(one, str) and _nested(one) for one in field.errors):
        parts: Any = getattr(field, "entries", None) or field
        for part in parts:
            yield from _errors(part)
        return
    shown = "" if field.type in ("CSRFTokenField", "HiddenField", "StampField") else field.id
    yield from ((shown, str(text)) for text in field.errors)


def _nested(error: object) -> bool:
    return isinstance(error, (dict, list, tuple))

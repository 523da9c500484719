"""How gently a source is read, where its site asks for other than the usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """What a source may set for itself; None leaves it at the instance's setting. Times are seconds.

    ``pace`` lies between two requests, ``total_timeout`` bounds one document, ``deadline`` the whole run;
    ``max_ratio`` is how many times its packed size a document may unpack to.
    """

    pace: float | None = None
    total_timeout: float | None = None
    deadline: float | None = None
    max_ratio: int | None = None
    max_pages: int | None = None

    @classmethod
    def of(cls, stored: Mapping[str, float]) -> Politeness:
        """Return the stored settings, ignoring names no longer in use. Raise ``ValueError`` for a value not above 0."""
        known = {field.name: stored[field.name] for field in fields(cls) if stored.get(field.name) is not None}
        for name, value in known.items():
            if not value > 0:
                raise ValueError(f"{name} is {value}; give a number above 0.")
        return cls(**known)  # type: ignore[arg-type]

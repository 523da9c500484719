"""What the composition root hands to commands and views."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import current_app

from catalogue.config import Settings
from catalogue.domain.search.versioned_cache import VersionedCache
from catalogue.search.port import SearchEngine
from catalogue.services.learning.skills.classify_by_meaning import MeaningClassifier


@dataclass(frozen=True, slots=True)
class Parts:
    """The settings, the engines made from them, the classifier of skill areas by meaning if the encoder is installed,
    and what this process caches until the catalogue changes."""

    settings: Settings
    engine: SearchEngine
    area_meaning: MeaningClassifier | None = None
    kept: VersionedCache = field(default_factory=VersionedCache)


def parts() -> Parts:
    """Return what the composition root put together for the application at hand."""
    found: Parts = current_app.extensions["catalogue"]
    return found

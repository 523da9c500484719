"""What the composition root hands to commands and views."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.config import Settings
from catalogue.search.port import SearchEngine
from catalogue.services.skills.meaning import AreaMeaning


@dataclass(frozen=True, slots=True)
class Parts:
    """The settings, the engines made from them, and what tells skill areas by meaning if the encoder is installed."""

    settings: Settings
    engine: SearchEngine
    area_meaning: AreaMeaning | None = None

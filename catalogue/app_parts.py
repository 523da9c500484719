"""What the composition root hands to commands and views."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.config import Settings
from catalogue.search.port import SearchEngine


@dataclass(frozen=True, slots=True)
class Parts:
    """The settings and the engines made from them."""

    settings: Settings
    engine: SearchEngine

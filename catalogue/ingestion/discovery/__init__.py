"""Finding what a site publishes of its courses, and ranking it by evidence."""

from catalogue.ingestion.discovery.site_search import ways_to_read
from catalogue.ingestion.discovery.ways import Way, ways_of

__all__ = ["Way", "ways_of", "ways_to_read"]

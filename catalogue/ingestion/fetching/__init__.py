"""The one guarded client for every outbound request."""

from catalogue.ingestion.fetching.client import Fetched, Fetcher
from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.policy import FetchPolicy

__all__ = ["FetchFailed", "FetchPolicy", "FetchRefused", "Fetched", "Fetcher"]

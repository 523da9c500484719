"""A search engine without files, for unit tests and small trials: every request looks at every document."""

from catalogue.search.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]

"""Search on Whoosh: its schema, query trees, segments and commits, with postings kept and evaluated as arrays."""

from catalogue.search.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine"]

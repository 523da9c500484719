"""Listings that people write: drafts, revisions, and how they become courses."""

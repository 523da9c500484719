"""Curricula as data: what came with the catalogue, and what the office and the regions add, version by version.

- ``table``: a curriculum as rows of a table, read cell by cell and written again.
- ``stored_versions``: the curricula in force, adding a version, withdrawing one.
- ``coverage``: how far courses cover a curriculum at a place.
"""

"""Curricula as data: what came with the catalogue, and what the office and the regions hand in, version by version.

- ``table``: a curriculum as rows of a table, read cell by cell and written again.
- ``keeping``: the curricula in force, keeping a version, taking one back.
- ``coverage``: how far courses cover a curriculum at a place.
"""

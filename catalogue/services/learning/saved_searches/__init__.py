"""Searches that people save: saving them, finding what is new in them, writing about it."""

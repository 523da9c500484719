"""Searches that people keep: keeping them, finding what is new in them, telling of it."""

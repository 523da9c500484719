"""Immutable segments as arrays: written, read, merged, and kept in generations."""

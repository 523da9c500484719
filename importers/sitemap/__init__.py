"""Sitemaps and plain lists of addresses."""

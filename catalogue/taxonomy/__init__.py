"""Vocabularies of the sector: data files with labels in many languages, and what reads them."""

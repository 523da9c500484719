"""Use cases; each owns its transaction and gets what it needs as arguments."""

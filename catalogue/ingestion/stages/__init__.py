"""One stage per file; each takes an item and returns it, or drops it with a reason."""

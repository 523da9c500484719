"""Tables of what regions curate: collections, curricula, demand."""

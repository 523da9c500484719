"""Pages for curators: collections, curricula, demand."""

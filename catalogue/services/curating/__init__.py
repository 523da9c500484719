"""Use cases of curators: collections, curricula, demand, territories."""

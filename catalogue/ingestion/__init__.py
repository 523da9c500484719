"""From a page to a stored course: fetch, extract, normalise, validate, match, store, index."""

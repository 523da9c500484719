"""One module per format or site; each is found by its attributes, none is listed (see ingestion.registry)."""

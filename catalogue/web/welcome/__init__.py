"""The first page of the catalogue, and the help."""

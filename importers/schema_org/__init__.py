"""schema.org in pages and files."""

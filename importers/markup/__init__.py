"""Reading one kind of markup each; these are parts of importers, not importers."""

"""The search page, its results, and saved searches."""

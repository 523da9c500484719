"""Full-text search behind one port; one package per engine."""

"""Questions as Whoosh query trees, and their evaluation over a segment's arrays."""

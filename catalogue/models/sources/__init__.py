"""Tables of sources and of their import runs."""

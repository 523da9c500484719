"""Where suggestions come from, a module each."""

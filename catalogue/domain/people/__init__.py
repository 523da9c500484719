"""Who may do what, and what becomes of what people hand in."""

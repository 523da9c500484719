"""Tables of what providers hand in: submissions, uploads, declarations."""

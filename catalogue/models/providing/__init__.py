"""Tables of providers and of what they hand in."""

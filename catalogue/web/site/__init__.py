"""What every page shares: errors, headers, language, values as readers see them, the way out to providers."""

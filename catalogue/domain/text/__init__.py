"""Text: words, letters, languages, and what may be shown of them."""

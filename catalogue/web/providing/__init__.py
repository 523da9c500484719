"""The providers' own space: listings, what they teach, submissions, uploads, quality."""

"""The providers' own space: listings, submissions, uploads, quality."""

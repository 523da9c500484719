"""Use cases of providers: their listings, submissions, uploads, declarations and the quality of what they enter."""

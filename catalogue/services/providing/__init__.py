"""Use cases of providers: who they are, their listings, submissions and uploads."""

"""Tables of providers: who offers courses, and their logos."""

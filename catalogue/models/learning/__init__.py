"""Tables of what learners keep: goals, searches, shortlists."""

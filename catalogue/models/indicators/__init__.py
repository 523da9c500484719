"""Tables of measured figures and of learners' interest."""

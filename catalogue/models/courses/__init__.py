"""Tables of courses, of what they are about, and of notes for the index."""

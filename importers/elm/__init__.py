"""The European Learning Model, in the forms in which opportunities to learn are published in it."""

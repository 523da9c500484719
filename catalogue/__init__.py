"""The training-course catalogue of Europe's automotive and battery industry."""

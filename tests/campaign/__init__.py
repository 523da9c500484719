"""Long trials of what must never happen: data lost, the catalogue stopped (``make campaign``).

Each module of this folder with a ``run(share)`` is found and run. ``share`` scales the tries: 1.0 is the whole
campaign, which takes hours; the test suite runs small shares of the same code where that is quick enough.
"""

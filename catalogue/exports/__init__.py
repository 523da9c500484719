"""Writers of open formats. Every module here with a ``FORMAT`` is found, not listed."""

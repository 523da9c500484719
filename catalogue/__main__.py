"""``python -m catalogue`` is the console script."""

from catalogue.cli import main

main()

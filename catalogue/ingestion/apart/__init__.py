"""Reading strangers' documents in a process of its own, which may die of them while the catalogue goes on.

Parsers in C and Rust end their process where a document asks for more than they expect, and no parser says how long it
will take. So documents that can do such a thing are read by a child with a limit of memory, whose answers are waited
for only so long.

- ``reading``: which documents are read apart, and what is said when one cannot be.
- ``readers``: readers at hand, started when first needed and used again.
- ``reader``: one child, as its parent sees it.
- ``child``: what the child runs.
- ``frames``: what they say to one another.
"""

from catalogue.ingestion.apart.reader import ReaderLost
from catalogue.ingestion.apart.reading import call_apart, is_read_apart, read_apart, read_page

__all__ = ["ReaderLost", "call_apart", "is_read_apart", "read_apart", "read_page"]

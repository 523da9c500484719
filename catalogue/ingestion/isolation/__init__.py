"""Reads untrusted documents in a separate process, which may crash without harm to the catalogue.

Parsers in C and Rust end their process where a document asks for more than they expect, and no parser says how long it
will take. So documents that can do such a thing are read by a child process with limits of memory and time.

- ``reading``: which documents are read apart, and the message for one that cannot be read.
- ``readers``: a pool of readers, started when first needed and used again.
- ``reader``: one child, as its parent sees it.
- ``child``: what the child runs.
- ``frames``: the messages between them.
"""

from catalogue.ingestion.isolation.reader import ReaderLost
from catalogue.ingestion.isolation.reading import call_isolated, needs_isolation, read_isolated, read_page

__all__ = ["ReaderLost", "call_isolated", "needs_isolation", "read_isolated", "read_page"]

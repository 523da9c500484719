"""The one way to answer with text that is written while it is read from the database.

A view's own session ends with the view, before a server asks for the first line. A stream therefore reads through a
session of its own and gives the connection back however it ends: read to its end, left by the client, broken by an
error, never begun.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator

from flask import Response, stream_with_context

from catalogue.extensions import Session, own_session

CHUNK_CHARACTERS = 64 * 1024
"""Sent at once: a row each would be a packet each."""


class TextStream:
    """Chunks of what ``write`` yields from a session that is closed with the stream.

    The first chunk is read at once, so that a table which cannot be read is an error before anything is answered. An
    error later is raised to the server, which breaks the connection: a part is not to be taken for the whole.
    """

    def __init__(self, write: Callable[[Session], Iterable[str]]) -> None:
        self._session = own_session()
        self._chunks = self._read(write)
        self._first = next(self._chunks, "")

    def __iter__(self) -> Iterator[str]:
        try:
            if self._first:
                yield self._first
            yield from self._chunks
        finally:
            self.close()

    def close(self) -> None:
        """Give the connection back; a stream that was not read to its end reads no further."""
        self._chunks.close()
        self._session.close()

    def _read(self, write: Callable[[Session], Iterable[str]]) -> Generator[str]:
        waiting: list[str] = []
        size = 0
        with self._session:
            for text in write(self._session):
                waiting.append(text)
                size += len(text)
                if size >= CHUNK_CHARACTERS:
                    yield "".join(waiting)
                    waiting = []
                    size = 0
        yield "".join(waiting)


def streamed(write: Callable[[Session], Iterable[str]], media_type: str, file_name: str = "") -> Response:
    """Return an answer with what ``write`` yields, saved as ``file_name`` if one is given. Raise whatever the first
    chunk raises."""
    stream = TextStream(write)
    answer = Response(stream_with_context(iter(stream)), mimetype=media_type)
    answer.call_on_close(stream.close)
    if file_name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer

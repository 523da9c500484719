"""The vectors of a segment's documents: encoded when it is written, kept in its file, compared a segment at a time.

Each vector is kept twice: quantised to signed bytes with a scale, and as the signs of its numbers, a bit each. Counting
the bits in which it differs from the question's takes a fraction of a multiplication; only the nearest few are then
multiplied. A vector is that of a course's two texts: with 1024 dimensions that is 1164 bytes a document. A document
without a vector has the scale 0, and its cosine with anything is 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Encoder, Vectors
from catalogue.search.meaning import course_vectors, gist_cosines, products
from catalogue.search.port import IndexDamaged
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentFile, SegmentView

MAX_MULTIPLIED_DOCUMENTS = 600
"""Documents of a segment, nearest by signs, whose vectors are multiplied with the question's."""

MAX_SAMPLED_DOCUMENTS = 500
"""Documents of a segment whose cosines with a question tell what is usual for it: that is within a twentieth of their
deviation."""

MAX_TEXTS_PER_COMMIT = 200
"""Courses with new texts that one commit of changes encodes, which takes a second or two; if there are more, all of
them are left for later."""

_MAX_QUANTISED = 127


def vector_arrays(
    documents: Sequence[CourseDocument], encoder: Encoder, before: Sequence[SegmentFile], most: int | None
) -> tuple[dict[str, Array], dict[str, str]]:
    """Return the arrays and meta data of the documents' vectors; texts that segments have the vector of are not encoded
    again.

    With more than ``most`` new texts none of them is encoded, so that a commit does not wait for the encoder.
    """
    digests = [_digest(document) for document in documents]
    known = _known_vectors(digests, before, encoder.name)
    fresh = {digest: each for digest, each in zip(digests, documents, strict=True) if digest not in known}
    if fresh and (most is None or len(fresh) <= most):
        quantised = _quantised(course_vectors(encoder, list(fresh.values())))
        known |= zip(fresh, zip(*quantised, strict=True), strict=True)
    if not known:
        return {}, {}
    nothing = np.zeros_like(next(iter(known.values()))[0])
    vectors = [known.get(digest, (nothing, 0.0)) for digest in digests]
    arrays = _arrays(
        np.array([vector for vector, _ in vectors], np.int8),
        np.array([scale for _, scale in vectors], np.float32),
        np.array([digest if digest in known else 0 for digest in digests], np.uint64),
    )
    return arrays, {"encoder": encoder.name}


def documents_without_vector(view: SegmentView, encoder: str) -> Array:
    """Return the live documents without a vector of this encoder."""
    if encoder_of(view.file) != encoder:
        return np.flatnonzero(view.alive)
    return np.flatnonzero(view.alive & (view.file.arrays["vector_scale"] == 0))


def merged_vectors(views: Sequence[SegmentView]) -> tuple[dict[str, Array], dict[str, str]]:
    """Return the vectors of the live documents of segments; nothing if no segment has any."""
    names = [name for view in views if (name := encoder_of(view.file))]
    if not names:
        return {}, {}
    width = next(_width(view.file) for view in views if encoder_of(view.file) == names[-1])
    parts = [_live_vectors(view, names[-1], width) for view in views]
    return _arrays(*(np.concatenate(several) for several in zip(*parts, strict=True))), {"encoder": names[-1]}


def _known_vectors(
    digests: Sequence[int], files: Sequence[SegmentFile], encoder: str
) -> dict[int, tuple[Array, float]]:
    """Return the vectors of an encoder that segments have for these digests."""
    found: dict[int, tuple[Array, float]] = {}
    for file in files:
        if encoder_of(file) == encoder:
            found |= _vectors_by_digest(file, digests)
    return found


def _vectors_by_digest(file: SegmentFile, digests: Sequence[int]) -> dict[int, tuple[Array, float]]:
    """Return the vectors that a segment has for these digests; none of a damaged segment: they are encoded again."""
    try:
        places = np.flatnonzero(np.isin(file.arrays["gist"], np.array(digests, np.uint64)))
        vectors = file.arrays["vector"].reshape(file.documents, -1)[places]
        scales = file.arrays["vector_scale"][places].tolist()
        return dict(zip(file.arrays["gist"][places].tolist(), zip(vectors, scales, strict=True), strict=True))
    except IndexDamaged:
        return {}


def encoder_of(file: SegmentFile) -> str:
    """Return the encoder of a segment's vectors; empty if it has none."""
    return str(file.arrays.meta.get("encoder", ""))


def vector_of(file: SegmentFile, document: int) -> Vectors | None:
    """Return a document's vector, of length one as nearly as it is kept; None if it has none."""
    if not encoder_of(file) or not (scale := file.arrays["vector_scale"][document]):
        return None
    vector: Vectors = _vectors(file, np.array([document]))[0] * scale
    return vector


def similarities(file: SegmentFile, wanted: Vectors, documents: Array) -> Array:
    """Return the cosine between a vector of length one and each of these documents'."""
    cosines: Array = products(_vectors(file, documents), wanted) * file.arrays["vector_scale"][documents]
    return cosines


def gist_similarities(file: SegmentFile, wanted: Vectors, documents: Array) -> Array:
    """Return the cosine between a question's vector and the gist of each of these documents."""
    cosines: Array = gist_cosines(_vectors(file, documents), wanted) * file.arrays["vector_scale"][documents]
    return cosines


def sampled_documents(view: SegmentView) -> Array:
    """Return live documents with a vector, evenly spaced, for telling what cosines are usual."""
    sample = view.file.derived("documents sampled for cosines", lambda: _sampled(view.file))
    return sample[view.alive[sample]]


def _sampled(file: SegmentFile) -> Array:
    encoded = np.flatnonzero(file.arrays["vector_scale"])
    return encoded[:: max(1, -(-encoded.size // MAX_SAMPLED_DOCUMENTS))]


def _vectors(file: SegmentFile, documents: Array) -> Vectors:
    vectors: Vectors = file.arrays["vector"].reshape(file.documents, -1)[documents].astype(np.float32)
    return vectors


def nearest(file: SegmentFile, wanted: Vectors) -> tuple[Array, Array]:
    """Return the documents nearest to a vector, ascending, and their cosines."""
    documents = np.arange(file.documents)
    if file.documents > MAX_MULTIPLIED_DOCUMENTS:
        documents = np.sort(
            np.argpartition(_differing(file, wanted), MAX_MULTIPLIED_DOCUMENTS)[:MAX_MULTIPLIED_DOCUMENTS]
        )
    return documents, similarities(file, wanted, documents)


def nearest_courses(views: Sequence[SegmentView], course: int, limit: int) -> list[tuple[int, float]]:
    """Return ids and cosines of the live documents nearest to a course, without itself."""
    wanted = _vector_of(views, course)
    if wanted is None:
        return []
    found: list[tuple[int, float]] = []
    for view in (each for each in views if encoder_of(each.file)):
        documents, cosines = nearest(view.file, wanted)
        living = view.alive[documents]
        ids = view.file.column("id")[documents[living]]
        found += zip(ids.tolist(), cosines[living].tolist(), strict=True)
    others = [(number, cosine) for number, cosine in found if number != course]
    return sorted(others, key=lambda other: (-other[1], other[0]))[:limit]


def _vector_of(views: Sequence[SegmentView], course: int) -> Vectors | None:
    for view in views:
        documents = view.documents_of(np.array([course]))
        if documents.size and encoder_of(view.file):
            return vector_of(view.file, int(documents[0]))
    return None


def _differing(file: SegmentFile, wanted: Vectors) -> Array:
    """Return in how many signs each document's vector differs."""
    signs = file.arrays["vector_signs"].reshape(-1, file.documents)
    different = np.zeros(file.documents, np.uint16)
    for row, word in zip(signs, _signs(wanted[np.newaxis]).ravel(), strict=True):
        different += np.bitwise_count(row ^ word)
    return different


def _arrays(vectors: Array, scales: Array, digests: Array) -> dict[str, Array]:
    return {"vector": vectors.ravel(), "vector_scale": scales, "vector_signs": _signs(vectors).ravel(), "gist": digests}


def _signs(vectors: Array) -> Array:
    """Return a row of 64-bit words per 64 dimensions, a word per vector."""
    packed = np.packbits(vectors > 0, axis=1)
    return np.ascontiguousarray(np.ascontiguousarray(packed).view(np.uint64).T)


def _quantised(vectors: Vectors) -> tuple[Array, list[float]]:
    scales = np.abs(vectors).max(axis=1) / _MAX_QUANTISED
    return np.rint(vectors / scales[:, np.newaxis]).astype(np.int8), scales.tolist()


def _live_vectors(view: SegmentView, encoder: str, width: int) -> tuple[Array, Array, Array]:
    if encoder_of(view.file) != encoder:
        count = view.live_count
        return np.zeros((count, width), np.int8), np.zeros(count, np.float32), np.zeros(count, np.uint64)
    vectors = view.file.arrays["vector"].reshape(-1, width)[view.alive]
    return vectors, view.file.arrays["vector_scale"][view.alive], view.file.arrays["gist"][view.alive]


def _width(file: SegmentFile) -> int:
    return int(file.arrays["vector"].size // max(file.documents, 1))


def _digest(document: CourseDocument) -> int:
    """Return 64 bits of a course's two texts: among a million courses, two that differ share a digest with a chance of
    one in thirty million."""
    texts = f"{document.gist}\0{document.subject}"
    return int.from_bytes(blake2b(texts.encode(errors="replace"), digest_size=8).digest())

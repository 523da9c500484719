"""The submission of an address, if whoever asks may write for its provider."""

from __future__ import annotations

from flask import abort

from catalogue.access import actor
from catalogue.extensions import db
from catalogue.models import Submission
from catalogue.services.providing.submissions import drafts


def own_submission(ref: str) -> Submission:
    """Return the submission; raise ``NotFound`` if there is none or it is somebody else's."""
    return drafts.editable_submission(db.session(), ref, actor()) or abort(404)

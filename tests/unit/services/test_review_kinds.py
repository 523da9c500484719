"""Kinds of review are found in the rooms of the nouns they are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.services.moderating.review_kinds import review_kinds
from catalogue.services.providing.uploads import review_kind as uploads
from catalogue.services.sources import review_kind as sources


@pytest.fixture(autouse=True)
def _found_anew():
    review_kinds.cache_clear()
    yield
    review_kinds.cache_clear()


def test_every_kind_is_found_where_its_noun_lives():
    rooms = {key: kind.show.__module__.removeprefix("catalogue.services.") for key, kind in review_kinds().items()}
    assert rooms == {
        "submission": "providing.submissions.review_kind",
        "revision": "providing.submissions.review_kind",
        "upload": "providing.uploads.review_kind",
        "provider": "providers.review_kind",
        "claim": "providers.review_kind",
        "source": "sources.review_kind",
        "link": "courses.link_check_review_kind",
        "classification": "learning.skills.review_kind",
        "likeness": "moderating.likeness_review_kind",
        "report": "moderating.problem_report_review_kind",
    }


def test_a_module_may_bring_another_kind_without_being_listed(monkeypatch):
    monkeypatch.setattr(sources, "LICENCE", replace(sources.SOURCE, key="licence"), raising=False)
    assert {"source", "licence"} <= review_kinds().keys()


def test_two_kinds_of_one_key_are_refused(monkeypatch):
    monkeypatch.setattr(uploads, "UPLOAD", replace(uploads.UPLOAD, key="source"))
    with pytest.raises(ValueError, match="has a key"):
        review_kinds()

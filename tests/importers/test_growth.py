"""Whatever is repeated in a recorded document, its importer takes no longer than the length is worth."""

import pytest

from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.registry import discover
from tests.growth.trials import document_trials, faults_of
from tests.importers.reading import page


def test_no_recorded_document_is_read_in_the_square_of_its_length():
    assert [fault for fault in faults_of(document_trials(1)) if fault] == []


def test_a_page_nested_as_none_for_people_is_refused_with_a_word_and_chosen_by_nobody():
    deep = page("<html><title>Kurse</title><body>" + "<div>" * 300)
    assert discover()["plain-page"].detect(deep) == 0.0
    with pytest.raises(Unreadable, match="more than 256 elements within one another"):
        list(discover()["plain-page"].read(deep))

"""Whatever is repeated in a recorded document, its importer takes no longer than the length is worth."""

from tests.growth.trials import document_trials, faults_of


def test_no_recorded_document_is_read_in_the_square_of_its_length():
    assert [fault for fault in faults_of(document_trials(1)) if fault] == []

"""Damaged documents cost what is damaged, and nothing else: no importer crashes or runs away."""

import resource

import pytest

from catalogue.ingestion.registry import discover
from tests.importers.mutation import MUTATIONS, mutants, read_mutant

MEGABYTE = 1024  # ru_maxrss counts kilobytes


@pytest.mark.parametrize("seed", range(4))
def test_no_damaged_document_crashes_the_importer_that_is_chosen_for_it(seed):
    outcomes = {name: read_mutant(page, "auto") for name, page in mutants(100, seed)}
    assert len(set(outcomes.values())) > 1


@pytest.mark.parametrize("key", sorted(discover()))
def test_no_damaged_document_crashes_any_other_importer_and_all_readers_can_be_told_what_is_wrong(key):
    assert {read_mutant(page, key) for _, page in mutants(40, 99)} <= {"read", "refused"}


def test_reading_damaged_documents_takes_no_more_memory_than_they_do():
    for _, page in mutants(60, 7):
        read_mutant(page, "auto")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _, page in mutants(120, 8):
        read_mutant(page, "auto")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * MEGABYTE


def test_a_mutant_can_be_made_again():
    assert list(mutants(20, 3)) == list(mutants(20, 3))
    assert len(MUTATIONS) > 1

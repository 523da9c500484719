"""Texts that grow: no parser may cost more than 2.5 times as much for twice the text (``tests.growth``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.campaign.figures import Figures
from tests.growth.trials import Trial, document_trials, faults_of, field_trials, text_trials

TEXTS, FIELD_TEXTS, PLACES = 2_000, 1_000, 500
"""For each function, for each field of a draft, and in each recorded document."""


def run(share: float) -> Iterator[Figures]:
    """Try every function that takes a text, every field that a run reads, every importer with its documents."""
    yield _figures("functions of a text", text_trials(_part(TEXTS, share)))
    yield _figures("fields of a draft", field_trials(_part(FIELD_TEXTS, share)))
    yield _figures("recorded documents", document_trials(_part(PLACES, share)))


def _part(whole: int, share: float) -> int:
    return max(2, round(whole * share))


def _figures(trial: str, trials: Iterable[Trial]) -> Figures:
    found = list(faults_of(trials))
    wrong = [fault for fault in found if fault]
    return Figures(trial=trial, tried=len(found), stopped=len(wrong), note="; ".join(wrong[:20]))

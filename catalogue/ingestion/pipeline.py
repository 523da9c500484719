"""The ordered stages, run one item at a time; one bad record never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.item import Dropped, Item, Outcome, Stage

logger = logging.getLogger(__name__)

OUR_ERROR = N_("The record could not be processed because of an error of ours; it is logged.")


def process(item: Item, stages: Sequence[tuple[str, Stage]]) -> Item:
    """Take an item through named stages until one drops it; return it with the outcome, stage and reason."""
    for name, stage in stages:
        try:
            item = stage(item)
        except Dropped as dropped:
            return _rejected(item, name, dropped.reason)
        except Exception:
            logger.exception("stage %s failed on %s", name, item.page_url)
            return _rejected(item, name, Message(OUR_ERROR))
    return item


def _rejected(item: Item, stage: str, reason: Text) -> Item:
    item.outcome, item.stage, item.message = Outcome.REJECTED, stage, reason
    return item

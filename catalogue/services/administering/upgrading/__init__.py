"""Bringing a database to the newest revision: whole or not at all, by one process at a time, with a copy beside it."""

from catalogue.services.administering.upgrading.upgrade import UpgradeFailed, bring_to_newest_revision

__all__ = ["UpgradeFailed", "bring_to_newest_revision"]

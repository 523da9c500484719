"""Guards cells that a spreadsheet program would take for a formula (OWASP, CSV injection), and removes the guard."""

from __future__ import annotations

from catalogue.domain.text.characters import well_formed

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guard_cell(cell: str) -> str:
    """Return the text as any table may hold it: no formula, only characters that ``domain.text.characters`` allows."""
    cell = well_formed(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def unguard_cell(cell: str) -> str:
    """Return what stood in the cell before ``guard_cell`` guarded it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell

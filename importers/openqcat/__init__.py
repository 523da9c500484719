"""openQ-cat, the exchange format of KURSNET."""

"""Ranges of values of openQ-cat 1.1, as KURSNET has them, as far as they say something of ours."""

from __future__ import annotations

_ONSITE, _ONLINE, _BLENDED = "onsite", "online", "blended"

# unterrichtsform.dat. Weekends, blocks and in-house courses say when or for whom; 5 is e-learning as well as blended.
MODE_BY_INSTRUCTION_FORM = {
    **dict.fromkeys(("1", "2", "101", "102", "103", "104", "105"), _ONSITE),
    **dict.fromkeys(("4", "201", "202", "203", "204", "205", "206", "401", "402", "403"), _ONLINE),
    **dict.fromkeys(("301", "302", "303", "304"), _BLENDED),
}
MODE_BY_EXECUTION_FORM = {"1": _ONSITE, "2": _ONLINE, "3": _BLENDED}
PACE_BY_FLEXIBLE_START = {"true": "self-paced", "1": "self-paced", "false": "scheduled", "0": "scheduled"}
COUNTRY_BY_CAR_CODE = {"A": "AT", "B": "BE", "D": "DE", "F": "FR", "I": "IT", "L": "LU", "P": "PT", "S": "SE"}
NOTHING_SAID = frozenset({"", "-", "keine angabe", "k. a.", "k.a."})

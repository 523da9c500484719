"""The region in which a postcode lies, where the first digits alone say so.

Facts of the postal systems, collected by us: the digits of Spanish provinces, French departments, Italian and Belgian
provinces, and of all other areas that follow the borders of regions but for single villages. Digits that cross those
borders are left out; a postcode that is not covered has no region.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from catalogue.domain.places.regions import region

# Country, then "digits region", digits as ranges where neighbours share one; longer digits go before shorter ones.
_PREFIXES = """
ES 01 ES211; 02 ES421; 03 ES521; 04 ES611; 05 ES411; 06 ES431; 07 ES53; 08 ES511; 09 ES412; 10 ES432; 11 ES612
ES 12 ES522; 13 ES422; 14 ES613; 15 ES111; 16 ES423; 17 ES512; 18 ES614; 19 ES424; 20 ES212; 21 ES615; 22 ES241
ES 23 ES616; 24 ES413; 25 ES513; 26 ES230; 27 ES112; 28 ES300; 29 ES617; 30 ES620; 31 ES220; 32 ES113; 33 ES120
ES 34 ES414; 35 ES70; 36 ES114; 37 ES415; 38 ES70; 39 ES130; 40 ES416; 41 ES618; 42 ES417; 43 ES514; 44 ES242
ES 45 ES425; 46 ES523; 47 ES418; 48 ES213; 49 ES419; 50 ES243; 51 ES630; 52 ES640
FR 01 FRK21; 02 FRE21; 03 FRK11; 04 FRL01; 05 FRL02; 06 FRL03; 07 FRK22; 08 FRF21; 09 FRJ21; 10 FRF22; 11 FRJ11
FR 12 FRJ22; 13 FRL04; 14 FRD11; 15 FRK12; 16 FRI31; 17 FRI32; 18 FRB01; 19 FRI21; 20 FRM0; 21 FRC11; 22 FRH01
FR 23 FRI22; 24 FRI11; 25 FRC21; 26 FRK23; 27 FRD21; 28 FRB02; 29 FRH02; 30 FRJ12; 31 FRJ23; 32 FRJ24; 33 FRI12
FR 34 FRJ13; 35 FRH03; 36 FRB03; 37 FRB04; 38 FRK24; 39 FRC22; 40 FRI13; 41 FRB05; 42 FRK25; 43 FRK13; 44 FRG01
FR 45 FRB06; 46 FRJ25; 47 FRI14; 48 FRJ14; 49 FRG02; 50 FRD12; 51 FRF23; 52 FRF24; 53 FRG03; 54 FRF31; 55 FRF32
FR 56 FRH04; 57 FRF33; 58 FRC12; 59 FRE11; 60 FRE22; 61 FRD13; 62 FRE12; 63 FRK14; 64 FRI15; 65 FRJ26; 66 FRJ15
FR 67 FRF11; 68 FRF12; 69 FRK26; 70 FRC23; 71 FRC13; 72 FRG04; 73 FRK27; 74 FRK28; 75 FR101; 76 FRD22; 77 FR102
FR 78 FR103; 79 FRI33; 80 FRE23; 81 FRJ27; 82 FRJ28; 83 FRL05; 84 FRL06; 85 FRG05; 86 FRI34; 87 FRI23; 88 FRF34
FR 89 FRC14; 90 FRC24; 91 FR104; 92 FR105; 93 FR106; 94 FR107; 95 FR108; 971 FRY10; 972 FRY20; 973 FRY30
FR 974 FRY40; 976 FRY50
IT 00-04 ITI4; 05-06 ITI2; 07-09 ITG2; 10 ITC1; 11 ITC2; 12-15 ITC1; 16-19 ITC3; 20-27 ITC4; 28 ITC1; 29 ITH5
IT 30-32 ITH3; 33-34 ITH4; 35-37 ITH3; 38 ITH2; 39 ITH1; 40-44 ITH5; 45 ITH3; 46 ITC4; 47-48 ITH5; 50-59 ITI1
IT 60 ITI3; 62-63 ITI3; 64-67 ITF1; 70-74 ITF4; 75 ITF5; 76 ITF4; 80-84 ITF3; 85 ITF5; 86 ITF2; 87-89 ITF6
IT 90-98 ITG1
BE 10-12 BE100; 14 BE310; 15-19 BE24; 20-29 BE21; 30-34 BE24; 35-39 BE22; 40-49 BE33; 50-56 BE35; 60-65 BE32
BE 66-69 BE34; 70-79 BE32; 80-89 BE25; 90-96 BE23; 98-99 BE23
AT 10-12 AT130; 60-64 AT33; 67-69 AT34; 70-72 AT11
CZ 10-19 CZ010; 25-29 CZ02; 70-74 CZ080
SK 81-85 SK010
PT 10-19 PT1A0; 40-44 PT11; 47-49 PT11; 90-94 PT300; 95-99 PT200
PL 00-07 PL9; 15-18 PL84; 20-22 PL81; 24 PL81; 25 PL72; 29 PL72; 30-33 PL21; 35-36 PL82; 39 PL82; 40-44 PL22
PL 45-46 PL52; 49 PL52; 50-59 PL51; 60-64 PL41; 65-66 PL43; 70-75 PL42; 80-81 PL63; 83 PL63; 85-88 PL61
PL 90-95 PL71; 97-99 PL71
DE 10 DE300; 20 DE600; 80-81 DE212
SE 10-19 SE11; 41 SE232; 20-22 SE224
DK 10-24 DK01; 50-59 DK031
FI 00 FI1B1; 01-02 FI1B1
"""
_DIGITS = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?\s(\w+)")


def region_of_postcode(postcode: str, country: str | None) -> str | None:
    """Return the NUTS code, of whatever level is certain, for a postcode of an ISO 3166-1 country; None if none is."""
    known = _prefixes().get(country or "")
    digits = "".join(_DIGITS.findall(postcode))
    if known is None or not re.fullmatch(r"[A-Za-z]{0,3}[-\s]?\d[\d\s-]{2,9}", postcode.strip()):
        return None
    return next((known[digits[:length]] for length in (3, 2) if digits[:length] in known), None)


@lru_cache(maxsize=1)
def _prefixes() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in _PREFIXES.strip().splitlines():
        known = found.setdefault(line[:2], {})
        for first, last, code in _RANGE.findall(line[2:]):
            for number in range(int(first), int(last or first) + 1):
                known[f"{number:0{len(first)}}"] = code
    return {country: {digits: code for digits, code in rows.items() if region(code)} for country, rows in found.items()}

"""Which regions of NUTS level 2 meet across a border of countries.

Facts of geography, collected by us: common borders on land and in rivers, and fixed links (Øresund, the Channel
tunnel). Regions that only face each other across a lake or the sea are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from catalogue.domain.places.regions import region, regions

# Each pair is listed once; roughly from west to east and from north to south.
_BORDERING_REGIONS = """
IE04 UKN0; IE06 UKN0; UKJ4 FRE1
PT11 ES11 ES41; PT19 ES41 ES43; PT1C ES43 ES61; PT15 ES61
ES21 FRI1; ES22 FRI1; ES24 FRI1 FRJ2; ES51 FRJ1 FRJ2
FRE1 BE25 BE32; FRE2 BE32; FRF2 BE32 BE34 BE35; FRF3 BE34 LU00 DEB3 DEC0; FRF1 DEB3 DE12 DE13 CH02 CH03
FRC2 CH01 CH02; FRK2 CH01 ITC1 ITC2; FRL0 ITC1 ITC3
BE21 NL41; BE22 NL41 NL42; BE23 NL34; BE25 NL34; BE33 NL42 DEA2 DEB2 LU00; BE34 LU00
NL11 DE94; NL13 DE94; NL21 DE94 DEA3; NL22 DEA1 DEA3; NL42 DEA1 DEA2; LU00 DEB2 DEC0
DK03 DEF0; DK01 SE22
DE80 PL42; DE40 PL42 PL43; DED2 PL43 PL51 CZ04 CZ05; DED4 CZ04; DE24 CZ04; DE23 CZ03 CZ04; DE22 CZ03 AT31
DE21 AT31 AT32 AT33; DE27 AT33 AT34; DE13 CH03 CH04 CH05
AT31 CZ03; AT12 CZ03 CZ06 SK01 SK02; AT11 SK01 HU22 SI03; AT22 SI03; AT21 SI03 SI04 ITH4; AT32 ITH1
AT33 ITH1 ITH3 CH05; AT34 CH05 LI00; LI00 CH05
CH01 ITC1 ITC2; CH07 ITC1 ITC4; CH05 ITC4 ITH1
ITH4 SI04
CZ05 PL51; CZ07 PL51 PL52 SK02 SK03; CZ08 PL22 PL52 SK03; CZ06 SK02
SK01 HU22; SK02 HU21 HU22 HU12; SK03 HU31 PL21 PL22; SK04 HU31 PL21 PL82 UA71
PL81 UA73 UA81; PL82 UA71 UA73; PL84 LT02; LT02 LV00; LV00 EE00
HU22 SI03 HR06; HU23 HR02 HR06; HU33 RS12 RO11 RO42; HU32 RO11 UA71
SI03 HR02 HR03 HR06; SI04 HR03
HR02 RS12 BA01 BA02 BA03; HR03 BA01 BA02 ME00
BA02 RS12 RS21 ME00; RS21 ME00 XK00; RS22 XK00 MK00 BG31 BG41 RO41 RO42; RS12 RO42
ME00 XK00 AL01; XK00 AL01 MK00; MK00 AL01 AL02 AL03 BG41 EL52 EL53; AL03 EL53 EL54
EL52 BG41; EL51 BG41 BG42 TR21; BG42 TR21; BG34 TR21
BG31 RO31 RO41; BG32 RO22 RO31; BG33 RO22
RO11 UA71 UA72; RO21 UA74; RO22 UA42
FI1D SE33 NO07; SE33 NO07; SE32 NO02 NO06 NO07; SE31 NO02 NO08; SE23 NO08
"""


def neighbours_abroad(code: str) -> tuple[str, ...]:
    """Return the codes of the regions of level 2 across the border from this place, in order.

    Only borders of level 2 are known: of a smaller region that is the whole of its level 2 region, return those of the
    latter; of any other smaller region nothing, since which part touches the border is not known.
    """
    known = _neighbours()
    met = {other for inner in _level_two(code) for other in known.get(inner, ())}
    return tuple(sorted(met))


def _level_two(code: str) -> tuple[str, ...]:
    """Return the codes of the regions of level 2 that make up a country or a region."""
    found = region(code)
    if found is None:
        return tuple(each.code for each in regions() if each.level == 2 and each.country == code)
    if found.level == 3:
        whole = found.parent or ""
        return (whole,) if sum(each.parent == whole for each in regions()) == 1 else ()
    return tuple(each.code for each in regions() if each.level == 2 and each.code.startswith(code))


@lru_cache(maxsize=1)
def _neighbours() -> Mapping[str, frozenset[str]]:
    met: defaultdict[str, set[str]] = defaultdict(set)
    for line in _BORDERING_REGIONS.replace(";", "\n").splitlines():
        one, *others = line.split() or [""]
        for other in others:
            met[one].add(other)
            met[other].add(one)
    return {one: frozenset(others) for one, others in met.items()}

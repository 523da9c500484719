"""Code lists of LHEO 2.3, as far as they say something of ours.

https://github.com/lheo/lheo-schema, definition/lheo-gml.xml.
"""

from __future__ import annotations

# dict-niveaux: 11 to 18 are the levels of 2019, which are those of the European framework. The nomenclature of 1969
# before it is set against them by decree 2019-14: V is 3, IV is 4, III is 5, II is 6; what was I may be 7 or 8.
EQF_LEVEL_BY_CODE = {
    **{str(10 + level): str(level) for level in range(1, 9)},
    **{"4": "3", "5": "4", "6": "5", "7": "6"},
}
ENTRY_LEVEL_BY_CODE = {
    "2": "niveau VI (illettrisme, analphabétisme)",
    "3": "niveau V bis (préqualification)",
    "4": "niveau V (CAP, BEP, CFPA du premier degré)",
    "5": "niveau IV (BP, BT, baccalauréat professionnel ou technologique)",
    "6": "niveau III (BTS, DUT)",
    "7": "niveau II (licence ou maîtrise universitaire)",
    "8": "niveau I (supérieur à la maîtrise)",
    **{str(10 + level): f"niveau {level}" for level in range(1, 9)},
}
MODE_BY_CODE = {"0": "onsite", "1": "blended", "2": "online"}  # dict-modalites-enseignement
PACE_BY_CODE = {"0": "scheduled", "1": "self-paced"}  # dict-modalites-es: at fixed dates, or at any time
STATUS_BY_CODE = {"1": "scheduled", "2": "full"}  # dict-etat-recrutement; 3 is interrupted for a time
FUNDER_BY_CODE = {
    "2": "Conseil régional",
    "3": "FSE",
    "4": "Pôle emploi",
    "5": "Entreprise",
    "6": "ACSÉ",
    "7": "AGEFIPH",
    "8": "Conseil général",
    "9": "Commune",
    "11": "Ministère chargé de l'emploi",
    "12": "Ministère de l'éducation nationale",
    "13": "État",
    "14": "Fonds européens",
    "15": "Collectivité territoriale",
    "16": "OPCO",
    "17": "Transition Pro",
    "18": "LADOM",
    "19": "Ministère de l'intérieur",
    "20": "OFII",
}
# INSEE's codes of regions, those before 2016 too, in NUTS: https://www.insee.fr/fr/information/2560452
REGION_BY_CODE = {
    **{"01": "FRY1", "02": "FRY2", "03": "FRY3", "04": "FRY4", "06": "FRY5", "11": "FR1", "24": "FRB", "27": "FRC"},
    **{"28": "FRD", "32": "FRE", "44": "FRF", "52": "FRG", "53": "FRH", "75": "FRI", "76": "FRJ", "84": "FRK"},
    **{"93": "FRL", "94": "FRM", "21": "FRF2", "22": "FRE2", "23": "FRD2", "25": "FRD1", "26": "FRC1"},
    **{"31": "FRE1", "41": "FRF3", "42": "FRF1", "43": "FRC2", "54": "FRI3", "72": "FRI1", "73": "FRJ2"},
    **{"74": "FRI2", "82": "FRK2", "83": "FRK1", "91": "FRJ1"},
}

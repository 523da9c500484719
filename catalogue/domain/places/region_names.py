"""What regions are called in other languages than their own, where such names are in use.

Collected by us; where a name is missing, readers of that language use the region's own. A region that is the only part
of another and has the same name has its foreign names too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from catalogue.domain.places.regional_languages import official_languages
from catalogue.domain.places.regions import Region, region
from catalogue.domain.text.cldr import base_language
from catalogue.domain.text.romanisation import romanise

_COLUMNS = ("en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv")
_NAMES = """
AT12|Lower Austria||Basse-Autriche|Baja Austria|Baixa Áustria|Bassa Austria|Dolní Rakousko|Dolné Rakúsko|Dolna Austria|Niederösterreich
AT13|Vienna||Vienne|Viena|Viena|Vienna|Vídeň|Viedeň|Wiedeń|Wien
AT21|Carinthia||Carinthie|Carintia|Caríntia|Carinzia|Korutany|Korutánsko|Karyntia|Kärnten
AT22|Styria||Styrie|Estiria|Estíria|Stiria|Štýrsko|Štajersko|Styria|Steiermark
AT31|Upper Austria||Haute-Autriche|Alta Austria|Alta Áustria|Alta Austria|Horní Rakousko|Horné Rakúsko|Górna Austria|Oberösterreich
AT32|||Salzbourg|Salzburgo|Salzburgo|Salisburghese|Salcbursko|Salzbursko||
AT33|Tyrol||Tyrol|Tirol|Tirol|Tirolo|Tyrolsko|Tirolsko|Tyrol|Tyrolen
BE10|Brussels-Capital Region|Region Brüssel-Hauptstadt|Région de Bruxelles-Capitale|Región de Bruselas-Capital|Região de Bruxelas-Capital|Regione di Bruxelles-Capitale|Bruselský region|Bruselský región|Region Stołeczny Brukseli|Bryssel
BE2|Flanders|Flandern|Flandre|Flandes|Flandres|Fiandre|Vlámsko|Flámsko|Flandria|Flandern
BE3|Wallonia|Wallonien|Wallonie|Valonia|Valónia|Vallonia|Valonsko|Valónsko|Walonia|Vallonien
CH01|Lake Geneva region|Genferseeregion||Región del Lago Lemán|Região do Lago Lemano|Regione del Lemano|Ženevské jezero|Ženevské jazero|Region Jeziora Genewskiego|Genèvesjöregionen
CH07||Tessin|Tessin|Tesino||||||
CZ01|Prague|Prag|Prague|Praga|Praga|Praga||Praha|Praga|Prag
CZ02|Central Bohemia|Mittelböhmen|Bohême centrale|Bohemia Central|Boémia Central|Boemia Centrale||Stredné Čechy|Środkowe Czechy|Mellersta Böhmen
CZ08|Moravia-Silesia|Mähren-Schlesien|Moravie-Silésie|Moravia-Silesia|Morávia-Silésia|Moravia-Slesia||Moravskosliezsko|Morawy-Śląsk|Mähren-Schlesien
CZ064|South Moravian Region|Südmährische Region|Région de Moravie-du-Sud|Región de Moravia Meridional|Região da Morávia do Sul|Regione della Moravia Meridionale||Juhomoravský kraj|Kraj południowomorawski|Södra Mähren
CZ080|Moravian-Silesian Region|Mährisch-Schlesische Region|Région de Moravie-Silésie|Región de Moravia-Silesia|Região da Morávia-Silésia|Regione di Moravia-Slesia||Moravskosliezsky kraj|Kraj morawsko-śląski|Mähren-Schlesien
DE1|||Bade-Wurtemberg|Baden-Wurtemberg|Baden-Vurtemberga||Bádensko-Württembersko|Bádensko-Württembersko|Badenia-Wirtembergia|
DE2|Bavaria||Bavière|Baviera|Baviera|Baviera|Bavorsko|Bavorsko|Bawaria|Bayern
DE21|Upper Bavaria||Haute-Bavière|Alta Baviera|Alta Baviera|Alta Baviera|Horní Bavorsko|Horné Bavorsko|Górna Bawaria|Oberbayern
DE22|Lower Bavaria||Basse-Bavière|Baja Baviera|Baixa Baviera|Bassa Baviera|Dolní Bavorsko|Dolné Bavorsko|Dolna Bawaria|Niederbayern
DE3||||Berlín|Berlim|Berlino|Berlín|Berlín||
DE4|||Brandebourg|Brandeburgo|Brandemburgo|Brandeburgo|Braniborsko|Brandenbursko|Brandenburgia|
DE5|||Brême|||Brema|Brémy|Brémy|Brema|
DE6|||Hambourg|Hamburgo|Hamburgo|Amburgo|||Hamburg|
DE7|Hesse||Hesse|Hesse|Hesse|Assia|Hesensko|Hesensko|Hesja|
DE8|||Mecklembourg-Poméranie-Occidentale|Mecklemburgo-Pomerania Occidental|Meclemburgo-Pomerânia Ocidental|Meclemburgo-Pomerania Anteriore|Meklenbursko-Přední Pomořansko|Meklenbursko-Predpomoransko|Meklemburgia-Pomorze Przednie|
DE9|Lower Saxony||Basse-Saxe|Baja Sajonia|Baixa Saxónia|Bassa Sassonia|Dolní Sasko|Dolné Sasko|Dolna Saksonia|Niedersachsen
DEA|North Rhine-Westphalia||Rhénanie-du-Nord-Westphalie|Renania del Norte-Westfalia|Renânia do Norte-Vestefália|Renania Settentrionale-Vestfalia|Severní Porýní-Vestfálsko|Severné Porýnie-Vestfálsko|Nadrenia Północna-Westfalia|Nordrhein-Westfalen
DEA2|Cologne||Cologne|Colonia|Colónia|Colonia|Kolín nad Rýnem|Kolín nad Rýnom|Kolonia|
DEB|Rhineland-Palatinate||Rhénanie-Palatinat|Renania-Palatinado|Renânia-Palatinado|Renania-Palatinato|Porýní-Falc|Porýnie-Falcko|Nadrenia-Palatynat|
DEC|||Sarre|Sarre|Sarre|Saarland|Sársko|Sársko|Saara|
DED|Saxony||Saxe|Sajonia|Saxónia|Sassonia|Sasko|Sasko|Saksonia|Sachsen
DED2|||Dresde|Dresde|||Drážďany|Drážďany|Drezno|
DEE|Saxony-Anhalt||Saxe-Anhalt|Sajonia-Anhalt|Saxónia-Anhalt|Sassonia-Anhalt|Sasko-Anhaltsko|Sasko-Anhaltsko|Saksonia-Anhalt|
DEG|Thuringia||Thuringe|Turingia|Turíngia|Turingia|Durynsko|Durínsko|Turyngia|Thüringen
ES11|||Galice||Galiza|Galizia|Galicie|Galícia|Galicja|Galicien
ES21|Basque Country|Baskenland|Pays basque||País Basco|Paesi Baschi|Baskicko|Baskicko|Kraj Basków|Baskien
ES22|Navarre|Navarra|Navarre|Navarra|Navarra|Navarra|Navarra|Navarra|Nawarra|Navarra
ES24|Aragon|Aragonien|Aragon||Aragão|Aragona|Aragonie|Aragónsko|Aragonia|Aragonien
ES30|Community of Madrid|Autonome Gemeinschaft Madrid|Communauté de Madrid||Comunidade de Madrid|Comunità di Madrid|Madridské společenství|Madridské spoločenstvo|Wspólnota Madrytu|Madridregionen
ES41|Castile and León|Kastilien und León|Castille-et-León||Castela e Leão|Castiglia e León|Kastilie a León|Kastília a León|Kastylia i León|Kastilien och León
ES42|Castile-La Mancha|Kastilien-La Mancha|Castille-La Manche||Castela-La Mancha|Castiglia-La Mancia|Kastilie-La Mancha|Kastília-La Mancha|Kastylia-La Mancha|Kastilien-La Mancha
ES51|Catalonia|Katalonien|Catalogne||Catalunha|Catalogna|Katalánsko|Katalánsko|Katalonia|Katalonien
ES52|Valencian Community|Valencianische Gemeinschaft|Communauté valencienne|Comunidad Valenciana|Comunidade Valenciana|Comunità Valenciana|Valencijské společenství|Valencijské spoločenstvo|Wspólnota Walencka|Valenciaregionen
ES61|Andalusia|Andalusien|Andalousie||Andaluzia|Andalusia|Andalusie|Andalúzia|Andaluzja|Andalusien
FRC1|Burgundy|Burgund||Borgoña|Borgonha|Borgogna|Burgundsko|Burgundsko|Burgundia|Bourgogne
FRD|Normandy|||Normandía|Normandia|Normandia|Normandie|Normandia|Normandia|
FRE2|Picardy|||Picardía|Picardia|Piccardia|Pikardie|Pikardia|Pikardia|
FRF1||Elsass||Alsacia|Alsácia|Alsazia|Alsasko|Alsasko|Alzacja|
FRF3||Lothringen||Lorena|Lorena|Lorena|Lotrinsko|Lotrinsko|Lotaryngia|
FRH|Brittany|Bretagne||Bretaña|Bretanha|Bretagna|Bretaň|Bretónsko|Bretania|
FRI1|Aquitaine|Aquitanien||Aquitania|Aquitânia|Aquitania|Akvitánie|Akvitánia|Akwitania|
FRM|Corsica|Korsika||Córcega|Córsega|Corsica|Korsika|Korzika|Korsyka|Korsika
ITC1|Piedmont|Piemont|Piémont|Piamonte|Piemonte||Piemont|Piemont|Piemont|Piemonte
ITC2|Aosta Valley|Aostatal|Vallée d’Aoste|Valle de Aosta|Vale de Aosta|Valle d’Aosta|Údolí Aosty|Údolie Aosty|Dolina Aosty|Aostadalen
ITC4|Lombardy|Lombardei|Lombardie|Lombardía|Lombardia||Lombardie|Lombardia|Lombardia|Lombardiet
ITF4|Apulia|Apulien|Pouilles|Apulia|Apúlia||Apulie|Apúlia|Apulia|Apulien
ITG1|Sicily|Sizilien|Sicile|Sicilia|Sicília||Sicílie|Sicília|Sycylia|Sicilien
ITG2|Sardinia|Sardinien|Sardaigne|Cerdeña|Sardenha||Sardinie|Sardínia|Sardynia|Sardinien
ITH1|South Tyrol|Südtirol|Tyrol du Sud|Tirol del Sur|Tirol do Sul|Alto Adige|Jižní Tyrolsko|Južné Tirolsko|Tyrol Południowy|Sydtyrolen
ITH3||Venetien|Vénétie|Véneto|Véneto||Benátsko|Benátsko|Wenecja Euganejska|
ITH4||Friaul-Julisch Venetien|Frioul-Vénétie julienne|Friuli-Venecia Julia|Friul-Veneza Júlia||Furlánsko-Julské Benátsko|Furlansko-Julské Benátsko|Friuli-Wenecja Julijska|
ITH5|||Émilie-Romagne|Emilia-Romaña|Emília-Romanha||Emilia-Romagna|Emilia-Romagna|Emilia-Romania|
ITI1|Tuscany|Toskana|Toscane|Toscana|Toscana||Toskánsko|Toskánsko|Toskania|Toscana
PL21|Lesser Poland|Kleinpolen|Petite-Pologne|Pequeña Polonia|Pequena Polónia|Piccola Polonia|Malopolsko|Malopoľsko||Lillpolen
PL22|Silesia|Schlesien|Silésie|Silesia|Silésia|Slesia|Slezsko|Sliezsko||Schlesien
PL41|Greater Poland|Großpolen|Grande-Pologne|Gran Polonia|Grande Polónia|Grande Polonia|Velkopolsko|Veľkopoľsko||Storpolen
PL51|Lower Silesia|Niederschlesien|Basse-Silésie|Baja Silesia|Baixa Silésia|Bassa Slesia|Dolní Slezsko|Dolné Sliezsko||Nedre Schlesien
PL52|Opole|Oppeln|Opole|Opole|Opole|Opole|Opolsko|Opolsko||Opole
PL63|Pomerania|Pommern|Poméranie|Pomerania|Pomerânia|Pomerania|Pomořansko|Pomoransko||Pommern
PT20|Azores|Azoren|Açores|Azores||Azzorre|Azory|Azory|Azory|Azorerna
PT30|Madeira|Madeira|Madère|Madeira||Madera|Madeira|Madeira|Madera|Madeira
SE22|||Suède méridionale|Sur de Suecia|Sul da Suécia|Svezia meridionale|Jižní Švédsko|Južné Švédsko|Południowa Szwecja|
SE23|West Sweden|Westschweden|Suède occidentale|Suecia Occidental|Suécia Ocidental|Svezia occidentale|Západní Švédsko|Západné Švédsko|Zachodnia Szwecja|
SK01|Bratislava Region|Region Bratislava|Région de Bratislava|Región de Bratislava|Região de Bratislava|Regione di Bratislava|Bratislavský kraj||Kraj bratysławski|Bratislavaregionen
SK02|Western Slovakia|Westslowakei|Slovaquie occidentale|Eslovaquia Occidental|Eslováquia Ocidental|Slovacchia occidentale|Západní Slovensko||Zachodnia Słowacja|Västra Slovakien
SK03|Central Slovakia|Mittelslowakei|Slovaquie centrale|Eslovaquia Central|Eslováquia Central|Slovacchia centrale|Střední Slovensko||Środkowa Słowacja|Mellersta Slovakien
SK04|Eastern Slovakia|Ostslowakei|Slovaquie orientale|Eslovaquia Oriental|Eslováquia Oriental|Slovacchia orientale|Východní Slovensko||Wschodnia Słowacja|Östra Slovakien
"""  # noqa: E501 - one region a line, so that the columns can be compared


def region_name(found: Region, locale: str) -> str:
    """Return the region's name for readers of ``locale``: theirs where there is one, else its own in Latin letters.

    Readers of one of the region's own languages get the name as it is written there.
    """
    language = base_language(locale) or ""
    named = _exonym(found, language)
    if named:
        return named
    return found.name if language in official_languages(found.code) else romanise(found.name, found.country)


def _exonym(found: Region, language: str) -> str | None:
    own = _names().get(found.code, {}).get(language)
    outer = region(found.parent) if found.parent else None
    return own or (_exonym(outer, language) if outer and outer.name == found.name else None)


def names_of_regions(code: str) -> Iterable[str]:
    """Return what a region is called in other languages; nothing where no such name is in use."""
    return _names().get(code, {}).values()


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, str]]:
    rows = (line.split("|") for line in _NAMES.strip().splitlines())
    return {code: {key: name for key, name in zip(_COLUMNS, names, strict=True) if name} for code, *names in rows}

